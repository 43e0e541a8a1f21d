"""Draws how often something happened over time as one line of bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    days, unit = next(
        (one for one in _UNITS if (last - first) / timedelta(days=one[0]) < width - 1),
        _UNITS[-1],
    )
    counts = [0] * width
    for moment in moments:
        back = int((last - moment) / timedelta(days=days))
        if back < width:
            counts[width - 1 - back] += 1
    used = counts[next(at for at, count in enumerate(counts) if count) :]
    most = max(used)
    top = len(steps) - 1
    bars = "".join(
        steps[round((count - 1) / max(1, most - 1) * top)] if count else NOTHING for count in used
    )
    return Chart(bars, unit, most)
