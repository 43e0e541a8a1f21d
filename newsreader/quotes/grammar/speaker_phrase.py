"""A noun phrase that may name a speaker, and what ends one."""

from dataclasses import dataclass

from newsreader.quotes.text.tokens import QUOTE

BOUNDARIES = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "―", "...", "[", "]", QUOTE))
"""Tokens that end a phrase."""


@dataclass(slots=True, frozen=True)
class SpeakerPhrase:
    """A noun phrase that may be a speaker."""

    kind: str
    """"name", "pronoun", "noun" or "writer", who writes the text."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    member: int = -1
    """Index into ``Cast.members``, for a name."""
    also: tuple[int, ...] = ()
    """Indices of further speakers: "Roe, Brandt and Okoro said"."""
    core: int = -1
    """Index of the last token of its head, without prepositional phrases, for a noun."""
