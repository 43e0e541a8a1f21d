"""Reads the lists of subscriptions of other programs, and tells them from each other."""

from collections.abc import Callable, Mapping

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import OpmlReading
from newsreader.feeds.bookmarks import is_bookmarks, read_bookmarks
from newsreader.feeds.encoding import decode_text
from newsreader.feeds.newsboat_urls import is_newsboat, read_newsboat
from newsreader.feeds.opml import read_opml
from newsreader.feeds.sniff import describe

KINDS: Mapping[str, Callable[[bytes], OpmlReading]] = {
    "opml": read_opml,
    "newsboat": lambda data: read_newsboat(_text(data)),
    "bookmarks": lambda data: read_bookmarks(_text(data)),
}
"""The kinds of lists by name."""


def read_subscriptions(data: bytes, kind: str = "") -> OpmlReading:
    """Return the feeds in a list, which is of the ``kind`` that it looks like if none is named.

    Raises FeedError when there is no list.
    """
    return KINDS[kind or _kind(data)](data)


def _kind(data: bytes) -> str:
    text = _text(data)
    if "<opml" in text.lower() or "<outline" in text.lower():
        return "opml"
    if is_bookmarks(text):
        return "bookmarks"
    if is_newsboat(text):
        return "newsboat"
    raise FeedError(
        f"This is {describe(data)}, no list of feeds: neither an OPML file, a file of newsboat "
        "nor bookmarks of a browser."
    )


def _text(data: bytes) -> str:
    return decode_text(data).lstrip("\ufeff \t\r\n")
