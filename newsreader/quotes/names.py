"""Reads names: sequences of capitalised tokens, split into titles and the name itself."""

from dataclasses import dataclass

from newsreader.quotes.inflection import nominative
from newsreader.quotes.language import Language
from newsreader.quotes.name_context import (
    common_nouns,
    is_office,
    is_personal,
    signs,
    speaks,
)
from newsreader.quotes.name_sequences import Sequence, name_sequences
from newsreader.quotes.titles import behind_titles, is_honour
from newsreader.quotes.tokens import QUOTE, Tokens

_SHOUTED = 7
"""A word in capitals from this length on is shouted, a shorter one an abbreviation."""
_NUMERALS = frozenset(("II", "III", "IV"))
_MOST = 100_000
"""Greatest number of mentions that are read; no article has as many."""


@dataclass(slots=True, eq=False)
class Name:
    """One mention of a name; ``first``, ``last`` and ``begin`` are indices into the tokens."""

    first: int
    """Its first token, titles left out."""
    last: int
    """Its last token, that one included."""
    begin: int
    """Its first token with the titles in front of it."""
    parts: tuple[str, ...]
    """The tokens of the name in lower case, without full stops."""
    text: str
    """The name as it is written, titles and a possessive ending left out."""
    titles: tuple[str, ...]
    """The titles in front of it in lower case."""
    possessive: bool
    """Whether it is in the possessive: "Brandt's"."""
    body: bool
    """Whether a word in it makes it an organisation, a place or a thing."""
    office: bool = False
    """Whether it is the word of an office, which may be a last name too: "Dean"."""
    speaks: bool = False
    """Whether it stands beside a verb of saying."""
    member: int = -1
    """Index into ``Cast.members``; -1 before the names are clustered."""


def read_names(tokens: Tokens, language: Language) -> tuple[list[Name], set[int]]:
    """Return the names of ``tokens`` in order, and the quote spans that are nicknames."""
    sequences = name_sequences(tokens, language)
    known: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    if language.capital_nouns:
        known = _last_names(tokens, language, sequences)
        common = common_nouns(tokens, language)
    names: list[Name] = []
    nicknames: set[int] = set()
    for first, last, inside in sequences:
        name = _name(tokens, first, last, language, known)
        if name is None or _is_just_noun(name, common, known):
            continue
        names.append(name)
        nicknames |= inside
        if len(names) >= _MOST:
            break
    return names, nicknames


def _is_just_noun(name: Name, common: frozenset[str], known: frozenset[str]) -> bool:
    """Return whether a single word also stands behind an article, where nouns have capitals."""
    word = name.parts[0]
    return len(name.parts) == 1 and not name.titles and word in common and word not in known


def _last_names(tokens: Tokens, language: Language, sequences: list[Sequence]) -> frozenset[str]:
    """Return the last names of people who have two names, where nouns have capitals, too."""
    names = (
        _name(tokens, first, last, language, frozenset())
        for first, last, _ in sequences
        if first < last
    )
    return frozenset(
        name.parts[-1] for name in names if name and len(name.parts) > 1 and not name.body
    )


def _name(
    tokens: Tokens, begin: int, last: int, language: Language, known: frozenset[str]
) -> Name | None:
    words, lower = tokens.words, tokens.lower
    first, end = behind_titles(tokens, begin, last, language), last
    if first > last:
        return None  # an office without its holder
    while last - first >= 2 and is_honour(words[last], language):
        last -= 1
    if first == begin and _is_of_surname(tokens, begin, last, language, known):
        first = begin = last
    addressed = first > begin and lower[begin] in language.addresses
    office = first == last and lower[first].rstrip(".") in language.titles and not addressed
    if (office and begin < last) or _is_no_name(tokens, begin, first, last, language, known):
        return None
    own, parts = words[first : last + 1], tuple(lower[first : last + 1])
    if "." in own or QUOTE in own or "." in "".join(parts):
        indices = [t for t in range(first, last + 1) if words[t] not in (".", QUOTE)]
        own = [words[t] for t in indices]
        parts = tuple([lower[t].rstrip(".") for t in indices])
    titles: tuple[str, ...] = ()
    if first > begin:
        titles = tuple([lower[t].rstrip(".") for t in range(begin, first) if words[t] != "."])
    text = tokens.slice(first, last)
    possessive = end in tokens.possessive
    if QUOTE in words[first : last + 1]:
        text = " ".join(own)
    elif len(words[last]) == 1 and words[last + 1 : last + 2] == ["."]:
        text += "."
    elif possessive and end == last and language.apostrophe_suffixes:
        text = text[: max(map(text.rfind, "'’"))]
    elif possessive and end == last:
        text = text[: -2 if text[-1] == "s" else -1]
    if language.capital_nouns and parts[-1] not in known and parts[-1][:-1] in known:
        possessive, parts, text = True, (*parts[:-1], parts[-1][:-1]), text[:-1]  # "Trumps Rede"
    if language.case_endings:
        base = nominative(own, language)
        if base != own:
            parts, text = tuple(word.lower() for word in base), " ".join(base)
    formal = addressed and lower[begin] in language.formal
    body = not formal and _is_body(own, parts, language)
    return Name(
        first,
        end,
        begin,
        parts,
        text,
        titles,
        possessive,
        body,
        office,
        speaks(tokens, begin, end, language),
    )


def _is_of_surname(
    tokens: Tokens, begin: int, last: int, language: Language, known: frozenset[str]
) -> bool:
    """Return whether a noun stands before a known last name: "die Festnahme Brandts"."""
    return (
        language.capital_nouns
        and last - begin == 1
        and (tokens.lower[last] in known or tokens.lower[last][:-1] in known)
        and tokens.words[begin] not in language.given_names
        and tokens.lower[begin] not in known
        and tokens.lower[begin].endswith(language.noun_suffixes)
        and tokens.lower[begin - 1] in language.determiners
    )


def _is_no_name(
    tokens: Tokens, begin: int, first: int, last: int, language: Language, known: frozenset[str]
) -> bool:
    """Return whether capitals are an abbreviation, a party and state, or just a noun."""
    words = tokens.words
    word = words[first]
    following = words[last + 1] if last + 1 < len(words) else ""
    return (
        word in ("of", "&", ".")
        or (following == ":" and tokens.lower[last] in language.cue_nouns)
        or (first == last and (len(word) == 1 or word in language.abbreviations))
        or signs(words, begin, last)
        or (last > first and is_office(tokens, first, last, language))
        or (word[1:2] == "-" and begin > 0 and words[begin - 1] in "(,")  # "(D-Ohio)"
        or (language.capital_nouns and not is_personal(tokens, begin, first, last, language, known))
    )


def _is_body(words: list[str], parts: tuple[str, ...], language: Language) -> bool:
    """Return whether a name is of an organisation, a place, a people or a thing."""
    given = words[0] in language.given_names
    if not language.organisation_words.isdisjoint(parts[1:] if given else parts):
        return True
    if len(words) == 1:
        word = words[0]
        crowd = word.lower().endswith(language.crowds)
        return crowd or (word.isupper() and 1 < len(word) < _SHOUTED and "." not in word)
    capitals = [word.isupper() for word in words]
    if all(capitals):
        return all(len(word) > 3 for word in words) and len(words[-1]) < _SHOUTED
    return any(capitals) and any(map(_is_acronym, words))


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word[:2].isupper() and "." not in word and word not in _NUMERALS
