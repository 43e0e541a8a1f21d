"""Which old highlights are to be looked at again today: a few, each after twice the time before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

A_DAY = 5
"""So many highlights are offered a day."""
FIRST = 7
"""Days after which a new highlight is offered for the first time."""
LONGEST = 3650
"""Days after which it is offered again at the latest."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """When a highlight was last looked at again."""

    day: int
    """The day, counted as ``date.toordinal`` does, in the local time zone."""
    pause: int
    """Days from then until it is offered again."""

    @property
    def parts(self) -> list[int]:
        """Both numbers, as JSON has them."""
        return [self.day, self.pause]


def due(
    made: Iterable[tuple[str, datetime]], reviewed: Mapping[str, Reviewed], now: datetime
) -> list[str]:
    """Return the ids of the highlights to be looked at today, those due longest first.

    ``made`` are all highlights with when they were made. Those that were looked at today already
    count among the ``A_DAY``.
    """
    today = day_of(now)
    room = A_DAY - sum(one.day == today for one in reviewed.values())
    waiting: list[tuple[int, str]] = []
    for id_, created in made:
        last = reviewed.get(id_)
        when = day_of(created) + FIRST if last is None else last.day + last.pause
        if when <= today:
            waiting.append((when, id_))
    return [id_ for _, id_ in sorted(waiting)[: max(0, room)]]


def after_review(before: Reviewed | None, now: datetime) -> Reviewed:
    """Return what is to be remembered of a highlight that was looked at, and kept, now."""
    today = day_of(now)
    if before is not None and before.day == today:
        return before
    return Reviewed(today, FIRST * 2 if before is None else min(LONGEST, before.pause * 2))


def day_of(moment: datetime) -> int:
    """Return the number of the day of a moment in the local time zone."""
    return moment.astimezone().date().toordinal()


def write_reviewed(reviewed: Mapping[str, Reviewed]) -> str:
    """Return what is remembered of all highlights as JSON: ``{id: [day, pause]}``."""
    return json.dumps({id_: one.parts for id_, one in reviewed.items()})


def read_reviewed(kept: str) -> dict[str, Reviewed]:
    """Return what ``write_reviewed`` wrote; what is garbled counts as never looked at."""
    try:
        found = json.loads(kept or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    read = ((id_, read_parts(one)) for id_, one in found.items())
    return {id_: one for id_, one in read if one is not None}


def read_parts(kept: object) -> Reviewed | None:
    """Return a review of JSON; None where it makes no sense."""
    if not isinstance(kept, list) or len(kept) != 2:
        return None
    if not all(type(part) is int and 0 < part < 10**7 for part in kept):
        return None
    return Reviewed(*kept)


def later_reviews(
    one: Mapping[str, Reviewed], other: Mapping[str, Reviewed]
) -> dict[str, Reviewed]:
    """Return what both remember; of the same highlight that which was later."""
    return {
        id_: max((each[id_] for each in (one, other) if id_ in each), key=lambda told: told.parts)
        for id_ in (*one, *(id_ for id_ in other if id_ not in one))
    }
