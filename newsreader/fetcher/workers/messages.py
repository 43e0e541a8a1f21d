"""What goes to a worker process and what comes back; light, so that both ends can know it.

``codec`` writes and reads all of it.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsreader.domain.boilerplate import StoryCleanup, StoryFingerprints
from newsreader.domain.document import Document
from newsreader.domain.enclosure import Enclosure
from newsreader.domain.feed import Entry, EntryRow, FeedDocument
from newsreader.domain.health import Trouble
from newsreader.domain.options.page_parts import ANY_PARTS, PageParts
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.same_story import StorySketch
from newsreader.domain.schedule import Wishes
from newsreader.fetcher.workers.stored_text_jobs import CleanUpJob, ReattributeJob

JOB_HEAD = struct.Struct(">QBd")
"""What stands before a job: its length in bytes, its place in ``JOBS``, its seconds of CPU."""
ANSWER_HEAD = struct.Struct(">Q?")
"""What stands before an answer: its length in bytes, and whether the job was done."""
ANSWER_LIMIT = 64 * 1024 * 1024
"""How long an answer may be, in bytes."""
BODY_LIMIT = 15 * 1024 * 1024
"""How much of a feed is read, in bytes after decompression, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class DiffFeedJob:
    """Compare a feed that came with what is stored of it; its texts are left for later."""

    document: FeedDocument
    """The feed."""
    known: Mapping[str, str] = field(default_factory=dict)
    """The fingerprints of the entries that are stored, by key."""
    limit: int = BODY_LIMIT
    """How much of the feed is read, in bytes after decompression."""
    cut: bool = False
    """Whether the document is only the beginning of a longer one."""

    @property
    def url(self) -> str:
        """Where it came from."""
        return self.document.url


@dataclass(frozen=True, eq=False)
class FeedDiff:
    """What is new in a feed."""

    title: str
    """Its title."""
    site_url: str
    """Its website."""
    language: str
    """Its language."""
    entries: tuple[EntryRow, ...]
    """The entries that are new or changed, in the order of the feed."""
    unchanged: tuple[str, ...]
    """The keys of all others."""
    document: FeedDocument | None
    """The feed, compressed, to be kept until they are processed; None where nothing is new."""
    wishes: Wishes
    """What it says of how often to ask for it."""
    cut_after: int = 0
    """How many entries were read of a feed that is too long to be read whole; else 0."""


