"""Turns data tables into one block of aligned text; layout tables are left as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsreader.documents.block_draft import BlockDraft
from newsreader.domain.document import BlockKind, Span, SpanKind
from newsreader.domain.table_text import write_table

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
    headed = _is_strong(rows[0]) and not all(map(_is_strong, rows))
    table = write_table([[text for text, _ in row] for row in rows], headed=headed)
    spans = [
        span
        for row, starts in zip(rows, table.starts, strict=True)
        for (_, own), start in zip(row, starts, strict=True)
        for span in _shift(own, start)
    ]
    return BlockDraft(BlockKind.TABLE, table.text, tuple(spans))


def _is_strong(row: list[Cell]) -> bool:
    """Return whether all words of a row are strong, as those that name the columns are."""
    return all(
        any((one.kind, one.start, one.end) == (SpanKind.STRONG, 0, len(text)) for one in spans)
        for text, spans in row
        if text
    )


def _without_empty_end(row: list[Cell]) -> list[Cell]:
    full = [column for column, (text, _) in enumerate(row) if text]
    return row[: full[-1] + 1] if full else []
