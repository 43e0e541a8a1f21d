"""Turns data tables into one block of aligned text; layout tables are left as they are."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsreader.documents.block_draft import BlockDraft
from newsreader.domain.document import BlockKind, Span

SEPARATOR = " | "
"""The text between two cells."""
EMPTY = "·"
"""The text of an empty cell before a full one."""
WIDEST = 72
"""Greatest width, in terminal cells, up to which a table is padded to align."""
CELL_LIMIT = 200
"""A table with a cell of more code points is a layout table."""

_INLINE = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION)

Cell = tuple[str, tuple[Span, ...]]


@dataclass(slots=True)
class OpenTable:
    """A table that is being parsed: ranges of indices into the drafts, by row and cell."""

    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    """Per row and cell (first, stop) as indices into the drafts."""
    cell: int | None = None
    """Index of the first draft of the open cell."""
    holds_table: bool = False
    """Whether another table lies in it."""


def flatten_table(table: OpenTable, drafts: list[BlockDraft]) -> None:
    """Replace the drafts of a data table by one in ``drafts``; leave those of a layout table."""
    cells = [cell for row in table.rows for cell in row]
    if not cells or table.holds_table:
        return
    if not any(sum(end > start for start, end in row) > 1 for row in table.rows):
        return
    if not all(_is_short(drafts[start:end]) for start, end in cells):
        return
    first, last = cells[0][0], cells[-1][1]
    if sum(end - start for start, end in cells) < last - first:  # text between the cells
        return
    rows = [[_join(drafts[start:end]) for start, end in row] for row in table.rows]
    drafts[first:last] = [_set_rows(rows)]


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes (UAX #11: wide and full-width take two)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _is_short(drafts: Sequence[BlockDraft]) -> bool:
    return (
        all(draft.kind in _INLINE for draft in drafts)
        and sum(len(draft.text) for draft in drafts) <= CELL_LIMIT
    )


def _join(drafts: Sequence[BlockDraft]) -> Cell:
    text = ""
    spans: list[Span] = []
    for draft in drafts:
        text += " " if text else ""
        spans += _shift(draft.spans, len(text))
        text += draft.text.replace("\n", " ")
    return text, tuple(spans)


def _shift(spans: Sequence[Span], by: int) -> list[Span]:
    return [replace(span, start=span.start + by, end=span.end + by) for span in spans]


def _set_rows(rows: list[list[Cell]]) -> BlockDraft:
    rows = [trimmed for row in rows if (trimmed := _without_empty_end(row))]
    columns = [0] * max(len(row) for row in rows)
    for row in rows:
        for column, (text, _) in enumerate(row):
            columns[column] = max(columns[column], cell_width(text or EMPTY))
    aligned = sum(columns) + len(SEPARATOR) * (len(columns) - 1) <= WIDEST
    lines: list[str] = []
    spans: list[Span] = []
    at = 0
    for row in rows:
        cells = []
        for column, (text, own) in enumerate(row):
            spans += _shift(own, at)
            shown = text or EMPTY
            if aligned and column < len(row) - 1:
                shown += " " * (columns[column] - cell_width(shown))
            cells.append(shown)
            at += len(shown) + len(SEPARATOR)
        lines.append(SEPARATOR.join(cells))
        at += 1 - len(SEPARATOR)
    return BlockDraft(BlockKind.TABLE, "\n".join(lines), tuple(spans))


def _without_empty_end(row: list[Cell]) -> list[Cell]:
    full = [column for column, (text, _) in enumerate(row) if text]
    return row[: full[-1] + 1] if full else []
