"""Where the letters of a line stand that holds text from right to left."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from rich.cells import cell_len

from newsreader.domain.bidi import RIGHT_TO_LEFT, base_level, levels, mirrored
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.table_text import SEPARATOR
from newsreader.frozen import dataclass
from newsreader.tui.cells.disputed_width import letters_of
from newsreader.tui.cells.visual_order import seen_order

_CELLS = re.compile(rf" {{2,}}|{re.escape(SEPARATOR)}")
"""What stands between the cells of a table, which keep their places."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with what joins it."""

    start: int
    """Where it stands in the text of the document."""
    end: int
    """Where it ends, excluded."""
    turned: bool = False
    """Whether it runs from right to left, and a bracket is shown by its counterpart."""
    fill: str = ""
    """What stands there that is not in the text, as between columns; then ``end`` is ``start``."""

    def cells(self, text: str) -> int:
        """Return how wide it is, from the text of the document."""
        return cell_len(self.fill or text[self.start : self.end])

    def shown(self, text: str) -> str:
        """Return it as it is shown, from the text of the document."""
        return self.fill or (mirrored(text) if self.turned else text)


@dataclass(frozen=True)
class LineOrder:
    """The letters of one line from left to right."""

    letters: tuple[Letter, ...]
    """All of the line, each once."""
    to_right: bool = False
    """Whether the line begins at the right edge, and ends with what else stands before it."""

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The offset in the text of each character as they are written, from the left."""
        return tuple(
            at
            for one in self.letters
            for at in (range(one.start, one.end) or (one.start,) * len(one.fill))
        )

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of the text that the characters from ``first`` to ``last`` are in."""
        covered = self.offsets[first:last]
        return (min(covered), max(covered) + 1) if covered else (0, 0)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last place, excluded, at which something of a range stands."""
        places = [at for at, offset in enumerate(self.offsets) if start <= offset < end]
        return (places[0], places[-1] + 1) if places else (0, 0)

    def cells_before(self, offset: int, text: str) -> int:
        """Return the cells left of the letter at an offset of ``text``, that of the document."""
        cells = 0
        for one in self.letters:
            if one.start <= offset < one.end:
                break
            cells += one.cells(text)
        return cells


def line_order(document: Document, start: int, end: int) -> LineOrder | None:
    """Return the order of a line of the text; None where all of it runs from left to right."""
    text = document.text
    if not RIGHT_TO_LEFT.search(text, start, end) and not _runs_left(document, start, end):
        return None
    block = document.blocks[document.block_at(start)]
    if block.kind is BlockKind.TABLE:
        letters: list[Letter] = []
        for first, last in _cells(text, start, end):
            cell = text[first:last]
            apart = _CELLS.fullmatch(cell) is not None
            base = 0 if apart else base_level(cell)
            letters += _ordered(cell, levels(cell, base), first)
        return LineOrder(tuple(letters), False)
    base = _base(document, block)
    found = levels(text[block.start : block.end], base)
    line = _ordered(text[start:end], found[start - block.start : end - block.start], start)
    return LineOrder(tuple(line), bool(base))


def _runs_left(document: Document, start: int, end: int) -> bool:
    """Whether a line without such letters is part of a paragraph that has them."""
    if not document.blocks:
        return False
    block = document.blocks[document.block_at(start)]
    if block.kind is BlockKind.TABLE or end > block.end:
        return False
    return bool(_base(document, block))


def _base(document: Document, block: Block) -> int:
    if block.kind is BlockKind.CODE:
        return 0
    return _first_direction(document.text[block.start : block.end])


@lru_cache(maxsize=256)
def _first_direction(text: str) -> int:
    return base_level(text) if RIGHT_TO_LEFT.search(text) else 0


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cells of a row, and what stands between them, as ranges of the text."""
    at = start
    for gap in _CELLS.finditer(text, start, end):
        yield from ((at, gap.start()), gap.span())
        at = gap.end()
    yield at, end


def _ordered(text: str, of: tuple[int, ...], at: int) -> Iterator[Letter]:
    """Yield the letters of a piece of the text that begins at an offset, from left to right."""
    letters, found, done = letters_of(text), [], 0
    for letter in letters:
        after = done + len(letter)
        found.append(Letter(at + done, at + after, of[done] % 2 == 1))
        done = after
    for one in seen_order(letters, of):
        yield found[one]
