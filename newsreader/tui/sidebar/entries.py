"""What one tab of the sidebar lists: where each entry stands in the text, and its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from newsreader.tui.article.text_units import TextRange
from newsreader.tui.look.theme import Palette


class Part(Enum):
    """What a line of an entry is."""

    GAP = "gap"
    """The empty line above an entry."""
    HEADING = "heading"
    """Under what the entries from this one on stand: a speaker."""
    BODY = "body"
    """The entry itself."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of an entry."""

    part: Part
    """What it is."""
    segments: tuple[tuple[str, str, bool], ...] = ()
    """Text, colour as ``#rrggbb`` and whether it is bold."""


GAP = EntryLine(Part.GAP)
"""The line between two entries."""


def body(lines: Iterable[str], colour: str, *, indent: int = 0) -> list[EntryLine]:
    """Return lines of an entry in one colour, each after ``indent`` empty cells."""
    return [EntryLine(Part.BODY, ((" " * indent + line, colour, False),)) for line in lines]


class Entries(Protocol):
    """The entries of one tab, numbered from 0 in the order of the text."""

    @property
    def places(self) -> Sequence[tuple[TextRange, ...]]:
        """The ranges of the text that each entry stands for; none where they are gone from it.

        Sorted by where they begin, those without one last.
        """

    def draw(self, number: int, width: int, palette: Palette, *, unfolded: bool) -> list[EntryLine]:
        """Return the lines of an entry, of at most ``width`` cells; ``unfolded`` shows it whole."""

    def heading_of(self, number: int) -> int:
        """Return the number of the entry above which the heading of this one stands."""

    def colour_of_mark(self, number: int) -> str:
        """Return the colour of the highlight that an entry is or touches; empty without one."""
