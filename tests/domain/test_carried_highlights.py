from dataclasses import replace
from datetime import UTC, datetime

from newsreader.domain.anchoring.anchor import made_at
from newsreader.domain.anchoring.carried_highlights import carry_over
from newsreader.domain.highlights.highlight import AnchorState, Highlight

FIRST = (
    "The council voted to rebuild the bridge on Thursday.\n\n"
    "Engineers had warned in May that the northern pier was moving.\n\n"
    "Work begins in spring, the mayor said to much applause."
)
SECOND = "UPDATED 14:05\n\n" + FIRST.replace("in May", "in June")
THIRD = FIRST.replace("Engineers had warned in May that the northern pier was moving.\n\n", "")
PIER = "warned in May that the northern pier"


def mark(words: str, **more: object) -> Highlight:
    start, now = FIRST.index(words), datetime(2026, 11, 20, tzinfo=UTC)
    made = made_at(1, FIRST, "first", start, start + len(words), "yellow", now)
    return replace(made, note="keep me", **more)  # type: ignore[arg-type]  # its own fields


def test_only_place_and_state_change_and_orphans_come_last() -> None:
    pier, work = mark(PIER), mark("Work begins")
    changed = carry_over((pier, work), SECOND, "second", {"first": FIRST}, ("first", FIRST))
    assert [one.state for one in changed] == [AnchorState.CHANGED, AnchorState.MOVED]
    assert SECOND[changed[0].start : changed[0].end] == PIER.replace("May", "June")
    start, end = changed[0].start, changed[0].end
    state, hash_ = AnchorState.CHANGED, "second"
    assert changed[0] == replace(pier, start=start, end=end, state=state, text_hash=hash_)
    gone = carry_over(changed, THIRD, "third", {"first": FIRST}, ("second", SECOND))
    assert [(one.id, one.state) for one in gone] == [
        (work.id, AnchorState.MOVED),
        (pier.id, AnchorState.ORPHAN),
    ]


def test_what_was_lost_or_changed_is_where_it_was_made_when_its_text_comes_back() -> None:
    lost = carry_over((mark(PIER),), "Nothing.", "none", {"first": FIRST}, ("first", FIRST))
    assert lost[0].state is AnchorState.ORPHAN
    for known in ({"first": FIRST}, {}, {"first": "some other text"}):
        (back,) = carry_over(lost, "New: " + FIRST, "fourth", known, ("none", "Nothing."))
        assert back.state is AnchorState.MOVED, known
        assert ("New: " + FIRST)[back.start : back.end] == PIER
    (changed,) = carry_over((mark(PIER),), SECOND, "second", {"first": FIRST}, ("first", FIRST))
    (again,) = carry_over((changed,), FIRST, "first", {"first": FIRST}, ("second", SECOND))
    assert again == mark(PIER) or again.state is AnchorState.OK


def test_a_mark_whose_former_text_is_not_known_is_carried_from_where_it_was_made() -> None:
    (found,) = carry_over((mark(PIER),), SECOND, "second", {"first": FIRST})
    assert found.state is AnchorState.CHANGED
    assert SECOND[found.start : found.end] == PIER.replace("May", "June")


def test_what_counts_in_the_text_already_stays_as_it_is() -> None:
    one = mark(PIER, text_hash="second", state=AnchorState.CHANGED, start=3, end=9)
    assert carry_over((one,), SECOND, "second", {}) == (one,)
