"""Tells whom a text introduces without a name: behind "una mujer", "la mujer" is she."""

from functools import cached_property

from newsreader.quotes.language import Language
from newsreader.quotes.tokens import Tokens


class Introductions:
    """The nouns that stand behind an indefinite article in one text."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self.tokens = tokens
        self.articles = language.indefinite_articles

    @cached_property
    def first(self) -> dict[str, int]:
        """The index of the first token of each such noun."""
        lower, found = self.tokens.lower, dict[str, int]()
        for at in range(1, len(lower)):
            if lower[at - 1] in self.articles:
                found.setdefault(lower[at], at)
        return found

    def has(self, noun: str, token: int) -> bool:
        """Return whether somebody is introduced as ``noun`` before ``token``."""
        return self.first.get(noun, token) < token
