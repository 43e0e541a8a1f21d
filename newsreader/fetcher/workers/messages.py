"""What goes to a worker process and what comes back; light, so that both ends can know it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsreader.domain.boilerplate import StoryCleanup, StoryFingerprints
from newsreader.domain.document import Document
from newsreader.domain.feed import Entry, EntryRow, FeedDocument
from newsreader.domain.quote import Quote
from newsreader.domain.schedule import Wishes

LENGTH = 8
"""How many bytes tell the length of a message between the processes."""
BODY_LIMIT = 15 * 1024 * 1024
"""How long a feed may be, in bytes after decompression, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class DiffFeedJob:
    """A feed that came, to be listed: what is new in it, and nothing about texts."""

    document: FeedDocument
    """The feed."""
    known: Mapping[str, str] = field(default_factory=dict)
    """The fingerprints of the entries that are stored, by key."""
    limit: int = BODY_LIMIT
    """How long the feed may be, in bytes after decompression."""

    @property
    def url(self) -> str:
        """Where it came from."""
        return self.document.url


@dataclass(frozen=True, eq=False)
class FeedDiff:
    """What a feed lists."""

    title: str
    """Its title."""
    site_url: str
    """Its website."""
    language: str
    """Its language."""
    entries: tuple[EntryRow, ...]
    """The entries that are new or changed, in the order of the feed."""
    document: FeedDocument | None
    """The feed, compressed, to be kept until they are digested; None where nothing is new."""
    wishes: Wishes
    """What it says of how often to ask for it."""


@dataclass(frozen=True, slots=True)
class ProcessEntriesJob:
    """A feed that is listed, and which of its stories are to be digested."""

    document: FeedDocument
    """The feed."""
    keys: Sequence[str]
    """The keys of the stories."""
    stories: Mapping[str, Sequence[StoryFingerprints]] = field(default_factory=dict)
    """What is remembered of the stories of the sites it writes for, by site."""

    @property
    def url(self) -> str:
        """Where it came from."""
        return self.document.url


@dataclass(frozen=True, eq=False)
class Story:
    """An entry, digested."""

    entry: Entry
    """The entry without its HTML, which the document replaces."""
    document: Document
    """Its text."""
    quotes: tuple[Quote, ...]
    """The quotes in it."""
    excerpt: bool
    """Whether the feed carries only the beginning of it."""
    learned: StoryCleanup | None = None
    """What it tells about its site; None for a beginning."""


@dataclass(frozen=True, eq=False)
class ProcessedEntries:
    """Stories of a feed, digested."""

    stories: tuple[Story, ...]
    """Those that were asked for and are in it, in the order of the feed."""
    finder_version: int
    """Which version of the finder found the quotes."""


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """The bytes of a page, and what the feed says of its story."""

    body: bytes
    """The page."""
    url: str
    """Where it came from."""
    charset: str = ""
    """The charset the server named."""
    title: str = ""
    """The headline in the feed."""
    language: str = ""
    """The language in the feed."""
    beginning: str = ""
    """The text in the feed, which the page must continue; empty where nothing is known."""
    stories: Sequence[StoryFingerprints] = ()
    """What is remembered of other stories of the site."""
    marked: Sequence[str] = ()
    """What the reader highlighted in the story so far."""


@dataclass(frozen=True, eq=False)
class ExtractedPage:
    """A page, digested."""

    document: Document
    """The story."""
    quotes: tuple[Quote, ...]
    """The quotes in it."""
    title: str
    """The headline on the page."""
    author: str
    """The authors the page names."""
    outlet: str
    """The name of the site, else its host."""
    published: datetime | None
    """When the page says that the story was published, UTC."""
    language: str
    """The language the page names, else the feed's."""
    learned: StoryCleanup
    """What it tells about its site."""
    finder_version: int
    """Which version of the finder found the quotes."""


Job = DiffFeedJob | ProcessEntriesJob | ExtractJob
"""What a worker can do."""
