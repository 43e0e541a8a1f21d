"""A library where nothing can be written is read; what would change it is refused in a line."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.domain.errors import LibraryError
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage.safety.damage import damage
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.read_only import is_read_only, make_private
from tests.builders import STORIES, Clock, a_library, asking, bring, id_of, passage
from tests.disks import read_only


def a_marked_library(folder: Path) -> Path:
    library = a_library(folder)
    bridge = id_of(library, STORIES[0].title)
    library.highlight(bridge, *passage(library, bridge, "northern pier"))
    library.close()
    return library.path


def test_it_is_read_and_nothing_beside_it_changes(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path / "data")
    before = sorted((one.name, one.stat().st_size) for one in path.parent.iterdir())
    with read_only(path.parent):
        assert is_read_only(path)
        library = Library(path, clock=Clock())
        assert library.read_only and library.notices == []
        assert len(library.listing(Query()).ids) == len(STORIES)
        (highlight,) = library.highlights(Query())
        assert library.opened(highlight.article_id).highlights == (highlight,)
        assert library.search(asking("bridge"))
        library.keep("theme", "dark")
        library.keep_position(1, 9)
        assert not library.mark_opened(1)
        for change in (
            lambda: library.bookmark(1),
            lambda: library.add_feed("https://new.example/feed"),
            lambda: library.remove_highlight(highlight),
            lambda: library.mark_read([1]),
        ):
            with pytest.raises(LibraryError, match="is read-only: nothing can be changed or fetch"):
                change()
        assert library.close() == ""
    assert before == sorted((one.name, one.stat().st_size) for one in path.parent.iterdir())


def test_what_stands_in_a_log_only_is_told_to_be_missing(tmp_path: Path) -> None:
    source = a_marked_library(tmp_path / "source")
    writer = open_library(source).database
    bring(source, *STORIES)
    path = tmp_path / "data" / source.name
    path.parent.mkdir()
    for side in ("", "-wal"):
        shutil.copyfile(f"{source}{side}", f"{path}{side}")
    writer.close()
    with read_only(path.parent):
        library = Library(path, clock=Clock())
        assert library.notices == [
            "What was written last stands in a log that cannot be read here."
        ]
        assert len(library.listing(Query()).ids) == len(STORIES)
        library.close()


def test_an_older_or_damaged_one_is_told_and_left(tmp_path: Path) -> None:
    path = tmp_path / "data" / "newsreader.db"
    path.parent.mkdir()
    shutil.copyfile(Path(__file__).with_name("data") / "schema-7.db", path)
    with (
        read_only(path.parent),
        pytest.raises(LibraryError, match="of an older newsreader, and read-only"),
    ):
        open_library(path)
    path.write_bytes(b"My diary.\n" * 1000)
    with read_only(path.parent), pytest.raises(LibraryError, match=r"is damaged .* and read-only"):
        open_library(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_it_can_be_written_again_afterwards(tmp_path: Path) -> None:
    """An index of the log that a read-only time left can be written when the library can."""
    path = a_marked_library(tmp_path)
    with closing(sqlite3.connect(path)) as reader:
        path.chmod(0o400)
        reader.execute("SELECT count(*) FROM article").fetchone()
        left = tmp_path / "left-shm"
        shutil.copyfile(f"{path}-shm", left)
    shm = path.with_name(path.name + "-shm")
    left.rename(shm)
    shm.chmod(0o400)
    path.chmod(0o600)
    make_private(path)
    assert shm.stat().st_mode & 0o777 == 0o600
    library = Library(path, clock=Clock())
    library.bookmark(1)
    library.close()


@pytest.mark.skipif(os.name == "nt", reason="modes are those of Unix")
def test_a_library_that_others_could_read_is_its_owners_once_it_is_opened(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE article SET read = 1 WHERE id = 1")
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            (tmp_path / name).chmod(0o644)
        library = Library(path, clock=Clock())
        modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.glob("newsreader.db*")}
        assert set(modes.values()) == {0o600} and f"{path.name}-wal" in modes
        library.close()


@pytest.mark.skipif(os.name == "nt", reason="modes are those of Unix")
def test_every_file_is_its_owners_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        library = a_library(tmp_path / "data")
        library.bookmark(1)
        modes = {one.name: one.stat().st_mode & 0o777 for one in library.path.parent.iterdir()}
        library.close()
        assert damage(library.path) == ""
    finally:
        os.umask(before)
    assert set(modes) == {f"newsreader.db{side}" for side in ("", "-wal", "-shm", "-open")}
    assert set(modes.values()) == {0o600}
    assert library.path.parent.stat().st_mode & 0o777 == 0o700
