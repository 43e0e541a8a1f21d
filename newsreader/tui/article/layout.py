"""Lays an article out as lines of at most a given width: headline, byline and its blocks."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rich.cells import cell_len

from newsreader.domain.age import dateline
from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import NAME_LIMIT, clean_line, shown_host
from newsreader.domain.counts import counted, grouped
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.table_text import find_rows
from newsreader.frozen import dataclass
from newsreader.tui.article.article_lines import INDENT, Line, LineKind
from newsreader.tui.article.excerpt_note import ExcerptNote
from newsreader.tui.article.line_order import LineOrder, line_order
from newsreader.tui.article.lost_highlights import lost_highlights
from newsreader.tui.article.lost_lines import lost_lines
from newsreader.tui.article.picture_name import picture_name
from newsreader.tui.article.table_lines import table_lines
from newsreader.tui.article.wide_table import row_order, table_width
from newsreader.tui.article.wrap import clip, wrap

WHOLE = ExcerptNote()
"""What is said of a text that is no excerpt."""
PICTURE = "▣"
"""Stands before what a picture shows."""
LEAST_WIDTH = 8
"""Cells under which lines are not made narrower, whatever the screen."""
SHORT_ITEM = 240
"""Code points under which items of a list stand without a blank line between them."""


FILES = 3
"""So many of the files of an article are named under its byline."""


_Head = tuple[str, tuple[str, ...], str, ExcerptNote, tuple[Highlight, ...]]


@dataclass(frozen=True, eq=False)
class ArticleLayout:
    """A document in lines of at most ``width`` cells, under its head."""

    document: Document
    """What the offsets of the lines count in."""
    head: "_Head"
    """What stands on it besides the document; see ``_head``."""
    width: int
    """The greatest width of a line in cells."""
    lines: tuple[Line, ...]
    """The lines from the top."""
    reorders: bool = False
    """Whether the app puts text that runs from right to left in order."""
    sideways: int | None = None
    """How many cells of wide tables are left of what is seen; None where their rows are stacked."""

    @cached_property
    def beyond(self) -> int:
        """How many cells the widest table is wider than the article, where it has columns."""
        widest = max((table_width(one.columns) for one in self.lines if one.columns), default=0)
        return max(0, widest - self.width)

    def order(self, line: Line) -> LineOrder | None:
        """Return where the letters of a line of the text stand; None where as they are read."""
        if line.literal or line.start >= line.end:
            return None
        if line.columns:
            cells = find_rows(self.document.text, line.start, line.end)[0]
            return row_order(
                self.document.text, cells, line.columns, self.sideways or 0, self.width
            )
        if not self.reorders:
            return None
        return line_order(self.document, line.start, line.end)

    def text_column(self, line: Line) -> int:
        """Return how many cells stand before the text of a line."""
        order = self.order(line)
        if order is None or not order.to_right:
            return line.indent
        return self.width - line.indent - cell_len(self.document.text[line.start : line.end])

    def cell_of(self, line: Line, offset: int) -> int:
        """Return how many cells stand before the letter of a line at an offset of the text."""
        text, order = self.document.text, self.order(line)
        before = order.cells_before(offset, text) if order else cell_len(text[line.start : offset])
        return self.text_column(line) + before

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

    def fits(self, opened: OpenArticle, width: int, note: ExcerptNote = WHOLE) -> bool:
        """Return whether laying ``opened`` out in ``width`` cells gives these very lines."""
        same = width == self.width and opened.document is self.document
        return same and _head(opened, note) == self.head


def lay_out(
    opened: OpenArticle,
    width: int,
    note: ExcerptNote = WHOLE,
    *,
    reorders: bool = False,
    sideways: int | None = None,
    pictures: Mapping[str, int] | None = None,
) -> ArticleLayout:
    """Return an article in lines of at most ``width`` cells, but not under ``LEAST_WIDTH``.

    Tables that are wider have columns where ``sideways`` says how far these are moved; else the
    cells of each row stand under one another. ``pictures`` are the lines of those that stand in the
    text, by address.
    """
    width = max(LEAST_WIDTH, width)
    head = _head(opened, note)
    lines = tuple(_lines(*head, opened.document, width, sideways, pictures or {}))
    return ArticleLayout(opened.document, head, width, lines, reorders, sideways)


def byline(article: Article, quotes: int) -> str:
    """Return author, date, reading time, number of quotes, host, what muted it, as far as known.

    The outlet is named in the title of the pane.
    """
    parts = [article.author, dateline(article.published, article.dated)]
    if article.words:
        parts.append(f"{grouped(article.minutes)} min")
    if quotes:
        parts.append(counted(quotes, "quote"))
    parts.append(shown_host(article.url))
    if article.muted is not None:
        parts.append(f"muted by {clean_line(article.muted_by, NAME_LIMIT)}")
    return " · ".join(part for part in parts if part)


def _head(opened: OpenArticle, note: ExcerptNote) -> _Head:
    """Return what stands above and below the text.

    That is the title, what is below it (the byline, then the article whose link led here, and the
    files), the summary where there is no text, what is said of that, and the highlights whose words
    are gone from it.
    """
    article = opened.article
    summary = "" if opened.document.blocks else article.summary
    below = byline(article, len(opened.quotes))
    if opened.version is not None:
        below = f"As it was: {opened.version.in_words} · {below}"
    way = [one.in_words for one in opened.trail[:1]]
    more = [f"File: {clean_line(one.in_words)}" for one in opened.enclosures[:FILES]]
    if rest := len(opened.enclosures) - len(more):
        more.append(f"{grouped(rest)} more")
    return article.title, (below, *way, *more), summary, note, lost_highlights(opened)


def _lines(
    title: str,
    below: Sequence[str],
    summary: str,
    note: ExcerptNote,
    lost: Sequence[Highlight],
    document: Document,
    width: int,
    sideways: int | None,
    pictures: Mapping[str, int],
) -> Iterator[Line]:
    yield from _literal(LineKind.TITLE, title, width)
    yield Line(LineKind.BLANK, 0, 0)
    for told in below:
        yield from _literal(LineKind.BYLINE, told, width)
    if note.head:
        yield from _literal(LineKind.BYLINE, note.head, width)
    yield Line(LineKind.BLANK, 0, 0)
    levels = sorted({one.level for one in document.blocks if one.kind is BlockKind.HEADING})
    last: Block | None = None
    for block in document.blocks:
        rows = pictures.get(block.marker, 0) if block.kind is BlockKind.IMAGE else 0
        if document.is_nameless(block) and block.start == block.end and not rows:
            continue
        depth = levels.index(block.level) if block.kind is BlockKind.HEADING else 0
        if last is not None and not _runs_on(last, block):
            yield Line(LineKind.BLANK, last.end, last.end)
        if block.kind is BlockKind.HEADING and last is not None and not depth:
            yield Line(LineKind.BLANK, last.end, last.end)
        for row in range(rows):
            yield Line(LineKind.PICTURE, block.start, block.start, lead=block.marker, row=row)
        if document.is_nameless(block):
            name = clip(picture_name(block.marker), width - INDENT)
            if block.start < block.end:
                yield Line(LineKind.IMAGE, block.start, block.end, INDENT, PICTURE, name)
        elif block.kind is BlockKind.TABLE:
            yield from table_lines(document, block, width, sideways)
        else:
            yield from _block(document.text, block, width, depth)
        last = block
    if summary:
        yield from _literal(LineKind.PARAGRAPH, summary, width)
    end = len(document.text)
    for sentence in note.foot:
        yield Line(LineKind.BLANK, end, end)
        yield from _literal(LineKind.BYLINE, sentence, width, end)
    yield from lost_lines(lost, end, width)


def _runs_on(last: Block, block: Block) -> bool:
    """Whether two blocks stand without a blank line between them: short items of one list."""
    both_items = last.kind is block.kind is BlockKind.LIST_ITEM
    return both_items and max(last.end - last.start, block.end - block.start) < SHORT_ITEM


def _block(text: str, block: Block, width: int, depth: int) -> Iterator[Line]:
    kind = LineKind(block.kind.value)
    indent, lead, hanging = 0, "", ""
    if block.kind is BlockKind.LIST_ITEM:
        lead = block.marker or "•"
        indent = INDENT * (block.level - 1) + len(lead) + 1
    elif block.kind is BlockKind.QUOTATION:
        lead = hanging = "▏"
        indent = INDENT * max(1, block.level)
    elif block.kind is BlockKind.IMAGE:
        lead, indent = PICTURE, INDENT
    elif block.kind is BlockKind.CODE:
        indent = 1
    elif block.kind is BlockKind.RULE:
        yield Line(kind, block.start, block.end)
        return
    indent = min(indent, width // 2)
    for number, (start, end) in enumerate(wrap(text, block.start, block.end, width - indent)):
        yield Line(kind, start, end, indent, lead if number == 0 else hanging, depth=depth)


def _literal(kind: LineKind, text: str, width: int, at: int = 0) -> Iterator[Line]:
    for start, end in wrap(text, 0, len(text), width):
        yield Line(kind, at, at, literal=text[start:end])
