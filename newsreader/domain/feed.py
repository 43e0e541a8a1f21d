"""Feeds as the library has them, and what parsing a feed yields."""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsreader.domain.counts import counted
from newsreader.domain.enclosure import Enclosure
from newsreader.domain.feed_names import feed_name
from newsreader.domain.health import Remedy, State
from newsreader.domain.options.effective_options import (
    EffectiveOptions,
    OwnOptions,
    effective_options,
)
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.permanent_redirect import PermanentRedirect
from newsreader.domain.schedule import Wishes
from newsreader.frozen import dataclass

DEMO_URL = "newsreader:demo"
"""The address of the built-in demo feed; never fetched."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription as it is shown to the user."""

    id: int
    """Its number in the library."""
    url: str
    """Where it is fetched from."""
    title: str
    """The title to show: the user's own, else the publisher's, else the host."""
    site_url: str = ""
    """The website it belongs to."""
    folder: str = ""
    """The folder it lies in, parts joined by ``/``; empty at the top."""
    unread: int = 0
    """How many of its articles are unread."""
    error: str = ""
    """Why the last refresh failed, in one line; empty when it did not."""
    checked: datetime | None = None
    """When it was last asked, UTC."""
    due: datetime | None = None
    """When it may be asked again by itself, UTC."""
    state: State = State.WELL
    """Its health."""
    advice: str = ""
    """What to do where it is not well; empty where it is."""
    published_title: str = ""
    """The publisher's title, else the host."""
    remedy: Remedy = Remedy.RETRY
    """What helps where it is not well."""
    categories: str = ""
    """The categories of its outline besides the folder, joined by commas (OPML 2.0)."""
    note: str = ""
    """What should be known of it although nothing is wrong, in a sentence or two."""
    former: tuple[str, ...] = ()
    """Where it was before it moved."""
    own: OwnOptions = field(default_factory=OwnOptions)
    """The options that the user set for it by command or in the app."""
    is_shared: bool = False
    """Whether another feed has its title too."""

    @property
    def name(self) -> str:
        """By which it is spoken of: its title, or its address where that is not enough."""
        return feed_name(self.title, self.url, is_shared=self.is_shared)

    def effective(self, configured: Sequence[FeedOptions]) -> EffectiveOptions:
        """Return the options that hold for it; ``configured`` are the tables of config.toml."""
        return effective_options(configured, self.url, self.former, self.own)

    @property
    def is_calm(self) -> bool:
        """Whether there is something to know of it, but nothing wrong: silence, or a note."""
        return self.state is State.FROZEN or (self.state is State.WELL and bool(self.note))

    @property
    def is_demo(self) -> bool:
        """Whether this is the built-in demo feed."""
        return self.url == DEMO_URL


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed to subscribe to: an outline of an OPML file, a row of the starter list."""

    url: str
    """The address of the feed."""
    title: str = ""
    """What the list calls it."""
    site_url: str = ""
    """Its website."""
    folder: str = ""
    """The folders around it, joined by ``/``."""
    own_title: str = ""
    """What the user calls it, where that is another title."""
    categories: str = ""
    """Its categories besides the folder, joined by commas (OPML 2.0, "category")."""


@dataclass(frozen=True, slots=True)
class FeedCandidate:
    """A feed that was found at an address."""

    url: str
    """Its address."""
    title: str
    """What it, or the page that names it, calls it; may be empty."""
    kind: str
    """``rss``, ``atom`` or ``json``, as far as can be told before it is parsed."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the bytes at an address are."""

    kind: str = ""
    """``rss``, ``atom`` or ``json`` for what begins like a feed; empty for everything else."""
    title: str = ""
    """The title of the feed, else its host; empty where there is no feed."""
    what: str = ""
    """What is there instead of a feed: ``a web page``, ``a picture``."""
    links: tuple[FeedCandidate, ...] = ()
    """The feeds that a web page links to, those of comments last."""
    mentions: tuple[str, ...] = ()
    """Where links in the text of the page lead that are called like feeds."""

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.what == "a web page"


