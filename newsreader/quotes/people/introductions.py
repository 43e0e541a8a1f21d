"""Tells whom a text introduces without a name: behind "a doctor told us", "the doctor" is she."""

from functools import cached_property

from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.text.tokens import Tokens

_APPOSITION = 8
"""How many tokens behind such a noun are searched for the name it explains."""


class Introductions:
    """The nouns that stand behind an indefinite article in one text.

    Where subjects only precede their verb, those that lead a clause: in "Roe is a doctor" and
    "Roe, a doctor," the doctor has a name.
    """

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        self.tokens, self.cast, self.language = tokens, cast, language
        self.articles = language.indefinite_articles
        self.before_subjects = language.grammar("before_subjects") | {"\n", "."}

    @cached_property
    def first(self) -> dict[str, int]:
        """The index of the first token of each such noun."""
        lower, found = self.tokens.lower, dict[str, int]()
        heads = frozenset(self.tokens.sentence_starts)
        for at in range(1, len(lower)):
            if lower[at - 1] not in self.articles:
                continue
            if self.language.inverts:
                found.setdefault(lower[at], at)
            elif at - 1 in heads or lower[at - 2] in self.before_subjects:
                noun = self._noun(at)
                if noun >= 0:
                    found.setdefault(lower[noun], noun)
        return found

    def _noun(self, token: int) -> int:
        """Return the person at ``token``, across an adjective or two; -1 for none, or a name."""
        lower, language = self.tokens.lower, self.language
        for at in range(token, min(token + 3, len(lower))):
            if lower[at] in language.stops or at in self.cast.starting:
                return -1
            if language.means_person(lower[at]):
                behind = range(at + 1, min(at + _APPOSITION, len(lower)))
                comma = next((one for one in behind if lower[one] in ",."), at + 1)
                named = at + 1 in self.cast.starting or comma + 1 in self.cast.starting
                return -1 if named else at
        return -1

    def has(self, noun: str, token: int) -> bool:
        """Return whether somebody is introduced as ``noun`` before ``token``."""
        return self.first.get(noun, token) < token
