"""Sets a table as lines of text, and tells tables of facts from tables that only place things."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsreader.documents.block_draft import BlockDraft
from newsreader.domain.document import BlockKind, Span

SEPARATOR = " | "
"""What stands between two cells."""
EMPTY = "·"
"""What stands for an empty cell before a full one."""
WIDEST = 72
"""Up to this many terminal cells a table is padded to align."""
CELL_LIMIT = 200
"""A cell longer than this many code points holds prose: the table only places things."""

_INLINE = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION)

Cell = tuple[str, tuple[Span, ...]]


@dataclass(slots=True)
class TableFrame:
    """A table that is being read: which drafts lie in which cell."""

    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    """Per row and cell the first draft and the one after the last."""
    cell: int | None = None
    """The first draft of the cell that is open."""
    holds_table: bool = False
    """Whether another table lies in it."""


def fold(frame: TableFrame, drafts: list[BlockDraft]) -> None:
    """Replace the drafts of a table of facts by one; leave those of any other as they are."""
    cells = [cell for row in frame.rows for cell in row]
    if not cells or frame.holds_table:
        return
    if not any(sum(end > start for start, end in row) > 1 for row in frame.rows):
        return
    if not all(_is_short(drafts[start:end]) for start, end in cells):
        return
    first, last = cells[0][0], cells[-1][1]
    if sum(end - start for start, end in cells) < last - first:  # text between the cells
        return
    rows = [[_join(drafts[start:end]) for start, end in row] for row in frame.rows]
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