@dataclass(frozen=True, slots=True)
class OpmlReading:
    """What was found in a list of subscriptions."""

    outlines: tuple[Outline, ...]
    """The feeds, each address once, in the order of the list."""
    refused: tuple[str, ...] = ()
    """Where outlines lead that do not lead to the web: commands, files, nonsense."""
    repeated: int = 0
    """How many outlines name a feed that was named before."""
    repaired: bool = False
    """Whether the list was not well-formed XML, so that something may be missing."""
    passed_over: tuple[str, ...] = ()
    """What else is in the list and no feed: lines of newsboat, bookmarks of pages."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a refresh must know of a feed before it asks the server."""

    id: int
    """Its number in the library."""
    url: str
    """Where it is fetched from."""
    title: str
    """The title to name it by in messages."""
    etag: str = ""
    """The ``ETag`` of the last answer, byte for byte (RFC 9110 §8.8.3)."""
    last_modified: str = ""
    """The ``Last-Modified`` of the last answer, byte for byte (RFC 9110 §8.8.2)."""
    failures: int = 0
    """How many refreshes in a row have failed."""
    received: datetime | None = None
    """When its server last sent it whole, UTC; None when it never did."""
    listed: bool = False
    """Whether it is known which entries it had then."""
    wishes: Wishes = field(default_factory=Wishes)
    """What it said of itself when it came whole; how long it stays good is not kept."""
    redirect: PermanentRedirect | None = None
    """The new address that its server names, while that is not yet confirmed."""
    former: tuple[str, ...] = ()
    """Where it was before it moved."""
    own: OwnOptions = field(default_factory=OwnOptions)
    """The options that the user set for it by command or in the app."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story as a feed carries it: clean text, absolute addresses, HTML still HTML."""

    key: str
    """What identifies it within its feed: the guid, else the link, else title and date."""
    title: str
    """Plain text; made from the body's beginning where the feed gives none."""
    url: str = ""
    """The page of the story."""
    author: str = ""
    """Its authors, joined by commas."""
    outlet: str = ""
    """Who published it, where an aggregator carries it; empty for the feed's own."""
    published: datetime | None = None
    """When it was published, UTC; None when the feed does not say or cannot be believed."""
    summary: str = ""
    """The feed's short description as plain text."""
    html: str = ""
    """The fullest body the feed carries, as HTML; relative addresses resolved later."""
    base_url: str = ""
    """What relative addresses in ``html`` are relative to."""
    language: str = ""
    """BCP 47 language of the entry, else of the feed."""
    categories: tuple[str, ...] = ()
    """The publisher's own topics."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that come with it."""
    shared_key: str = ""
    """The key that it shares with others in its document; empty where its own is only its."""


class EntryRow(NamedTuple):
    """An entry as the list needs it.

    A tuple, because it goes from process to process by the thousand and into the library as it
    is.
    """

    key: str
    """As ``Entry.key``."""
    title: str
    """As ``Entry.title``."""
    outlet: str
    """As ``Entry.outlet``."""
    url: str
    """As ``Entry.url``."""
    author: str
    """As ``Entry.author``."""
    language: str
    """As ``Entry.language``."""
    summary: str
    """As ``Entry.summary``."""
    published: int | None
    """As ``Entry.published``, in milliseconds since 1970 UTC."""
    content_hash: str
    """The fingerprint of the entry as the feed carries it, body included."""
    shared_key: str = ""
    """As ``Entry.shared_key``."""


UNDATED = "?"
"""What follows the fingerprint of a stored entry without a date: one that has a date is news."""


def entry_row(entry: Entry, content_hash: str) -> EntryRow:
    """Return of an entry what the list needs."""
    return EntryRow(
        entry.key,
        entry.title,
        entry.outlet,
        entry.url,
        entry.author,
        entry.language,
        entry.summary,
        None if entry.published is None else round(entry.published.timestamp() * 1000),
        content_hash,
        entry.shared_key,
    )


class DocumentKind(StrEnum):
    """What the bytes of a document are; stored with it, so the values stay as they are."""

    FEED = "feed"
    """A feed, which holds its entries."""
    ARTICLE = "article"
    """The HTML of one article in UTF-8, from a server that keeps articles one by one."""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed as its server sent it, with what must be known to read it again."""

    url: str
    """Where it came from after all redirects."""
    body: bytes
    """Its bytes, compressed where ``encoding`` says so."""
    came: datetime
    """When it came, UTC; dates in it are judged by that."""
    content_type: str = ""
    """Its media type."""
    charset: str = ""
    """The charset that the server named."""
    encoding: str = ""
    """How its bytes are compressed, in the words of ``Content-Encoding`` (RFC 9110 §8.4.1)."""
    kind: DocumentKind = DocumentKind.FEED
    """What its bytes are; ``url`` is the base address of an article's HTML."""


@dataclass(frozen=True, eq=False)
class ParsedFeed:
    """The bytes of a feed, understood."""

    title: str
    """The feed's title, plain text."""
    site_url: str = ""
    """The website it belongs to."""
    language: str = ""
    """BCP 47 language of the feed."""
    entries: tuple[Entry, ...] = field(default=())
    """Its entries in the order of the document."""
    cut_after: int = 0
    """How many entries were read of a feed that is too long to be read whole; else 0."""


def lasting_cut_note(count: int) -> str:
    """Return what to say, until it comes whole, of a feed of which ``count`` entries were read."""
    entries = "entry is" if count == 1 else counted(count, "entry", "entries are")
    return (
        f"It is longer than is read: only its first {entries}. "
        "“feed_size” under [fetch] in config.toml sets how much is."
    )


def cut_note(count: int, size: int) -> str:
    """Return what to say of a feed of which ``size`` MiB with ``count`` entries were read."""
    entries = "entry was" if count == 1 else counted(count, "entry", "entries were")
    return (
        f"It is longer than {size} MiB: its first {entries} read. "
        "“feed_size” under [fetch] in config.toml sets how much is."
    )
