"""Splits a text into tokens, sentences and paragraphs; each quote span is one token."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from newsreader.quotes.language import Language
from newsreader.quotes.text.spans import QuoteSpan

QUOTE = "❝"
"""The token that stands for a quote span."""
EDGE = ["\n", "\n"]
"""What stands behind the last token, in no sentence.

A rule that looks past the last token reads the end of a paragraph, and so does one that looks at
the two tokens before the first, at the indices -1 and -2.
"""
_ORNAMENT = "❞"
"""What replaces that character where the text itself has it."""

_MARKS = "\"'“”„‟«»‘’‚‹›＂ \u00a0\u202f"
"""What is left out around the words of a quote span."""

_TOKEN = (
    r"[A-Za-zÀ-ÖØ-öø-ÿ]++(?=\.?[ ,\n])"  # most words, which are seen at once
    r"|(?:[A-Z]-)?(?:[^\W\d_]\.){2,}"  # U.S. and D-N.Y.
    r"|[^\W\d_]+(?:(?:[-‐’'‘&§©®°±¶¨´¸¼½¾](?=[^\W\d_])|\.(?=[a-z]))[^\W\d_]+)*"  # Jean-Pierre
    r"(?:(?<=s)['’](?=\s))?"  # the traders' union
    r"|\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*"  # 1,200 and 46-year-old
    r"|\n|\.{2,}|@\w+|[^\w\s]"  # @account
)
_ELIDED = (
    r"(?<![^\W\d_])(?![NDMO]['’][A-ZÀ-ÖØ-Þ])(?i:[ldnsjmtc]|qu|jusqu|lorsqu|puisqu|un|quest|quell|[dnsc]?[ae]ll|dall|sull)['’]"
    r"(?=[^\W\d_])"
)
"""An article or preposition that has lost its vowel, as French and Italian have them.

Two capitals begin a name: "N'Diaye", "D'Amico".
"""
_TOKENS = re.compile(f"({_TOKEN})")
_TOKENS_ELIDING = re.compile(f"({_ELIDED}|{_TOKEN})")
_APOSTROPHE = re.compile("['’‘]")
_POSSESSIVE = re.compile(r"['’‘]s$|(?<=s)['’]$")
_TAIL = 50_000
"""Code points after the last quote span that are tokenised, for names."""
_LONGEST = 200
"""Longest sentence in tokens; a longer one is cut, because parsing takes quadratic time."""
_ENDS = frozenset(".!?…。！？؟।")


@dataclass(slots=True, eq=False)
class Tokens:
    """The tokens of a text, with its sentences and paragraphs; lists run parallel by index."""

    text: str
    """The text itself."""
    words: list[str]
    """The tokens, then ``EDGE``."""
    lower: list[str]
    """The tokens in lower case, but for "US" and "WHO", without a possessive ending."""
    starts: list[int]
    """Offset in code points where each token begins in the text."""
    ends: list[int]
    """Offset where each token ends, excluded."""
    possessive: set[int] = field(default_factory=set)
    """Indices of the tokens with a possessive ending."""
    quote_at: dict[int, int] = field(default_factory=dict)
    """Index of the token to index of the quote span that it stands for."""
    quote_tokens: list[int] = field(default_factory=list)
    """Index of the token for each quote span."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """The sentences as (first, stop) indices of tokens."""
    paragraphs: list[int] = field(default_factory=list)
    """The number of the paragraph of each sentence."""
    sentence_starts: list[int] = field(default_factory=list)
    """Index of the first token of each sentence, for bisection."""

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that holds the token with index ``token``."""
        return bisect_right(self.sentence_starts, token) - 1

    def slice(self, first: int, last: int) -> str:
        """Return the text from token ``first`` to token ``last``, that one included."""
        return self.text[self.starts[first] : self.ends[last]]

    def quoted(self, token: int) -> str:
        """Return the words of the quote span that ``token`` stands for, without its marks."""
        return self.slice(token, token).strip(_MARKS)


def tokenize(text: str, spans: list[QuoteSpan], language: Language) -> Tokens:
    """Return the tokens of ``text``, in which each of ``spans`` is the one token ``QUOTE``.

    Text more than ``_TAIL`` code points after the last span is left out.
    """
    tokens = Tokens(text, [], [], [], [])
    at = 0
    for number, span in enumerate(spans):
        _read(tokens, at, span.outer_start, language)
        tokens.quote_at[len(tokens.words)] = number
        tokens.quote_tokens.append(len(tokens.words))
        tokens.words.append(QUOTE)
        tokens.lower.append(QUOTE)
        tokens.starts.append(span.outer_start)
        tokens.ends.append(span.outer_end)
        at = max(at, span.outer_end)
    _read(tokens, at, min(len(text), at + _TAIL), language)
    _keep_initials(tokens, language)
    _cut(tokens, spans, language)
    tokens.words += EDGE
    tokens.lower += EDGE
    tokens.starts += [len(text) for _ in EDGE]
    tokens.ends += [len(text) for _ in EDGE]
    return tokens


