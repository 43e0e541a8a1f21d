"""What the reader hears: who said what across the library, and the reader's corrections."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.person import Person
from newsreader.domain.quote import Quote
from newsreader.domain.said import SaidQuote
from newsreader.library.reading import Reading

if TYPE_CHECKING:
    from newsreader.export.markdown import Exported


class Listening(Reading):
    """The part of the library that knows speakers and what they said."""

    def people(self, words: str = "", limit: int = 200) -> tuple[Person, ...]:
        """Return the speakers with a name, the one heard last first.

        Of ``words`` each must begin a word of the name or of one joined to it, accents apart.
        """
        raise NotImplementedError

    def person(self, name: str) -> Person:
        """Return who bears a name, in full, by an alias or by the only name that fits.

        Raises ``NotFound`` when nobody does, or more than one and none in full.
        """
        raise NotImplementedError

    def said_by(
        self,
        name: str = "",
        words: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 500,
    ) -> tuple[SaidQuote, ...]:
        """Return what somebody said, newest first; anybody when ``name`` is empty.

        A name finds its aliases. All ``words`` must stand in the quote, the last may be
        unfinished. ``since`` is included, ``until`` is not.
        """
        raise NotImplementedError

    def elsewhere(self, quote_id: int) -> tuple[SaidQuote, ...]:
        """Return the same words in other articles, one quote each, oldest first.

        See ``domain.same_words`` for what counts as the same.
        """
        raise NotImplementedError

    def cast(self, article_id: int) -> tuple[str, ...]:
        """Return the speakers of an article, in the order in which they speak."""
        raise NotImplementedError

    def correct_speaker(self, article_id: int, quote: Quote, name: str) -> None:
        """Let ``name`` be who says a quote; an empty name is somebody unknown.

        A short form that is corrected to a full name teaches the library: where the same
        outlet gives only the short form, it is that person. Raises ``NotFound``.
        """
        raise NotImplementedError

    def not_a_quote(self, article_id: int, quote: Quote) -> None:
        """Take a quote for a title, a term or a scare quote: it is listed no more."""
        raise NotImplementedError

    def merge_people(self, name: str, into: str) -> bool:
        """Let ``name`` be another name of ``into`` everywhere; return whether that is new."""
        raise NotImplementedError

    def stale_quotes(self, limit: int = 50) -> list[int]:
        """Return articles whose quotes an older finder found, newest first."""
        raise NotImplementedError

    def rebuild_quotes(self, ids: Sequence[int]) -> int:
        """Find the quotes of these articles again in one transaction; return how many articles.

        The reader's corrections stay.
        """
        raise NotImplementedError

    def export_speaker(self, name: str, directory: Path) -> "Exported":
        """Write everything somebody said to a Markdown file; raises NotFound, ExportError."""
        raise NotImplementedError
