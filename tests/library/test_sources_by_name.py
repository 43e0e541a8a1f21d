"""Sources are found by name without being counted again, and as the library counts them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.domain.query import Query, parse_query
from newsreader.domain.query.fields import SOURCES
from newsreader.domain.quoting.source_audit import SourceAudit
from newsreader.library import Library
from newsreader.library.sources_by_name import SourcesByName
from tests.builders import NOW, STORIES, a_library


def asked(words: str) -> Query:
    return parse_query(words, NOW, typing=True, subject=SOURCES)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = a_library(tmp_path, STORIES)
    yield made
    made.close()


def test_names_choose_among_what_was_counted(library: Library) -> None:
    counted: list[Query] = []

    def count(query: Query) -> SourceAudit:
        counted.append(query)
        return library.audit(query)

    sources = SourcesByName(count, dict)
    names = {
        words: [one.name for one in sources.find(asked(words)).sources]
        for words in ("", "j", "jane ro", "brandt", "speaker:brandt", "nobody", "jane or tom")
    }
    assert names == {
        "": ["Jane Roe", "Tom Brandt"],
        "j": ["Jane Roe"],
        "jane ro": ["Jane Roe"],
        "brandt": ["Tom Brandt"],
        "speaker:brandt": ["Tom Brandt"],
        "nobody": [],
        "jane or tom": ["Jane Roe", "Tom Brandt"],
    }
    assert counted == [Query(), asked("jane or tom")], "only what is no plain name is counted"
    assert sources.find(asked("roe feed:Gazette")).whole.quotes == 2
    sources.find(asked("brandt feed:Gazette"))
    assert len(counted) == 3
    sources.forget()
    sources.find(asked("feed:Gazette"))
    assert len(counted) == 4


def test_a_joined_name_finds_whom_it_was_joined_to(library: Library) -> None:
    library.merge_speakers("Tom Brandt", "Tomas Brandt")
    sources = library.sources_by_name()
    for words in ("tom brandt", "tomas"):
        assert [one.name for one in sources.find(asked(words)).sources] == ["Tomas Brandt"]
    for words in ("", "jane roe", "tom", "ro feed:Gazette"):
        found = sources.find(asked(words)).sources
        assert found == library.audit(asked(words)).sources
