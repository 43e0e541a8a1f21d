"""Puts signs around what is struck in the text of a block."""

from dataclasses import replace

from newsreader.domain.document import Span, SpanKind
from newsreader.domain.struck import with_signs


def with_struck(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a block with signs around what is struck, and its spans in it.

    Code stays as it is written.
    """
    code = [one for one in spans if one.kind is SpanKind.CODE]
    struck = [
        (one.start, one.end)
        for one in spans
        if one.kind is SpanKind.STRUCK
        and not any(one.start < other.end and other.start < one.end for other in code)
    ]
    if not struck:
        return text, spans
    marked, ranges, place = with_signs(text, struck)
    moved = [
        replace(one, start=place(one.start, False), end=place(one.end, True))
        for one in spans
        if (one.start, one.end) not in struck or one.kind is not SpanKind.STRUCK
    ]
    moved += [Span(SpanKind.STRUCK, *ends) for ends in ranges]
    return marked, tuple(sorted(moved, key=lambda one: (one.start, -one.end, one.kind)))
