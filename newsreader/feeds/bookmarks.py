"""Reads the bookmarks that browsers export (the Netscape bookmark file) for the feeds in them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsreader.domain.address_keys import feed_key
from newsreader.domain.clean import FOLDER_LIMIT, clean_line, clean_url
from newsreader.domain.feed import OpmlReading, Outline
from newsreader.feeds.lenient_html import LenientParser

DEPTH_LIMIT = 20
"""How deep folders are followed."""

_HEAD = re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark-file|<DL>?\s*(?:<p>)?\s*<DT>", re.IGNORECASE)
_FEED = re.compile(
    r"(?:^|[/._=&?-])(?:rss2?|atom|rdf|feeds?)(?:[/._&=-]|$)|\.(?:rss|atom|rdf|xml)$|feed\.json$",
    re.IGNORECASE,
)
_NO_FEED = re.compile(r"sitemap[^/]*\.xml$", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=.)", re.IGNORECASE)


def is_bookmarks(text: str) -> bool:
    """Return whether ``text`` begins like such a file."""
    return _HEAD.search(text[:8_192]) is not None


def read_bookmarks(text: str) -> OpmlReading:
    """Return the bookmarks that look like feeds, by their address, and all live bookmarks.

    Others are passed over: whether they are feeds only their servers could tell.
    """
    parser = _Parser()
    parser.feed(text)
    parser.close()
    found: dict[str, Outline] = {}
    passed: list[str] = []
    repeated = 0
    for folder, title, attributes in parser.bookmarks():
        written = attributes.get("feedurl", "") or attributes.get("href", "")
        live = bool(attributes.get("feedurl")) or _FEED_SCHEME.match(written) is not None
        url = clean_url(_FEED_SCHEME.sub("", written))
        url = url or (clean_url("http://" + _FEED_SCHEME.sub("", written)) if live else "")
        if not url or not (live or looks_like_feed(url)):
            passed.append(clean_line(title or written, 80))
        elif feed_key(url) in found:
            repeated += 1
        else:
            site = clean_url(attributes.get("href", "")) if attributes.get("feedurl") else ""
            found[feed_key(url)] = Outline(
                url, clean_line(title), site, clean_line(folder, FOLDER_LIMIT)
            )
    return OpmlReading(tuple(found.values()), repeated=repeated, passed_over=tuple(passed))


def looks_like_feed(url: str) -> bool:
    """Return whether an address is one as feeds have: ``/feed/``, ``/rss.xml``, ``?feed=atom``."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if _NO_FEED.search(path):
        return False
    host = (parts.hostname or "").partition(".")[0]
    return bool(_FEED.search(path) or _FEED.search(parts.query) or host in ("feeds", "rss"))


class _Parser(LenientParser):
    """Collects bookmarks with their folders."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[tuple[str, list[str], dict[str, str]]] = []
        self._folders: list[str] = []
        self._named = ""
        self._text: list[str] | None = None
        self._root = False

    def bookmarks(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Yield folder, title and attributes of each bookmark."""
        for folder, pieces, attributes in self._found:
            yield folder, "".join(pieces), attributes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._text = []
            names = (clean_line(name).replace("/", "-") for name in self._folders[:DEPTH_LIMIT])
            self._found.append(("/".join(name for name in names if name), self._text, attributes))
        elif tag == "h3":
            self._text = []
            # What holds the bookmarks of a toolbar is the browser's folder, not the user's.
            self._root = "personal_toolbar_folder" in attributes
        elif tag == "dl":
            self._folders.append(self._named)
            self._named = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "h3" and self._text is not None:
            self._named = "" if self._root else "".join(self._text)
        if tag in ("h3", "a"):
            self._text = None
        elif tag == "dl" and self._folders:
            self._folders.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)
