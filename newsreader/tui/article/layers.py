"""Styles laid over ranges of a text, found by the line that they are on."""

from bisect import bisect_left
from collections.abc import Iterable

from rich.style import Style

Overlay = tuple[int, int, Style]
"""Start and end of a range of the text, end excluded, and the style laid over it."""


class Layer:
    """Overlays sorted by start, so that those on a line are found without trying all.

    Of those with the same start a longer one comes first: what lies in it is seen over it.
    """

    def __init__(self, overlays: Iterable[Overlay]) -> None:
        self.overlays = sorted(overlays, key=lambda one: (one[0], -one[1]))
        self._starts = [start for start, _, _ in self.overlays]
        self._reach: list[int] = []
        furthest = 0
        for _, end, _ in self.overlays:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def on(self, start: int, end: int) -> list[Overlay]:
        """Return the overlays that share a character with ``start`` to ``end``, by start."""
        found = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > start:
            if self.overlays[at][1] > start:
                found.append(self.overlays[at])
            at -= 1
        return found[::-1]


EMPTY = Layer(())
"""The layer without overlays."""
