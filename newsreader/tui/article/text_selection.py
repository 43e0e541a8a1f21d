"""A selection of text that keys extend: by units of the text, and by lines of the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import split_graphemes

from newsreader.tui.article.hit_testing import offset_of_cell
from newsreader.tui.article.layout import ArticleLayout
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.article.text_units import TextRange, TextUnits


@dataclass(frozen=True, slots=True)
class TextSelection:
    """What lies between two offsets of the text, of which one moves; they are never the same."""

    anchor: int
    """The end that stays."""
    head: int
    """The end that moves."""
    column: int | None = None
    """The cell that the head keeps to from line to line; None before it goes by lines."""

    @property
    def range(self) -> TextRange:
        """What is selected."""
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def swapped(self) -> "TextSelection":
        """Return the same with the other end moving."""
        return TextSelection(self.head, self.anchor)

    def moved(self, move: Callable[[int], int]) -> "TextSelection":
        """Return it with the head where ``move`` leads from it.

        Where that is the anchor it goes on, or stays, as nothing would be selected.
        """
        head = move(self.head)
        if head == self.anchor:
            head = move(head)
        return self if head in (self.head, self.anchor) else TextSelection(self.anchor, head)

    def to(self, offset: int) -> "TextSelection":
        """Return it with the head at an offset, unless that is the anchor."""
        return self.moved(lambda head: offset)

    def widened(self, paragraphs: Sequence[TextRange]) -> TextRange:
        """Return the whole of the paragraphs that it touches; all of them where it is that."""
        start, end = self.range
        touched = [one for one in paragraphs if one[0] < end and start < one[1]] or paragraphs
        if not touched or (start <= touched[0][0] and touched[-1][1] <= end):
            touched = paragraphs
        return (touched[0][0], touched[-1][1]) if touched else self.range

    def by_lines(self, layout: ArticleLayout, units: TextUnits, by: int) -> "TextSelection":
        """Return it with the head ``by`` lines of the screen further, around a word.

        Lines without text are passed over; after the last line, and before the first, comes the
        end of the text.
        """
        number = self._line(layout)
        column = self.column
        if column is None:
            at = self.head - (self.head > self.anchor)
            column = MARGIN + layout.cell_of(layout.lines[number], at)
        way = 1 if by > 0 else -1
        for _ in range(abs(by)):
            following = number + way
            while 0 <= following < len(layout.lines) and _is_empty(layout, following):
                following += way
            if not layout.first_text_line <= following < len(layout.lines):
                return self.to(len(layout.document.text) if way > 0 else 0)
            number = following
        start, end = word_at(layout, units, number, column)
        forward = start >= self.anchor or (end > self.anchor and way > 0)
        return replace(self.to(end if forward else start), column=column)

    def to_line_edge(self, layout: ArticleLayout, *, end: bool) -> "TextSelection":
        """Return it with the head at the beginning or the end of its line of the screen."""
        line = layout.lines[self._line(layout)]
        return self.to(line.end if end else line.start)

    def _line(self, layout: ArticleLayout) -> int:
        """Return the line that holds the head: the one of the last letter where it is the end."""
        return layout.line_at(self.head - (self.head > self.anchor))


def word_at(layout: ArticleLayout, units: TextUnits, number: int, column: int) -> TextRange:
    """Return what a line has of the word in a cell, else the letter; right of it the last one."""
    line = layout.lines[number]
    offset = min(offset_of_cell(layout, 0, column, number), line.end - 1)
    start, end = max(units.word_around(offset), units.word_around(offset + 1), key=_length)
    if start == end:
        (_, length, _), *_ = split_graphemes(layout.document.text[offset : line.end])[0]
        start, end = offset, offset + length
    return max(start, line.start), min(end, line.end)


def _length(place: TextRange) -> int:
    return place[1] - place[0]


def _is_empty(layout: ArticleLayout, number: int) -> bool:
    """Whether a line has none of the text."""
    line = layout.lines[number]
    return bool(line.literal) or line.start >= line.end
