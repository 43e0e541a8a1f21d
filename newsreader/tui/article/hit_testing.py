"""Finds the offset in the text that is under the mouse, which counts cells of the screen."""

from rich.cells import split_graphemes
from textual.geometry import Offset
from textual.selection import Selection

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


def offset_of_letter(layout: ArticleLayout, left: int, place: Offset) -> int:
    """Return the offset in the text of a letter of a line, counted as Textual counts them."""
    line = layout.lines[max(0, min(len(layout.lines) - 1, place.y))]
    if line.literal:
        return line.start
    return min(line.end, max(line.start, line.start + place.x - left - MARGIN - line.indent))


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
