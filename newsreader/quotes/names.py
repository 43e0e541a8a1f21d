"""Finds names: sequences of capitalised tokens, split into titles and the name itself."""

from dataclasses import dataclass

from newsreader.quotes.language import Language
from newsreader.quotes.tokens import QUOTE, Tokens

_SHOUTED = 7
"""A word in capitals from this length on is shouted, a shorter one an abbreviation."""
_ARTICLES = frozenset("al el ad ed ar as es ash at an az ul ud ur us il ol".split())
_NUMERALS = frozenset(("II", "III", "IV"))
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
    common = _common_nouns(tokens, language) if language.capital_nouns else frozenset()
    for token in [
        token
        for token, word in enumerate(words)
        if word[0].isupper() or ("-" in word and _has_article(word))
    ]:
        if token <= last or (
            lower[token] in not_names and not _is_name_like_word(tokens, token, language)
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
            name = _name(tokens, token, last, language, known)
            if name is not None and name.titles == () and name.parts[-1] in common:
                name = name if len(name.parts) > 1 or name.parts[0] in known else None
            if name is not None:
                names.append(name)
                nicknames |= nick
    return names, nicknames


def _is_name_like_word(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a small word is a given name here: "Will Roe said", "May added"."""
    if tokens.words[token] not in language.names_like_words:
        return False
    after = token + 1
    total = len(tokens.words)
    if after < total and tokens.words[after][0].isupper():
        after += tokens.lower[after] not in language.not_names
    word = tokens.words[after] if after < total else "."
    past = word in language.strong_cues or word.endswith(tuple(language.past_endings))
    return past and word in language.cues


def _is_surname_like_month(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a month is a last name here: "Mrs August", "Theresa May"."""
    lower = tokens.lower
    before = lower[token - 1 - (tokens.words[token - 1] == ".")]
    after = lower[token + 1] if token + 1 < len(lower) else "."
    return (
        lower[token] in language.months
        and (before in language.addresses or tokens.words[token - 1] in language.given_names)
        and not after[0].isdigit()
    )


def _has_article(word: str) -> bool:
    """Return whether a small Arabic article begins a name: "al-Scharaa"."""
    article, dash, rest = word.partition("-")
    return bool(dash) and article in _ARTICLES and rest[:1].isupper()


def _common_nouns(tokens: Tokens, language: Language) -> frozenset[str]:
    """Return the words that stand behind an article, where nouns have capitals."""
    lower, words = tokens.lower, tokens.words
    return frozenset(
        lower[token]
        for token in range(1, len(words))
        if lower[token - 1] in language.determiners
        and words[token][0].isupper()
        and words[token] not in language.given_names
    )


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
    if "-" in word and _has_article(word):
        return following
    if word[0].isupper():
        initial = len(word) == 1 and words[following + 1 : following + 2] == ["."]
        goes_on = (
            lower[following] not in not_names
            or initial
            or _links(tokens, following, language, not_names)
            or _is_surname_like_month(tokens, following, language)
        )
        return following if goes_on else -1
    if word == QUOTE:
        return _after_nickname(tokens, following, language, not_names)
    particle = lower[following] in language.particles and (
        not language.capital_nouns
        or not language.given_names.isdisjoint(words[token : last + 1])
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
        return after if _may_follow(tokens, after, not_names) else -1
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
    """Return whether ``token`` is a preposition or an article."""
    word = tokens.lower[token]
    return word in language.prepositions or word == "the"


def _is_short(word: str, language: Language) -> bool:
    return word in language.abbreviations or (len(word) == 1 and word.isupper())


def _behind_office(tokens: Tokens, token: int, last: int, language: Language) -> int:
    """Return where the name begins in "(Secretary of) State Jane Roe", else past ``last``."""
    for at in range(token + 1, last + 1):
        if tokens.words[at] in language.given_names:
            return at
    return last - 1 if last - token >= 2 else last if last > token else last + 1


def _name(
    tokens: Tokens, begin: int, last: int, language: Language, known: frozenset[str]
) -> Name | None:
    words, lower = tokens.words, tokens.lower
    first = _behind_titles(tokens, begin, last, language)
    while last - first >= 2 and _is_honour(words[last], language):
        last -= 1
    addressed = first > begin and lower[begin] in language.addresses
    office = first == last and lower[first].rstrip(".") in language.titles and not addressed
    if (office and begin < last) or _is_no_name(tokens, begin, first, last, language, known):
        return None
    indices = [t for t in range(first, last + 1) if words[t] not in (".", QUOTE)]
    own = [words[t] for t in indices]
    parts = tuple([lower[t].rstrip(".") for t in indices])
    titles: tuple[str, ...] = ()
    if first > begin:
        titles = tuple([lower[t].rstrip(".") for t in range(begin, first) if words[t] != "."])
    text = tokens.slice(first, last)
    possessive = last in tokens.possessive
    if QUOTE in words[first : last + 1]:
        text = " ".join(own)
    elif possessive:
        text = text[: -2 if text[-1] == "s" else -1]
    if language.capital_nouns and parts[-1] not in known and parts[-1][:-1] in known:
        possessive, parts, text = True, (*parts[:-1], parts[-1][:-1]), text[:-1]  # "Trumps Rede"
    formal = addressed and lower[begin] in language.formal
    body = not formal and _is_body(own, parts, language)
    speaks = _speaks(tokens, begin, last, language)
    return Name(first, last, begin, parts, text, titles, possessive, body, office, speaks)


def _behind_titles(tokens: Tokens, begin: int, last: int, language: Language) -> int:
    """Return where the name begins behind its titles, ``begin`` where it has none."""
    if begin == last:
        return begin
    words, lower = tokens.words, tokens.lower
    first = token = begin
    while token < last and (
        words[token] not in language.given_names or _is_title(lower[token + 1], language)
    ):
        if _is_title(lower[token], language) or _is_glued(tokens, token, last, language):
            token += 2 if words[token + 1] == "." else 1
            if token <= last and lower[token] == "of":
                token = _behind_office(tokens, token + 1, last, language)
            if token > last:
                break
            first = token
        elif _is_honour(words[token], language) and (
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
    formal = lower[begin] in language.formal
    thing = not formal and first == last and lower[first] in language.organisation_words
    return begin if thing else first  # "Labour Congress" is no congress of that title


def _is_glued(tokens: Tokens, token: int, last: int, language: Language) -> bool:
    """Return whether a noun for a person or a place stands before a full name."""
    word = tokens.lower[token]
    return (
        token + 2 <= last
        and tokens.words[token + 1] in language.given_names
        and (word in language.person_nouns or word in language.places)
    )


def _is_title(word: str, language: Language) -> bool:
    """Return whether a word is a title, or two of them: "secretary-treasurer"."""
    bare = word.rstrip(".")
    return language.is_title(bare) or language.titles.issuperset(bare.split("-"))


def _is_ranked(tokens: Tokens, begin: int, token: int, last: int, language: Language) -> bool:
    """Return whether capitals stand before two words that speak and are no body: "RAS Jane Roe"."""
    return (
        token + 2 == last
        and all(tokens.words[at].istitle() or "-" in tokens.words[at] for at in (token + 1, last))
        and language.offices.isdisjoint(tokens.lower[token + 1 : last + 1])
        and not tokens.lower[last].endswith("s")
        and _speaks(tokens, begin, last, language)
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
        or (following == "(" and words[last + 2 : last + 3] == ["@"])  # the account of a message
        or (word[1:2] == "-" and begin > 0 and words[begin - 1] in "(,")  # "(D-Ohio)"
        or (
            language.capital_nouns and not _is_personal(tokens, begin, first, last, language, known)
        )
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


def _is_personal(
    tokens: Tokens, begin: int, first: int, last: int, language: Language, known: frozenset[str]
) -> bool:
    """Return whether capitals are a name where nouns have them too.

    A given name or a title says so; so do two capitals that nothing qualifies, and one
    right beside a verb of saying.
    """
    words, lower = tokens.words, tokens.lower
    if last > first and not language.organisation_words.isdisjoint(lower[first : last + 1]):
        return True
    if lower[last] in known or lower[last][:-1] in known:
        return True
    if first > begin or not language.given_names.isdisjoint(words[first : last + 1]):
        return True
    before = lower[begin - 1] if begin else ","
    qualified = before in language.determiners or words[begin - 1].islower()
    if lower[begin].endswith(language.noun_suffixes) or language.is_role(lower[begin]):
        return lower[begin] in language.organisation_words
    if last > first:
        joined = before in language.conjunctions and before not in language.determiners
        return not qualified or before in language.cues or joined
    return before not in language.determiners and _speaks(tokens, begin, last, language)


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word[:2].isupper() and "." not in word and word not in _NUMERALS


def _is_honour(word: str, language: Language) -> bool:
    """Return whether a word behind a name is a rank or an honour: "Jane Roe OBE"."""
    return 2 <= len(word) <= 5 and word.isupper() and word not in language.suffixes


def _speaks(tokens: Tokens, begin: int, last: int, language: Language) -> bool:
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
