"""Recognises the language of a text by its letters, and by trigrams and short words.

Each language that shares its letters with others has a few hundred frequent features with
weights, as in a naive Bayes classifier whose other features count as equally rare in all
(Cavnar and Trenkle, 1994, keep as many). The weights are data: features.txt.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex

FEATURES = Path(__file__).parent / "features.txt"

SAMPLE = 600
"""How many code points from the beginning of a text are looked at."""
SURE = 0.6
"""By how much a language must lead, in weight a feature, to be believed against a tag."""
LIKELY = 0.2
"""By how much it must lead the next one to be believed where no tag says anything."""
_FEW = 25
"""Least number of features by which a language is told."""
_ENOUGH = 80
"""Least number of features by which a text is told to be in another language than its tag's."""
_SHORT_TEXT = 15
"""Divided by the number of features: by how much further a language must lead in a short text."""
_FITS = 0.35
"""Least share of a language's usual weight a feature by which a text may be in it."""
_BEYOND_DOUBT = 9.0
"""The weight of a language that has letters of its own."""
_SOME = 0.1
"""Share of letters by which a text may be in the language that has them, among much English."""
_MOST = 3
"""A feature that comes more often counts this often: one name is no language."""
_SHORT = 6
"""Longest word that is a feature as a whole."""

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_LETTERS = regex.compile(r"[\p{L}\p{M}]")
_SHARED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Arabic}\p{Devanagari}]")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_OWN_LETTERS = {
    code: regex.compile(rf"\p{{{script}}}")
    for code, script in {
        "zh": "Han",
        "ko": "Hangul",
        "he": "Hebrew",
        "el": "Greek",
        "th": "Thai",
        "hy": "Armenian",
        "ka": "Georgian",
        "bn": "Bengali",
        "ta": "Tamil",
        "te": "Telugu",
        "ml": "Malayalam",
        "kn": "Kannada",
        "gu": "Gujarati",
        "pa": "Gurmukhi",
        "si": "Sinhala",
        "km": "Khmer",
        "lo": "Lao",
        "my": "Myanmar",
        "am": "Ethiopic",
    }.items()
}
_FEW_KANA = 0.05
"""Least share of kana among the letters of a Japanese text."""
_STANDS_FOR = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "yue": "zh"}
_ALIKE = (
    frozenset({"bs", "hr", "sr", "sr-Latn"}),
    frozenset({"no", "da"}),
    frozenset({"pt", "gl"}),
    frozenset({"id", "ms"}),
    frozenset({"zh", "ja"}),
    frozenset({"ar", "fa", "ckb", "ug", "ur"}),
)
"""Languages that are not told from each other beyond doubt: a tag of one stands."""


def features(text: str) -> Iterator[str]:
    """Yield the features of a text: trigrams of its words, and short words, with "_" as edges."""
    for word in _WORD.findall(text.lower()):
        edged = f"_{word}_"
        if 1 < len(word) <= _SHORT:
            yield edged
        for start in range(len(edged) - 2):
            yield edged[start : start + 3]


def recognise(text: str) -> str:
    """Return the language tag of a text, empty where that is not clear; Serbian in Latin is sr."""
    ranks, doubt = _ranks(_sample(text))
    if not ranks:
        return ""
    (best, most), *others = ranks
    rivals = [weight for code, weight in others if not _alike(code, best)]
    lead = most - max(rivals, default=0.0)
    return best.partition("-")[0] if lead >= LIKELY + doubt else ""


def settle(tag: str, text: str) -> str:
    """Return the BCP 47 tag of a text that is tagged with ``tag``, which may be empty.

    The tag stands unless the text is in another language beyond doubt.
    """
    if not tag:
        return recognise(text)
    sample = _sample(text)
    ranks, doubt = _ranks(sample)
    if not ranks or doubt > _SHORT_TEXT / _ENOUGH:
        return tag
    best, most = ranks[0]
    primary = tag.replace("_", "-").partition("-")[0].lower()
    declared = _STANDS_FOR.get(primary, primary)
    if _alike(declared, best) or most - dict(ranks).get(declared, 0.0) < SURE + doubt:
        return tag
    own = _OWN_LETTERS.get(declared)
    if own and len(own.findall(sample)) > _SOME * len(_LETTERS.findall(sample)):
        return tag
    return best.partition("-")[0]


def _sample(text: str) -> str:
    return str(_ADDRESS.sub(" ", text[: 2 * SAMPLE]))[:SAMPLE]


def _alike(code: str, other: str) -> bool:
    return code == other or any(code in group and other in group for group in _ALIKE)


def _ranks(sample: str) -> tuple[list[tuple[str, float]], float]:
    """Return the languages that a text may be in with their weight a feature, likeliest first.

    The second is the lead that it takes besides, as the text is short.
    """
    letters = len(_LETTERS.findall(sample))
    if 2 * len(_SHARED.findall(sample)) < letters:
        return _by_letters(sample, letters), 0.0
    counts = Counter(features(sample))
    total = counts.total()
    if total < _FEW:
        return [], 0.0
    weights = defaultdict[str, int](int)
    table, usual = _table()
    for feature, count in counts.items():
        for code, weight in table.get(feature, ()):
            weights[code] += weight * min(count, _MOST)
    shares = ((code, weight / total) for code, weight in weights.items())
    ranks = sorted(shares, key=lambda one: (-one[1], one[0]))
    fits = ranks and ranks[0][1] >= _FITS * usual[ranks[0][0]]
    return ranks if fits else [], _SHORT_TEXT / total


def _by_letters(sample: str, letters: int) -> list[tuple[str, float]]:
    if len(_KANA.findall(sample)) > _FEW_KANA * letters:
        return [("ja", _BEYOND_DOUBT)]
    for code, script in _OWN_LETTERS.items():
        if 2 * len(script.findall(sample)) > letters:
            return [(code, _BEYOND_DOUBT)]
    return []


@cache
def _table() -> tuple[dict[str, list[tuple[str, int]]], dict[str, float]]:
    """Return the languages and weights of each feature, and the usual weight of each language."""
    found = defaultdict[str, list[tuple[str, int]]](list)
    usual: dict[str, float] = {}
    code = ""
    for line in FEATURES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            code, weight = line.strip("[]").split(" ")
            usual[code] = float(weight)
        elif not line.startswith("#"):
            weight, *ones = line.split(" ")
            for feature in ones:
                found[feature].append((code, int(weight)))
    return dict(found), usual