def _read(tokens: Tokens, start: int, end: int, language: Language) -> None:
    """Add the tokens of a part of the text; the hot loop of the package."""
    part = tokens.text[start:end].replace(QUOTE, _ORNAMENT)
    pieces = (_TOKENS_ELIDING if language.eliding else _TOKENS).split(
        part
    )  # a gap, a token, a gap, …, a gap
    edges = list(accumulate(map(len, pieces), initial=start))
    words, starts = pieces[1::2], edges[1:-1:2]
    lowers = list(map(str.lower, words))
    found = _APOSTROPHE.finditer(tokens.text, start, end)
    for at in {bisect_right(starts, mark.start()) - 1 for mark in found}:
        if language.eliding:
            lowers[at] = (lowers[at].rstrip("'’") or lowers[at]).replace("’", "'")
            continue
        bare = _without_suffix(lowers[at], language)
        if bare != lowers[at]:
            tokens.possessive.add(len(tokens.words) + at)
        lowers[at] = bare.replace("’", "'")
    tokens.words += words
    tokens.lower += lowers
    tokens.starts += starts
    tokens.ends += edges[2::2]


def _without_suffix(word: str, language: Language) -> str:
    """Return a word without its possessive ending or what else an apostrophe parts from it."""
    if language.apostrophe_suffixes:
        return _APOSTROPHE.split(word, maxsplit=1)[0] or word
    return _POSSESSIVE.sub("", word)


def _keep_initials(tokens: Tokens, language: Language) -> None:
    """Keep the capitals of "US" and "WHO", which are small words without them."""
    words = tokens.words
    if language.initials.isdisjoint(words):
        return
    for at, word in enumerate(words):
        if word in language.initials and not any(
            len(beside) > 3 and beside.isupper() for beside in words[max(0, at - 1) : at + 2]
        ):
            tokens.lower[at] = word


def _cut(tokens: Tokens, spans: list[QuoteSpan], language: Language) -> None:
    """Find the sentences: a full stop is none after an abbreviation or an initial."""
    words, total = tokens.words, len(tokens.words)
    first, paragraph = 0, 0
    for token, word in enumerate(words):
        if word.isalpha() and token - first < _LONGEST:
            continue
        if word == "\n":
            if token > first:
                tokens.sentences.append((first, token))
                tokens.paragraphs.append(paragraph)
            paragraph += 1
            first = token + 1
            continue
        if word == QUOTE:
            span = spans[tokens.quote_at[token]]
            stop = tokens.text[span.end - 1 : span.end]
            ends = span.closed and stop in _ENDS
            ends = ends and (language.inverts or _ends_here(tokens, token, stop))
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
            tokens.sentences.append((first, following))
            tokens.paragraphs.append(paragraph)
            first = following
    if total > first:
        tokens.sentences.append((first, total))
        tokens.paragraphs.append(paragraph)
    tokens.sentence_starts = [start for start, _ in tokens.sentences]


def _goes_on(word: str) -> bool:
    if word == "\n":
        return True
    if word[0].isupper() or word == QUOTE or word[0].isdigit():
        return False
    return word[0].isalpha() or word[0] in ",;:)]—–―-" or word[0] in _ENDS


def _ends_here(tokens: Tokens, token: int, stop: str) -> bool:
    """Return whether a quote span that ends in ``stop`` also ends its sentence.

    A question may be followed by the name of who asked it, a full stop may not, and neither may be
    where the verb comes first: "…?" fragte Roe.
    """
    return stop not in "!?…" or not (
        token + 1 < len(tokens.words) and tokens.words[token + 1][0].isupper()
    )


def _is_abbreviation(words: list[str], token: int, language: Language) -> bool:
    if not token:
        return False
    before = words[token - 1]
    return before in language.abbreviations or (len(before) == 1 and before.isupper())


def sentence_places(tokens: Tokens) -> list[float]:
    """Return where each sentence stands; one that is only a quotation counts half."""
    alone = (stop - start == 1 and tokens.words[start] == QUOTE for start, stop in tokens.sentences)
    return list(accumulate((0.5 if quoted else 1.0 for quoted in alone), initial=0.0))
