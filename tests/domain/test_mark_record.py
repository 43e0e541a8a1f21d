"""Records of what users made merge in any order, and no note is lost by it."""

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.mark_line import header, read_header, read_record, write_record
from newsreader.domain.mark_record import (
    DELETED,
    MarkRecord,
    RecordKind,
    as_now,
    latest,
    merge_all,
    merge_records,
)

NOTES = st.sampled_from(("", "why?", "ask him", "an umlaut ü", "two\n\nparagraphs"))
EDITS = st.lists(
    st.tuples(
        st.integers(0, 2),  # which device
        st.sampled_from(("colour", "note", "delete", "restore", "tag", "sync")),
        st.integers(0, 4),
        NOTES,
    ),
    max_size=14,
)


class Device:
    """A device that holds one highlight, and what it last told of it."""

    def __init__(self) -> None:
        self.known: MarkRecord | None = None
        self.values: dict[str, object] = {"colour": 0, DELETED: None}
        self.note = "first"

    def tell(self, at: int) -> MarkRecord:
        self.known = as_now(
            self.known, RecordKind.HIGHLIGHT, "1", self.values, at=at, note=self.note
        )
        return self.known

    def take(self, at: int, other: MarkRecord) -> None:
        self.known = merge_records(self.tell(at), other)
        self.values = {name: one.value for name, one in self.known.values.items()}
        if not self.known.is_deleted:
            self.values[DELETED] = None
        self.note = self.known.note


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[MarkRecord], set[str]]:
    """Draw what three devices tell after edits, and the notes that nobody has replaced knowingly.

    A device replaces the notes that it knows.
    """
    devices = [Device() for _ in range(3)]
    first = devices[0].tell(0)
    for device in devices:
        device.take(0, first)
    for at, (number, what, value, note) in enumerate(draw(EDITS), 1):
        device = devices[number]
        match what:
            case "colour":
                device.values["colour"] = value
            case "tag":
                device.values[f"tag:{value}"] = not device.values.get(f"tag:{value}")
            case "note":
                device.note = note
            case "delete":
                device.values[DELETED] = sorted(device.tell(at).notes)
            case "restore":
                device.values[DELETED] = None
            case _:
                device.take(at, devices[value % 3].tell(at))
        device.tell(at)
    records = [device.tell(99) for device in devices]
    unreplaced = {
        text
        for one in records
        for id_, text in one.notes.items()
        if text and not any(id_ in other.replaced for other in records)
    }
    return records, unreplaced


@given(histories())
def test_the_order_of_merging_makes_no_difference(
    history: tuple[list[MarkRecord], set[str]],
) -> None:
    told, unreplaced = history
    merged = [reduce(merge_records, order) for order in permutations(told)]
    assert all(one == merged[0] for one in merged)
    first, second, third = told
    assert merge_records(first, merge_records(second, third)) == merged[0]
    for one in told:
        assert merge_records(merged[0], one) == merged[0], "nothing is learned twice"
        assert merge_records(one, one) == one
    for note in unreplaced:
        assert note in merged[0].note


CLOCKS = st.lists(st.integers(-10_000, 10_000), min_size=3, max_size=3)
MOVES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), max_size=20)


@given(CLOCKS, MOVES)
def test_what_is_changed_after_others_were_seen_wins_whatever_the_clocks_show(
    clocks: list[int], moves: list[tuple[int, int, bool]]
) -> None:
    devices = [told(None, 0, "", colour=-1)] * 3
    seen: list[set[int]] = [set() for _ in devices]  # the changes that a device knows
    after: dict[int, set[int]] = {}  # the changes that a change was made after
    for number, (one, other, is_change) in enumerate(moves):
        if is_change:
            at = number + clocks[one]
            devices[one] = told(devices[one], at, "", colour=number)
            after[number] = set(seen[one])
            seen[one].add(number)
        else:
            devices[one] = merge_records(devices[one], devices[other])
            seen[one] |= seen[other]
    merged = reduce(merge_records, devices)
    assert all(reduce(merge_records, order) == merged for order in permutations(devices))
    for device, known in zip(devices, seen, strict=True):
        won = device.told("colour")
        assert all(won not in after[number] for number in known), "a later one was known"


def test_a_clock_that_is_ahead_is_followed_from_then_on() -> None:
    year = 365 * 86_400_000
    base = told(None, 0, "", colour=0)
    first = told(base, year, "", colour=1)  # by the clock that is ahead
    ahead = latest([first]) - 10
    seen = merge_records(base, first)
    older = told(seen, year + 20, "", colour=2)
    later = as_now(seen, RecordKind.HIGHLIGHT, "1", {"colour": 3}, at=50, ahead=ahead)
    assert merge_records(older, later).told("colour") == 3
    assert merge_records(later, older).told("colour") == 3


@given(histories())
def test_records_come_back_from_their_lines(history: tuple[list[MarkRecord], set[str]]) -> None:
    for one in history[0]:
        assert read_record(write_record(one)) == one


def told(known: MarkRecord | None, at: int, note: str, **values: object) -> MarkRecord:
    return as_now(known, RecordKind.HIGHLIGHT, "1", {DELETED: None} | values, at=at, note=note)


def test_notes_edited_on_both_sides_are_both_kept() -> None:
    base = told(None, 1, "first")
    here, there = told(base, 2, "mine"), told(base, 3, "theirs")
    both = merge_records(here, there)
    assert both.note == "mine\n\n---\n\ntheirs"
    after = told(both, 4, "one of both")
    assert merge_records(after, here).note == merge_records(there, after).note == "one of both"
    assert merge_records(told(base, 5, "mine"), base).note == "mine", "a known one is replaced"


def test_a_note_that_was_undone_comes_back() -> None:
    base = told(None, 1, "first")
    changed = told(base, 2, "second")
    undone = told(changed, 1, "first")
    assert merge_records(merge_records(base, changed), undone).note == "first"


def test_a_deletion_wins_over_older_edits_and_not_over_a_note_that_it_did_not_know() -> None:
    base = told(None, 1, "first", colour="yellow")
    gone = as_now(base, RecordKind.HIGHLIGHT, "1", {DELETED: sorted(base.notes)}, at=5)
    assert merge_records(told(base, 3, "first", colour="blue"), gone).is_deleted
    assert not merge_records(told(base, 3, "a new thought"), gone).is_deleted
    back = told(gone, 6, "first")
    assert not merge_records(gone, back).is_deleted
    assert merge_all([gone], [base], [gone])[RecordKind.HIGHLIGHT, "1"].is_deleted


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        '{"highlight": "1", "alias": "2"}',
        '{"highlight": "1", "values": []}',
        '{"highlight": "1", "values": {"colour": ["blue"]}}',
        '{"highlight": "1", "values": {"colour": ["blue", "2026-11-20T12:00:00"]}}',
        '{"highlight": "1", "values": {"colour": ["blue", "yesterday"]}}',
        '{"highlight": ',
    ],
)
def test_what_is_no_record_is_refused(line: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_record(line)


def test_only_files_of_a_known_form_are_read() -> None:
    assert read_header(header("harbour")) == "harbour"
    for line in ("{}", "[]", '{"newsreader": "backup", "form": 1}', '{"newsreader": "marks"}'):
        with pytest.raises(ValueError, match=r"another form|later version"):
            read_header(line)
    with pytest.raises(ValueError, match="later version"):
        read_header('{"newsreader": "marks", "form": 2}')
