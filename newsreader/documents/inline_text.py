"""Collects the text and the inline spans of one block while its HTML is parsed."""

import re
import unicodedata
from itertools import pairwise

from newsreader.domain.clean import clean_text
from newsreader.domain.document import Span, SpanKind

_WHITE = re.compile("[ \n\xa0]{2,}|\n")
_BLANK_LINES = re.compile("(?: *\n)*")
_BLANK = (" ", "\xa0")
_GAPS = frozenset(("", "\n", *_BLANK))
"""After these no space is written."""


class InlineText:
    """The inline text and the open spans of a block until it is complete."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._last = ""
        self._spans: list[Span] = []
        self._open: dict[SpanKind, tuple[int, int, str]] = {}
        self.blank = True
        """Whether nothing visible was written yet."""

    def write(self, text: str, *, verbatim: bool = False) -> None:
        """Append ``text``, its white space collapsed as HTML does unless ``verbatim``."""
        # A third of the pieces only part two elements, and show nothing after another space.
        if not verbatim and self._last in _GAPS and not text.strip(" \n"):
            return
        # Most pieces are printable throughout: there is nothing in them to clean or to join.
        if not (text.isascii() and text.replace("\n", "").isprintable()):
            text = clean_text(text)
        if not verbatim:
            text = _WHITE.sub(" ", text)
            if text.startswith(_BLANK) and self._last in _GAPS:
                text = text[1:]
        self._append(text)

    def break_line(self) -> None:
        """Begin a new line inside the block."""
        if self._last == " ":
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
        self._append("\n")

    @property
    def last(self) -> str:
        """The last character; empty where nothing is written yet."""
        return self._last

    @property
    def ended(self) -> bool:
        """Whether a new line was begun and nothing is on it yet."""
        return self._last == "\n"

    def open(self, kind: SpanKind, href: str = "") -> None:
        """Begin a span here; inside one of its own kind it changes nothing."""
        depth, start, outer = self._open.get(kind, (0, self._length, href))
        self._open[kind] = (depth + 1, start, outer)

    def close(self, kind: SpanKind) -> None:
        """End the span of this kind that was opened last."""
        depth, start, href = self._open.pop(kind, (0, 0, ""))
        if depth > 1:
            self._open[kind] = (depth - 1, start, href)
        elif depth:
            self._add_span(kind, start, href)

    def take(self, *, verbatim: bool = False) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans and begin anew; open spans go on in the next block.

        The text is in NFC and trimmed (``verbatim``: without blank lines around it); the
        spans count in it, cover visible characters at both ends and come in order.
        """
        if not self._pieces:
            return "", ()
        for kind, (depth, start, href) in self._open.items():
            self._add_span(kind, start, href)
            self._open[kind] = (depth, 0, href)
        text, spans = _compose("".join(self._pieces), self._spans)
        self._pieces, self._spans = [], []
        self._length, self._last, self.blank = 0, "", True
        first = _first_line(text) if verbatim else len(text) - len(text.lstrip())
        last = len(text.rstrip())
        if not spans:
            return text[first:last], ()
        trimmed = [_trim(span, text, first, last) for span in spans]
        return text[first:last], tuple(
            sorted(
                (span for span in trimmed if span.start < span.end),
                key=lambda span: (span.start, -span.end, span.kind),
            )
        )

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]
            self.blank = self.blank and text.isspace()

    def _add_span(self, kind: SpanKind, start: int, href: str) -> None:
        end = self._length
        if start >= end or (kind is SpanKind.LINK and not href):
            return
        before = self._spans[-1] if self._spans else None
        if before and (before.kind, before.href, before.end) == (kind, href, start):
            self._spans[-1] = Span(kind, before.start, end, href)
        else:
            self._spans.append(Span(kind, start, end, href))


def _first_line(text: str) -> int:
    blank = _BLANK_LINES.match(text)
    return blank.end() if blank and text.strip() else len(text.rstrip())


def _trim(span: Span, text: str, first: int, last: int) -> Span:
    """Return ``span`` without white space at its ends, counted from ``first``."""
    start, end = max(span.start, first), min(span.end, last)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(span.kind, start - first, end - first, span.href)


def _compose(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Return ``text`` in NFC with ``spans`` where their characters went.

    The pieces are in NFC already; only where two meet can characters compose ("e" and, in
    the next element, its accent), and then the whole character belongs to the first.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, spans
    places = {0: 0}
    composed: list[str] = []
    length = at = 0
    for _, edge in pairwise(sorted({0, len(text), *(e for s in spans for e in (s.start, s.end))})):
        cut = max(at, edge)
        while cut < len(text) and _joins(text, cut):
            cut += 1
        composed.append(unicodedata.normalize("NFC", text[at:cut]))
        length += len(composed[-1])
        places[edge], at = length, cut
    moved = [Span(s.kind, places[s.start], places[s.end], s.href) for s in spans]
    return "".join(composed), moved


def _joins(text: str, at: int) -> bool:
    """Return whether the character at ``at`` may compose with those before it.

    Combining marks may; of the others only those do that stand right beside what they join
    (Hangul, some Indic vowels), so three characters before it decide.
    """
    if unicodedata.combining(text[at]):
        return True
    before, char = text[max(0, at - 3) : at], text[at]
    return unicodedata.normalize("NFC", before + char) != (
        unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    )
