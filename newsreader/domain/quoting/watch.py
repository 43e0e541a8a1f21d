"""Watches: the saved views that tell when somebody is quoted, with some words or with any."""

from newsreader.domain.clean import clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.query.name_check import as_value
from newsreader.domain.query.pieces import PieceKind, cut_query
from newsreader.domain.words import read_phrase
from newsreader.frozen import dataclass

_VALUES = (PieceKind.WORD, PieceKind.PHRASE)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched for."""

    speaker: str
    """Who."""
    words: tuple[str, ...] = ()
    """Words and phrases that one quote must have; none for whatever is said."""

    @property
    def topic(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    @property
    def name(self) -> str:
        """By what it stands among the saved views."""
        return f"{self.speaker} on {self.topic}" if self.words else self.speaker

    @property
    def query(self) -> str:
        """The query that finds it: ``speaker:"Jane Roe" quote:harbour``."""
        named = [("speaker", self.speaker), *(("quote", word) for word in self.words)]
        return " ".join(f"{field}:{as_value(value)}" for field, value in named)

    def told(self, new: int, *, sure: bool) -> str:
        """Return how it is told that there are new articles."""
        spoke = "spoke" if sure else "probably spoke"
        return f"{self.speaker} {spoke}{f' of {self.topic}' if self.words else ''}: {new} new"


def make_watch(speaker: str, words: str = "") -> Watch:
    """Return the watch for a speaker and words, of which each must be in the quote.

    What is in quotation marks is one phrase. Raises ``NotFound`` for a name that no query can
    have.
    """
    speaker = clean_line(speaker)
    pieces = [one for one in cut_query(clean_line(words)) if one.kind is not PieceKind.NOTHING]
    found = tuple(one.text for one in pieces if read_phrase(one.text) is not None)
    if read_phrase(speaker) is None or not all(as_value(one) for one in (speaker, *found)):
        raise NotFound(f"“{speaker}” has no letter or digit, so that it cannot be watched for.")
    return Watch(speaker, found)


def read_watch(query: str) -> Watch | None:
    """Return the watch that a query is; None for any other query."""
    pieces = cut_query(query)
    if not pieces or any(one.kind not in _VALUES for one in pieces):
        return None
    fields = [one.field.lower() for one in pieces]
    if fields != ["speaker", *["quote"] * (len(pieces) - 1)]:
        return None
    return Watch(pieces[0].text, tuple(one.text for one in pieces[1:]))
