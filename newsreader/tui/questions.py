"""What a command may ask of a user: a question a dialog or page, with what it shows."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from newsreader.domain.feed import Feed
from newsreader.domain.health import Remedy
from newsreader.domain.highlights.highlight_hit import HighlightHit
from newsreader.domain.query import QueryError
from newsreader.domain.query.completion import Catalog
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.source_audit import AuditDetails, QuotedSource, SourceAudit
from newsreader.domain.quoting.speaker import Speaker
from newsreader.frozen import dataclass
from newsreader.tui.listing.sources import Source
from newsreader.tui.pictures.graphics import Graphics

if TYPE_CHECKING:
    from newsreader.demo import StarterFeed

Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Question(Generic[Answer]):
    """Something to be answered by an ``Answer``; by None when the user leaves."""


@dataclass(frozen=True, eq=False)
class AskLine(Question[str]):
    """Asks for one line of text."""

    heading: str
    """What is asked."""
    hint: str
    """What an answer means."""
    value: str = ""
    """What stands in the line at first."""
    store: Callable[[str], Awaitable[str]] | None = None
    """Does what is wanted with the line, before it is closed; returns why that failed, as one
    sentence, which keeps the line open; nothing when it is done."""
    slow: bool = False
    """Whether ``store`` may take so long that the user must be able to leave meanwhile."""
    reason: str = ""
    """Why the line that stands there will not do, as one sentence; empty when it may."""
    replaced: bool = False
    """Whether what stands there is selected, so that typing takes its place."""


@dataclass(frozen=True, eq=False)
class AskQuery(AskLine):
    """Asks for a query."""

    names: Callable[[], Catalog] = Catalog
    """Returns what can be asked for, to complete it as it is typed."""


@dataclass(frozen=True, eq=False)
class ShowOutput(Question[None]):
    """Shows what a program printed."""

    heading: str
    """The line that ran it."""
    text: str
    """What it printed, clean."""


@dataclass(frozen=True, eq=False)
class AskNote(Question[str]):
    """Asks for a note; an empty one takes the note away."""

    passage: str
    """The words that it is about."""
    note: str
    """The note that there is."""
    told: str
    """What is to be said of it; empty for nothing."""
    keep: Callable[[str], None]
    """Remembers what is written so far, in case the app ends before that is kept."""
    over: asyncio.Event
    """Set once the answer is kept or discarded, or is asked for again."""


@dataclass(frozen=True, eq=False)
class AskChoice(Question[int]):
    """Asks for one of several options, answered by its index."""

    heading: str
    """What is asked."""
    options: Sequence[tuple[str, str]]
    """A title, and what tells it from the others."""
    note: str = ""
    """What stands below them."""


@dataclass(frozen=True, eq=False)
class AskColour(Question[int]):
    """Asks for a colour of highlights, answered by its number in ``COLOURS``."""

    colour: str
    """The one under the cursor at first."""


@dataclass(frozen=True, eq=False)
class AskStarters(Question[tuple[int, ...]]):
    """Asks which feeds to begin with, answered by their indices."""

    feeds: "tuple[StarterFeed, ...]"
    """The feeds to choose from."""


@dataclass(frozen=True, eq=False)
class AskSpeaker(Question[tuple[str, str]]):
    """Asks who says a quote.

    Answered by ``("say", name)``: this person says it; ``("merge", name)``: the speaker named
    now is this person everywhere; ``("none", "")``: these words are no quote.
    """

    quote: Quote
    """The quote."""
    cast: Sequence[str]
    """The speakers of its article."""


@dataclass(frozen=True, eq=False)
class ShowWelcome(Question[str]):
    """Shows the first minute, answered by the id of the command to go on with."""

    has_demo: bool
    """Whether the demo is in the library."""


@dataclass(frozen=True, eq=False)
class ShowHelp(Question[None]):
    """Shows the keys of a pane, or of what lies over the panes."""

    place: str
    """The scope, one of ``commands.scopes.EVERYWHERE``."""
    sought: str = ""
    """What the keys are narrowed to at first."""


@dataclass(frozen=True, eq=False)
class ShowHealth(Question[None]):
    """Shows the feeds that need a look."""

    feeds: Callable[[], Sequence[Feed]]
    """Returns all feeds as they are now."""
    retry: Callable[[Sequence[Feed]], Awaitable[None]]
    """Asks feeds again, and returns when that is over."""
    carry_out: Callable[[Remedy, Feed], Awaitable[str]]
    """Does something else about a feed; returns what is to be said of that."""
    offer: Callable[[Feed, Callable[[Remedy], None]], None]
    """Offers what can be done about a feed, and calls with what was chosen."""
    undo: Callable[[], Awaitable[str]]
    """Takes back the last change; returns what is to be said of that."""


class HighlightDeed(Enum):
    """What can be done about a highlight on the page of all."""

    NOTE = auto()
    TAG = auto()
    COLOUR = auto()
    VERIFY = auto()
    DELETE = auto()
    KEEP = auto()
    """Look at it again only after a while."""


@dataclass(frozen=True, eq=False)
class ShowHighlights(Question[HighlightHit]):
    """Shows the highlights of all articles, answered by the one to go to."""

    query: str
    """What is asked for at first."""
    at: str
    """The id of the highlight on which the cursor is at first; empty for the first."""
    find: Callable[[str], Awaitable[Sequence[str] | QueryError]]
    """Returns the ids of the highlights that a query finds, or what is wrong with it."""
    read: Callable[[Sequence[str]], Sequence[HighlightHit]]
    """Returns highlights by their ids, as they are now."""
    names: Callable[[], Catalog]
    """Returns what can be asked for, to complete it as it is typed."""
    keep: Callable[[str, str], None]
    """Remembers a query, and the highlight under the cursor, for the next time."""
    carry_out: Callable[
        [HighlightDeed, HighlightHit, Callable[[str], Awaitable[None]]], Awaitable[None]
    ]
    """Does something about a highlight, and calls with what is to be said once that is done."""
    undo: Callable[[], Awaitable[str]]
    """Takes back the last change; returns what is to be said of that."""
    export: Callable[[Sequence[str]], Awaitable[str]]
    """Writes the articles of highlights to files; returns what is to be said of that."""
    export_listed: Callable[[Sequence[str], str], Awaitable[str]]
    """Writes just these highlights, which a query found, into one file; returns the same."""
    review: bool = False
    """Whether only those are listed that are to be looked at again today."""


@dataclass(frozen=True, eq=False)
class ShowPicture(Question[None]):
    """Shows a picture of an article."""

    path: Path
    """The file that holds it, a PNG of our own."""
    caption: str
    """What it shows."""
    graphics: Graphics
    """How the terminal shows pictures."""


@dataclass(frozen=True, eq=False)
class AskSource(Question[Source]):
    """Asks for something to be listed."""

    find: Callable[[str], tuple[Source, ...]]
    """Returns the sources that have these words, the likeliest first."""


class SpeakerDeed(Enum):
    """What can be done about a speaker on the pages of speakers."""

    JOIN = auto()
    """Let the name be another name of somebody."""
    PART = auto()
    """Let a joined name be somebody of its own again."""
    WATCH = auto()
    """Be told when the speaker is quoted."""


Done = Callable[[str], Awaitable[None]]
"""Called with what is to be said of a change once it is made."""


@dataclass(frozen=True, eq=False)
class ShowSources(Question[QuoteHit]):
    """Shows who is quoted, answered by a quote to open in its article."""

    query: str
    """What is asked for at first."""
    now: datetime
    """The moment from which ages are told."""
    names: Callable[[], Catalog]
    """Returns what can be asked for, to complete it as it is typed."""
    find: Callable[[str, bool], Awaitable[SourceAudit | QueryError | None]]
    """Counts who is quoted in the articles of a query; returns what is wrong with that, if so.

    What was counted before may be used where it is not to be done anew."""
    details: Callable[[str, Sequence[QuotedSource]], Awaitable[AuditDetails]]
    """Returns more of some sources in these articles."""
    open: Callable[
        [QuotedSource, str, Callable[[QuoteHit | None], Awaitable[None]]], Awaitable[None]
    ]
    """Shows what a source said in the articles of a query; calls with the quote to open."""
    carry_out: Callable[[SpeakerDeed, str, Done], Awaitable[None]]
    """Does something about the speaker of a name."""
    undo: Callable[[], Awaitable[str]]
    """Takes back the last change; returns what is to be said of that."""
    export: Callable[[str], object]
    """Begins to write a table of the sources of a query; what became of it is told by the
    session."""
    keep: Callable[[str], None]
    """Remembers a query for the next time."""


@dataclass(frozen=True, eq=False)
class ShowSpeaker(Question[QuoteHit]):
    """Shows what one speaker said, answered by the quote to open."""

    within: str
    """To which query that is narrowed; empty for all."""
    find: Callable[[str], Awaitable[tuple[Speaker, tuple[QuoteHit, ...]] | None]]
    """Returns the speaker as it is now, and the quotes that have these words, newest first."""
    correct: Callable[[QuoteHit, Done], Awaitable[None]]
    """Asks who says a quote, and stores that."""
    carry_out: Callable[[SpeakerDeed, str, Done], Awaitable[None]]
    """Does something about the speaker of a name."""
    undo: Callable[[], Awaitable[str]]
    """Takes back the last change; returns what is to be said of that."""
    export: Callable[[], object]
    """Begins to write all that was said to a file; what became of it is told by the session."""


@dataclass(frozen=True, eq=False)
class ShowSameQuote(Question[QuoteHit]):
    """Shows where the same words stand, answered by the quote to open."""

    quote: Quote
    """The words."""
    hits: tuple[QuoteHit, ...]
    """Where they stand in other articles, at least one."""
