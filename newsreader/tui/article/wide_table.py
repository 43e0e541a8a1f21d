"""Sets the rows of a table in columns, of which the screen shows a part."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from newsreader.domain.table_text import Cell
from newsreader.tui.article.line_order import Letter, LineOrder
from newsreader.tui.cells.disputed_width import letters_of

BETWEEN = " │ "
"""What stands between two columns."""
MORE = "…"
"""Stands at the edge beyond which the table goes on."""


def column_widths(text: str, rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """Return the cells of the screen that each column of a table needs."""
    widths = [0] * max(map(len, rows))
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], cell_len(text[cell.start : cell.end]))
    return tuple(widths)


def table_width(columns: Sequence[int]) -> int:
    """Return how wide a row with such columns is."""
    return sum(columns) + len(BETWEEN) * (len(columns) - 1)


def row_order(
    text: str, row: Sequence[Cell], columns: Sequence[int], sideways: int, width: int
) -> LineOrder:
    """Return what is seen of a row in ``width`` cells from the cell ``sideways`` on."""
    end = sideways + width
    seen: list[Letter] = []
    at = 0
    for letter in _letters(text, row, columns):
        after = at + letter.cells(text)
        if at < end and after > sideways:
            # Half of a wide letter is blank; what is cut off is told by a sign.
            whole = at >= sideways and after <= end
            room = min(after, end) - max(at, sideways)
            seen.append(letter if whole else _filler(letter.start, " " * room))
        at = after
    if sideways and seen:
        seen[0] = _marked(text, seen[0], first=True)
    if at > end and seen:
        seen[-1] = _marked(text, seen[-1], first=False)
    return LineOrder(tuple(seen))


def _marked(text: str, letter: Letter, *, first: bool) -> Letter:
    """Return a sign for what lies beyond the edge, as wide as the letter that it hides."""
    blank = " " * (letter.cells(text) - 1)
    return _filler(letter.start, MORE + blank if first else blank + MORE)


def _filler(at: int, signs: str) -> Letter:
    """Return what stands beside the letter at an offset of the text."""
    return Letter(at, at, fill=signs)


def _letters(text: str, row: Sequence[Cell], columns: Sequence[int]) -> Iterator[Letter]:
    """Yield the letters of all cells with what stands between them."""
    for number, cell in enumerate(row):
        if number:
            yield from (_filler(cell.start, sign) for sign in BETWEEN)
        at = cell.start
        words = text[cell.start : cell.end]
        for letter in letters_of(words):
            yield Letter(at, at + len(letter))
            at += len(letter)
        if number < len(columns) - 1:
            room = columns[number] - cell_len(words)
            yield from (_filler(max(cell.start, at - 1), " ") for _ in range(room))