@dataclass(frozen=True, slots=True)
class ProcessEntriesJob:
    """Make articles of entries: documents and quotes."""

    document: FeedDocument
    """The feed that holds the entries, or the HTML of one."""
    keys: Sequence[str]
    """The keys of the entries."""
    stories: Mapping[str, Sequence[StoryFingerprints]] = field(default_factory=dict)
    """What is remembered of the articles of the sites it writes for, by site."""
    marked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What the user highlighted in earlier versions of entries, by key; it is not left out."""
    entry: Entry | None = None
    """The entry, without its HTML, of which the document is the HTML; None where it is a feed."""

    @property
    def url(self) -> str:
        """Where it came from."""
        return self.document.url


@dataclass(frozen=True, eq=False)
class ProcessedEntry:
    """An entry as an article."""

    key: str
    """The key of the entry."""
    document: Document
    """Its text."""
    quotes: tuple[Quote, ...]
    """The quotes in it."""
    sketch: StorySketch
    """By what the same story from another feed is known."""
    excerpt: bool
    """Whether the feed carries only the beginning of it."""
    language: str = ""
    """The BCP 47 language that it is in, as far as that is known."""
    has_page: bool = True
    """Whether its page may hold more of it: it has one, which is none of its files."""
    cleanup: StoryCleanup | None = None
    """What it tells about its site; None for an excerpt."""
    enclosures: tuple[Enclosure, ...] = ()
    """The files that come with it."""


@dataclass(frozen=True, eq=False)
class ProcessedEntries:
    """Entries of a feed as articles."""

    stories: tuple[ProcessedEntry, ...]
    """Those that were asked for and are in it, in the order of the feed."""
    finder_version: int
    """Which version of the finder found the quotes."""


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """Take the article from a page."""

    body: bytes
    """The page."""
    url: str
    """Where it came from."""
    charset: str = ""
    """The charset the server named."""
    content_type: str = ""
    """The media type the server named."""
    parts: PageParts = ANY_PARTS
    """Which parts of the page the user names."""
    title: str = ""
    """The headline in the feed."""
    language: str = ""
    """The language in the feed."""
    beginning: str = ""
    """The text in the feed, which the page must continue; empty where nothing is known."""
    stories: Sequence[StoryFingerprints] = ()
    """What is remembered of other articles of the site."""
    marked: Sequence[str] = ()
    """What the user highlighted in the article so far."""


@dataclass(frozen=True, eq=False)
class ExtractedPage:
    """The article that was on a page."""

    document: Document
    """The text."""
    quotes: tuple[Quote, ...]
    """The quotes in it."""
    title: str
    """The headline on the page."""
    author: str
    """The authors the page names."""
    outlet: str
    """The name of the site, else its host."""
    published: datetime | None
    """When the page says that the article was published, UTC."""
    language: str
    """The BCP 47 language that it is in, as far as that is known."""
    cleanup: StoryCleanup
    """What it tells about its site."""
    sketch: StorySketch
    """By what the same story from another feed is known, under the headline of the feed."""
    finder_version: int
    """Which version of the finder found the quotes."""


@dataclass(frozen=True, slots=True)
class InspectJob:
    """Say what the bytes at an address are; answered by Inspection."""

    body: bytes
    """The bytes."""
    url: str
    """Where they came from."""
    charset: str = ""
    """The charset the server named."""
    links: tuple[str, ...] = ()
    """The ``Link`` fields of the answer."""


@dataclass(frozen=True, slots=True)
class ReadOpmlJob:
    """Read a list of subscriptions; answered by OpmlReading."""

    body: bytes
    """The file."""

    url = "a list of subscriptions"
    """What it is about, in the log."""


@dataclass(frozen=True, slots=True)
class ParseFeedJob:
    """Parse a feed; answered by ParsedFeed."""

    document: FeedDocument
    """The feed."""
    cut: bool = False
    """Whether the document is only the beginning of a longer one."""

    @property
    def url(self) -> str:
        """Where it came from."""
        return self.document.url


@dataclass(frozen=True, slots=True)
class ReadPageJob:
    """Extract the story of a page, whatever it is about; answered by PageStory."""

    body: bytes
    """The page."""
    url: str
    """Where it came from."""
    charset: str = ""
    """The charset the server named."""
    content_type: str = ""
    """The media type the server named."""
    parts: PageParts = ANY_PARTS
    """Which parts of the page the user names."""


@dataclass(frozen=True, slots=True)
class ReadPictureJob:
    """Set a picture small enough to be shown; answered by ReadPicture."""

    body: bytes
    """The picture as it came."""
    url: str
    """Where it came from."""


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture to be shown."""

    png: bytes
    """It as a PNG."""
    width: int
    """How many pixels it is wide."""
    height: int
    """How many pixels it is high."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a job came to nothing."""

    reason: str
    """In one sentence."""
    trouble: Trouble = Trouble.UNREADABLE
    """Which kind of trouble with a feed that is."""
    is_given_up: bool = False
    """Whether there was not enough memory for it."""


Job = (
    DiffFeedJob
    | ProcessEntriesJob
    | ExtractJob
    | ReattributeJob
    | CleanUpJob
    | InspectJob
    | ReadOpmlJob
    | ParseFeedJob
    | ReadPageJob
    | ReadPictureJob
)
"""What a worker can do."""

JOBS: tuple[type[Job], ...] = (
    DiffFeedJob,
    ProcessEntriesJob,
    ExtractJob,
    ReattributeJob,
    CleanUpJob,
    InspectJob,
    ReadOpmlJob,
    ParseFeedJob,
    ReadPageJob,
    ReadPictureJob,
)
"""All kinds of jobs."""
