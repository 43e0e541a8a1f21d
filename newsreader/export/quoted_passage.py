"""Writes a passage of an article as a Markdown quotation, its code and tables as such."""

import re
from collections.abc import Iterator

from newsreader.domain.clean import clean_text
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.struck import mark_struck
from newsreader.domain.table_text import EMPTY, Cell, find_rows, is_headed
from newsreader.export.escape import flow, quote_passage


def write_passage(document: Document, highlight: Highlight) -> str:
    """Return the words of a highlight as ``> `` lines; ``>`` where there are none.

    Where they stand in ``document`` as they were marked, listings are fences with their
    indentation and tables are tables (GFM 4.10); else nothing is known of them but the words.
    """
    start, end = highlight.start, highlight.end
    if highlight.state is AnchorState.ORPHAN or document.text[start:end] != highlight.text:
        return quote_passage(highlight.text) or ">"
    parts = filter(None, _parts(document, start, end))
    return "\n>\n".join(parts) or ">"


def marked_passage(document: Document, highlight: Highlight) -> str:
    """Return the words of a highlight as plain text, with signs around what is struck."""
    start, end = highlight.start, highlight.end
    if highlight.state is AnchorState.ORPHAN or document.text[start:end] != highlight.text:
        return highlight.text
    return mark_struck(highlight.text, document.struck, start)


def _parts(document: Document, start: int, end: int) -> Iterator[str]:
    at, struck = start, document.struck
    for block in document.blocks[document.block_at(start) :]:
        if block.start >= end:
            break
        if block.kind not in (BlockKind.CODE, BlockKind.TABLE) or block.end <= start:
            continue
        yield quote_passage(document.text[at : max(at, block.start)], struck, at)
        first, last = max(start, block.start), min(end, block.end)
        write = _code if block.kind is BlockKind.CODE else _table
        yield write(document, block, first, last)
        at = last
    yield quote_passage(document.text[at:end], struck, at)


def _code(document: Document, block: Block, start: int, end: int) -> str:
    """Return a listing as a fence in a quotation; the first line keeps its indentation, too."""
    line = document.text[block.start : start].rpartition("\n")[2]
    indent = line if not line.strip() else ""
    code = clean_text(indent + document.text[start:end]).strip("\n")
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join(f"> {line}".rstrip() for line in (fence, *code.split("\n"), fence))


def _table(document: Document, block: Block, start: int, end: int) -> str:
    """Return the cells of a table that lie between two offsets as a table in a quotation."""
    rows = find_rows(document.text, block.start, block.end)
    headed = is_headed(document, rows)
    columns = max(map(len, rows))
    chosen = [
        (number, [_words(document, cell, start, end) for cell in row])
        for number, row in enumerate(rows)
        if any(cell.start < end and start < cell.end for cell in row)
    ]
    # A table of GFM has a header; where the passage or the table has none it is empty.
    head = chosen.pop(0)[1] if chosen and headed and chosen[0][0] == 0 else []
    lines = [_row(head, columns), "|" + " --- |" * columns]
    lines += [_row(cells, columns) for _, cells in chosen]
    return "\n".join(f"> {line}" for line in lines)


def _words(document: Document, cell: Cell, start: int, end: int) -> str:
    first = max(cell.start, start)
    words = document.text[first : min(cell.end, end)]
    return "" if words == EMPTY else flow(" ".join(words.split("\n")), document.struck, first)


def _row(cells: list[str], columns: int) -> str:
    padded = [*cells, *[""] * (columns - len(cells))]
    return f"| {' | '.join(padded)} |"
