"""Devices whose clocks are wrong exchange marks: what was changed later wins all the same."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.errors import LibraryError
from newsreader.domain.highlights.highlight import Highlight, Verification
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage.deleted_highlights import tombstones
from tests.builders import NOW, STORIES, Clock, a_library, id_of, passage

BRIDGE = STORIES[0]
YEAR = timedelta(days=365)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """A library whose clock is a year ahead, and one whose clock is right."""
    with ExitStack() as stack:
        ahead, right = (
            stack.enter_context(closing(a_library(tmp_path / name, clock=Clock(NOW + by))))
            for name, by in (("ahead", YEAR), ("right", timedelta()))
        )
        yield ahead, right


def exchange(one: Library, other: Library) -> None:
    for here, there in ((one, other), (other, one)):
        here.take_marks("other", "\n".join(there.mark_lines()))


def marked(library: Library) -> Highlight:
    (one,) = library.highlights(Query())
    return one


def advance(two: tuple[Library, Library], by: timedelta) -> None:
    for library in two:
        assert isinstance(library.clock, Clock)
        library.clock.advance(by)


def mark(library: Library) -> Highlight:
    bridge = id_of(library, BRIDGE.title)
    at = passage(library, bridge, "northern pier")
    return library.highlight(bridge, *at, note="first").highlight


def test_what_was_changed_after_it_was_taken_in_wins(two: tuple[Library, Library]) -> None:
    ahead, right = two
    bridge = id_of(ahead, BRIDGE.title)
    made = mark(ahead)
    ahead.change_highlight(made, tags=["x"], colour="red")
    ahead.bookmark_all([bridge])
    ahead.set_tags(bridge, ["sea"])
    ahead.correct_speaker(bridge, ahead.opened(bridge).quotes[0], "Ann Shaw")
    ahead.merge_speakers("Tom Brandt", "Thomas Brandt")
    exchange(right, ahead)
    right.change_highlight(marked(right), colour="blue", note="second", tags=["y"])
    right.verify_highlight(marked(right), Verification.DISPUTED)
    right.bookmark_all([bridge], False)
    right.set_tags(bridge, ["land"])
    right.correct_speaker(bridge, right.opened(bridge).quotes[0], "Eva Holm")
    right.split_speakers("Tom Brandt")
    exchange(ahead, right)
    for library in two:
        one, article = marked(library), library.article(bridge)
        assert (one.colour, one.note, one.tags) == ("blue", "second", ("y",))
        assert one.verification is Verification.DISPUTED
        assert (article.bookmarked, article.tags) == (None, ("land",))
        assert [one.speaker for one in library.opened(bridge).quotes] == ["Eva Holm", "Tom Brandt"]
    right.remove_highlight(marked(right))
    exchange(ahead, right)
    assert ahead.highlights(Query()) == right.highlights(Query()) == []
    ahead.bring_back(made.id)
    exchange(right, ahead)
    assert marked(right).note == "second"


def test_of_changes_that_did_not_know_each_other_the_later_wins_once_the_clocks_are_known(
    two: tuple[Library, Library],
) -> None:
    ahead, right = two
    mark(ahead)
    exchange(right, ahead)
    advance(two, timedelta(days=1))
    ahead.change_highlight(marked(ahead), colour="red")
    advance(two, timedelta(days=1))
    right.change_highlight(marked(right), colour="blue")
    exchange(ahead, right)
    assert marked(ahead).colour == marked(right).colour == "blue"
    advance(two, timedelta(days=1))
    right.change_highlight(marked(right), colour="green")
    advance(two, timedelta(days=1))
    ahead.change_highlight(marked(ahead), colour="purple")
    exchange(ahead, right)
    assert marked(ahead).colour == marked(right).colour == "purple"


def test_what_was_deleted_by_a_clock_that_is_ahead_lies_in_the_bin_since_now(
    two: tuple[Library, Library],
) -> None:
    ahead, right = two
    made = mark(ahead)
    exchange(right, ahead)
    ahead.remove_highlight(marked(ahead))
    exchange(right, ahead)
    (gone,) = tombstones(right._read)
    assert gone.id == made.id and NOW < gone.deleted <= right.clock()


def test_a_time_that_no_clock_shows_is_refused(two: tuple[Library, Library]) -> None:
    ahead, right = two
    mark(ahead)
    told = "\n".join(ahead.mark_lines()).replace(
        '"colour":["yellow","2027', '"colour":["yellow","9999'
    )
    with pytest.raises(LibraryError, match=r"in line \d+ the time 9999.* is no time of a clock"):
        right.take_marks("marks.jsonl", told)


def test_what_is_changed_after_the_last_moment_of_clocks_can_be_told(
    two: tuple[Library, Library],
) -> None:
    ahead, right = two
    mark(ahead)
    last = "2999-12-31T23:59:59.999Z"
    told = re.sub(r'"2027-[^"]*Z"(?=])', f'"{last}"', "\n".join(ahead.mark_lines()))
    assert last in told
    right.take_marks("other", told)
    advance(two, timedelta(days=2))
    right.change_highlight(marked(right), colour="blue", note="second", tags=["y"])
    exchange(ahead, right)
    assert marked(ahead).note == marked(right).note == "second"
    assert marked(ahead).colour == marked(right).colour


@pytest.mark.parametrize("time", ["2999-12-31T23:59:59-12:00", "1970-01-01T00:00:00+14:00"])
def test_a_time_that_could_not_be_told_again_is_refused(
    two: tuple[Library, Library], time: str
) -> None:
    ahead, right = two
    mark(ahead)
    told = re.sub(r'"2027-[^"]*Z"(?=])', f'"{time}"', "\n".join(ahead.mark_lines()))
    with pytest.raises(LibraryError, match="is no time of a clock"):
        right.take_marks("marks.jsonl", told)
