"""Draws how often something happened over time as one line of bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

NOTHING = " "
"""Where nothing happened."""

_UNITS = ((1, "day"), (7, "week"), (30, "month"), (91, "quarter"), (365, "year"))


@dataclass(frozen=True, slots=True)
class Chart:
    """One line of bars."""

    bars: str
    """A bar for each stretch of time, oldest first."""
    unit: str
    """What a bar stands for: ``day``, ``week``, ``month``, ``quarter`` or ``year``."""
    most: int
    """What the highest bar stands for."""


def draw(moments: Sequence[datetime], width: int, steps: Sequence[str]) -> Chart:
    """Return the chart of these moments in at most ``width`` bars made of ``steps``.

    The bar's unit is the shortest for which all of them fit; what is older than ``width``
    years is left out.
    """
    if not moments or width < 1:
        return Chart("", "day", 0)
    last, first = max(moments), min(moments)
    days, unit = _unit((last - first) / timedelta(days=1), width)
    counts = [0] * width
    for moment in moments:
        back = int((last - moment) / timedelta(days=days))
        if back < width:
            counts[width - 1 - back] += 1
    used = counts[next(at for at, count in enumerate(counts) if count) :]
    return Chart(_bars(used, steps), unit, max(used))


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A stretch of time that several charts share, so that they can be compared."""

    last: date
    """The last day."""
    days: int
    """How many days a bar stands for."""
    unit: str
    """What that is called."""
    width: int
    """How many bars there are."""

    @classmethod
    def over(cls, first: date, last: date, width: int) -> "TimeScale":
        """Return the scale with the shortest unit for which at most ``width`` bars do."""
        days, unit = _unit((last - first).days, width)
        return cls(last, days, unit, max(1, min(width, (last - first).days // days + 1)))

    def draw(self, counted: Iterable[tuple[date, int]], steps: Sequence[str]) -> str:
        """Return a bar for each stretch, the oldest first; what is older is left out."""
        counts = [0] * self.width
        for day, count in counted:
            back = max(0, (self.last - day).days // self.days)
            if back < self.width:
                counts[self.width - 1 - back] += count
        return _bars(counts, steps)


def _unit(days: float, width: int) -> tuple[int, str]:
    return next((one for one in _UNITS if days / one[0] < width - 1), _UNITS[-1])


def _bars(counts: Sequence[int], steps: Sequence[str]) -> str:
    most, top = max(counts), len(steps) - 1
    return "".join(
        steps[round((count - 1) / max(1, most - 1) * top)] if count else NOTHING for count in counts
    )
