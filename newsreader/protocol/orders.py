"""What the fetcher is asked for."""

from pathlib import Path
from typing import Annotated, ClassVar

from newsreader.frozen import dataclass
from newsreader.protocol.json_keys import Key


@dataclass(frozen=True, slots=True)
class RefreshFeeds:
    """Fetch what is new; answered by Started, FeedDone, Finished, then Processed and PageDone."""

    name: ClassVar[str] = "refresh"
    feeds: Annotated[tuple[int, ...] | None, Key("feeds")] = None
    """The ids of the feeds; None for all."""
    due: Annotated[bool, Key("due")] = False
    """Whether only those of them are fetched that are due."""


@dataclass(frozen=True, slots=True)
class ProcessArticles:
    """Find documents and quotes of articles, and index them; answered by Processed."""

    name: ClassVar[str] = "digest"
    articles: Annotated[tuple[int, ...] | None, Key("articles")] = None
    """The ids of the articles, which go ahead of all others; None for the whole queue."""


@dataclass(frozen=True, slots=True)
class RebuildQuotes:
    """Find the quotes again that an older version of the finder found; not answered."""

    name: ClassVar[str] = "rebuild"


@dataclass(frozen=True, slots=True)
class FetchPage:
    """Fetch the page of an article for its full text; answered by PageDone."""

    name: ClassVar[str] = "full_text"
    article: Annotated[int, Key("article")]
    """The id of the article."""


@dataclass(frozen=True, slots=True)
class BringPage:
    """Bring a page of the web into the library as an article; answered by PageBrought."""

    name: ClassVar[str] = "bring"
    url: Annotated[str, Key("url")]
    """Its address."""
    save: Annotated[bool, Key("save")] = True
    """Whether it is saved to be read later; else it is only to be read now."""
    through: Annotated[int | None, Key("through")] = None
    """The article whose link leads there; None where the user gave the address."""


@dataclass(frozen=True, slots=True)
class DiscoverFeeds:
    """Look for the feeds at an address; answered by Found."""

    name: ClassVar[str] = "discover"
    url: Annotated[str, Key("url")]
    """The address as it was typed."""


@dataclass(frozen=True, slots=True)
class AddFeed:
    """Subscribe to a feed and refresh it; answered by Added, then as RefreshFeeds."""

    name: ClassVar[str] = "add"
    url: Annotated[str, Key("url")]
    """The address of the feed."""
    title: Annotated[str, Key("title")] = ""
    """Its title until it has told its own."""


@dataclass(frozen=True, slots=True)
class ImportFeeds:
    """Subscribe to the feeds of an OPML file; answered by Imported, then as RefreshFeeds."""

    name: ClassVar[str] = "import"
    path: Annotated[Path, Key("path")]
    """The file."""


@dataclass(frozen=True, slots=True)
class FetchPicture:
    """Fetch a picture of an article, to be shown; answered by PictureDone."""

    name: ClassVar[str] = "picture"
    article: Annotated[int, Key("article")]
    """The id of the article."""
    url: Annotated[str, Key("url")]
    """The address of the picture."""


Command = (
    RefreshFeeds
    | ProcessArticles
    | RebuildQuotes
    | FetchPage
    | FetchPicture
    | BringPage
    | DiscoverFeeds
    | AddFeed
    | ImportFeeds
)
"""Anything that the fetcher can be asked for; Failed answers any of them that fails as a whole."""
