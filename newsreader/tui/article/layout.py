"""Sets an article like a page: a headline, a byline, and its blocks as lines of one measure."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from newsreader.domain.age import full_date
from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.document import Block, BlockKind
from newsreader.tui.article.wrap import wrap

INDENT = 2
"""Cells by which each level of a list or quotation is moved in."""


class LineKind(StrEnum):
    """What a line of the page is; a theme decides how each looks."""

    TITLE = "title"
    BYLINE = "byline"
    BLANK = "blank"
    PARAGRAPH = "p"
    HEADING = "h"
    LIST_ITEM = "li"
    QUOTATION = "quote"
    CODE = "code"
    TABLE = "table"
    IMAGE = "img"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page."""

    kind: LineKind
    """What it is."""
    start: int
    """Where it begins in the document's text; for lines without text, where the next does."""
    end: int
    """Where it ends, excluded."""
    indent: int = 0
    """Empty cells before it."""
    lead: str = ""
    """What stands in the last cells of the indent: a bullet, the bar of a quotation."""
    literal: str = ""
    """Text that is not in the document: headline and byline."""


@dataclass(frozen=True, eq=False)
class Page:
    """An article in lines of at most ``width`` cells."""

    opened: OpenArticle
    """What is set."""
    width: int
    """The measure in cells."""
    lines: tuple[Line, ...]
    """The lines from the top."""

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def first_text_line(self) -> int:
        """The first line that is not headline or byline."""
        head = (LineKind.TITLE, LineKind.BYLINE, LineKind.BLANK)
        return next((at for at, line in enumerate(self.lines) if line.kind not in head), 0)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds ``offset`` of the text."""
        at = bisect_right(self._starts, offset, lo=self.first_text_line) - 1
        at = max(self.first_text_line, at)
        while at > self.first_text_line and self.lines[at].kind is LineKind.BLANK:
            at -= 1
        return min(at, len(self.lines) - 1)


def set_page(opened: OpenArticle, width: int) -> Page:
    """Return an article set in lines of at most ``width`` cells."""
    return Page(opened, width, tuple(_lines(opened, max(8, width))))


def byline(article: Article, quotes: int, bullet: str = "·") -> str:
    """Return author, date, reading time and number of quotes, as far as known.

    The outlet stands above the page.
    """
    parts = [article.author, full_date(article.published)]
    if article.words:
        parts.append(f"{article.minutes} min")
    if quotes:
        parts.append("1 quote" if quotes == 1 else f"{quotes} quotes")
    return f" {bullet} ".join(part for part in parts if part)


def _lines(opened: OpenArticle, width: int) -> Iterator[Line]:
    article, document = opened.article, opened.document
    yield from _literal(LineKind.TITLE, article.title, width)
    yield Line(LineKind.BLANK, 0, 0)
    yield from _literal(LineKind.BYLINE, byline(article, len(opened.quotes)), width)
    yield Line(LineKind.BLANK, 0, 0)
    last: Block | None = None
    for block in document.blocks:
        if last is not None and not _runs_on(last, block):
            yield Line(LineKind.BLANK, last.end, last.end)
        if block.kind is BlockKind.HEADING and last is not None:
            yield Line(LineKind.BLANK, last.end, last.end)
        yield from _block(document.text, block, width)
        last = block
    if last is None and article.summary:
        yield from _literal(LineKind.PARAGRAPH, article.summary, width)


def _runs_on(last: Block, block: Block) -> bool:
    """Whether two blocks stand without a blank line between them: short items of one list."""
    both_items = last.kind is block.kind is BlockKind.LIST_ITEM
    return both_items and last.end - last.start < 240 and block.end - block.start < 240


def _block(text: str, block: Block, width: int) -> Iterator[Line]:
    kind = LineKind(block.kind.value)
    indent, lead, hanging = 0, "", ""
    if block.kind is BlockKind.LIST_ITEM:
        lead = block.marker or "•"
        indent = INDENT * (block.level - 1) + len(lead) + 1
    elif block.kind is BlockKind.QUOTATION:
        lead = hanging = "▏"
        indent = INDENT * max(1, block.level)
    elif block.kind is BlockKind.RULE:
        yield Line(kind, block.start, block.end)
        return
    indent = min(indent, width // 2)
    for number, (start, end) in enumerate(wrap(text, block.start, block.end, width - indent)):
        yield Line(kind, start, end, indent, lead if number == 0 else hanging)


def _literal(kind: LineKind, text: str, width: int) -> Iterator[Line]:
    for start, end in wrap(text, 0, len(text), width):
        yield Line(kind, 0, 0, literal=text[start:end])
