"""Decides when a feed is asked again: by how often it publishes, and as its server wishes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

CONDITIONAL_PAUSE = timedelta(hours=1)
"""The least time between two requests that a server can answer with "nothing changed"."""
UNCONDITIONAL_PAUSE = timedelta(hours=24)
"""The least time between two requests for a feed whose server knows no validators."""
WISH_LIMIT = timedelta(hours=24)
"""The longest that a server's wish is followed; some wish for a year."""
REST = timedelta(minutes=10)
"""How long a host is left alone that asks for it without saying how long."""
DISTRUST = timedelta(days=8)
"""After how long without a whole answer one is asked for: some servers always say 304."""
LOOKED_AT = 20
"""How many of the newest entries tell how often a feed publishes."""

_FIRST_RETRY = timedelta(hours=1)
_SILENCE = 8
_JITTER = 0.1
_RETRY_JITTER = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    """How often feeds are asked, as the reader wants it."""

    shortest: timedelta = timedelta(hours=1)
    """The shortest time between two requests for a feed."""
    longest: timedelta = timedelta(hours=24)
    """The longest, where the server does not wish for more."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a server, and the feed itself, say about how often to ask."""

    fresh_for: timedelta = timedelta()
    """How long the answer stays good: Cache-Control or Expires (RFC 9111 §4.2.1)."""
    at_least: timedelta = timedelta()
    """What the feed names as its own interval: ``ttl``, ``sy:updatePeriod``."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day in GMT in which nothing is to be asked (``skipHours`` of RSS 2.0)."""


def publishing_interval(published: Sequence[datetime], now: datetime, pace: Pace) -> timedelta:
    """Return how often a feed brings something: the median gap of its newest entries.

    A feed that has fallen silent is asked ever less, so that one that brought something every
    hour until last year is not asked every hour for ever. One without entries waits longest.
    """
    moments = sorted((min(one, now) for one in published), reverse=True)[:LOOKED_AT]
    if not moments:
        return pace.longest
    silence = now - moments[0]
    gaps = sorted(newer - older for newer, older in pairwise(moments)) or [silence]
    usual = gaps[len(gaps) // 2]
    return max(pace.shortest, min(max(usual, silence / _SILENCE), pace.longest))


def due_after_answer(
    now: datetime,
    interval: timedelta,
    wishes: Wishes,
    *,
    conditional: bool,
    chosen: bool = False,
    chance: float = 0.0,
) -> datetime:
    """Return when a feed that answered ``now`` may be asked again by itself.

    ``conditional`` says whether its server gave a validator, ``chosen`` that the reader set the
    ``interval``, which then counts for less than the server's wishes only. ``chance``, 0 to 1,
    puts it off by up to a tenth, so that feeds do not come due together.
    """
    pause = CONDITIONAL_PAUSE if conditional else UNCONDITIONAL_PAUSE
    wait = max(
        interval if chosen else max(interval, pause),
        min(wishes.fresh_for, WISH_LIMIT),
        min(wishes.at_least, WISH_LIMIT),
    )
    return after_skipped_hours(now + wait * (1 + _JITTER * chance), wishes.skip_hours)


def due_after_failure(
    now: datetime, failures: int, rest: timedelta = timedelta(), *, chance: float = 0.0
) -> datetime:
    """Return when a feed that failed ``failures`` times in a row, now included, is asked again.

    One hour, then twice as long each time up to a day, put off by ``chance``; never before
    ``rest``, for which the server asked.
    """
    doubled: timedelta = _FIRST_RETRY * 2 ** min(max(failures - 1, 0), 10)
    wait = min(doubled * (1 + _RETRY_JITTER * chance), WISH_LIMIT)
    return now + max(wait, min(rest, WISH_LIMIT))


def after_skipped_hours(due: datetime, skip_hours: Collection[int]) -> datetime:
    """Return ``due``, or the end of the hours to be skipped in which it falls (UTC)."""
    for _ in range(24):
        if due.hour not in skip_hours:
            return due
        due = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def by_host(hosts: Sequence[str]) -> list[list[int]]:
    """Return the places of ``hosts`` in a queue for each host, the longest queue first.

    A host is asked one thing at a time, so the one with the most to be asked decides how long
    all of it takes, and is to be begun with.
    """
    queues: dict[str, list[int]] = {}
    for place, host in enumerate(hosts):
        queues.setdefault(host, []).append(place)
    return sorted(queues.values(), key=len, reverse=True)
