"""Where the headings of days and feeds stand, and what they are called."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.list_headings import (
    NO_FEED,
    Heading,
    day_headings,
    day_label,
    feed_headings,
    news_divider,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")
    with monkeypatch.context() as environment:
        environment.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def by_day(moments: Sequence[datetime]) -> tuple[Heading, ...]:
    return day_headings(len(moments), lambda rows: [ms(moments[row]) for row in rows], NOW)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (TODAY, "Today"),
        (date(2026, 11, 19), "Yesterday"),
        (date(2026, 11, 16), "Monday 16 November"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
        (date(2026, 11, 21), "Saturday 21 November"),
    ],
)
def test_days_are_called(day: date, label: str) -> None:
    assert day_label(day, TODAY) == label


def test_days_begin_at_local_midnight() -> None:
    moments = (NOW, NOW.replace(hour=0), datetime(2026, 11, 19, 23, tzinfo=UTC))
    earlier = datetime(2026, 11, 19, 22, 59, 59, 999_000, tzinfo=UTC)
    assert by_day([*moments, earlier]) == (
        Heading(0, "Today", 3),
        Heading(3, "Yesterday", 1),
    )
    assert by_day([]) == ()


def test_of_many_rows_few_are_looked_at() -> None:
    looked: list[int] = []
    dates = [ms(NOW - timedelta(minutes=number)) for number in range(100_000)]

    def published(rows: Sequence[int]) -> list[int]:
        looked.extend(rows)
        return [dates[row] for row in rows]

    headings = day_headings(len(dates), published, NOW)
    assert len(headings) == 70 and sum(one.count for one in headings) == len(dates)
    assert len(looked) < 1_000


MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)), max_size=40)


@given(MOMENTS, st.booleans())
def test_each_day_has_one_heading_over_all_of_its_rows(
    moments: list[datetime], oldest_first: bool
) -> None:
    days = sorted((one.replace(tzinfo=UTC) for one in moments), reverse=not oldest_first)
    headings = by_day(days)
    counts = Counter(one.astimezone().date() for one in days)
    assert [(one.label, one.count) for one in headings] == [
        (day_label(day, NOW.astimezone().date()), counts[day]) for day in counts
    ]
    assert all(day_label(days[one.row].astimezone().date(), TODAY) == one.label for one in headings)


def test_feeds_have_their_names() -> None:
    names: dict[int | None, str] = {1: "Gazette", 2: "Post"}
    feeds = (None, 1, 1, 2)
    assert feed_headings(4, lambda rows: [feeds[row] for row in rows], names) == (
        Heading(0, NO_FEED, 1),
        Heading(1, "Gazette", 2),
        Heading(3, "Post", 1),
    )


def test_a_day_of_25_hours_is_one_day() -> None:
    night = datetime(2026, 10, 24, 22, tzinfo=UTC)  # clocks go back on the 25th
    hours = [night + timedelta(hours=number) for number in range(26)]
    assert [one.count for one in by_day(hours[::-1])] == [1, 25]


LEFT = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ids", "divider"),
    [
        ([9, 8, 7, 3, 2, 1], Heading(3, "new since 10:05")),
        ([9, 3, 8, 2, 7], Heading(1, "new since 10:05 · 2 below")),
        ([9, 8, 7], None),
        ([3, 2, 1], None),
        ([3, 9, 2], None),
        ([], None),
    ],
)
def test_what_is_new_is_divided_from_what_was_there(
    ids: list[int], divider: Heading | None
) -> None:
    assert news_divider(ids, 6, LEFT, NOW) == divider


@pytest.mark.parametrize(
    ("days", "label"),
    [(0, "10:05"), (1, "yesterday 10:05"), (4, "Monday 10:05"), (7, "13 November 2026")],
)
def test_the_divider_tells_since_when(days: int, label: str) -> None:
    divider = news_divider([9, 1], 6, LEFT - timedelta(days=days), NOW)
    assert divider == Heading(1, f"new since {label}")


@given(st.lists(st.integers(1, 9), max_size=9), st.booleans())
def test_on_one_side_of_the_divider_all_is_new(ids: list[int], oldest_first: bool) -> None:
    divider = news_divider(ids, 5, LEFT, NOW, oldest_first=oldest_first)
    in_order = ids[::-1] if oldest_first else ids
    first_known = next((row for row, one in enumerate(in_order) if one <= 5), len(ids))
    if divider is None:
        assert first_known in (0, len(ids))
        return
    new = ids[divider.row :] if oldest_first else ids[: divider.row]
    assert len(new) == first_known and all(one > 5 for one in new)
