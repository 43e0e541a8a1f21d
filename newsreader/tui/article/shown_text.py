"""Returns pieces of a text as they are shown, sign for sign."""

from collections.abc import Iterator

from rich.style import Style

from newsreader.domain.clean import mask_text
from newsreader.domain.document import BlockKind, Document
from newsreader.domain.raised import LOWERED
from newsreader.domain.table_text import SEPARATOR
from newsreader.tui.article.article_lines import Line, LineKind
from newsreader.tui.article.layers import Overlay


def table_rules(document: Document, style: Style) -> Iterator[Overlay]:
    """Yield what colours the signs between the cells of tables."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            at = document.text.find(SEPARATOR, block.start, block.end)
            while at >= 0:
                yield at + 1, at + 2, style
                at = document.text.find(SEPARATOR, at + 1, block.end)


def lowered(text: str) -> str:
    """Return an index with the lowered form of its letters, where all of them have one."""
    return text.translate(LOWERED) if LOWERED.keys() >= set(map(ord, text)) else text


def shown_text(line: Line, text: str) -> str:
    """Return a piece of a line as it is shown, sign for sign."""
    shown = mask_text(text)
    return "│" if line.kind is LineKind.TABLE and text == SEPARATOR.strip() else shown
