"""Finds the offset in the text that is under the mouse, which counts cells of the screen."""

from rich.cells import split_graphemes
from textual.geometry import Offset
from textual.selection import Selection

from newsreader.domain.clean import clean_url
from newsreader.domain.document import SpanKind
from newsreader.tui.article.layout import ArticleLayout
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.article.text_units import TextRange


def selected_range(layout: ArticleLayout, left: int, selection: Selection) -> TextRange | None:
    """Return the range of the text that Textual's selection covers, None where it is empty.

    ``left`` is how many cells stand left of the margin.
    """
    text = layout.document.text
    start = offset_of_letter(layout, left, selection.start) if selection.start else 0
    end = offset_of_letter(layout, left, selection.end) if selection.end else len(text)
    return (start, end) if start < end else None


def selection_of(layout: ArticleLayout, left: int, place: TextRange) -> Selection:
    """Return what Textual calls the selection of a range of the text, the way back."""
    start, end = place
    first, last = layout.line_at(start), layout.line_at(end - 1)
    return Selection(
        Offset(_column(layout, left, first) + start - layout.lines[first].start, first),
        Offset(_column(layout, left, last) + end - layout.lines[last].start, last),
    )


def _column(layout: ArticleLayout, left: int, number: int) -> int:
    """Return how many letters stand before the text of a line."""
    return left + MARGIN + layout.lines[number].indent


def offset_of_letter(layout: ArticleLayout, left: int, place: Offset) -> int:
    """Return the offset in the text of a letter of a line, counted as Textual counts them."""
    number = max(0, min(len(layout.lines) - 1, place.y))
    line = layout.lines[number]
    if line.literal:
        return line.start
    return min(line.end, max(line.start, line.start + place.x - _column(layout, left, number)))


def offset_of_cell(layout: ArticleLayout, left: int, cell: int, number: int) -> int:
    """Return the offset in the text of what is in a cell of a line: wide letters have two."""
    line = layout.lines[number]
    spans, _ = split_graphemes(layout.document.text[line.start : line.end])
    cells = left + MARGIN + line.indent
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
    if line.literal or cell < left + MARGIN + line.indent or offset >= line.end:
        return ""
    links = (
        one.href
        for one in layout.document.spans
        if one.kind is SpanKind.LINK and one.start <= offset < one.end
    )
    return next(filter(None, map(clean_url, links)), "")
