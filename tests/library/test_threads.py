"""Each connection to the library belongs to one thread once it is claimed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsreader.domain.query import Query
from newsreader.library import Library, Role
from tests.builders import a_library

CALLS: list[tuple[Role, Callable[[Library], object]]] = [
    (Role.WRITE, lambda library: library.mark_read([1])),
    (Role.WRITE, lambda library: library.bookmark(1)),
    (Role.WRITE, lambda library: library.version()),
    (Role.READ, lambda library: library.rows([1])),
    (Role.READ, lambda library: library.opened(1)),
    (Role.READ, lambda library: library.first_rows(Query(), "All", 9)),
    (Role.SEARCH, lambda library: library.listing(Query())),
    (Role.SEARCH, lambda library: library.feeds()),
    (Role.SEARCH, lambda library: library.speakers("")),
    (Role.SEARCH, lambda library: library.unprocessed([1])),
]


@pytest.mark.parametrize(("role", "call"), CALLS)
def test_a_claimed_connection_is_refused_to_other_threads(
    role: Role, call: Callable[[Library], object], tmp_path: Path
) -> None:
    library = a_library(tmp_path)
    with ThreadPoolExecutor(1, "owner") as owner:
        owner.submit(library.claim, role).result()
        owner.submit(call, library).result()
        with pytest.raises(RuntimeError, match=f"may not use the connection for {role.value}"):
            call(library)
    assert library.close() == "", "whoever closes the library is the last"


def test_exports_read_like_other_long_reads(tmp_path: Path) -> None:
    library = a_library(tmp_path)
    with ThreadPoolExecutor(1, "reader") as reader:
        reader.submit(library.claim, Role.SEARCH).result()
        library.claim(Role.READ)
        library.claim(Role.WRITE)
        done = reader.submit(lambda: list(library.export([1], tmp_path / "out"))).result()
        spoken = reader.submit(library.export_speaker, "Jane Roe", tmp_path / "out").result()
    assert [one.outcome for one in (*done, spoken)] == ["written", "written"]
    library.close()
