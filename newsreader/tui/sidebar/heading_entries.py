"""Lists the headings of an article, indented by their level."""

from collections.abc import Sequence

from newsreader.domain.clean import mask_line
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.look.theme import Palette
from newsreader.tui.sidebar.entries import EntryLine, body

INDENT = 2
"""Cells by which a heading stands further right than one a level higher."""
FOLDED = 2
"""Lines shown of a heading that is not chosen."""


def headings_of(document: Document) -> tuple[Block, ...]:
    """Return the headings that have words, in order."""
    return tuple(
        block
        for block in document.blocks
        if block.kind is BlockKind.HEADING and block.start < block.end
    )


class HeadingEntries:
    """The headings of one article."""

    def __init__(self, headings: tuple[Block, ...], text: str) -> None:
        self.headings = headings
        self.places: Sequence[tuple[TextRange, ...]] = [((one.start, one.end),) for one in headings]
        self._text = text
        # Levels that the article leaves out take no room: h2 and h4 are the first and the second.
        levels = sorted({one.level for one in headings})
        self._depth = {level: depth for depth, level in enumerate(levels)}

    def heading_of(self, number: int) -> int:
        """Return the entry itself: nothing stands above it that must be seen with it."""
        return number

    def colour_of_mark(self, number: int) -> str:
        """Return nothing: what is highlighted is told beside quotes."""
        return ""

    def draw(self, number: int, width: int, palette: Palette, *, unfolded: bool) -> list[EntryLine]:
        """Return the words of the heading; those of the highest level are brighter."""
        block = self.headings[number]
        indent = min(INDENT * self._depth[block.level], width // 2)
        words = " ".join(mask_line(self._text[block.start : block.end]).split())
        lines = clip_lines(words, max(1, width - indent), FOLDED * 2 if unfolded else FOLDED)
        highest = not self._depth[block.level]
        return body(lines, palette.strong if unfolded or highest else palette.text, indent=indent)
