"""Finds quote spans: the text between quotation marks of all conventions, also unbalanced ones."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import islice

from newsreader.quotes.language import Language
from newsreader.quotes.text.dialogue import end_of_speech, find_speech


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """Text between quotation marks, not yet classified; offsets in code points into the text."""

    start: int
    """Where the words begin, after the opening mark."""
    end: int
    """Where the words end, before the closing mark."""
    outer_start: int
    """Where the opening mark begins; ``start`` where it is missing."""
    outer_end: int
    """Where the closing mark ends; ``end`` where it is missing."""
    mark: str
    """The opening mark; a dash for dialogue; empty where it is missing."""
    closed: bool = True
    """Whether there is a closing mark."""


_CLOSERS = {
    '"': '"”＂“',
    "＂": '＂"',
    "“": "”\"“''’’",
    "”": '”"',
    "„": '“”"‟„',
    "‟": '”"“',
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "``": "''\"”",
    "''": "''",
    "&quot;": "&quot;",
}
"""Which marks close a quotation that a mark opens."""

_ALWAYS_OPEN = frozenset(("„", "「", "『", "〝", "``"))
_NEVER_OPEN = frozenset(("」", "』", "〞", "〟", "’’"))
_NESTING = frozenset(("「", "『", "«"))
_SINGLES = frozenset("'‘’‚‛‹›")
_SINGLE_CLOSERS = {"'": "'’", "‘": "’'", "’": "’", "‚": "‘’'", "‛": "’'", "‹": "›", "›": "‹"}
_MARK = re.compile(
    "[`&\"“”„‟«»「」『』〝〞〟＂'‘’‚‛‹›\n]"  # a set at the beginning is searched for fast
    "(?:(?<=`)`|(?<=')'|(?<=’)’|(?<=&)quot;|(?<![`&]))"  # `` and '' and &quot; are one mark each
)
_SPACE = " \u00a0\u202f\u2009\n"
_BEFORE_OPENING = frozenset(_SPACE + "([{—–―-:/…،,>")
_MOST_MARKS = 100_000
"""Greatest number of marks and line breaks that are read; no article has as many."""
_MOST = 5_000
"""Greatest number of spans of one text."""
_LONG = 25
"""Least number of words in a line with a closing mark only, for it to be speech."""
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"\w*")
_ATTRIBUTION = 60
"""Longest attribution, in code points, behind words that no mark closes."""
_LOOKAHEAD = 12
"""Closing candidates examined before a single mark is taken for an apostrophe."""


def find_quote_spans(text: str, language: Language) -> list[QuoteSpan]:
    """Return the quote spans of ``text`` in order, outermost only, in linear time.

    No span reaches over a line break; an opening mark without a closing one reaches to the
    end of its line (news copy opens every paragraph of a long quotation and closes the last).
    """
    found: list[QuoteSpan] = []
    line: list[re.Match[str]] = []
    start = 0
    for match in islice(_MARK.finditer(text), _MOST_MARKS):
        if match.group() == "\n":
            if line:
                found += _LineMarks(text, start, match.start(), line, language).spans()
                line = []
            start = match.end()
        else:
            line.append(match)
    if line:
        found += _LineMarks(text, start, len(text), line, language).spans()
    if language.dialogue_dash:
        found = [_before_attribution(text, span, language) for span in found]
        found = _merge(found, [QuoteSpan(*one, "—") for one in find_speech(text, language)])
    return list(islice(filter(None, (_trim(text, span) for span in found)), _MOST))


def _before_attribution(text: str, span: QuoteSpan, language: Language) -> QuoteSpan:
    """Return a span that was never closed up to ", says Roe" at the end of its line."""
    if span.closed:
        return span
    end = end_of_speech(text, max(span.start, span.end - _ATTRIBUTION), span.end, language)
    return span if end == span.end else replace(span, end=end, outer_end=end, closed=True)


def opens_line(text: str, span: QuoteSpan) -> bool:
    """Return whether nothing but white space stands before ``span`` on its line."""
    at = span.outer_start - 1
    while at >= 0 and text[at] in _SPACE and text[at] != "\n":
        at -= 1
    return at < 0 or text[at] == "\n"


def closes_line(text: str, span: QuoteSpan) -> bool:
    """Return whether nothing but white space or a full stop stands behind ``span`` on its line."""
    return text[span.outer_end : span.outer_end + 3].lstrip(" .")[:1] in ("", "\n")


def _trim(text: str, span: QuoteSpan) -> QuoteSpan | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not _LETTER.search(text, start, end):
        return None
    return span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)


def _merge(spans: list[QuoteSpan], dashed: list[QuoteSpan]) -> list[QuoteSpan]:
    """Return all in order, but of ``spans`` only those that touch none of ``dashed``."""
    starts = [span.outer_start for span in dashed]
    ends = [span.outer_end for span in dashed]
    free = [
        span
        for span in spans
        if bisect_right(ends, span.outer_start) == bisect_left(starts, span.outer_end)
    ]
    return sorted(free + dashed, key=lambda span: span.start)


class _LineMarks:
    """Pairs the quotation marks of one line."""

    def __init__(
        self, text: str, start: int, stop: int, marks: list[re.Match[str]], language: Language
    ) -> None:
        self.text, self.start, self.stop = text, start, stop
        self.marks, self.language = marks, language
        self.found: list[QuoteSpan] = []
        self.opened: re.Match[str] | None = None
        self.depth = 0
        self.skip_to = start
        self.last = stop
        while self.last > start and text[self.last - 1].isspace():
            self.last -= 1
        self.doubles = [m.start() for m in marks if m.group() not in _SINGLES]
        self.single_closers = [
            m
            for m in marks
            if m.group() in "'’‘›‹" and not self._after(m).isalnum() and not self._spaced(m)
        ]
        self.single_starts = [m.start() for m in self.single_closers]

    def spans(self) -> list[QuoteSpan]:
        """Return the outermost spans of the line in order."""
        for match in self.marks:
            if match.start() < self.skip_to:
                continue
            if self.opened is None:
                self._read_outside(match)
            elif match.group() not in _SINGLES:
                self._read_inside(match, self.opened)
        if self.opened is not None:
            self.found.append(self._unclosed(self.opened, self.stop))
        return self.found

    def _read_outside(self, match: re.Match[str]) -> None:
        """Open a span at a mark, or add one whose opening mark is missing."""
        if match.group() in _SINGLES:
            closing = self._single(match)
            if closing is not None:
                self.found.append(self._span(match, closing))
                self.skip_to = closing.end()
        elif self._can_open(match):
            self.opened, self.depth = match, 0
        elif self._lost_its_opening(match):
            self.found.append(self._without_opening(match))

    def _read_inside(self, match: re.Match[str], opened: re.Match[str]) -> None:
        """Close the span that ``opened`` began, or go a level deeper or back."""
        mark = match.group()
        if mark == opened.group() and mark in _NESTING:
            self.depth += 1
        elif mark not in _CLOSERS[opened.group()]:
            self.depth += mark in "“„" and self._opening_look(match)
        elif self.depth:
            self.depth -= 1
        elif self._reopens(match):
            if self._doubles_after(match) % 2:
                self.found.append(self._unclosed(opened, match.start()))
                self.opened = match
            else:
                self.depth += 1
        elif not (self._is_inch(match) and self._doubles_after(match) % 2):
            self.found.append(self._span(opened, match))
            self.opened = None

    def _before(self, match: re.Match[str]) -> str:
        return self.text[match.start() - 1] if match.start() > self.start else "\n"

    def _after(self, match: re.Match[str]) -> str:
        return self.text[match.end()] if match.end() < self.stop else "\n"

    def _spaced(self, match: re.Match[str]) -> bool:
        return self._before(match) in _SPACE

    def _opening_look(self, match: re.Match[str]) -> bool:
        before, after = self._before(match), self._after(match)
        return (before in _BEFORE_OPENING or before in _SINGLES) and after not in _SPACE

    def _closing_look(self, match: re.Match[str]) -> bool:
        return not self._spaced(match) and not self._after(match).isalnum()

    def _is_inch(self, match: re.Match[str]) -> bool:
        return match.group() == '"' and self._before(match).isdigit() and self._after(match) == " "

    def _can_open(self, match: re.Match[str]) -> bool:
        mark = match.group()
        if mark in _NEVER_OPEN:
            return False
        if mark in _ALWAYS_OPEN:
            return True
        if mark == "«":
            return not (self.language.inward and self._closing_look(match))
        if mark in ("»", "”", "''"):
            return self._opening_look(match)
        if self._is_inch(match):
            return False
        if mark == "“":
            return not self._closing_look(match) or self._before(match) in _BEFORE_OPENING
        return self._opening_look(match) or not self._closing_look(match)

    def _reopens(self, match: re.Match[str]) -> bool:
        """Return whether a mark that could close looks like an opening one all the same."""
        if match.group() not in '"“＂„' or match.end() >= self.stop:
            return False
        before = self._before(match)
        return before in " \u00a0\u202f(" and (
            self._after(match).isalnum() or self._after(match) in "[$'‘…"
        )

    def _doubles_after(self, match: re.Match[str]) -> int:
        return len(self.doubles) - bisect_right(self.doubles, match.start())

    def _lost_its_opening(self, match: re.Match[str]) -> bool:
        if (
            match.group() not in '"”»'
            or self._before(match) not in ",.!?…"
            or not self._closing_look(match)
        ):
            return False
        begin = self.found[-1].outer_end if self.found else self.start
        words = self.text.count(" ", begin, match.start())
        if match.end() >= self.last:
            return words >= _LONG
        return words >= 3

    def _without_opening(self, match: re.Match[str]) -> QuoteSpan:
        """Return the sentence, or where it is the line's first mark the line, before a mark."""
        begin = self.found[-1].outer_end if self.found else self.start
        if self.found:
            stop = max(self.text.rfind(sign, begin, match.start() - 1) for sign in (". ", "? "))
            begin = stop + 2 if stop >= 0 else begin
        return QuoteSpan(begin, match.start(), begin, match.end(), "", True)

    def _span(self, opening: re.Match[str], closing: re.Match[str]) -> QuoteSpan:
        return QuoteSpan(
            opening.end(), closing.start(), opening.start(), closing.end(), opening.group()
        )

    def _unclosed(self, opening: re.Match[str], stop: int) -> QuoteSpan:
        return QuoteSpan(opening.end(), stop, opening.start(), stop, opening.group(), False)

    def _single(self, match: re.Match[str]) -> re.Match[str] | None:
        """Return the mark that closes a single one, or None for an apostrophe."""
        mark, before = match.group(), self._before(match)
        if mark == "’" or (mark == "›" and not self.language.inward):
            return None
        if before.isalnum() or (before not in _BEFORE_OPENING and before != "\n"):
            return None
        if self._after(match) in _SPACE or self._is_elision(match):
            return None
        first = bisect_right(self.single_starts, match.start())
        doubles = bisect_right(self.doubles, match.start())
        chosen = None
        for candidate in self.single_closers[first : first + _LOOKAHEAD]:
            if candidate.group() not in _SINGLE_CLOSERS[mark]:
                continue
            if (bisect_left(self.doubles, candidate.start()) - doubles) % 2:
                continue
            chosen = candidate
            if not self._may_be_possessive(candidate):
                break
        return chosen

    def _is_elision(self, match: re.Match[str]) -> bool:
        if self._after(match).isdigit() and match.group() in "'‘":
            year = self.text[match.end() : match.end() + 3]
            return year[:2].isdigit() and (len(year) < 3 or not year[2:].isdigit())
        word = _WORD.match(self.text, match.end(), min(self.stop, match.end() + 12))
        return bool(word) and word is not None and word.group().lower() in self.language.elisions

    def _may_be_possessive(self, match: re.Match[str]) -> bool:
        after = self.text[match.end() : match.end() + 2]
        return self._before(match) == "s" and after[:1] == " " and after[1:].isalpha()
