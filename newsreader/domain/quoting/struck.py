"""Tells what the publisher of a text has struck out, so that it is never read as what stands.

The words stay in the text, between signs that are letters of it: whoever takes the text alone, a
program or a screen reader, cannot take them for what holds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

STRUCK_SIGN = "~~"
"""Stands before and behind struck words where they cannot be drawn so (GFM §6.5)."""

Range = tuple[int, int]
Places = Callable[[int, bool], int]
"""Tells where an offset is, which is an end or not."""


def joined_ranges(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges in order, those joined that touch or overlap."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def clipped(ranges: Iterable[Range], start: int, end: int) -> tuple[Range, ...]:
    """Return the parts of ``ranges`` that lie between two offsets."""
    return tuple(
        (max(first, start), min(last, end))
        for first, last in ranges
        if first < end and start < last
    )


def standing(start: int, end: int, struck: Sequence[Range]) -> Iterator[Range]:
    """Yield the parts of a range that are not struck; ``struck`` are in order, apart."""
    at = start
    for first, last in clipped(struck, start, end):
        if at < first:
            yield at, first
        at = last
    if at < end:
        yield at, end


def struck_lines(text: str, struck: Sequence[Range], start: int = 0) -> tuple[Range, ...]:
    """Return what of ``text`` is struck line by line, without the blanks at the ends.

    ``struck`` counts from where ``start`` is the beginning of ``text``; the answer from there.
    """
    found: list[Range] = []
    for first, last in clipped(struck, start, start + len(text)):
        at = first - start
        for line in text[at : last - start].splitlines(keepends=True):
            words = line.strip()
            if words:
                begin = at + len(line) - len(line.lstrip())
                found.append((begin, begin + len(words)))
            at += len(line)
    return tuple(found)


def with_signs(text: str, struck: Sequence[Range]) -> tuple[str, tuple[Range, ...], Places]:
    """Return a text that says in its own letters what is struck, and where all of it is then.

    Signs stand around each part of a line that is struck; the ranges returned are theirs, and the
    function tells where an offset into ``text`` is, as a beginning or as an end.
    """
    lines = struck_lines(text, joined_ranges(struck))
    size = len(STRUCK_SIGN)
    pieces, at = [], 0
    for first, last in lines:
        pieces += [text[at:first], STRUCK_SIGN, text[first:last], STRUCK_SIGN]
        at = last
    opened, closed = [first for first, _ in lines], [last for _, last in lines]

    def place(offset: int, is_end: bool) -> int:
        among = bisect_left if is_end else bisect_right
        return offset + size * (among(opened, offset) + among(closed, offset))

    ranges = tuple(
        (first + 2 * size * number, last + 2 * size * (number + 1))
        for number, (first, last) in enumerate(lines)
    )
    return "".join([*pieces, text[at:]]), ranges, place


def unsigned_ends(text: str, struck: Sequence[Range], start: int = 0) -> Iterator[int]:
    """Yield where signs are to be put into ``text`` in which struck words are without one.

    These are the ends that a piece of a text cuts off; ``struck`` counts as for ``struck_lines``.
    """
    for first, last in struck_lines(text, struck, start):
        if not text.startswith(STRUCK_SIGN, first):
            yield first
        if not text.endswith(STRUCK_SIGN, first, last):
            yield last


def without_signs(text: str) -> str:
    """Return struck words without the signs around them, of which one may be cut off."""
    return text.removeprefix(STRUCK_SIGN).removesuffix(STRUCK_SIGN)


def mark_struck(
    text: str,
    struck: Sequence[Range],
    start: int = 0,
    signs: tuple[str, str] = (STRUCK_SIGN, STRUCK_SIGN),
) -> str:
    """Return ``text`` with ``signs`` around what is struck, as ``struck_lines`` counts.

    They take the place of those that stand there.
    """
    if not struck:
        return text
    pieces, at = [], 0
    for first, last in struck_lines(text, struck, start):
        pieces += [text[at:first], signs[0], without_signs(text[first:last]), signs[1]]
        at = last
    return "".join([*pieces, text[at:]])
