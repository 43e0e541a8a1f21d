"""When a feed is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.schedule import (
    CONDITIONAL_PAUSE,
    UNCONDITIONAL_PAUSE,
    WISH_LIMIT,
    Pace,
    Wishes,
    after_skipped_hours,
    by_host,
    due_after_answer,
    due_after_failure,
    publishing_interval,
)

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
PACE = Pace()
HOUR = timedelta(hours=1)

moments = st.datetimes(
    datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)
)  # also in the future
spans = st.timedeltas(timedelta(), timedelta(days=4000))
hours = st.frozensets(st.integers(0, 23))
chances = st.floats(0, 1, exclude_max=True)


def every(gap: timedelta, count: int = 10, first: timedelta = timedelta()) -> list[datetime]:
    """Return ``count`` moments of publishing, the newest ``first`` ago."""
    return [NOW - first - gap * number for number in range(count)]


@pytest.mark.parametrize(
    ("published", "interval"),
    [
        (every(timedelta(minutes=4)), HOUR),
        (every(3 * HOUR), 3 * HOUR),
        (every(timedelta(days=3)), 24 * HOUR),
        ([], 24 * HOUR),
        ([NOW - 40 * HOUR], 24 * HOUR),
        ([NOW - 5 * HOUR], 5 * HOUR),
        (every(HOUR, first=timedelta(days=365)), 24 * HOUR),
        (every(HOUR, first=timedelta(hours=24)), 3 * HOUR),
        ([*every(timedelta(), 5), *every(timedelta(), 5, 24 * HOUR)], HOUR),
        (every(-HOUR), HOUR),
    ],
)
def test_the_interval_is_how_often_a_feed_publishes(
    published: list[datetime], interval: timedelta
) -> None:
    assert publishing_interval(published, NOW, PACE) == interval


def test_old_entries_do_not_count() -> None:
    assert publishing_interval([*every(2 * HOUR, 30), *every(9 * HOUR, 90)], NOW, PACE) == 2 * HOUR


@given(st.lists(moments), moments)
def test_the_interval_lies_between_the_shortest_and_the_longest(
    published: list[datetime], now: datetime
) -> None:
    pace = Pace(2 * HOUR, 10 * HOUR)
    interval = publishing_interval(published, now, pace)
    assert pace.shortest <= interval <= pace.longest
    assert publishing_interval(published[::-1], now, pace) == interval


@given(moments, spans, st.builds(Wishes, spans, spans, hours), st.booleans(), chances)
def test_a_feed_is_never_asked_before_it_may(
    now: datetime, interval: timedelta, wishes: Wishes, conditional: bool, chance: float
) -> None:
    due = due_after_answer(now, interval, wishes, conditional=conditional, chance=chance)
    pause = CONDITIONAL_PAUSE if conditional else UNCONDITIONAL_PAUSE
    earliest = max(
        pause, interval, min(wishes.fresh_for, WISH_LIMIT), min(wishes.at_least, WISH_LIMIT)
    )
    assert due - now >= earliest
    assert due - now <= earliest * 1.1 + timedelta(hours=24)
    assert due.hour not in wishes.skip_hours or len(wishes.skip_hours) == 24


@given(spans, st.builds(Wishes, spans, spans), chances)
def test_an_interval_of_the_readers_own_yields_to_the_server_only(
    interval: timedelta, wishes: Wishes, chance: float
) -> None:
    due = due_after_answer(NOW, interval, wishes, conditional=False, chosen=True, chance=chance)
    wished = min(max(wishes.fresh_for, wishes.at_least), WISH_LIMIT)
    assert max(interval, wished) <= due - NOW <= max(interval, wished) * 1.1


def test_a_server_without_validators_is_asked_once_a_day() -> None:
    assert due_after_answer(NOW, HOUR, Wishes(), conditional=False) == NOW + 24 * HOUR
    assert due_after_answer(NOW, HOUR, Wishes(), conditional=True) == NOW + HOUR


def test_a_wish_for_a_year_is_followed_for_a_day() -> None:
    year = Wishes(fresh_for=timedelta(days=365), at_least=timedelta(days=365))
    assert due_after_answer(NOW, HOUR, year, conditional=True) == NOW + 24 * HOUR


@pytest.mark.parametrize(
    ("failures", "waited"), [(0, 1), (1, 1), (2, 2), (3, 4), (5, 16), (6, 24), (10_000, 24)]
)
def test_failures_are_asked_less_and_less_often(failures: int, waited: int) -> None:
    assert due_after_failure(NOW, failures) == NOW + waited * HOUR


@given(st.integers(0, 100), spans, chances)
def test_a_failed_feed_waits_upwards_and_at_most_a_day(
    failures: int, rest: timedelta, chance: float
) -> None:
    due = due_after_failure(NOW, failures, rest, chance=chance)
    assert due >= due_after_failure(NOW, failures, rest)
    assert min(rest, WISH_LIMIT) <= due - NOW <= WISH_LIMIT
    assert due - NOW >= HOUR


def test_skipped_hours_are_waited_for_to_the_minute() -> None:
    assert after_skipped_hours(NOW, {12, 13}) == datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert after_skipped_hours(NOW.replace(hour=23), {23, 0}) == datetime(
        2026, 11, 25, 1, tzinfo=UTC
    )
    assert after_skipped_hours(NOW, {11, 13}) == NOW


@given(st.lists(st.sampled_from("abcd")))
def test_each_host_has_a_queue_and_the_longest_is_the_first(hosts: list[str]) -> None:
    queues = by_host(hosts)
    assert sorted(place for queue in queues for place in queue) == list(range(len(hosts)))
    for queue in queues:
        assert len({hosts[place] for place in queue}) == 1
        assert queue == sorted(queue), "what was first of a host stays first"
    assert [len(queue) for queue in queues] == sorted(map(len, queues), reverse=True)


def test_hosts_with_as_much_to_be_asked_keep_their_order() -> None:
    assert by_host(["a", "b", "b", "c", "b", "c"]) == [[1, 2, 4], [3, 5], [0]]
