"""Finds sequences of capitalised tokens that may be names, with the nicknames inside them."""

from typing import NamedTuple

from newsreader.quotes.language import Language
from newsreader.quotes.people.name_context import (
    has_article,
    is_account,
    is_address,
    is_name_like_word,
    is_surname_like_month,
    opens_surname,
    surnames_with_particles,
)
from newsreader.quotes.people.titles import behind_department, is_department
from newsreader.quotes.text.tokens import QUOTE, Tokens

_LONGEST = 12
"""A sequence of more capitalised tokens is a headline and no name."""


class Sequence(NamedTuple):
    """Capitalised tokens with what may stand between them."""

    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    nicknames: set[int]
    """Indices of the quote spans inside it, which are nicknames."""


def name_sequences(tokens: Tokens, language: Language) -> list[Sequence]:
    """Return the sequences of ``tokens`` that may be names, in order.

    At the beginning of a sentence a word that the text also writes in lower case is no name.
    """
    sequences: list[Sequence] = []
    words, lower = tokens.words, tokens.lower
    not_names = language.not_names
    heads = set(tokens.sentence_starts)
    written = set(words)
    last = -1
    surnames = surnames_with_particles(tokens, language) if language.inverts else frozenset()
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
        last, inside = _extend(tokens, token, language, not_names)
        if last - token < _LONGEST:
            first = behind_department(tokens, token, last, language)
            sequences.append(Sequence(first, last, inside))
    return sequences


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
    if last == token and tokens.lower[last] in language.numbered_documents and after[0].isdigit():
        last += 1  # "Article 5"
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
    particle = particle and not is_department(tokens, token, last, language)
    of_office = lower[following] == "of" and (
        lower[last] in language.offices or (last == token and lower[token - 1] == "the")
    )
    begins_body = last == token and lower[last] in language.bodies_for
    of_body = lower[following] == "for" and begins_body
    if particle or of_office or of_body:
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
    if language.is_title(tokens.lower[token - 1]) and tokens.lower[token] not in language.grammar(
        "of_words"
    ):
        return False  # "President On Brandt" is a headline
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
