"""An article as a list row needs it, and an open article with all that the screen shows of it."""

from array import array
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.domain.counts import counted
from newsreader.domain.highlights.highlight import AnchorState, Highlight, HighlightsChange
from newsreader.domain.list_headings import Heading
from newsreader.domain.quoting.quote import Quote
from newsreader.frozen import dataclass

if TYPE_CHECKING:
    from newsreader.domain.document import Document
    from newsreader.domain.enclosure import Enclosure
    from newsreader.domain.found_through import FoundThrough
    from newsreader.domain.quoting.retelling import Retelling
    from newsreader.domain.story_version import StoryVersion


@dataclass(frozen=True, slots=True)
class Article:
    """The metadata of an article, without its text: what a list row needs."""

    id: int
    """Its number in the library."""
    feed_id: int | None
    """The feed it came from; None when that feed was removed and the article kept."""
    feed: str
    """The title of that feed."""
    outlet: str
    """Who published it; the feed's title where nobody else is named."""
    title: str
    """Its headline."""
    url: str
    """Its page."""
    author: str
    """Its authors, joined by commas."""
    published: datetime
    """When it was published, else first seen; UTC."""
    language: str = ""
    """BCP 47 language."""
    summary: str = ""
    """The feed's short description as plain text."""
    words: int = 0
    """The length of its text in words."""
    read: bool = False
    """Whether the user has read it or marked it as read."""
    bookmarked: datetime | None = None
    """When it was bookmarked, UTC."""
    later: datetime | None = None
    """When it was set aside to be read later, UTC."""
    saved: datetime | None = None
    """When it was saved as a page of the web, UTC; None where it was not."""
    tags: tuple[str, ...] = ()
    """The user's tags, sorted."""
    highlights: int = 0
    """How many passages are highlighted."""
    notes: int = 0
    """How many highlights carry a note."""
    quotes: int = 0
    """How many quotes were found."""
    muted: datetime | None = None
    """When a rule muted it, UTC; lists leave it out since."""
    muted_by: str = ""
    """The name of that rule."""
    changed: datetime | None = None
    """When its publisher changed the text that the user had read or marked; UTC, None once seen."""
    dated: bool = True
    """Whether ``published`` is a date of publication; else it is when it was first seen."""
    story: int | None = None
    """What it shares with articles that are the same story; None when there are no others."""
    copies: int = 0
    """How many articles are this same story, itself too; 0 when ``story`` is None."""
    outlets: int = 0
    """How many outlets these are of."""
    other_bookmarked: bool = False
    """Whether another article that is this same story is bookmarked."""

    @property
    def carried_by(self) -> str:
        """By how many outlets it is carried, as it is shown; empty where it is by this alone."""
        if self.copies < 2:
            return ""
        several = self.outlets > 1
        return counted(self.outlets if several else self.copies, "outlet" if several else "feed")

    @property
    def minutes(self) -> int:
        """How long it takes to read, at 230 words a minute (Brysbaert 2019), at least 1."""
        return max(1, round(self.words / 230))


@dataclass(frozen=True, slots=True)
class ExcerptState:
    """What is known of the page of an article of which there may be only an excerpt."""

    sure: bool
    """Whether the text trails off; else it is only short, and may be all there is."""
    tried: datetime | None = None
    """When the page was last asked for, UTC; None when it never was."""
    error: str = ""
    """Why that failed, as one sentence."""


@dataclass(frozen=True, eq=False)
class OpenArticle:
    """An article with its text and everything that has offsets into it."""

    article: Article
    """Its metadata."""
    document: "Document"
    """The text and its structure."""
    quotes: tuple[Quote, ...]
    """The quotes in the order of the text."""
    highlights: tuple[Highlight, ...]
    """The user's highlights by position, orphans last."""
    position: int = 0
    """The offset in the text where reading stopped."""
    processed: bool = True
    """Whether the text is the newest there is; before that it is the summary, or an older one."""
    text_hash: str = ""
    """``text_hash`` of the document's text."""
    retellings: "tuple[tuple[Retelling, ...], ...]" = ()
    """For each quote how the other outlets of the same story have it; empty without any."""
    excerpt: ExcerptState | None = None
    """Whether there is more on its page; None where the text is whole, or no page holds more."""
    stamp: str = ""
    """Another string after the stored document has changed; only the library compares it."""
    enclosures: "tuple[Enclosure, ...]" = ()
    """The files that come with it."""
    trail: "tuple[FoundThrough, ...]" = ()
    """The articles through whose links it was found, the nearest first."""
    version: "StoryVersion | None" = None
    """Which version it is, where it is not the story as it is now."""

    def with_highlights(self, change: HighlightsChange) -> "OpenArticle":
        """Return this article after a change of its highlights, with the same document.

        The change must be one of this article and of this text.
        """
        concerned = {one.id for one in (*change.removed, *change.added)}
        kept = [one for one in self.highlights if one.id not in concerned]
        highlights = tuple(sorted((*kept, *change.added), key=by_position))
        notes = sum(bool(one.note) for one in highlights)
        article = replace(self.article, highlights=len(highlights), notes=notes)
        return replace(self, article=article, highlights=highlights)

    def highlights_at(self, start: int, end: int) -> tuple[Highlight, ...]:
        """Return the highlights that overlap ``start`` to ``end``, orphans left out."""
        return tuple(
            one
            for one in self.highlights
            if one.state is not AnchorState.ORPHAN and one.start < end and start < one.end
        )


def by_position(highlight: Highlight) -> tuple[bool, int, int, str]:
    """Return what highlights are sorted by: their place in the text, orphans last."""
    is_orphan = highlight.state is AnchorState.ORPHAN
    return is_orphan, highlight.start, highlight.end, highlight.id


@dataclass(frozen=True, eq=False)
class Listing:
    """The articles of one list by number; rows are fetched a screenful at a time."""

    ids: "array[int]"
    """Article ids in the order shown."""
    title: str
    """What the list is: ``All``, a feed's title, ``Unread``."""
    unread: int = 0
    """How many of them are unread."""
    headings: tuple[Heading, ...] = ()
    """What stands between them, by row; the first of two before one row stands above."""
