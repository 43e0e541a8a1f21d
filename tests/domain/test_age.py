import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.age import age, full_date, full_moment, short_age

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")
    with monkeypatch.context() as environment:
        environment.setenv("TZ", "UTC0")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(days=-400), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=1), "1d"),
        (timedelta(days=6, hours=23), "6d"),
        (timedelta(days=7), "13 Nov"),
        (timedelta(days=324), "31 Dec 2025"),
    ],
)
def test_the_older_the_coarser(ago: timedelta, shown: str) -> None:
    assert age(NOW - ago, NOW) == shown


@given(st.datetimes(datetime(1971, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)))
def test_an_age_fits_its_column(moment: datetime) -> None:
    assert 2 <= len(age(moment, NOW)) <= 11


def test_a_byline_has_the_whole_date_where_the_reader_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "EAST-14")
    time.tzset()
    assert full_date(NOW) == "21 November 2026"


@given(st.timedeltas(timedelta(), timedelta(days=3000)))
def test_the_short_age_fits_a_column_and_keeps_what_is_new(ago: timedelta) -> None:
    told, short = age(NOW - ago, NOW), short_age(NOW - ago, NOW)
    assert len(short) <= 8 and told.endswith(short)
    assert short == told or told.count(" ") == 2


def test_a_moment_has_date_and_time() -> None:
    assert full_moment(NOW) == "20 November 2026, 12:00"
