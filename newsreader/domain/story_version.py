"""A story as it was before its publisher changed it."""

from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.domain.age import full_moment
from newsreader.frozen import dataclass

if TYPE_CHECKING:
    from newsreader.domain.quoting.quote_changes import QuoteChange

NO_EARLIER_VERSION = "No earlier version of this story is kept."
"""Said where there is nothing to compare; it may have changed, as only marked stories are kept."""


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """What is known of one version of a story, without its text."""

    article_id: int
    """The article."""
    number: int
    """1 for the oldest that is kept."""
    hash: str
    """``text_hash`` of its text."""
    title: str
    """The headline it had."""
    url: str
    """Where its page was."""
    author: str
    """Its authors, joined by commas."""
    outlet: str
    """Who published it, where that was not the feed."""
    language: str
    """Its language, BCP 47."""
    published: datetime
    """When it was published, as it said then, UTC."""
    dated: bool
    """Whether that is known, and not only when it was first seen."""
    source: str
    """Where its text was taken from: ``feed``, ``page`` or ``demo``."""
    seen: datetime | None
    """When this version was first seen, UTC; None where that is not known."""

    @property
    def in_words(self) -> str:
        """Which version it is: ``version 1, first seen on 20 November 2026, 14:05``."""
        seen = (
            f"first seen on {full_moment(self.seen)}" if self.seen else "seen at a time not known"
        )
        return f"version {self.number}, {seen}"


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of one version and what stands in their place in the next; either may be empty."""

    old: str
    """The words that went."""
    new: str
    """The words that came."""
    old_in_line: str
    """The old words with what stood beside them in their line; empty where none went."""
    new_in_line: str
    """The new words with what stands beside them in their line; empty where none came."""


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What is other in one version of a story than in that before it."""

    before: StoryVersion
    """The older version."""
    version: StoryVersion
    """The newer one."""
    rewordings: tuple[Rewording, ...]
    """Where their words differ, in order."""
    quotes: "tuple[QuoteChange, ...]" = ()
    """What became of the quotes of the older one, where that was asked for."""

    @property
    def is_retitled(self) -> bool:
        """Whether it has another headline."""
        return self.before.title != self.version.title

    @property
    def is_other_source(self) -> bool:
        """Whether one text is the feed's and the other the page's: no doing of the publisher."""
        return self.before.source != self.version.source
