"""What fetcher and session tell the screen: words to say, and what there is to show anew."""

from collections.abc import Sequence

from newsreader.frozen import dataclass
from newsreader.tui.listing.sources import Source


@dataclass(frozen=True, slots=True)
class Said:
    """A result, said for a moment in the last line."""

    words: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What is going on, until something else is said."""

    words: str
    """A few words; empty when it is over."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is going on behind the scene; it does not displace a result."""

    words: str
    """A few words; empty when it is over."""


@dataclass(frozen=True, slots=True)
class Refreshing:
    """How far a refresh is."""

    share: float | None
    """How much of it is done, 0 to 1; None when it is over."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A result that is too long for the last line."""

    words: str
    """One sentence or more."""


@dataclass(frozen=True, slots=True)
class Complained:
    """What went wrong."""

    words: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Watching:
    """New articles that are watched for."""

    title: str
    """What is told, in a few words."""
    body: str
    """The headlines, or some of them."""
    shown: bool
    """Whether a program has shown that on the desktop already."""


@dataclass(frozen=True, slots=True)
class FeedsFound:
    """A website has several feeds; one of them is to be chosen."""

    feeds: Sequence[tuple[str, str]]
    """Title and address of each."""
    note: str = ""
    """What else is named there and is no feed that works."""


@dataclass(frozen=True, slots=True)
class ArticlesProcessed:
    """The text or the quotes of articles are others."""

    ids: frozenset[int]
    """Which articles."""


@dataclass(frozen=True, slots=True)
class PageHere:
    """A page of the web that was asked for is an article of the library."""

    article: int
    """The article."""
    title: str
    """Its headline."""
    saved: bool
    """Whether it was saved; else it is to be read now."""
    through: int | None
    """The article whose link leads there."""


@dataclass(frozen=True, slots=True)
class LibraryWritten:
    """The fetcher has written something."""


@dataclass(frozen=True, slots=True)
class FeedsChanged:
    """Feeds were added."""

    feed: int | None = None
    """The one that was added, to be gone to; None where there were several."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Something else is listed, where the user is to be."""

    source: Source
    """What."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The state of the session is another."""


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows of the list are to be read again."""

    article_id: int | None = None
    """The article; None for all of them."""


Notice = (
    Said
    | PageHere
    | Doing
    | Progress
    | Refreshing
    | Reported
    | Complained
    | Watching
    | FeedsFound
    | ArticlesProcessed
    | LibraryWritten
    | FeedsChanged
    | Listed
    | Changed
    | RowsChanged
)
"""Anything that is told."""
