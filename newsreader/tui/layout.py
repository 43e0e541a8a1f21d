"""Wraps text into screen lines that remember where they stand in the text."""

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

WIDE_BREAK = 0x1100
"""From this code point on letters may be wide, and a line may break before and after them."""


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
    plain = text[start:end].isascii()
    while True:
        limit = start + width if plain else _reach(text, start, end, width)
        if limit >= end:
            yield start, _trim(text, start, end)
            return
        cut = _break(text, start, limit, plain)
        yield start, _trim(text, start, cut)
        start = cut
        while start < end and text[start] == " ":
            start += 1
        if start >= end:
            return


def _break(text: str, start: int, limit: int, plain: bool) -> int:
    """Return where to cut a line that may reach ``limit`` at most, which is inside the text."""
    if text[limit] == " ":
        return limit
    space = text.rfind(" ", start, limit)
    floor = space + 1 if space >= start else start
    if not plain:
        for at in range(limit, floor, -1):
            if _may_break(text[at - 1], text[at]):
                return at
    if space > start:
        return space
    if plain:
        return limit
    at = limit
    while at > start + 1 and get_character_cell_size(text[at]) == 0:
        at -= 1  # keep a combining mark with its letter
    return max(at, start + 1)


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two letters of a script without spaces."""
    if after in "、。，．！？；：」』）】〉》”’…ー":
        return False
    if get_character_cell_size(after) == 0:
        return False  # a combining mark stays with its letter
    if before in "「『（【〈《“‘":
        return False
    wide_before = ord(before) >= WIDE_BREAK and get_character_cell_size(before) == 2
    wide_after = ord(after) >= WIDE_BREAK and get_character_cell_size(after) == 2
    return wide_before or wide_after


def _reach(text: str, start: int, end: int, width: int) -> int:
    """Return the offset up to which ``text`` fits into ``width`` cells; at least one letter."""
    cells = 0
    for at in range(start, end):
        cells += get_character_cell_size(text[at])
        if cells > width:
            return max(at, start + 1)
    return end


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


@lru_cache(maxsize=4096)
def clip(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` cells, with an ellipsis where something is cut off."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    return text[: _reach(text, 0, len(text), width - 1)].rstrip() + "…"


def fold(text: str, width: int, height: int) -> list[str]:
    """Return ``text`` as at most ``height`` lines of ``width`` cells, the last one clipped."""
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), width)]
    if len(lines) <= height:
        return lines
    kept = lines[: height - 1]
    rest = " ".join(lines[height - 1 :])
    return [*kept, clip(rest, width)]
