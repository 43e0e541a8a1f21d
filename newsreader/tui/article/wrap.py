"""Wraps text into screen lines that remember where they stand in the text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size, set_cell_size

from newsreader.tui.cells.disputed_width import DISPUTED, letters_of, widest

WIDE_BREAK = 0x1100
"""From this code point on letters may be wide, and a line may break before and after them."""
NOT_PLAIN = re.compile(
    r"[^\x00-\x7f\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0556\u2010-\u2027\u2030-\u205e€₹№™]"
)
"""A letter that may be wide or belong to the one before it; all others take one cell each."""
OPENING, CLOSING = "「『（【〈《“‘", "、。，．！？；：」』）】〉》”’…ー"
"""Signs that stay with the letter after them, and with the letter before them."""


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``text[start:end]`` as offsets, each at most ``width`` cells wide.

    Lines break at ``\\n``, at spaces, between wide letters, and inside a word only where it is
    longer than a line. Every character but the spaces and line breaks at the edges of a line
    is in exactly one line. An empty text has one empty line.
    """
    width = max(1, width)
    while True:
        stop = text.find("\n", start, end)
        hard_end = end if stop < 0 else stop
        yield from _wrap_line(text, start, hard_end, width)
        if stop < 0:
            return
        start = stop + 1


def _wrap_line(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    if NOT_PLAIN.search(text, start, end):
        yield from _wrap_graphemes(text, start, end, width)
        return
    while start + width < end:
        cut = start + width
        if text[cut] != " ":
            space = text.rfind(" ", start, cut)
            cut = space if space >= start else cut
        yield start, _trim(text, start, cut)
        start = cut
        while start < end and text[start] == " ":
            start += 1
        if start >= end:
            return
    yield start, _trim(text, start, end)


def _wrap_graphemes(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Wrap letters of any width, keeping what belongs to one letter in one line."""
    letters = letters_of(text[start:end])
    widths = [widest(letter) for letter in letters]
    starts = list(accumulate(map(len, letters), initial=start))
    first, cells, chance = 0, 0, 0  # of the line: first letter, width, where it may end
    at = 0
    while at < len(letters):
        letter = letters[at]
        if letter == " ":
            chance = at + 1
        elif at > first and _may_break(letters[at - 1][0], letter[0]):
            chance = at
        if letter == " " or cells + widths[at] <= width or at == first:
            cells += widths[at]
            at += 1
            continue
        cut = chance if chance > first else at
        yield _trimmed(text, starts[first], starts[cut])
        while cut < len(letters) and letters[cut] == " ":
            cut += 1
        first = at = chance = cut
        cells = 0
    if first < len(letters) or not letters:
        yield _trimmed(text, starts[first], end)


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two letters of a script without spaces."""
    if after in CLOSING or before in OPENING:
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(letter: str) -> bool:
    return ord(letter) >= WIDE_BREAK and get_character_cell_size(letter) == 2


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    return start, _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


@lru_cache(maxsize=4096)
def clip(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` cells, with an ellipsis where something is cut off."""
    if widest(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    if not DISPUTED.search(text):
        return set_cell_size(text, width - 1).rstrip() + "…"
    letters = letters_of(text)
    cells = accumulate(map(widest, letters))
    kept = [letter for letter, used in zip(letters, cells, strict=True) if used < width]
    return "".join(kept).rstrip() + "…"


def clip_lines(text: str, width: int, height: int) -> list[str]:
    """Return ``text`` as at most ``height`` lines of ``width`` cells, the last one clipped."""
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), width)]
    if len(lines) <= height:
        return lines
    kept = lines[: height - 1]
    rest = " ".join(lines[height - 1 :])
    return [*kept, clip(rest, width)]
