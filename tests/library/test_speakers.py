from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsreader.domain.errors import NotFound
from newsreader.domain.query import Query
from newsreader.fetcher.quote_rebuild import rebuild_quotes
from newsreader.fetcher.workers.pool import Workers
from newsreader.library import Library
from newsreader.storage.failures import suspicion
from newsreader.storage.quotes import quotes as found_quotes
from tests.builders import STORIES, Clock, Story, a_library, bring, id_of

BRIDGE = STORIES[0]
SHORT = Story(
    "Roe answers",
    "“We shall see about the ferry,” Ms Roe said.",
    said=(("We shall see about the ferry,", "Ms Roe"),),
)
ROE, BRANDT = "Jane Roe", "Tom Brandt"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The four stories of the builders, and one with a short form of a name."""
    opened = a_library(tmp_path, (*STORIES, SHORT))
    yield opened
    opened.close()


def heard(library: Library) -> dict[str, list[str]]:
    """Return who speaks in each story, as the reader is told."""
    rows = library.rows(sorted(row[0] for row in library._read.rows("SELECT id FROM article")))
    return {
        row.title: [f"{one.attribution}: {one.text}" for one in library.opened(row.id).quotes]
        for row in rows
    }


def state(library: Library) -> tuple[Any, ...]:
    """Return all that can be seen of speakers."""
    return (heard(library), library.speakers(), library.quote_hits(limit=-1))


def speakers(library: Library, title: str) -> list[str]:
    return [one.speaker for one in library.opened(id_of(library, title)).quotes]


def test_people_are_found_in_full_in_part_and_by_alias(library: Library) -> None:
    assert {one.name for one in library.speakers()} == {ROE, BRANDT, "Ms Roe"}
    for name in (ROE, "jane roe", "jane", "ja"):
        assert library.speaker(name).name == ROE
    with pytest.raises(NotFound, match=r"^More than one is called “roe”: .*\.$"):
        library.speaker("roe")
    for nobody in ("Ann Shaw", "", "…"):
        with pytest.raises(NotFound, match=r"^Nobody is quoted"):
            library.speaker(nobody)


def test_the_cast_of_an_article_is_named_once_each(library: Library) -> None:
    assert library.cast(id_of(library, BRIDGE.title)) == (ROE, BRANDT)
    assert library.cast(id_of(library, STORIES[2].title)) == ()


def correct(library: Library) -> None:
    opened = library.opened(id_of(library, BRIDGE.title))
    library.correct_speaker(opened.article.id, opened.quotes[0], " Ann\nShaw ")


def take_the_name(library: Library) -> None:
    opened = library.opened(id_of(library, BRIDGE.title))
    library.correct_speaker(opened.article.id, opened.quotes[0], "")


def refuse(library: Library) -> None:
    opened = library.opened(id_of(library, BRIDGE.title))
    library.not_a_quote(opened.article.id, opened.quotes[1])


def teach(library: Library) -> None:
    opened = library.opened(id_of(library, SHORT.title))
    library.correct_speaker(opened.article.id, opened.quotes[0], ROE)


def join(library: Library) -> None:
    assert library.merge_speakers("ms roe", ROE)


CHANGES = (correct, take_the_name, refuse, teach, join)


@pytest.mark.parametrize("change", CHANGES)
def test_each_correction_is_undone_whole(
    library: Library, change: Callable[[Library], None]
) -> None:
    bring(library.path, replace(SHORT, title="Roe again"))
    before = state(library)
    change(library)
    after = state(library)
    assert after != before
    change_back = library.undo()
    assert change_back is not None and change_back.label
    assert state(library) == before
    assert library.undo() is None


def test_corrections_are_undone_one_by_one(library: Library) -> None:
    states = [state(library)]
    for change in (*CHANGES, take_the_name, correct, teach):
        change(library)
        states.append(state(library))
    for before in reversed(states[:-1]):
        library.undo()
        assert state(library) == before


def test_a_corrected_speaker_is_a_person_of_the_library(library: Library) -> None:
    correct(library)
    (said,) = library.quote_hits("Ann Shaw")
    assert said.quote == library.opened(id_of(library, BRIDGE.title)).quotes[0]
    assert (said.quote.speaker, said.quote.confidence, said.quote.corrected) == (
        "Ann Shaw",
        1.0,
        True,
    )
    assert library.quote_hits(ROE) == ()
    correct(library)  # saying it again changes nothing
    assert library.quote_hits("Ann Shaw") == (said,)


def test_a_correction_teaches_the_outlet_that_made_the_name_short(library: Library) -> None:
    teach(library)
    bring(library.path, replace(SHORT, title="Next day"))
    bring(library.path, replace(SHORT, title="Elsewhere", feed="Coast Daily"))
    assert speakers(library, "Next day") == [ROE]
    assert speakers(library, "Elsewhere") == ["Ms Roe"]
    assert library.speaker(ROE).quotes == 3
    library.undo()
    assert speakers(library, "Next day") == ["Ms Roe"]


def test_what_was_taught_holds_for_earlier_stories_too(library: Library) -> None:
    bring(library.path, replace(SHORT, title="The day before"))
    teach(library)
    assert speakers(library, "The day before") == [ROE]


def test_a_joined_name_is_one_person_everywhere(library: Library) -> None:
    join(library)
    assert speakers(library, SHORT.title) == [ROE]
    assert not library.opened(id_of(library, SHORT.title)).quotes[0].corrected
    assert library.speaker("Ms Roe") == library.speaker(ROE)
    assert library.speaker(ROE).aliases == ("Ms Roe",)
    assert len(library.quote_hits("ms roe")) == len(library.quote_hits(ROE)) == 2
    assert library.merge_speakers("Ms. Roe", "JANE ROE") is False
    assert library.merge_speakers(ROE, "Ms Roe") is False


def test_joined_names_come_along_when_theirs_is_joined(library: Library) -> None:
    join(library)
    library.merge_speakers(ROE, BRANDT)
    (one,) = library.speakers()
    assert (one.name, one.aliases, one.quotes) == (BRANDT, (ROE, "Ms Roe"), 3)
    library.undo()
    assert library.speaker("Ms Roe").name == ROE
    with pytest.raises(NotFound):
        library.merge_speakers("", ROE)


def test_joined_names_can_be_parted_again(library: Library) -> None:
    apart = state(library)
    join(library)
    joined = state(library)
    assert library.split_speakers("MS. ROE")
    assert state(library) == apart
    library.undo()
    assert state(library) == joined
    assert library.split_speakers(ROE) is False
    assert library.split_speakers("Ann Shaw") is False


def test_a_quote_that_was_found_again_since_is_corrected_in_its_place(library: Library) -> None:
    article_id = id_of(library, BRIDGE.title)
    first, _ = library.opened(article_id).quotes
    bring(library.path, BRIDGE)
    library.correct_speaker(article_id, first, "Ann Shaw")
    assert speakers(library, BRIDGE.title) == ["Ann Shaw", BRANDT]


def test_a_quote_that_is_gone_cannot_be_corrected(library: Library) -> None:
    article_id = id_of(library, BRIDGE.title)
    first, _ = library.opened(article_id).quotes
    bring(library.path, replace(BRIDGE, text="Nobody said anything.", said=()))
    with pytest.raises(NotFound, match="not in the article any more"):
        library.not_a_quote(article_id, first)
    with pytest.raises(NotFound, match="no article 99"):
        library.correct_speaker(99, first, ROE)
    assert library.undo() is None


async def test_quotes_are_found_again_and_corrections_stay(library: Library) -> None:
    correct(library)
    refuse(library)
    article_id = id_of(library, BRIDGE.title)
    before = found_quotes(library._read, article_id)
    library._write.connection.execute("UPDATE article_text SET finder_version = 0")
    assert library.has_stale_quotes()
    async with Workers(1) as workers:
        found = await rebuild_quotes(library._write, workers)
    assert found == len(library.listing(Query()).ids)
    assert not library.has_stale_quotes()
    (only,) = library.opened(article_id).quotes
    assert (only.speaker, only.corrected) == ("Ann Shaw", True)
    after = found_quotes(library._read, article_id)
    assert [one.text for one in after] == [one.text for one in before]


def test_the_same_words_are_told_of_other_outlets(library: Library) -> None:
    copy = replace(BRIDGE, title="Bridge comes back", feed="Coast Daily")
    bring(library.path, copy)
    first, _ = library.opened(id_of(library, BRIDGE.title)).quotes
    (other,) = library.same_quotes(first.id)
    assert (other.title, other.outlet) == (copy.title, copy.feed)


def test_a_recovery_keeps_corrections_names_and_people(library: Library) -> None:
    for change in CHANGES:
        change(library)
    before = state(library)
    (root,) = library._read.rows(
        "SELECT (rootpage - 1) * (SELECT page_size FROM pragma_page_size) FROM sqlite_schema "
        "WHERE name = 'person'"
    )
    library.close()
    with library.path.open("r+b") as file:
        file.seek(root[0])
        file.write(b"\xff" * 64)
    suspicion(library.path).touch()
    recovered = Library(library.path, clock=Clock())
    assert recovered.recovery is not None
    assert state(recovered) == before
    recovered.close()


def test_a_speaker_is_exported(library: Library, tmp_path: Path) -> None:
    exported = library.export_speaker("jane", tmp_path / "out")
    assert exported.outcome == "written"
    assert "# Jane Roe" in exported.path.read_text(encoding="utf-8")
    assert library.export_speaker(ROE, tmp_path / "out").outcome == "unchanged"
    with pytest.raises(NotFound):
        library.export_speaker("Nobody", tmp_path / "out")
