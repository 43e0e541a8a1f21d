"""Finds the lines of rows of equal height between which headings of one line stand."""

from bisect import bisect_right
from collections.abc import Sequence

HEADING = -1
"""Stands for the line within a row where a heading is meant."""


class RowPlaces:
    """Where rows and headings stand in a list, in lines from its top.

    ``headed`` are the rows before which a heading stands, in order; one may have several. The cost
    of an answer grows with the logarithm of their number and not with that of the rows.
    """

    def __init__(self, height: int, rows: int, headed: Sequence[int] = ()) -> None:
        self._height = height
        self._headed = headed
        self._headings = [row * height + number for number, row in enumerate(headed)]
        self.lines = rows * height + len(headed)
        """How many lines there are."""

    def top(self, row: int) -> int:
        """Return the first line of a row."""
        return row * self._height + bisect_right(self._headed, row)

    def top_with_headings(self, row: int) -> int:
        """Return the first line of a row, or of the headings that stand right before it."""
        number = bisect_right(self._headed, row - 1)
        return row * self._height + number

    def at(self, line: int) -> tuple[int, int]:
        """Return the row at a line with the line within it; or a heading's number, ``HEADING``.

        Beyond the last line there are further rows.
        """
        before = bisect_right(self._headings, line)
        if before and self._headings[before - 1] == line:
            return before - 1, HEADING
        row, within = divmod(line - before, self._height)
        return row, within
