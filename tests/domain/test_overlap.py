from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.anchoring.anchor import context
from newsreader.domain.anchoring.overlap import Merged, merge
from newsreader.domain.highlights.highlight import AnchorState, Highlight, Verification

TEXT = "The council voted on Thursday to rebuild the bridge that divided Harbour."


def mark(
    number: int, start: int, end: int, note: str = "", colour: str = "yellow", speaker: str = ""
) -> Highlight:
    prefix, suffix = context(TEXT, start, end)
    return Highlight(
        id=f"{number:03}",
        article_id=1,
        start=start,
        end=end,
        text=TEXT[start:end],
        prefix=prefix,
        suffix=suffix,
        note=note,
        colour=colour,
        speaker=speaker,
    )


def added(existing: list[Highlight], new: Highlight) -> list[Highlight]:
    """Return the highlights as they are stored after ``new`` was made."""
    merged = merge(new, existing, TEXT)
    gone = {merged.highlight.id, *merged.absorbed}
    return [one for one in existing if one.id not in gone] + [merged.highlight]


@st.composite
def strokes(draw: st.DrawFn) -> list[Highlight]:
    """Draw highlights in the order in which a reader makes them."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        note = draw(st.sampled_from(("", "", "one", "two", "three")))
        colour = draw(st.sampled_from(("yellow", "green")))
        made.append(mark(number, start, end, note, colour=colour))
    return made


@given(strokes())
def test_no_note_and_no_marked_letter_is_ever_lost(made: list[Highlight]) -> None:
    stored: list[Highlight] = []
    for one in made:
        stored = added(stored, one)
    assert {one.note for one in stored if one.note} == {one.note for one in made if one.note}
    for colour in ("yellow", "green"):
        wanted = {at for one in made if one.colour == colour for at in range(one.start, one.end)}
        have = {at for one in stored if one.colour == colour for at in range(one.start, one.end)}
        assert wanted == have
    for one in stored:
        assert one.text == TEXT[one.start : one.end]
        assert (one.prefix, one.suffix) == context(TEXT, one.start, one.end)
    assert len({one.id for one in stored}) == len(stored)


@given(strokes())
def test_marking_the_same_again_adds_nothing(made: list[Highlight]) -> None:
    stored: list[Highlight] = []
    for one in made:
        stored = added(stored, one)
        again = added(stored, replace(one, id="999"))
        assert sorted((one.start, one.end, one.note) for one in again) == sorted(
            (one.start, one.end, one.note) for one in stored
        )


def test_touching_passages_become_one_with_the_oldest_name_note_and_tags() -> None:
    old = replace(mark(1, 4, 11, "why?"), tags=("city",), made_on="old")
    other = replace(mark(2, 20, 28), tags=("bridge",))
    merged = merge(replace(mark(3, 11, 20), made_on="new"), [other, old], TEXT)
    assert merged.absorbed == ("002",)
    assert merged.highlight.id == "001"
    assert (merged.highlight.start, merged.highlight.end) == (4, 28)
    assert merged.highlight.note == "why?"
    assert merged.highlight.tags == ("bridge", "city")
    assert merged.highlight.made_on == "new"


@pytest.mark.parametrize(
    "other",
    [
        mark(1, 0, 10, colour="green"),
        mark(1, 0, 10, speaker="Jane Roe"),
        mark(1, 0, 4),
        replace(mark(1, 0, 10), state=AnchorState.ORPHAN),
        replace(mark(1, 0, 10), state=AnchorState.CHANGED),
        mark(1, 0, 10, "a note of its own"),
    ],
    ids=["another colour", "another speaker", "apart", "orphan", "edited since", "two notes"],
)
def test_what_is_not_the_same_stays_beside_it(other: Highlight) -> None:
    new = mark(2, 5, 11, "mine")
    assert merge(new, [other], TEXT) == Merged(new)


def test_what_is_known_of_a_passage_stays_with_its_words() -> None:
    whole = mark(1, 0, 40)
    noted, tagged = mark(2, 4, 11, "why?"), replace(mark(2, 4, 11), tags=("city",))
    checked = replace(mark(2, 4, 11), verification=Verification.CHECKED)
    for inner in (noted, tagged):
        assert merge(inner, [whole], TEXT) == Merged(inner), "nested in a longer one"
    for inner in (noted, tagged, checked):
        assert merge(replace(whole, id="003"), [inner], TEXT).absorbed == ()
        assert merge(replace(whole, id="003"), [inner], TEXT).highlight.id == "003"
    assert merge(mark(3, 8, 20), [checked], TEXT) == Merged(mark(3, 8, 20)), "is not extended"
    assert merge(mark(3, 8, 20), [noted], TEXT).highlight.id == "002"


def test_between_two_noted_passages_a_new_one_joins_neither() -> None:
    noted = [mark(1, 0, 10, "one"), mark(2, 8, 20, "two")]
    new = mark(3, 5, 15)
    assert merge(new, noted, TEXT) == Merged(new)
    wider = merge(mark(4, 5, 18), [*noted, new], TEXT)
    assert (wider.highlight.id, wider.highlight.start, wider.highlight.end) == ("003", 5, 18)
