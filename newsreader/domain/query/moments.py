"""Reads the times of a query: days, months, years, ages and spans of them, in UTC."""

import re
from datetime import UTC, datetime, timedelta

from newsreader.domain.query.errors import QueryError
from newsreader.domain.time_span import read_span

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_WAYS = "write 2026-11-20, 2026-11, today, yesterday, or 7d for a week ago"
RANGE = ".."
"""Between the ends of a span of time."""
_LAST = datetime.max.replace(microsecond=0, tzinfo=UTC)


def parse_date(text: str, now: datetime) -> datetime:
    """Return the UTC moment meant by a date or an age before ``now``; raises ``QueryError``.

    Of a day, month or year it is the beginning; ``A..B`` is no moment.
    """
    if RANGE in text:
        raise QueryError(f"“{text}” is a span of time, where one moment is wanted; {_WAYS}.")
    return _one(text, now)[0]


def parse_span(text: str, now: datetime) -> tuple[datetime, datetime]:
    """Return when the time that ``text`` names begins and ends, in UTC; raises ``QueryError``.

    ``A..B`` is from the beginning of A to the end of B, either of which may be left out. An age
    and a time of day begin a span of a day.
    """
    first, dots, last = text.partition(RANGE)
    if dots and (first or last):
        since = _one(first, now)[0] if first else datetime.min.replace(tzinfo=UTC)
        until = _one(last, now)[1] if last else _LAST
        if until <= since:
            raise QueryError(f"“{text}” ends before it begins.")
        return since, until
    return _one(text, now)


def _one(text: str, now: datetime) -> tuple[datetime, datetime]:
    word = text.lower()
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        if word == "today":
            return today, _later(today, days=1)
        if word == "yesterday":
            return today - timedelta(days=1), today
        if (ago := read_span(word)) is not None:
            begins = _whole(now - ago)
            return begins, _later(begins, days=1)
        if month := _MONTH.fullmatch(text):
            begins = datetime(int(month[1]), int(month[2]), 1, tzinfo=UTC)
            return begins, _later(begins, days=31).replace(day=1)
        if _YEAR.fullmatch(text):
            begins = datetime(int(text), 1, 1, tzinfo=UTC)
            return begins, _later(begins, days=366).replace(month=1, day=1)
        moment = datetime.fromisoformat(text)
        begins = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise QueryError(f"“{text}” is no date; {_WAYS}.") from None
    begins = _whole(begins)
    return begins, _later(begins, days=1)


def _later(moment: datetime, *, days: int) -> datetime:
    """Return a moment some days later, or the last there is."""
    try:
        return moment + timedelta(days=days)
    except OverflowError:
        return _LAST


def _whole(moment: datetime) -> datetime:
    """Return a moment in whole milliseconds, as they are stored."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
