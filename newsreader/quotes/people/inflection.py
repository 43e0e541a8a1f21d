"""Finds the nominative of names that stand in another case: "Анны Беловой" is Анна Белова."""

from functools import cache

from newsreader.quotes.language import Language
from newsreader.quotes.language_loading import load_language

_CLEAR = 3
"""From this length on the ending of a last name tells case and gender by itself."""
_SHORTEST = 2
"""Least number of letters before an ending."""


def nominative(words: list[str], language: Language) -> list[str]:
    """Return the words of a name in the nominative, as they are where they may already be.

    A given name in another case is one that is in no list, but is with another ending; the last
    name has an ending of the same gender then.
    """
    if len(words) < 2 or not words[0].istitle():
        return words
    given, *middle, last = words
    for gender, ending, stem_ending in _endings(language.code, "given"):
        if not given.endswith(ending) or len(given) - len(ending) < _SHORTEST:
            continue
        stem = given[: len(given) - len(ending)] + stem_ending
        known = language.male_names if gender == "m" else language.female_names
        if stem not in known:
            continue
        surname, matched = _surname(last, gender, language)
        if given not in language.given_names or len(matched) >= _CLEAR:
            return [stem, *middle, surname]
    return words


def _surname(name: str, gender: str, language: Language) -> tuple[str, str]:
    """Return the nominative of a last name of that gender, and the ending it had; else itself."""
    for other, ending, stem_ending in _endings(language.code, "last"):
        if other == gender and name.endswith(ending) and len(name) - len(ending) >= _SHORTEST:
            return name[: len(name) - len(ending)] + stem_ending, ending
    return name, ""


@cache
def _endings(code: str, part: str) -> tuple[tuple[str, str, str], ...]:
    """Return gender, ending and the ending in the nominative for a part, the longest first."""
    rules = (rule.split(":") for rule in load_language(code).case_endings)
    found = [(gender, old, new) for of, gender, old, new in rules if of == part]
    return tuple(sorted(found, key=lambda rule: (-len(rule[1]), rule)))
