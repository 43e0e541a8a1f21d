"""Folds every marked stretch into one token, so that what stands around it reads as sentences."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from newsreader.quotes.language import Language
from newsreader.quotes.spans import MarkedSpan

FOLDED = "❝"
"""The token that stands for marked words."""
_ORNAMENT = "❞"
"""What that sign counts as where the text itself has it: a mark like any other."""

_TOKEN = re.compile(
    r"([A-Za-zÀ-ÖØ-öø-ÿ]++(?=\.?[ ,\n])"  # most words, which are seen at once
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]+(?:(?:[-‐’'&§©®°±¶¨´¸¼½¾](?=[^\W\d_])|\.(?=[a-z]))[^\W\d_]+)*"  # Jean-Pierre, Roe's
    r"(?:(?<=s)['’](?=\s))?"  # the traders' union
    r"|\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*"  # 1,200 and 46-year-old
    r"|\n|\.{2,}|[^\w\s])"
)
_APOSTROPHE = re.compile("['’]")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_TAIL = 50_000
"""How many code points behind the last quotation are read for names."""
_LONGEST = 200
"""A sentence of more tokens is cut: no writer meant it, and reading it would take too long."""
_ENDS = frozenset(".!?…。！？؟।")


@dataclass(slots=True, eq=False)
class Tokens:
    """A text as tokens, each marked stretch one token, cut into sentences and paragraphs."""

    text: str
    """The text itself."""
    words: list[str]
    """The tokens."""
    lower: list[str]
    """The tokens in lower case, but for "US" and "WHO", without a possessive ending."""
    starts: list[int]
    """Where each token begins in the text."""
    ends: list[int]
    """Where each token ends."""
    possessive: set[int] = field(default_factory=set)
    """Which tokens end in a possessive."""
    folded: dict[int, int] = field(default_factory=dict)
    """Which tokens stand for marked words, and for which of them."""
    place: list[int] = field(default_factory=list)
    """Which token stands for each of the marked stretches."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """The sentences as ranges of tokens."""
    paragraphs: list[int] = field(default_factory=list)
    """The paragraph of each sentence."""
    sentence_starts: list[int] = field(default_factory=list)
    """The first token of each sentence, for searching."""

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that holds ``token``."""
        return bisect_right(self.sentence_starts, token) - 1

    def slice(self, first: int, last: int) -> str:
        """Return the text from token ``first`` to token ``last``, that one included."""
        return self.text[self.starts[first] : self.ends[last]]


def fold(text: str, marked: list[MarkedSpan], language: Language) -> Tokens:
    """Return ``text`` as a frame in which each of ``marked`` is the token ``FOLDED``.

    What comes long after the last of them is left out: it tells nothing about who spoke.
    """
    frame = Tokens(text, [], [], [], [])
    at = 0
    for number, span in enumerate(marked):
        _read(frame, at, span.outer_start)
        frame.folded[len(frame.words)] = number
        frame.place.append(len(frame.words))
        frame.words.append(FOLDED)
        frame.lower.append(FOLDED)
        frame.starts.append(span.outer_start)
        frame.ends.append(span.outer_end)
        at = max(at, span.outer_end)
    _read(frame, at, min(len(text), at + _TAIL))
    _keep_initials(frame, language)
    _cut(frame, marked, language)
    return frame


def _read(frame: Tokens, start: int, end: int) -> None:
    """Add the tokens of a stretch of the text; the hot loop of the whole room."""
    stretch = frame.text[start:end].replace(FOLDED, _ORNAMENT)
    pieces = _TOKEN.split(stretch)  # a gap, a token, a gap, …, a gap
    edges = list(accumulate(map(len, pieces), initial=start))
    words, starts = pieces[1::2], edges[1:-1:2]
    lowers = list(map(str.lower, words))
    found = _APOSTROPHE.finditer(frame.text, start, end)
    for at in {bisect_right(starts, mark.start()) - 1 for mark in found}:
        bare = _POSSESSIVE.sub("", lowers[at])
        if bare != lowers[at]:
            frame.possessive.add(len(frame.words) + at)
        lowers[at] = bare.replace("’", "'")
    frame.words += words
    frame.lower += lowers
    frame.starts += starts
    frame.ends += edges[2::2]


def _keep_initials(frame: Tokens, language: Language) -> None:
    """Keep the capitals of "US" and "WHO", which are small words without them."""
    words = frame.words
    if language.initials.isdisjoint(words):
        return
    for at, word in enumerate(words):
        if word in language.initials and not any(
            len(beside) > 3 and beside.isupper() for beside in words[max(0, at - 1) : at + 2]
        ):
            frame.lower[at] = word


def _cut(frame: Tokens, marked: list[MarkedSpan], language: Language) -> None:
    """Find the sentences: a full stop is none after an abbreviation or an initial."""
    words, total = frame.words, len(frame.words)
    first, paragraph = 0, 0
    for token, word in enumerate(words):
        if word.isalpha() and token - first < _LONGEST:
            continue
        if word == "\n":
            if token > first:
                frame.sentences.append((first, token))
                frame.paragraphs.append(paragraph)
            paragraph += 1
            first = token + 1
            continue
        if word == FOLDED:
            span = marked[frame.folded[token]]
            stop = frame.text[span.end - 1 : span.end]
            ends = span.closed and stop in _ENDS and _ends_here(frame, token, stop)
        elif token - first >= _LONGEST:
            ends = True
        elif word[0] in _ENDS:
            ends = not (word == "." and _is_abbreviation(words, token, language))
        else:
            continue
        following = token + 1
        if (
            ends
            and following < total
            and (token - first >= _LONGEST or not _goes_on(words[following]))
        ):
            frame.sentences.append((first, following))
            frame.paragraphs.append(paragraph)
            first = following
    if total > first:
        frame.sentences.append((first, total))
        frame.paragraphs.append(paragraph)
    frame.sentence_starts = [start for start, _ in frame.sentences]


def _goes_on(word: str) -> bool:
    if word == "\n":
        return True
    if word[0].isupper() or word == FOLDED or word[0].isdigit():
        return False
    return word[0].isalpha() or word[0] in ",;:)]—–―-" or word[0] in _ENDS


def _ends_here(frame: Tokens, token: int, stop: str) -> bool:
    """Return whether marked words that end in ``stop`` end their sentence too.

    A question may be followed by the name of who asked it, a full stop may not.
    """
    return stop not in "!?…" or not (
        token + 1 < len(frame.words) and frame.words[token + 1][0].isupper()
    )


def _is_abbreviation(words: list[str], token: int, language: Language) -> bool:
    if not token:
        return False
    before = words[token - 1]
    return before in language.abbreviations or (len(before) == 1 and before.isupper())
