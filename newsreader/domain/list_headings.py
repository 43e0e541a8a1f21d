"""Finds where the headings of a list stand: one for each day, one for each feed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal, TypeVar

from newsreader.domain.age import MONTHS, full_date
from newsreader.domain.counts import grouped

Grouping = Literal["", "day", "feed"]
"""What the articles of a list are grouped by; empty for nothing."""

NO_FEED = "Feeds that you left"
"""The heading of articles whose feed was removed."""
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DAY = 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between the rows of a list."""

    row: int
    """The index of the row before which it stands."""
    label: str
    """What it says."""
    count: int = 0
    """How many rows it stands over; 0 where it only divides what is above from what is below."""


def day_headings(
    rows: int, published: Callable[[Sequence[int]], Sequence[int]], now: datetime
) -> tuple[Heading, ...]:
    """Return a heading for each local day of a list in the order of its dates, either way round.

    ``published`` returns the dates of some of its ``rows``, in milliseconds since 1970 UTC.
    """
    to_day, today = _Days(), now.astimezone().date()

    def days(wanted: Sequence[int]) -> list[date]:
        return [to_day(moment) for moment in published(wanted)]

    return _headings(rows, days, lambda day: day_label(day, today))


def feed_headings(
    rows: int,
    feeds: Callable[[Sequence[int]], Sequence[int | None]],
    names: Mapping[int | None, str],
) -> tuple[Heading, ...]:
    """Return a heading for each feed of a list in the order of its feeds.

    ``feeds`` returns the numbers of the feeds of some of its ``rows``, None for one removed;
    ``names`` are those of all feeds.
    """
    return _headings(rows, feeds, lambda feed: names.get(feed, NO_FEED))


def news_divider(
    ids: Sequence[int], known: int, left: datetime, now: datetime, *, oldest_first: bool = False
) -> Heading | None:
    """Return what divides a list by date into what came since the app was left and what was there.

    Articles that came since have numbers above ``known``. Dates and arrivals may differ: on one
    side of the divider all are new, and those on the other side are counted. None is returned
    where there is nothing to divide.
    """
    rows = range(len(ids) - 1, -1, -1) if oldest_first else range(len(ids))
    first_known = next((row for row in rows if ids[row] <= known), None)
    if first_known is None or first_known == rows[0]:
        return None
    others = ids[:first_known] if oldest_first else ids[first_known:]
    more = sum(one > known for one in others)
    where = "above" if oldest_first else "below"
    told = f" · {grouped(more)} {where}" if more else ""
    row = first_known + 1 if oldest_first else first_known
    return Heading(row, f"new since {moment_label(left, now)}{told}")


def moment_label(moment: datetime, now: datetime) -> str:
    """Return ``14:05``, ``yesterday 14:05``, ``Monday 14:05`` or ``14 November``, all local."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return clock
    if days == 1:
        return f"yesterday {clock}"
    if 1 < days < 7:
        return f"{_DAYS[local.weekday()]} {clock}"
    return full_date(moment)


def day_label(day: date, today: date) -> str:
    """Return ``Today``, ``Yesterday``, ``Monday 24 November`` or ``Monday 24 November 2025``."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


class _Days:
    """Tells local days; what a day in UTC has of two local ones is found out once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, date, date]] = {}

    def __call__(self, moment: int) -> date:
        number = moment // _DAY
        if number not in self._known:
            day = (_EPOCH + timedelta(days=number)).astimezone().date()
            following = day + timedelta(days=1)
            since_epoch = datetime.combine(following, time()).astimezone() - _EPOCH
            self._known[number] = since_epoch // timedelta(milliseconds=1), day, following
        midnight, day, following = self._known[number]
        return day if moment < midnight else following


def _headings(
    rows: int, look: Callable[[Sequence[int]], Sequence[_Value]], label: Callable[[_Value], str]
) -> tuple[Heading, ...]:
    begins = sorted(_begins(rows, look)) if rows else []
    ends = [*(row for row, _ in begins[1:]), rows]
    return tuple(
        Heading(row, label(value), end - row)
        for (row, value), end in zip(begins, ends, strict=False)
    )


def _begins(
    rows: int, look: Callable[[Sequence[int]], Sequence[_Value]]
) -> Iterator[tuple[int, _Value]]:
    """Yield the first row of each value, with that, where equal values are neighbours.

    Rows between two of the same value are not looked at: n rows of k values take about
    k · log2(n / k) looks.
    """
    last = rows - 1
    known = dict(zip((0, last), look([0, last]), strict=True))
    yield 0, known[0]
    spans = [(0, last)] if rows > 1 else []
    while spans:
        differing = [(begin, end) for begin, end in spans if known[begin] != known[end]]
        for begin, end in differing:
            if end - begin == 1:
                yield end, known[end]
        spans = [(begin, end) for begin, end in differing if end - begin > 1]
        middles = [(begin + end) // 2 for begin, end in spans]
        known |= dict(zip(middles, look(middles), strict=True))
        spans = [
            part
            for (begin, end), middle in zip(spans, middles, strict=True)
            for part in pairwise((begin, middle, end))
        ]
