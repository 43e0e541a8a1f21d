"""Finds names: sequences of capitalised tokens, split into titles and the name itself."""

from dataclasses import dataclass

from newsreader.quotes.inflection import nominative
from newsreader.quotes.language import Language
from newsreader.quotes.name_context import (
    common_nouns,
    has_article,
    is_account,
    is_address,
    is_name_like_word,
    is_office,
    is_personal,
    is_surname_like_month,
    opens_surname,
    signs,
    speaks,
    surnames_with_particles,
)
from newsreader.quotes.titles import behind_titles, is_honour
from newsreader.quotes.tokens import QUOTE, Tokens

_SHOUTED = 7
"""A word in capitals from this length on is shouted, a shorter one an abbreviation."""
_NUMERALS = frozenset(("II", "III", "IV"))
_MOST = 100_000
"""Greatest number of mentions that are read; no article has as many."""
_LONGEST = 12
"""A sequence of more capitalised tokens is a headline and no name."""


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
    """Return the names of ``tokens`` in order, and the indices of quote spans that are nicknames.

    At the beginning of a sentence a word that the text also writes in lower case is no name.
    """
    if not language.capital_nouns:
        return _read(tokens, language, frozenset())
    names, _ = _read(tokens, language, frozenset())
    known = frozenset(name.parts[-1] for name in names if len(name.parts) > 1 and not name.body)
    return _read(tokens, language, known)


def _read(tokens: Tokens, language: Language, known: frozenset[str]) -> tuple[list[Name], set[int]]:
    """Return names and nicknames; ``known`` are last names, where nouns have capitals, too."""
    names: list[Name] = []
    nicknames: set[int] = set()
    words, lower = tokens.words, tokens.lower
    not_names = language.not_names
    heads = set(tokens.sentence_starts)
    written = set(words)
    last = -1
    surnames = surnames_with_particles(tokens, language)
    common = common_nouns(tokens, language) if language.capital_nouns else frozenset()
    for token in [
        token
        for token, word in enumerate(words)
        if word[0].isupper()
        or ("-" in word and has_article(word))
        or (word[0] == "@" and is_account(tokens, token))
    ]:
        if token <= last or (
            lower[token] in not_names
            and not is_name_like_word(tokens, token, language)
            and not is_address(tokens, token, language)
            and not opens_surname(tokens, token, language, surnames)
        ):
            continue
        word = words[token]
        if (
            (token in heads or words[token - 1] in (QUOTE, ":", "("))
            and lower[token] in written
            and lower[token].islower()
            and word not in language.given_names
            and lower[token] not in language.titles
        ):
            continue
        last, nick = _extend(tokens, token, language, not_names)
        if last - token < _LONGEST:
            begin = _behind_department(tokens, token, last, language)
            name = _name(tokens, begin, last, language, known)
            if name is not None and name.titles == () and name.parts[-1] in common:
                name = name if len(name.parts) > 1 or name.parts[0] in known else None
            if name is not None:
                names.append(name)
                nicknames |= nick
                if len(names) >= _MOST:
                    break
    return names, nicknames


def _behind_department(tokens: Tokens, begin: int, last: int, language: Language) -> int:
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


def _extend(
    tokens: Tokens, token: int, language: Language, not_names: frozenset[str]
) -> tuple[int, set[int]]:
    """Return the last token of the capitalised sequence at ``token``, and nicknames in it."""
    words = tokens.words
    last = token
    nick: set[int] = set()
    while last not in tokens.possessive or _is_of_many(tokens, last, language):
        following = _next_part(tokens, token, last, language, not_names)
        if following < 0:
            break
        if words[last + 1] == QUOTE:
            nick.add(tokens.quote_at[last + 1])
        last = following
    after = words[last + 1 : last + 2]
    if after == ["."] and f"{words[last]}." in language.suffixes:
        last += 1
    return last, nick


