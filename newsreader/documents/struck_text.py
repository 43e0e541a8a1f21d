"""Puts signs around what is struck in the text of a block."""

from bisect import bisect_left
from dataclasses import replace

from newsreader.domain.document import Span, SpanKind
from newsreader.domain.quoting.struck import with_signs


def with_struck(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a block with signs around what is struck, and its spans in it.

    Code stays as it is written.
    """
    if not any(one.kind is SpanKind.STRUCK for one in spans):
        return text, spans
    code = [one for one in spans if one.kind is SpanKind.CODE]
    begins = [one.start for one in code]

    def is_code(one: Span) -> bool:
        before = bisect_left(begins, one.end)  # spans of one kind lie side by side
        return before > 0 and code[before - 1].end > one.start

    struck = {
        (one.start, one.end): None
        for one in spans
        if one.kind is SpanKind.STRUCK and not is_code(one)
    }
    if not struck:
        return text, spans
    marked, ranges, place = with_signs(text, list(struck))
    moved = [
        replace(one, start=place(one.start, False), end=place(one.end, True))
        for one in spans
        if (one.start, one.end) not in struck or one.kind is not SpanKind.STRUCK
    ]
    moved += [Span(SpanKind.STRUCK, *ends) for ends in ranges]
    return marked, tuple(sorted(moved, key=lambda one: (one.start, -one.end, one.kind)))
