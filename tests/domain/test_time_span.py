"""Spans of time as they are written and read."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.time_span import (
    FOREVER,
    read_interval,
    read_keeping,
    read_span,
    span_words,
)

LEAST, MOST = timedelta(minutes=15), timedelta(days=30)


@pytest.mark.parametrize(
    ("written", "days"), [("7d", 7), ("2W", 14), ("3m", 90), (" 1y ", 365), ("36500d", None)]
)
def test_how_long_is_kept(written: str, days: int | None) -> None:
    if days is None:
        with pytest.raises(ValueError, match="such as 90d or 1y, or forever"):
            read_keeping(written)
        return
    assert read_keeping(written) == timedelta(days=days)
    assert read_keeping("Forever") == read_keeping("") == read_keeping("9999y") == FOREVER
    assert span_words(FOREVER) == "forever"


@pytest.mark.parametrize("written", ["0d", "24h", "90", "d", "-1d", "1.5d", "two weeks", "90 d"])
def test_what_is_no_time_to_keep(written: str) -> None:
    with pytest.raises(ValueError, match="must be days, weeks, months or years"):
        read_keeping(written)


@pytest.mark.parametrize("written", ["14min", "30m", "31d", "0h", "", "2", "1h30min", "min"])
def test_what_is_no_interval(written: str) -> None:
    with pytest.raises(ValueError, match="must be from 15min to 30d, such as 30min, 2h or 1d"):
        read_interval(written, LEAST, MOST)


@given(st.integers(15, 30 * 24 * 60))
def test_an_interval_comes_back_as_it_was_written(minutes: int) -> None:
    span = timedelta(minutes=minutes)
    assert read_interval(span_words(span), LEAST, MOST) == span


@given(st.integers(1, 9999), st.sampled_from("dwmy"))
def test_a_time_to_keep_comes_back_as_it_was_written(count: int, unit: str) -> None:
    kept = read_keeping(f"{count}{unit}")
    again = span_words(kept)
    assert kept in (read_span(f"{count}{unit}"), FOREVER)
    if kept == FOREVER or kept < timedelta(days=10_000):
        assert read_keeping(again) == kept
