"""Cuts sentences at the marks of quotations that reach beyond them.

So each piece is said by one speaker or by nobody, and no mark stands in it without its other half.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

Range = tuple[int, int]
_MARKS = frozenset("\"“”„‟«»「」『』〝〞〟＂'‘’‚‛‹›`")
_AFTER = frozenset(",.;:!?、。，！？")
"""Signs behind a closing mark that belong to the quotation, if anything."""


def cut_at_quotations(
    text: str, units: Iterable[Range], quotations: Sequence[Range]
) -> Iterator[Range]:
    """Yield the units in order, cut where one end of a quotation lies in them and not the other.

    Units and quotations are (start, end) in code points into ``text``; the ``quotations`` are
    sorted, hold the quoted words without their marks and do not overlap. A unit that holds whole
    quotations, or lies between the marks of one, stays as it is.
    """
    ends = [end for _, end in quotations]
    for start, end in units:
        at = start
        for first, last in quotations[bisect_left(ends, start) :]:
            if first > end:
                break
            if at <= _opening(text, first, start) and last <= end and _closing(text, last) <= end:
                continue  # it is whole in the unit
            if start < first:
                yield from _trimmed(text, at, _opening(text, first, start))
                at = first
            if last < end:
                yield from _trimmed(text, at, last)
                at = _behind(text, last, end)
        if at == start:
            yield start, end
        else:
            yield from _trimmed(text, at, end)


def _opening(text: str, first: int, least: int) -> int:
    """Return where the marks before a quotation begin."""
    while first > least and text[first - 1] in _MARKS:
        first -= 1
    return first


def _closing(text: str, last: int) -> int:
    """Return where the marks behind a quotation end."""
    while last < len(text) and text[last] in _MARKS:
        last += 1
    return last


def _behind(text: str, last: int, end: int) -> int:
    at = min(_closing(text, last), end)
    while at < end and text[at] in _AFTER:
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield a piece without white space at its ends, if there is a letter or digit in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(sign.isalnum() for sign in text[start:end]):
        yield start, end
