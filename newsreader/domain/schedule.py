"""Decides when a feed is due again: by its publishing interval and its server's wishes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

CONDITIONAL_PAUSE = timedelta(hours=1)
"""The least time between two requests that a server can answer with "nothing changed"."""
UNCONDITIONAL_PAUSE = timedelta(hours=24)
"""The least time between two requests for a feed whose server knows no validators."""
WISH_LIMIT = timedelta(hours=24)
"""The longest wish that is followed; some servers wish for a year."""
BACKOFF = timedelta(minutes=10)
"""The back-off of a host that asks for one without a duration."""
DISTRUST = timedelta(days=8)
"""After how long without a full answer one is forced: some servers always say 304."""
AHEAD = timedelta(hours=1)
"""What happened more than this after the present was noted under a clock that went wrong."""
LONGEST_WAIT = timedelta(days=35)
"""Longer than any interval of a user lets a feed wait, skipped hours included."""
LOOKED_AT = 20
"""How many of the newest entries count for the publishing interval."""

_FIRST_RETRY = timedelta(hours=1)
_SILENCE = 8
_JITTER = 0.1
_RETRY_JITTER = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    """How often feeds are asked, by the user's settings."""

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
    """Return the median gap between the newest entries of a feed, within the limits of ``pace``.

    The gap since the newest entry raises it, so that a feed that stopped publishing is asked
    less and less. A feed without entries gets ``pace.ceiling``.
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
    """Return when a feed that answered ``now`` is due again.

    ``conditional`` says that its server gave a validator (RFC 9110 §8.8); ``chosen`` says that
    the user set ``interval``, which then yields to the server's wishes only. ``chance``, 0 to
    1, adds up to a tenth, so that feeds do not come due at once.
    """
    pause = CONDITIONAL_PAUSE if conditional else UNCONDITIONAL_PAUSE
    wait = max(
        interval if chosen else max(interval, pause),
        min(wishes.fresh_for, WISH_LIMIT),
        min(wishes.at_least, WISH_LIMIT),
    )
    return after_skipped_hours(now + wait * (1 + _JITTER * chance), wishes.skip_hours)


def is_due(due: datetime | None, checked: datetime | None, now: datetime) -> bool:
    """Return whether a feed that was last asked at ``checked`` may be asked again by itself.

    A due time that was set while the clock was far ahead does not count.
    """
    if due is None or due <= now or due - now > LONGEST_WAIT:
        return True
    return checked is not None and checked - now > AHEAD


def due_after_failure(
    now: datetime, failures: int, backoff: timedelta = timedelta(), *, chance: float = 0.0
) -> datetime:
    """Return when a feed is due again after ``failures`` failures in a row, this one included.

    One hour, doubled each time up to a day, plus up to a half by ``chance``, 0 to 1; never
    before ``backoff``, for which the server asked.
    """
    doubled: timedelta = _FIRST_RETRY * 2 ** min(max(failures - 1, 0), 10)
    wait = min(doubled * (1 + _RETRY_JITTER * chance), WISH_LIMIT)
    return now + max(wait, min(backoff, WISH_LIMIT))


def after_skipped_hours(due: datetime, skip_hours: Collection[int]) -> datetime:
    """Return ``due``, or the next full hour that is not one of ``skip_hours`` (UTC)."""
    for _ in range(24):
        if due.hour not in skip_hours:
            return due
        due = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def by_host(hosts: Sequence[str]) -> list[list[int]]:
    """Return the indices into ``hosts``, one list for each host, the longest list first.

    Requests to a host are sequential, so that the longest list decides how long all take.
    """
    queues: dict[str, list[int]] = {}
    for place, host in enumerate(hosts):
        queues.setdefault(host, []).append(place)
    return sorted(queues.values(), key=len, reverse=True)
