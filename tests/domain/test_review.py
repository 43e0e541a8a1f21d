"""Which highlights are to be looked at again, and when next."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.highlights.review import (
    A_DAY,
    FIRST,
    LONGEST,
    Reviewed,
    after_review,
    day_of,
    due,
    read_reviewed,
    write_reviewed,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = day_of(NOW)


def made(*days_ago: int) -> list[tuple[str, datetime]]:
    return [(f"m{days}", NOW - timedelta(days=days)) for days in days_ago]


def test_a_highlight_comes_up_a_week_after_it_was_made_and_then_twice_as_late() -> None:
    assert due(made(FIRST - 1, FIRST), {}, NOW) == [f"m{FIRST}"]
    last: Reviewed | None = None
    for pause in (14, 28, 56, 112):
        now = NOW if last is None else NOW + timedelta(days=last.day - TODAY + last.pause)
        last = after_review(last, now)
        assert last.pause == pause
        rested = now + timedelta(days=pause)
        assert due(made(9), {"m9": last}, rested - timedelta(days=1)) == []
        assert due(made(9), {"m9": last}, rested) == ["m9"]
    assert after_review(last, now) == last, "twice a day counts once"
    assert after_review(Reviewed(1, LONGEST), NOW).pause == LONGEST


@given(
    st.lists(st.integers(0, 400), unique=True, max_size=12),
    st.dictionaries(
        st.integers(0, 400).map("m{}".format),
        st.builds(Reviewed, st.integers(TODAY - 60, TODAY), st.integers(14, 60)),
        max_size=8,
    ),
)
def test_few_are_due_a_day_those_that_wait_longest_first(
    days: list[int], reviewed: dict[str, Reviewed]
) -> None:
    assert read_reviewed(write_reviewed(reviewed)) == reviewed
    found = due(made(*days), reviewed, NOW)
    assert len(found) + sum(one.day == TODAY for one in reviewed.values()) <= max(
        A_DAY, sum(one.day == TODAY for one in reviewed.values())
    )
    new = [int(one[1:]) for one in found if one not in reviewed]
    assert new == sorted(new, reverse=True) and all(one >= FIRST for one in new)
    for one in found:
        last = reviewed.get(one)
        assert last is None or last.day + last.pause <= TODAY


@given(st.text())
def test_what_is_garbled_counts_as_never_looked_at(kept: str) -> None:
    read_reviewed(kept)
    for wrong in ("[]", '{"a": 1}', '{"a": [0, 1]}', '{"a": [1, true]}', "[" * 9999):
        assert read_reviewed(wrong) == {}
