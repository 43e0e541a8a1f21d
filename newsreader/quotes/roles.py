"""Finds the role of a speaker: "mayor of Harbour", "spokesman for the ministry"."""

from functools import cache
from typing import NamedTuple

from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.tokens import QUOTE, Tokens

_LONGEST = 12
"""Greatest length of a role in tokens."""
_MENTIONS = 6
"""How many mentions of a member are searched for a role."""
_STOPS = frozenset((",", ";", ":", ".", "(", ")", "—", "–", "-", QUOTE, "\n", "?", "!"))


class _Words(NamedTuple):
    """What a language has for roles, made once."""

    nouns: frozenset[str]
    """Those that say what somebody is."""
    abbreviations: frozenset[str]
    """Abbreviations in lower case, behind which a full stop ends nothing."""
    parting: frozenset[str]
    """Before what a long description may be cut."""
    relative: frozenset[str]
    """What begins a relative clause."""


@cache
def _words_of(language: Language) -> _Words:
    grammar = language.grammar
    return _Words(
        language.roles | language.occupations,
        frozenset(word.lower() for word in language.abbreviations),
        language.conjunctions | language.prepositions - grammar("of_words"),
        grammar("relative_clauses") | grammar("relative_pronouns") | grammar("that_words"),
    )


class Roles:
    """Finds the roles of the members of one cast, each when it is first asked for."""

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        self.tokens, self.cast, self.language = tokens, cast, language
        self.words = _words_of(language)
        self.known: dict[int, str] = {}

    def role(self, member: int) -> str:
        """Return the role of the member with this index; empty where the article gives none."""
        if member < 0:
            return ""
        if member not in self.known:
            self.known[member] = self._find(self.cast.members[member].mentions[:_MENTIONS])
        return self.known[member]

    def _find(self, mentions: list[Name]) -> str:
        for read in (self._behind, self._in_front, self._office_in_front, self._title):
            for name in mentions:
                role = read(name)
                if role:
                    return role
        return ""

    def _behind(self, name: Name) -> str:
        """Read "Jane Roe, the mayor of Harbour,"; of a longer description its beginning."""
        lower, language = self.tokens.lower, self.language
        token = name.last + 1
        if token + 1 >= len(lower) or lower[token] != "," or name.possessive:
            return ""
        token += 1
        if lower[token].isdigit() and lower[token + 1 : token + 2] == [","]:
            token += 2  # "Jane Roe, 42, the mayor of Harbour,"
        if token >= len(lower):
            return ""
        if lower[token] in language.conjunctions or lower[token] in language.prepositions:
            return ""  # "Roe, and other critics," or "Roe, like other mayors,"
        first = token + 1 if lower[token] in language.determiners else token
        last = first - 1
        head = whole = -1
        for at in range(first, min(first + _LONGEST, len(lower))):
            word = lower[at]
            if word in self.words.relative:
                break
            if word in _STOPS and not (word == "." and lower[at - 1] in self.words.abbreviations):
                break
            if word in language.verbs or word in language.between:
                return ""
            if head < 0 and at > first and word in language.articles:
                return ""  # "Roe, giving the port a head,"
            if word in language.prepositions:
                head = last if head < 0 else head
            if word in self.words.parting:
                whole = last
            last = at
        else:
            last = whole if whole >= 0 else head
        head = last if head < 0 else head
        if last < first or lower[head] not in self.words.nouns:
            return ""
        return self._written(first, last)

    def _in_front(self, name: Name) -> str:
        """Read "campaign manager Jane Roe" and "the head of the port authority, Jane Roe"."""
        lower, language = self.tokens.lower, self.language
        last = name.begin - 1
        apposed = self._is_apposed(name)
        last -= apposed
        if last < 0 or lower[last] not in self.words.nouns or not self.tokens.words[last].islower():
            return ""
        first = last
        while first > 0 and last - first < _LONGEST:
            word = lower[first - 1]
            if (
                not word[0].isalpha()
                or word in language.function_words
                or word in language.prepositions
                or word in language.determiners
                or word in language.verbs
                or first - 1 in self.tokens.possessive
            ):
                break
            first -= 1
        if apposed and (first == 0 or lower[first - 1] not in language.articles):
            return ""
        role = self.tokens.slice(first, last)
        begins = first in self.tokens.sentence_starts and self._is_common(lower[first])
        return role[:1].lower() + role[1:] if begins else role

    def _is_apposed(self, name: Name) -> bool:
        """Return whether a name stands between commas, and in no list: "the mayor, Jane Roe,"."""
        lower, language, after = self.tokens.lower, self.language, name.last + 2
        if name.begin < 1 or after >= len(lower):
            return False
        commas = lower[name.begin - 1] == "," == lower[name.last + 1]
        return commas and lower[after] not in language.conjunctions | language.determiners

    def _is_common(self, word: str) -> bool:
        """Return whether a word is a noun of somebody or of a body, as "police", and no name."""
        language = self.language
        if language.capital_nouns or word in language.party_words:
            return False
        return any(
            word in nouns for nouns in (self.words.nouns, language.group_nouns, language.body_nouns)
        )

    def _office_in_front(self, name: Name) -> str:
        """Read "the Mayor of Harbour, Jane Roe"."""
        office = self.cast.ending.get(name.begin - 2)
        if (
            office is None
            or office.member != name.member
            or self.tokens.lower[name.begin - 1] != ","
        ):
            return ""
        if office.parts[0] not in self.language.titles or "of" not in office.parts:
            return ""
        return self._written(office.begin, office.last)

    def _written(self, first: int, last: int) -> str:
        """Return a role with a small first letter, as it is written in a sentence.

        "Prime Minister of Harbour" and "President Roe's adviser" stay as they are.
        """
        office, gap, rest = self.tokens.slice(first, last).partition(" ")
        return (office if rest[:1].isupper() else self._office(office)) + gap + rest

    def _title(self, name: Name) -> str:
        """Read "President Jane Roe"; a mere form of address is no role."""
        if name.begin == name.first:
            return ""
        role = self.tokens.text[
            self.tokens.starts[name.begin] : self.tokens.starts[name.first]
        ].strip()
        words = [self._office(word) for word in role.split() if not self._addresses(word)]
        return "" if self.language.function_words.issuperset(words) else " ".join(words)

    def _addresses(self, word: str) -> bool:
        return word.lower().strip(".()") in self.language.forms_of_address

    def _office(self, word: str) -> str:
        """Return the word of an office as it is written behind a name: "mayor", but "MP"."""
        lower = word.lower()
        plain = word.istitle() and word.isalpha() and lower in self.language.titles
        plain = plain and lower not in self.language.party_words
        return lower if plain and not self.language.capital_nouns else word
