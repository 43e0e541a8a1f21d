"""Reads names: sequences of capitalised tokens, split into titles and the name itself."""

from dataclasses import dataclass

from newsreader.quotes.language import Language
from newsreader.quotes.people.capital_nouns import CapitalNouns
from newsreader.quotes.people.inflection import nominative
from newsreader.quotes.people.name_context import (
    is_body,
    is_of_body,
    is_office,
    is_the_thing,
    signs,
    speaks,
)
from newsreader.quotes.people.name_sequences import Sequence, name_sequences
from newsreader.quotes.people.titles import behind_titles, explains, is_honour
from newsreader.quotes.text.tokens import QUOTE, Tokens

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
    nouns = _capital_nouns(tokens, language, sequences) if language.capital_nouns else None
    names: list[Name] = []
    nicknames: set[int] = set()
    for first, last, inside in sequences:
        name = _name_or_noun(tokens, first, last, language, nouns)
        if name is None:
            continue
        names.append(name)
        nicknames |= inside
        if len(names) >= _MOST:
            break
    return names, nicknames


def _name_or_noun(
    tokens: Tokens, first: int, last: int, language: Language, nouns: CapitalNouns | None
) -> Name | None:
    """Return the name in a sequence, None where it is none; ``nouns`` as in ``_name``."""
    if nouns is None:
        return _name(tokens, first, last, language, None)
    if nouns.is_compound(first):
        return None
    name = _name(tokens, first, nouns.end_of_name(first, last), language, nouns)
    if name is not None and name.titles == ():
        name.body |= nouns.is_of_thing(name.begin, name.parts)
        return None if nouns.is_thing(name.parts) else name
    return name


def _capital_nouns(tokens: Tokens, language: Language, sequences: list[Sequence]) -> CapitalNouns:
    """Return what a text tells of its nouns, and of the last names of people with two names."""
    nouns = CapitalNouns(tokens, language)
    names = (
        _name_or_noun(tokens, first, last, language, nouns)
        for first, last, _ in sequences
        if first < last
    )
    nouns.know([name.parts[-1] for name in names if name and len(name.parts) > 1 and not name.body])
    return nouns


def _name(
    tokens: Tokens, begin: int, last: int, language: Language, nouns: CapitalNouns | None
) -> Name | None:
    """Return the name; ``nouns`` tells it from nouns in a language that writes both alike."""
    words, lower = tokens.words, tokens.lower
    first, end = behind_titles(tokens, begin, last, language), last
    if first > last:
        return None  # an office without its holder
    if begin < first and language.inverts and is_of_body(tokens, first, last, language):
        return None
    while last - first >= 2 and is_honour(words[last], language):
        last -= 1
    if first == begin and nouns is not None and nouns.is_of_surname(begin, last):
        first = begin = last
    addressed = first > begin and lower[begin] in language.addresses
    office = first == last and lower[first].rstrip(".") in language.titles and not addressed
    if (office and begin < last) or _is_no_name(tokens, begin, first, last, language, nouns):
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
    if nouns is not None and nouns.is_genitive(parts[-1]):
        possessive, parts, text = True, (*parts[:-1], parts[-1][:-1]), text[:-1]  # "Trumps Rede"
    if language.case_endings:
        base = nominative(own, language)
        if base != own:
            parts, text = tuple(word.lower() for word in base), " ".join(base)
    formal = addressed and lower[begin] in language.formal
    thing = first == begin and is_the_thing(tokens, begin, end, language)
    body = not formal and (thing or is_body(own, parts, language))
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


def _is_no_name(
    tokens: Tokens,
    begin: int,
    first: int,
    last: int,
    language: Language,
    nouns: CapitalNouns | None,
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
        or explains(tokens, begin, last, language)
        or (last > first and is_office(tokens, first, last, language))
        or (word[1:2] == "-" and begin > 0 and words[begin - 1] in "(,")  # "(D-Ohio)"
        or (nouns is not None and not nouns.is_personal(begin, first, last))
    )
