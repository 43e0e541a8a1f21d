"""What is stored of a site's boilerplate: fingerprints of its stories, and removed blocks."""

from urllib.parse import urlsplit

from newsreader.domain.document import Document
from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class StoryFingerprints:
    """The fingerprints of one story, to recognise paragraphs that recur in other stories."""

    address: str
    """Identifies the story within its site: the address of its page, else its entry key."""
    fingerprints: tuple[int, ...]
    """The fingerprints of its paragraphs, boilerplate included."""


@dataclass(frozen=True, eq=False)
class RemovedBlock:
    """A block that was removed from a story as boilerplate, with what is needed to put it back."""

    index: int
    """Its index among the blocks of the whole text."""
    fingerprint: int
    """Its fingerprint; 0 for a heading or rule that was removed along with its neighbours."""
    document: Document
    """The block alone, with its spans."""


@dataclass(frozen=True, eq=False)
class StoryCleanup:
    """What the removal of boilerplate from one story found."""

    site: str
    """The host of its page, without ``www.``."""
    story: StoryFingerprints
    """The fingerprints of the whole story, to be stored."""
    removed: tuple[RemovedBlock, ...] = ()
    """The blocks removed from it, in the order of the whole text."""


def site_of(url: str) -> str:
    """Return the host of an address without ``www.``; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def address_of(url: str) -> str:
    """Return an address without scheme, ``www.``, fragment and trailing slash, for comparison."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{site_of(url)}{parts.path.rstrip('/')}{query}"
