"""Tells by its words and those around whether a capitalised word is a name, and of a person."""

from newsreader.quotes.language import Language
from newsreader.quotes.text.tokens import Tokens

_ARTICLES = frozenset("al el ad ed ar as es ash at an az ul ud ur us il ol".split())
"""The forms of the Arabic article inside names."""
_DASHES = "—–―-"
"""What stands before the name and account of who signs a message."""
_SHOUTED = 7
"""A word in capitals from this length on is shouted, a shorter one an abbreviation."""
_NUMERALS = frozenset(("II", "III", "IV"))


def speaks(tokens: Tokens, begin: int, last: int, language: Language) -> bool:
    """Return whether a verb of saying stands next to a name."""
    lower = tokens.lower
    after = last + 1
    if after < len(lower) and lower[after] in language.between:
        after += 1
    if begin and lower[begin - 1] == "," and lower[after : after + 1] == [","]:
        inverted = after + 2 < len(lower) and tokens.words[after + 2][0].isupper()
        after += not inverted  # "a fisherman, Jane Roe, said"
    if after < len(lower) and lower[after] in language.cues:
        return True
    if begin and lower[begin - 1] in language.cues:
        return lower[begin - 1] not in language.never_inverted and not (
            lower[after : after + 1] and lower[after] in language.roles
        )
    return bool(begin) and any(
        tuple(lower[max(0, begin - len(phrase)) : begin]) == phrase
        for phrase in language.sources.get(lower[begin - 1], ())
    )


def has_article(word: str) -> bool:
    """Return whether a small Arabic article begins a name: "al-Scharaa"."""
    article, dash, rest = word.partition("-")
    return bool(dash) and article in _ARTICLES and rest[:1].isupper()


def is_name_like_word(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a small word is a given name here: "Will Roe said", "May added"."""
    if _is_given_like_month(tokens, token, language):
        return True
    if tokens.words[token] not in language.names_like_words:
        return False
    after = token + 1
    total = len(tokens.words)
    if after < total and tokens.words[after][0].isupper():
        after += tokens.lower[after] not in language.not_names
    word = tokens.words[after] if after < total else "."
    if after > token + 1 and tokens.lower[token - 1] in language.strong_cues:
        return tokens.lower[token - 1] not in language.never_inverted  # "said Will Roe, a nurse"
    if word == "," and tokens.words[after + 1 : after + 2] and after > token + 1:
        return tokens.words[after + 1].isdigit()  # "Will Roe, 34,"
    past = word in language.strong_cues or word.endswith(tuple(language.past_endings))
    return past and word in language.cues


def _is_given_like_month(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a capitalised month is a given name where months are written small."""
    if not language.inverts or language.capital_nouns or token + 1 >= len(tokens.words):
        return False
    following = tokens.words[token + 1]
    return (
        tokens.lower[token] in language.calendar
        and tokens.words[token] in language.given_names
        and following[0].isupper()
        and tokens.lower[token + 1] not in language.not_names
    )


def is_surname_like_month(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a month is a last name here: "Mrs August", "Theresa May"."""
    lower = tokens.lower
    before = lower[token - 1 - (tokens.words[token - 1] == ".")]
    after = lower[token + 1] if token + 1 < len(lower) else "."
    return (
        lower[token] in language.months
        and (before in language.addresses or tokens.words[token - 1] in language.given_names)
        and not after[0].isdigit()
    )


def is_address(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a small word is a form of address here: "Me Jane Roe" is a lawyer."""
    return (
        tokens.lower[token] in language.forms_of_address
        and tokens.words[token + 1 : token + 2] != []
        and tokens.words[token + 1] in language.given_names
    )


def surnames_with_particles(tokens: Tokens, language: Language) -> frozenset[tuple[str, ...]]:
    """Return the last names behind other names that begin with a particle: "van der Meer"."""
    words, lower = tokens.words, tokens.lower
    found = set()
    for token in range(1, len(words) - 1):
        if lower[token] in language.particles and words[token].islower():
            last = _behind_particles(tokens, token, language)
            if last and words[token - 1][0].isupper():
                found.add(tuple(lower[token : last + 1]))
    return frozenset(found)


def is_of_body(tokens: Tokens, first: int, last: int, language: Language) -> bool:
    """Return whether what a particle begins behind an office tells of what it is.

    "Chef von Harbour", "Presidente dos Estados Unidos", "Minister von der FDP"; where "von der"
    begins a last name, it is one word.
    """
    words, lower = tokens.words, tokens.lower
    if not words[first].islower():
        return False
    surname = last - first == 2 and lower[first + 1] in language.determiners
    return words[last].isupper() or not (language.capital_nouns and surname)


def _behind_particles(tokens: Tokens, token: int, language: Language) -> int:
    """Return the capitalised token behind the particles at ``token``, 0 for none."""
    after = token + 1
    while after < min(token + 4, len(tokens.words)) and tokens.lower[after] in language.particles:
        after += 1
    begins = after < len(tokens.words) and tokens.words[after][0].isupper()
    return after if begins else 0


def opens_surname(
    tokens: Tokens, token: int, language: Language, surnames: frozenset[tuple[str, ...]]
) -> bool:
    """Return whether a capitalised particle begins a last name: "Van der Meer said"."""
    if not surnames or tokens.lower[token] not in language.particles:
        return False
    last = _behind_particles(tokens, token, language)
    return tuple(tokens.lower[token : last + 1]) in surnames


def is_the_thing(tokens: Tokens, begin: int, last: int, language: Language) -> bool:
    """Return whether an article makes two capitals a thing: "the Brandt Train", no "the Brandts".

    "The Roe supporters" has the article of the noun behind it, and inverting languages put
    articles before people.
    """
    if begin < 1 or begin == last or language.inverts or last in tokens.possessive:
        return False
    before, words = tokens.lower[begin - 1], tokens.words
    behind = words[last + 1] if last + 1 < len(words) else "."
    qualifies = behind.islower() and behind.isalpha() and not _is_small_word(behind, language)
    named = words[begin] in language.given_names
    return before in language.definite_articles and not (named or qualifies)


def _is_small_word(word: str, language: Language) -> bool:
    return word in language.function_words or word in language.verbs or word in language.stops


def is_account(tokens: Tokens, token: int) -> bool:
    """Return whether the token "@…" is an account, and no part of an address or a bracket."""
    if len(tokens.words[token]) < 2:
        return False
    before = tokens.text[tokens.starts[token] - 1 : tokens.starts[token]]
    return not before or before.isspace()


def is_office(tokens: Tokens, first: int, last: int, language: Language) -> bool:
    """Return whether capitals are an office with its country or body: "US President"."""
    if not language.is_title(tokens.lower[last]):
        return False
    return all(
        (word.isupper() and len(word) > 2) or lower.lower().rstrip(".") in language.places
        for word, lower in zip(tokens.words[first:last], tokens.lower[first:last], strict=True)
    )


def signs(words: list[str], begin: int, last: int) -> bool:
    """Return whether a name signs a message that is shown in full: "— Jane Roe (@jane_roe)"."""
    behind = words[last + 1 : last + 3]
    dashed = bool(begin) and words[begin - 1] in _DASHES
    return dashed and behind[:1] == ["("] and behind[-1][0] == "@"


def is_body(words: list[str], parts: tuple[str, ...], language: Language) -> bool:
    """Return whether a name is of an organisation, a place, a people or a thing."""
    if parts[0] in language.numbered_documents and parts[-1].isdigit():
        return True
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
