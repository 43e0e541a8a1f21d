"""Chooses the rules for a text: those of its tag, else of the language that it is in."""

import re
from functools import cache

from newsreader.languages import table
from newsreader.languages.recognition import recognise
from newsreader.quotes.language import Language
from newsreader.quotes.language_loading import has_rules, known_languages, load_language

FALLBACK = "en"
"""The language whose rules are used where a text's own has no data file."""

_SAMPLE = 4_000
"""How many code points from the beginning of a text tell whose rules fit best."""
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
    """Return the code of the language with rules that fits ``text`` best.

    It is the one that is recognised, else the one with the script of the text, else the one with
    the most small words in it; ``FALLBACK`` when unsure.
    """
    known = recognise(text)
    return (known if has_rules(known) else _by_script(text)) or _by_small_words(text)


def _by_script(text: str) -> str:
    sample = text[:_SAMPLE]
    letters = len(sample) - sample.count(" ")
    fits = (
        code for code, script, share in _scripts() if len(script.findall(sample)) > share * letters
    )
    return next(fits, "")


def _by_small_words(text: str) -> str:
    words = _WORD.findall(text[:_SAMPLE].lower())
    scores = {code: sum(word in _small_words(code) for word in words) for code in known_languages()}
    best = max(scores, key=lambda code: (scores[code], code == FALLBACK))
    return best if scores[best] else FALLBACK


def choose_language(tag: str, text: str) -> Language:
    """Return the rules of a BCP 47 ``tag`` if it has any, else those guessed from ``text``."""
    code = tag.replace("_", "-").split("-")[0].lower()
    return load_language(code if has_rules(code) else guess_language(text))
