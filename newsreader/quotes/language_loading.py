"""Reads the rules of a language for finding quotes from its data file, on first need."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from newsreader.languages import codes, given_names, table
from newsreader.quotes.language import Language

_CASED = frozenset(("abbreviations", "initials", "suffixes", "names_like_words"))


@cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages with rules for finding quotes, sorted."""
    return tuple(code for code in codes() if has_rules(code))


def has_rules(code: str) -> bool:
    """Return whether a language has a data file with rules for finding quotes."""
    return code in codes() and bool(table(code, "quotes"))


def _words_of(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the words by which a name in the list of all languages is none in this one."""
    keys = ("function_words", "prepositions", "not_cues", "cues", "titles", "organisation_words")
    return frozenset(word for key in keys for word in str(data.get(key, "")).lower().split())


@cache
def load_language(code: str) -> Language:
    """Return the rules of the language ``code``, one of ``known_languages``."""
    data = dict(table(code, "quotes"))
    given: dict[str, str] = data.pop("given_names", {})
    values: dict[str, Any] = {"code": code, "name": table(code, "")["name"]}
    values["pronouns"] = tuple(data.pop("pronouns", {}).items())
    values["object_pronouns"] = tuple(data.pop("object_pronouns", {}).items())
    for key in ("cue_phrases", "opening_phrases", "opinion_phrases"):
        values[key] = tuple(tuple(phrase.split()) for phrase in data.pop(key, ()))
    values["patterns"] = tuple(data.pop("patterns", ()))
    men, women = (frozenset(given.get(kind, "").split()) for kind in ("male", "female"))
    own = men | women
    small = _words_of(data)
    for key, names, shared in zip(
        ("male_names", "female_names"), (men, women), given_names(), strict=True
    ):
        more = (name for name in shared - own if name.lower() not in small)
        values[key] = names.union(more)
    for key, value in data.items():
        if isinstance(value, bool | float):
            values[key] = value
            continue
        words = value.split() if isinstance(value, str) else value
        values[key] = frozenset(words if key in _CASED else map(str.lower, words))
    return Language(**values)


def field_names() -> frozenset[str]:
    """Return the keys that the table ``quotes`` of a data file may have."""
    own = {field.name for field in fields(Language)}
    return frozenset(own - {"code", "name", "male_names", "female_names"} | {"given_names"})
