"""Writes a table as text in aligned columns, and finds its cells in that text again."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.domain.document import Document, SpanKind

SEPARATOR = " | "
"""The text between two cells."""
EMPTY = "·"
"""The text of an empty cell before a full one."""
WIDEST = 72
"""Greatest width, in terminal cells, up to which a table is padded to align."""

_NUMBER = re.compile(
    r"[(~≈<>≤≥]*[+\-−–±]?\s?(?:[$€£¥₹]|[A-Z]{2,3}\s)?\s?\d[\d.,:’'\u00a0\u2009\u202f ]*"
    r"(?:\s?(?:[%‰°€£¥$]|[^\W\d_]{1,3}\b))?\)?\*?"
)
"""A number with its sign, currency and unit."""
_NO_NUMBER = frozenset(("", EMPTY, "-", "–", "—", "−", "…", "?", "n/a", "N/A"))
"""What stands in a column of numbers where there is none."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as text, a row a line."""

    text: str
    """The lines."""
    starts: tuple[tuple[int, ...], ...]
    """Per row and cell, where its words begin, in code points into ``text``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell of a table, in code points into the text that the table is part of."""

    start: int
    """Where they begin."""
    end: int
    """Where they end, excluded."""


def write_table(rows: Sequence[Sequence[str]], *, headed: bool) -> TableText:
    """Return rows of cells as text, with columns of numbers to the right.

    Cells are one line each, rows may have fewer of them than others, at least one. ``headed`` says
    that the first row names the columns. A table wider than ``WIDEST`` cells is not padded.
    """
    columns = max(map(len, rows))
    widths = [0] * columns
    for row in rows:
        for column, words in enumerate(row):
            widths[column] = max(widths[column], cell_width(words or EMPTY))
    aligned = sum(widths) + len(SEPARATOR) * (columns - 1) <= WIDEST
    to_right = {
        column for column in range(columns) if aligned and _is_number(rows[headed:], column)
    }
    lines, starts, at = [], [], 0
    for number, row in enumerate(rows):
        line, begins = "", []
        for column, words in enumerate(row):
            shown = words or EMPTY
            padding = " " * (widths[column] - cell_width(shown) if aligned else 0)
            # A text does not begin with a space.
            before = padding if column in to_right and (number or column) else ""
            line += (SEPARATOR if column else "") + before
            begins.append(at + len(line))
            line += shown + (padding if not before and column < len(row) - 1 else "")
        lines.append(line)
        starts.append(tuple(begins))
        at += len(line) + 1
    return TableText("\n".join(lines), tuple(starts))


def _is_number(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Return whether a column has numbers, and nothing else."""
    cells = {row[column] for row in rows if column < len(row)} - _NO_NUMBER
    return bool(cells) and all(map(_NUMBER.fullmatch, cells))


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes (UAX #11: wide and full-width take two)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def find_rows(text: str, start: int, end: int) -> list[list[Cell]]:
    """Return the cells of the table that is ``text[start:end]``, by row."""
    rows = []
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        rows.append(list(_find_cells(text, start, stop)))
        start = stop + 1
    return rows


def _find_cells(text: str, start: int, end: int) -> Iterator[Cell]:
    while start <= end:
        stop = text.find(SEPARATOR, start, end)
        stop = end if stop < 0 else stop
        words = text[start:stop]
        first = start + len(words) - len(words.lstrip(" "))
        yield Cell(first, max(first, start + len(words.rstrip(" "))))
        start = stop + len(SEPARATOR)


def is_headed(document: Document, rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first row of a table of ``document`` names its columns.

    It does where all its words are strong, and those of another row are not.
    """
    first, last = (
        bisect_left(document.spans, at, key=lambda span: span.start)
        for at in (rows[0][0].start, rows[-1][-1].end)
    )
    strong = [span for span in document.spans[first:last] if span.kind is SpanKind.STRONG]

    def is_strong(row: Sequence[Cell]) -> bool:
        full = [one for one in row if document.text[one.start : one.end] not in ("", EMPTY)]
        return bool(full) and all(
            any(span.start <= one.start and one.end <= span.end for span in strong) for one in full
        )

    return is_strong(rows[0]) and not all(map(is_strong, rows))
