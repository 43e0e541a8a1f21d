"""Cuts text into the words that search compares, the same for what is stored and what is asked.

Letters are folded: case, width and the accents of Latin, Greek and Cyrillic do not matter, ``ß`` is
``ss``, ``ı`` is ``i``, ``ё`` is ``е``. Scripts that are written without spaces have no words that
could be seen: there each character with the next one is a word, and the last of a run alone (the
bigrams of Lucene's CJKAnalyzer), so that any piece of a run is found as a phrase of such pairs.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_PAIRED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul: its particles stand behind the word without a space
)
_RUN = f"[{_PAIRED}]+"
_LETTER_OF_WORD = "[0-9a-z\x80-\U0010ffff]"
_WORD = f"{_LETTER_OF_WORD}+"
_NOT_ASCII = "[\x80-\U0010ffff]+"
_PIECE = f"[{_PAIRED}]+|[^\x00-/:-`{{-\x7f{_PAIRED}]+"
_ACCENTED = 0x530
"""Below this are the Latin, Greek and Cyrillic letters that lose their accents."""
_LETTERS_OF_THEIR_OWN = frozenset("йўї")
_PLAIN = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"}
_MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe20-\ufe2f\ufeff]"
)
"""Accents, vowel points and invisible joiners: words are the same without them."""


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compile when first needed: with so many characters that takes milliseconds each."""
    return re.compile(source)


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that grows by the letters it meets."""

    def __init__(self, gap: str | None) -> None:
        super().__init__()
        self._gap = gap

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = self[code] = "".join(
            one if _is_of_word(one) else "" if _MARKS.match(one) else self._gap or one
            for one in _folded(letter)
        )
        return folded


def _folded(letter: str) -> str:
    folded = ""
    for one in unicodedata.normalize("NFKC", letter).casefold():
        base = unicodedata.normalize("NFD", one)[0]
        if one not in _LETTERS_OF_THEIR_OWN and ord(base) < _ACCENTED:
            one = base
        folded += _PLAIN.get(one, one)
    return folded


def _is_of_word(letter: str) -> bool:
    if letter.isascii():
        return letter.isalnum()
    return unicodedata.category(letter)[0] in "LNM" and not _MARKS.match(letter)


_IN_WORDS, _IN_PARTS = _Folding(" "), _Folding(None)


def index_text(text: str) -> str:
    """Return ``text`` as the index is given it, in which words are runs of letters and digits.

    All that is not ASCII in it belongs to a word (FTS5's tokenizer "ascii" takes it so).
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text)
    plain = _pattern(_NOT_ASCII).sub(lambda found: found[0].translate(_IN_WORDS), plain).lower()
    return plain if plain.isascii() else _pattern(_RUN).sub(_pairs, plain)


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    return f" {' '.join(letters[at : at + 2] for at in range(len(letters)))} "


def split_words(text: str) -> list[str]:
    """Return the words of a text in their order, as they stand in the index."""
    return _pattern(_WORD).findall(index_text(text))


def spaced_words(text: str) -> str:
    """Return the words of a text with a space before and behind each, for ``Phrase.is_in``."""
    return f" {' '.join(split_words(text))} "


def fold_part(text: str) -> str:
    """Return ``text`` with letters folded and all signs kept, to be looked for as a part."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).translate(_IN_PARTS).lower()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word, or several that stand side by side."""

    words: tuple[str, ...]
    """The words as they stand in the index."""
    unfinished: bool = False
    """Whether the last word may go on."""
    pieces: tuple[str, ...] = ()
    """The folded runs of letters that it was made of, to find it in a text."""

    def is_in(self, spaced: str) -> bool:
        """Return whether it stands in a text that ``spaced_words`` has prepared."""
        return f" {' '.join(self.words)}{'' if self.unfinished else ' '}" in spaced


def has_phrase(words: str, unfinished: bool, text: str) -> bool:
    """Return whether a text has a ``Phrase`` of these words, which have spaces between them.

    The same as ``Phrase.is_in``, quicker where few phrases are looked for in many short texts.
    """
    folded = index_text(text)
    first, whole = _standing(words, unfinished)
    at = folded.find(first)
    while at >= 0:
        if (at == 0 or not _is_letter(folded[at - 1])) and whole.match(folded, at):
            return True
        at = folded.find(first, at + 1)
    return False


def _is_letter(sign: str) -> bool:
    """Return whether a character of an ``index_text`` is of a word."""
    return sign >= "\x80" or sign.isalnum()


@lru_cache(maxsize=64)
def _standing(words: str, unfinished: bool) -> tuple[str, re.Pattern[str]]:
    """Return the first word of a phrase, and what finds all of them side by side from there."""
    split = words.split()
    end = "" if unfinished else f"(?!{_LETTER_OF_WORD})"
    return split[0], re.compile(f"[^{_LETTER_OF_WORD[1:]}+".join(split) + end)


def read_phrase(text: str, *, unfinished: bool = False) -> Phrase | None:
    """Return what ``text`` asks for; None where no letter or digit is in it."""
    words = split_words(text)
    if not words:
        return None
    last = words[-1]
    if len(last) == 1 and _pattern(_RUN).match(last):
        # The end of a run: in the text that run may go on.
        before = words[-2] if len(words) > 1 else ""
        if len(before) == 2 and before[1] == last and _pattern(_RUN).match(before):
            words.pop()
            unfinished = False
        else:
            unfinished = True
    pieces = _pattern(_PIECE).findall(_without_pairs(text))
    return Phrase(tuple(words), unfinished, tuple(pieces))


def _without_pairs(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return _pattern(_NOT_ASCII).sub(lambda found: found[0].translate(_IN_WORDS), plain).lower()


def find_phrases(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Return where phrases stand in ``text``, as ranges in their order, none within another."""
    if not phrases:
        return []
    folded, places = _fold_in_place(text)
    found = {
        (places[match.start()], places[match.end() - 1] + 1)
        for phrase in phrases
        for match in re.finditer(_expression(phrase), folded)
    }
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=4)
def _fold_in_place(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with its letters folded, and where each letter of that was before."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        plain = _IN_WORDS[ord(letter)] if not letter.isascii() else letter
        plain = plain.lower()
        folded.append(plain)
        places += [at] * len(plain)
    return "".join(folded), places


_LETTER = f"[^\x00-/:-`{{-\x7f{_PAIRED}]"
_GAP = "[\x00-/:-`{-\x7f]"


def _expression(phrase: Phrase) -> str:
    parts: list[str] = []
    for number, piece in enumerate(phrase.pieces):
        paired = _pattern(_RUN).match(piece) is not None
        if number:
            before = _pattern(_RUN).match(phrase.pieces[number - 1]) is not None
            parts.append(f"{_GAP}{'*' if paired or before else '+'}")
        parts.append(re.escape(piece) if paired else f"(?<!{_LETTER}){re.escape(piece)}")
        last = number == len(phrase.pieces) - 1
        if not paired and not (last and phrase.unfinished):
            parts.append(f"(?!{_LETTER})")
    return "".join(parts)
