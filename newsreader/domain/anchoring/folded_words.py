"""Cuts a text into words for comparing two versions of it: typography, case and form are folded.

Scripts that are written without spaces are cut into single characters. Unlike ``domain.words``,
which is for searching, each word keeps its place in the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

_MARKS = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
)
"""Accents, vowel points, stretched Arabic letters and invisible signs, as in a class of ``re``."""
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""Letters of scripts that are written without spaces, as in a class of ``re``."""
_LETTERS = rf"[^\W_{_ALONE}][{_MARKS}]*"
_END = re.compile("[.!?…。！？؟۔।]")
_MARK = re.compile(f"[{_MARKS}]+")
_FORMS = str.maketrans("أإآٱىی", "ااااي\u064a") | str.maketrans({"ک": "ك", "ı": "i"})
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂「」『』", '"'),
        **dict.fromkeys("‘’‚‛`´‹›ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        "…": "...",
    }
)
BREAK = "\n"
"""The key that stands between two lines or paragraphs, which counts as a word."""
_DASHES = re.compile(r"\s*-+\s*")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class FoldedWords:
    """The words of a text in their order, and the breaks between its lines or paragraphs."""

    keys: list[str]
    """Each word folded: equal for words that differ in typography, case or form only."""
    starts: list[int]
    """Where each begins, in code points."""
    ends: list[int]
    """Where each ends, excluded."""
    edges: list[int]
    """How strong the break before each is: 3 lines, 2 sentences, 1 white space, 0 none."""


@cache
def _words() -> re.Pattern[str]:
    """Return what a word is, and a break; compiled when it is needed, as that takes long."""
    return re.compile(rf"\n\s*|[{_ALONE}]|(?:{_LETTERS})+(?:['’‘ʼ`´](?:{_LETTERS})+)*")


@cache
def _alone() -> re.Pattern[str]:
    """Return a sign that is a word of its own."""
    return re.compile(f"[{_ALONE}]")


def folded_words(text: str) -> FoldedWords:
    """Return the words of ``text``, folded, with their places."""
    keys, starts, ends, edges = list[str](), list[int](), list[int](), list[int]()
    last = 0
    plain = text.lower() if text.isascii() else ""
    for found in _words().finditer(text):
        start, end = found.span()
        if text[start] == BREAK:
            keys.append(BREAK)
        elif plain:
            keys.append(plain[start:end].replace("'", "").replace("`", ""))
        else:
            keys.append(_fold(found[0]))
        starts.append(start)
        ends.append(end)
        if keys[-1] == BREAK or (len(keys) > 1 and keys[-2] == BREAK):
            edges.append(3)
        elif _END.search(text, last, start):
            edges.append(2)
        else:
            edges.append(1 if _SPACES.search(text, last, start) else 0)
        last = end
    return FoldedWords(keys, starts, ends, edges)


def is_alone(key: str) -> bool:
    """Whether a word is a single character of a script that is written without spaces."""
    return len(key) == 1 and _alone().match(key) is not None


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    word = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    word = _MARK.sub("", unicodedata.normalize("NFD", word)).translate(_FORMS)
    return "".join(letter for letter in word if letter.isalnum()) or word


def fold_signs(text: str) -> str:
    """Return ``text`` with plain quotation marks, dashes, forms of letters and single spaces.

    Case stays. Two texts that are equal folded have the same words in another typography.
    """
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
    text = _MARK.sub("", unicodedata.normalize("NFD", text)).translate(_FORMS)
    text = _SPACES.sub(" ", text.replace(",", ", ").replace("\u3002", "."))
    return _DASHES.sub("-", text).replace('" ', '"').replace(' "', '"').strip()
