"""Chooses the rules for a text: those of its declared language, else of the one guessed."""

import re
from functools import cache

from newsreader.languages import table
from newsreader.quotes.language import Language, has_rules, known_languages, load_language

FALLBACK = "en"
"""The language whose rules are used where a text's own has no data file."""

_SAMPLE = 4_000
"""How many code points from the beginning of a text tell its language."""
_ENOUGH = 40
"""Least number of words by which a text may be English beyond doubt."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _small_words(code: str) -> frozenset[str]:
    rules = load_language(code)
    small = rules.function_words | rules.determiners | rules.prepositions | rules.not_cues
    return small | rules.cues


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """Return the code, script and share of letters of each language that has a script of its own.

    The lowest share comes first: a Japanese text has few kana among the Han characters.
    """
    heads = {code: table(code, "") for code in known_languages()}
    found = [
        (code, re.compile(head["script"]), float(head["script_share"]))
        for code, head in heads.items()
        if "script" in head
    ]
    return tuple(sorted(found, key=lambda one: one[2]))


def guess_language(text: str) -> str:
    """Return the code of the likeliest language of ``text``, ``FALLBACK`` when unsure.

    By script first, then by the share of small words, in the first ``_SAMPLE`` code points.
    """
    sample = text[:_SAMPLE]
    letters = len(sample) - sample.count(" ")
    for code, script, share in _scripts():
        if len(script.findall(sample)) > share * letters:
            return code
    words = _WORD.findall(sample.lower())
    best, most = FALLBACK, sum(word in _small_words(FALLBACK) for word in words)
    if len(words) >= _ENOUGH and most * 4 > len(words):
        return best  # a quarter of small words is English beyond doubt; spare the other files
    for code in known_languages():
        score = sum(word in _small_words(code) for word in words)
        if score > most:
            best, most = code, score
    return best


def choose_language(tag: str, text: str) -> Language:
    """Return the rules of a BCP 47 ``tag`` if it has any, else those guessed from ``text``."""
    code = tag.replace("_", "-").split("-")[0].lower()
    return load_language(code if has_rules(code) else guess_language(text))
