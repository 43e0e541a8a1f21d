"""Finds where a name begins behind its titles: forms of address, offices, ranks."""

from newsreader.quotes.language import Language
from newsreader.quotes.people.name_context import speaks
from newsreader.quotes.text.tokens import Tokens

_OFFICE = 8
"""Greatest length, in tokens, of an office with its departments."""


def behind_titles(tokens: Tokens, begin: int, last: int, language: Language) -> int:
    """Return where the name begins behind its titles, ``begin`` where it has none."""
    if begin == last:
        return begin
    words, lower = tokens.words, tokens.lower
    if _goes_on_from_office(tokens, begin, language):
        return _behind_office(tokens, begin, last, language)
    first = token = begin
    while token < last and (
        words[token] not in language.given_names
        or lower[token] in language.origins
        or is_title(lower[token + 1], language)
    ):
        if is_title(lower[token], language) or _is_glued(tokens, token, last, language):
            token += 2 if words[token + 1] == "." else 1
            if token <= last and lower[token] == "of":
                token = _behind_office(tokens, token + 1, last, language)
            if token > last:
                break
            first = token
        elif is_honour(words[token], language) and (
            words[token + 1] in language.given_names
            or _is_ranked(tokens, begin, token, last, language)
        ):
            return token + 1  # a rank in capitals: "SP Jane Roe"
        else:
            token += 1
    if language.capital_nouns and first == begin and words[begin] not in language.given_names:
        for token in range(begin + 1, last):
            if words[token] in language.given_names:
                return token  # whatever stands before the given name qualifies it
    while begin < first < last and words[first].istitle() and lower[first] in language.prepositions:
        first += 1  # "Harbour President On Roe", in a headline
    formal = lower[begin] in language.formal
    thing = not formal and first == last and lower[first] in language.organisation_words
    return begin if thing else first  # "Labour Congress" is no congress of that title


def _goes_on_from_office(tokens: Tokens, begin: int, language: Language) -> bool:
    """Return whether "and" joins a word to an office: "Minister of Lands and Housing"."""
    if begin < 1 or tokens.lower[begin - 1] not in language.grammar("and_words"):
        return False
    if tokens.words[begin] in language.given_names and tokens.words[begin - 2] == ",":
        return False
    of_words = language.grammar("of_words")
    for token in range(begin - 2, max(0, begin - _OFFICE), -1):
        if tokens.lower[token] in of_words:
            return is_title(tokens.lower[token - 1], language)
        if not (tokens.words[token][0].isupper() or tokens.words[token] == ","):
            break
    return False


def _behind_office(tokens: Tokens, token: int, last: int, language: Language) -> int:
    """Return where the name begins in "(Secretary of) State Jane Roe", else past ``last``."""
    for at in range(token + 1, last + 1):
        if tokens.words[at] in language.given_names:
            return at
    return last - 1 if last - token >= 2 else last if last > token else last + 1


def explains(tokens: Tokens, begin: int, last: int, language: Language) -> bool:
    """Return whether an office with its place explains a name: "Roe, Republican of New York"."""
    return (
        1 < begin < last - 1
        and tokens.lower[begin + 1] == "of"
        and tokens.words[begin - 1] == ","
        and tokens.words[begin - 2][0].isupper()
        and is_title(tokens.lower[begin], language)
        and language.given_names.isdisjoint(tokens.words[begin + 2 : last])
    )


def is_title(word: str, language: Language) -> bool:
    """Return whether a word is a title, or two: "secretary-treasurer", "NRK-kommentator"."""
    bare = word.rstrip(".")
    *before, last = bare.split("-")
    compound = bool(before) and language.inverts and language.is_title(last)
    return language.is_title(bare) or compound or language.titles.issuperset((*before, last))


def _is_glued(tokens: Tokens, token: int, last: int, language: Language) -> bool:
    """Return whether a noun for a person, a place or an origin stands before a full name.

    Before a given name alone, too, where nouns are not written so: "Søsteren Anna".
    """
    word = tokens.lower[token]
    alone = language.inverts and not language.capital_nouns
    return (
        token + 2 - alone <= last
        and tokens.words[token + 1] in language.given_names
        and (
            word.rpartition("-")[2] in language.roles
            or tokens.words[token].rpartition("-")[2].islower()  # "Harbour-born Jane Roe"
            or (alone and any(map(language.is_role, language.indefinite(word))))
            or word in language.places
            or word in language.origins
        )
    )


def _is_ranked(tokens: Tokens, begin: int, token: int, last: int, language: Language) -> bool:
    """Return whether capitals stand before two words that speak and are no body: "RAS Jane Roe"."""
    return (
        token + 2 == last
        and all(tokens.words[at].istitle() or "-" in tokens.words[at] for at in (token + 1, last))
        and language.offices.isdisjoint(tokens.lower[token + 1 : last + 1])
        and not tokens.lower[last].endswith("s")
        and speaks(tokens, begin, last, language)
    )


def is_honour(word: str, language: Language) -> bool:
    """Return whether a word behind a name is a rank or an honour: "Jane Roe OBE"."""
    return 2 <= len(word) <= 5 and word.isupper() and word not in language.suffixes


def behind_department(tokens: Tokens, begin: int, last: int, language: Language) -> int:
    """Return where the person's name begins in "ministre de l'Intérieur Jane Roe"."""
    before = tokens.lower[begin - 1] if begin else "."
    governed = before in language.prepositions or before in language.determiners
    if not (language.inverts and governed) or language.capital_nouns:
        return begin
    department = tokens.words[begin]
    if department in language.given_names or language.is_title(tokens.lower[begin]):
        return begin
    for token in range(begin + 1, last):
        if tokens.words[token] in language.given_names:
            return token
    return begin


def is_department(tokens: Tokens, token: int, last: int, language: Language) -> bool:
    """Return whether a particle tells of what a person is minister: "minister Roe van Havens"."""
    lower, words = tokens.lower, tokens.words
    titled = language.is_title(lower[token]) or (token > 0 and language.is_title(lower[token - 1]))
    named = (
        last > token + language.is_title(lower[token]) and words[last] not in language.given_names
    )
    return titled and named and lower[last + 1] in language.grammar("of_words")
