"""Lays out tables: rows in columns, or where these have no room, cells under one another."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from newsreader.domain.document import Block, Document
from newsreader.domain.table_text import EMPTY, SEPARATOR, Cell, find_rows, is_headed
from newsreader.tui.article.article_lines import INDENT, Line, LineKind
from newsreader.tui.article.wide_table import column_widths
from newsreader.tui.article.wrap import clip, wrap


def table_lines(
    document: Document, block: Block, width: int, sideways: int | None
) -> Iterator[Line]:
    """Yield the rows of a table; where columns have no room, their cells under one another.

    With ``sideways`` these are in columns too, of which the screen shows a part.
    """
    text = document.text
    rows = find_rows(text, block.start, block.end)
    headed = is_headed(document, rows)
    places = [(row[0].start, row[-1].end) for row in rows]
    widest = max(cell_len(text[start:end]) for start, end in places)
    if widest > width or not _is_aligned([text[start:end] for start, end in places]):
        if sideways is None:
            yield from _records(text, rows, width, headed=headed)
        else:
            yield from _wide_rows(text, rows, width, sideways, headed=headed)
        return
    for number, (start, end) in enumerate(places):
        yield Line(LineKind.TABLE, start, end)
        if headed and number == 0:
            parts = ["─" * cell_len(name) for name in text[start:end].split(SEPARATOR)]
            rule = "─┼─".join(parts).ljust(widest, "─")
            yield Line(LineKind.TABLE_RULE, end, end + 1, literal=rule)


def _wide_rows(
    text: str, rows: Sequence[Sequence[Cell]], width: int, sideways: int, *, headed: bool
) -> Iterator[Line]:
    """Yield each row in columns."""
    columns = column_widths(text, rows)
    for number, row in enumerate(rows):
        start, end = row[0].start, row[-1].end
        yield Line(LineKind.TABLE, start, end, columns=columns)
        if headed and number == 0:
            rule = "─┼─".join("─" * one for one in columns)[sideways : sideways + width]
            yield Line(LineKind.TABLE_RULE, end, end + 1, literal=rule)


def _is_aligned(rows: Sequence[str]) -> bool:
    """Return whether the cells of all rows begin in the same columns of the screen."""
    widths = [[cell_len(one) for one in row.split(SEPARATOR)[:-1]] for row in rows]
    longest = max(widths, key=len)
    return all(one == longest[: len(one)] for one in widths)


def _records(
    text: str, rows: Sequence[Sequence[Cell]], width: int, *, headed: bool
) -> Iterator[Line]:
    """Yield each row as its first cell with the others below, after the names of their columns."""
    names = [text[one.start : one.end] for one in rows[0]] if headed else []
    longest = max((cell_len(one) + 2 for one in names[1:]), default=0)
    indent = min(INDENT + longest, max(INDENT, width // 2))
    apart = max(map(len, rows)) > 2
    for number, row in enumerate(rows[headed:]):
        if number and apart:
            yield Line(LineKind.BLANK, row[0].start, row[0].start)
        for column, cell in enumerate(row):
            if text[cell.start : cell.end] == EMPTY:
                continue
            name = names[column] if 0 < column < len(names) else ""
            room = max(0, indent - INDENT - 1)
            lead = set_cell_size(clip(name, room - 1), room) if name and room > 1 else ""
            inside = indent if column else 0
            for at, (start, end) in enumerate(wrap(text, cell.start, cell.end, width - inside)):
                yield Line(LineKind.TABLE, start, end, inside, lead if at == 0 else "")
