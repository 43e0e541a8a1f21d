"""Finds the offset in the text that is under the mouse, which counts cells of the screen."""

from rich.cells import split_graphemes
from textual.geometry import Offset
from textual.selection import Selection

from newsreader.domain.clean import clean_url
from newsreader.domain.document import SpanKind
from newsreader.tui.article.article_lines import Line
from newsreader.tui.article.layout import ArticleLayout
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.article.text_units import TextRange


def selected_range(layout: ArticleLayout, left: int, selection: Selection) -> TextRange | None:
    """Return the range of the text that Textual's selection covers, None where it is empty.

    ``left`` is how many cells stand left of the margin.
    """
    text = layout.document.text
    first, last = selection.start, selection.end
    if first and last and first.y == last.y and 0 <= first.y < len(layout.lines):
        line = layout.lines[first.y]
        if (order := layout.order(line)) is not None:
            column = _column(layout, left, line)
            start, end = order.span(max(0, first.x - column), max(0, last.x - column))
            return (start, end) if start < end else None
    start = offset_of_letter(layout, left, first) if first else 0
    end = offset_of_letter(layout, left, last, ends=True) if last else len(text)
    return (start, end) if start < end else None


def selection_of(layout: ArticleLayout, left: int, place: TextRange) -> Selection:
    """Return what Textual calls the selection of a range of the text, the way back."""
    start, end = place
    first, last = layout.line_at(start), layout.line_at(end - 1)
    if first == last and (order := layout.order(layout.lines[first])) is not None:
        column = _column(layout, left, layout.lines[first])
        begins, stops = order.place(start, end)
        return Selection(Offset(column + begins, first), Offset(column + stops, first))
    return Selection(
        Offset(_letter(layout, left, first, start), first),
        Offset(_letter(layout, left, last, end, ends=True), last),
    )


def _letter(
    layout: ArticleLayout, left: int, number: int, offset: int, *, ends: bool = False
) -> int:
    """Return which letter of a line an offset is, or with ``ends`` the one that ends there."""
    line = layout.lines[number]
    column, order = _column(layout, left, line), layout.order(line)
    if order is None:
        return column + offset - line.start
    at, _ = order.place(min(line.end - 1, offset - ends), line.end)
    return column + at + (ends and not order.to_right)


def _column(layout: ArticleLayout, left: int, line: Line) -> int:
    """Return how many letters stand before the text of a line."""
    return left + MARGIN + layout.text_column(line)


def offset_of_letter(layout: ArticleLayout, left: int, place: Offset, *, ends: bool = False) -> int:
    """Return the offset in the text of a letter of a line, counted as Textual counts them.

    With ``ends`` it is that behind the letter with which a selection ends there.
    """
    line = layout.lines[max(0, min(len(layout.lines) - 1, place.y))]
    if line.literal:
        return line.start
    at, order = place.x - _column(layout, left, line), layout.order(line)
    if order is None or not order.offsets:
        return min(line.end, max(line.start, line.start + at))
    at -= ends and not order.to_right
    return order.offsets[max(0, min(len(order.offsets) - 1, at))] + ends


def offset_of_cell(layout: ArticleLayout, left: int, cell: int, number: int) -> int:
    """Return the offset in the text of what is in a cell of a line: wide letters have two."""
    line, text = layout.lines[number], layout.document.text
    if line.literal:
        return line.start
    cells = _column(layout, left, line)
    if (order := layout.order(line)) is not None:
        for letter in order.letters:
            cells += letter.cells(text)
            if cells > cell:
                return letter.start
        return line.start if order.to_right else line.end
    spans, _ = split_graphemes(text[line.start : line.end])
    for start, _, width in spans:
        cells += width
        if cells > cell:
            return line.start + start
    return line.end


def link_at(layout: ArticleLayout, left: int, cell: int, number: int) -> str:
    """Return the address of the link in a cell of a line, safe to open; empty where there is none.

    What stands beside the text of the line belongs to no link.
    """
    line = layout.lines[number]
    offset = offset_of_cell(layout, left, cell, number)
    if line.literal or not _is_on_text(layout, left, cell, line) or offset >= line.end:
        return ""
    links = (
        one.href
        for one in layout.document.spans
        if one.kind is SpanKind.LINK and one.start <= offset < one.end
    )
    return next(filter(None, map(clean_url, links)), "")


def _is_on_text(layout: ArticleLayout, left: int, cell: int, line: Line) -> bool:
    """Whether a cell is not left of the text of a line, nor right of one that begins there."""
    order = layout.order(line)
    ends = left + MARGIN + layout.width - line.indent if order and order.to_right else cell + 1
    return _column(layout, left, line) <= cell < ends
