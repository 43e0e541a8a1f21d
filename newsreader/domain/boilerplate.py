"""The furniture of a site as it is remembered: traces of its stories, and what was left out."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.domain.document import Document


@dataclass(frozen=True, slots=True)
class Traces:
    """What is remembered of one story, to know again what its site sets into every story."""

    address: str
    """What tells the story from others of its site: its page, else its key."""
    prints: tuple[int, ...]
    """The fingerprints of its paragraphs, furniture included."""


@dataclass(frozen=True, eq=False)
class LeftOut:
    """A block that was left out of a story as furniture, as it can be set in again."""

    place: int
    """Which block of the whole text it is, from 0."""
    print: int
    """Its fingerprint; 0 for a heading or rule that went with what stood beside it."""
    document: Document
    """The block alone, with its spans."""


@dataclass(frozen=True, eq=False)
class Learned:
    """What a story that was cleared of furniture tells about its site."""

    site: str
    """The host it lies on, without ``www.``."""
    traces: Traces
    """What is to be remembered of it."""
    left_out: tuple[LeftOut, ...] = ()
    """What was left out of it, in the order of the whole text."""


def site_of(url: str) -> str:
    """Return the host that an address leads to, without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def address_of(url: str) -> str:
    """Return what two addresses of one page share: no scheme, ``www.``, fragment, last slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{site_of(url)}{parts.path.rstrip('/')}{query}"
