"""Tells what the publisher of a text has struck out, so that it is never read as what stands."""

from collections.abc import Iterable, Iterator, Sequence

STRUCK_SIGN = "~~"
"""Stands before and behind struck words where they cannot be drawn so (GFM §6.5)."""

Range = tuple[int, int]


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


def mark_struck(
    text: str,
    struck: Sequence[Range],
    start: int = 0,
    signs: tuple[str, str] = (STRUCK_SIGN, STRUCK_SIGN),
) -> str:
    """Return ``text`` with ``signs`` around what is struck, as ``struck_lines`` counts."""
    if not struck:
        return text
    pieces, at = [], 0
    for first, last in struck_lines(text, struck, start):
        pieces += [text[at:first], signs[0], text[first:last], signs[1]]
        at = last
    return "".join([*pieces, text[at:]])