def _next_part(
    tokens: Tokens, token: int, last: int, language: Language, not_names: frozenset[str]
) -> int:
    """Return the next capitalised token of the sequence ``token`` to ``last``; -1 at its end.

    Full stops, a nickname, particles and "&" may stand in between.
    """
    words, lower, total = tokens.words, tokens.lower, len(tokens.words)
    following = last + 1
    if following >= total:
        return -1
    word = words[following]
    if word == "." and _is_short(words[last], language):
        following += 1
        if following >= total or not words[following][0].isupper():
            return -1
        word = words[following]
    if "-" in word and has_article(word):
        return following
    if word[0].isupper():
        initial = len(word) == 1 and words[following + 1 : following + 2] == ["."]
        goes_on = (
            lower[following] not in not_names
            or initial
            or _links(tokens, following, language, not_names)
            or is_surname_like_month(tokens, following, language)
            or (word in language.names_like_words and words[last] in language.given_names)
        )
        return following if goes_on else -1
    if word == QUOTE:
        return _after_nickname(tokens, following, language, not_names)
    particle = lower[following] in language.particles and (
        not language.capital_nouns
        or words[last] in language.given_names
        or language.is_title(lower[last])
    )
    if particle or (
        lower[following] == "of"
        and (lower[last] in language.offices or (last == token and lower[token - 1] == "the"))
    ):
        after = following + 1
        small = language.particles | language.determiners
        while after < total and lower[after] in small and after < following + 3:
            after += 1
        begins = after < total and words[after][0].isupper()
        return after if begins and (particle or lower[after] not in not_names) else -1
    if word == "&" and following + 1 < total and words[following + 1][0].isupper():
        return following + 1
    return -1


def _after_nickname(
    tokens: Tokens, quote: int, language: Language, not_names: frozenset[str]
) -> int:
    """Return where a name goes on after the nickname at ``quote``; -1 where that is none."""
    span = tokens.slice(quote, quote)
    after = quote + 1
    if tokens.lower[after : after + 1] and tokens.lower[after] in language.particles:
        after += 1
    is_nickname = (
        span.count(" ") <= 1
        and span[1:2].isupper()
        and tokens.starts[quote] - tokens.ends[quote - 1] == 1
    )
    return after if is_nickname and _may_follow(tokens, after, not_names) else -1


def _may_follow(tokens: Tokens, token: int, not_names: frozenset[str]) -> bool:
    """Return whether there is a capitalised token at ``token`` that may be part of a name."""
    return (
        token < len(tokens.words)
        and tokens.words[token][0].isupper()
        and tokens.lower[token] not in not_names
    )


def _is_of_many(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a possessive goes on into a name: "the Traders' Union"."""
    following = token + 1
    many = tokens.words[token][-1] in "'’" or tokens.lower[token] in language.crowd_nouns
    return (
        many
        and following < len(tokens.words)
        and tokens.words[following][0].isupper()
        and tokens.lower[following] in language.organisation_words
    )


def _links(tokens: Tokens, token: int, language: Language, not_names: frozenset[str]) -> bool:
    """Return whether a capitalised small word stands inside a name: Doctors Without Frontiers."""
    following = token + 1
    return (
        _is_small(tokens, token, language)
        and following < len(tokens.words)
        and tokens.words[following][0].isupper()
        and tokens.lower[following] not in not_names
    )


def _is_small(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether ``token`` is a preposition, an article or a particle: Antoine Le Goff."""
    word = tokens.lower[token]
    return word in language.prepositions or word in language.particles or word == "the"


def _is_short(word: str, language: Language) -> bool:
    return word in language.abbreviations or (len(word) == 1 and word.isupper())


def _name(
    tokens: Tokens, begin: int, last: int, language: Language, known: frozenset[str]
) -> Name | None:
    words, lower = tokens.words, tokens.lower
    first, end = behind_titles(tokens, begin, last, language), last
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
