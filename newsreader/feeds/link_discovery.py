"""Says what the bytes at an address are: a feed and its title, or a page and its links."""

import re
from urllib.parse import urlsplit

from lxml import etree, html

from newsreader.domain.feed import FeedCandidate, Inspection
from newsreader.feeds.encoding import decode_text, decode_xml
from newsreader.feeds.entries import resolve
from newsreader.feeds.plain_text import plain_line
from newsreader.feeds.sniff import describe, feed_kind, is_web_page

_LOOKED_AT = 512 * 1024
"""How much of a page or a feed is read, in bytes."""
_CANDIDATES = 20
"""How many feeds of a page are named at most."""
_KINDS = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "text/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/json": "json",
    "text/xml": "rss",
    "application/xml": "rss",
}
_TITLE = re.compile(r"<(?:\w+:)?title[^>]{0,200}>(.{0,2000}?)</(?:\w+:)?title>", re.DOTALL)
_JSON_TITLE = re.compile(r'"title"\s*:\s*"([^"\\]{1,500})"')
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def inspect(body: bytes, url: str, charset: str = "") -> Inspection:
    """Return what ``body`` is, which came from ``url`` labelled ``charset``."""
    if kind := feed_kind(body):
        title = title_of_feed(body, charset) or (urlsplit(url).hostname or "")
        return Inspection(kind, title)
    if is_web_page(body):
        return Inspection(what="a web page", links=linked_feeds(body, url, charset))
    return Inspection(what=describe(body))


def linked_feeds(body: bytes, url: str, charset: str = "") -> tuple[FeedCandidate, ...]:
    """Return the feeds that the page ``body`` of ``url`` names in its ``link`` elements.

    That is RSS autodiscovery and its like for Atom and JSON Feed. Feeds of comments come last.
    """
    text = decode_text(body, charset)[:_LOOKED_AT]
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ()
    base = next((resolve(url, str(tag.get("href") or "")) for tag in tree.iter("base")), "") or url
    page_title = plain_line(tree.findtext(".//title") or "")
    found: dict[str, FeedCandidate] = {}
    for link in tree.iter("link"):
        href = resolve(base, str(link.get("href") or ""))
        kind = _link_kind(str(link.get("rel") or ""), str(link.get("type") or ""), href)
        if href and kind and href not in found and href != url:
            found[href] = FeedCandidate(
                href, plain_line(link.get("title") or "") or page_title, kind
            )
    return tuple(sorted(found.values(), key=_is_side_feed)[:_CANDIDATES])


def _link_kind(rel: str, media_type: str, href: str) -> str:
    """Return what a ``link`` element leads to; empty when it is no feed."""
    relations = rel.lower().split()
    kind = _KINDS.get(media_type.lower().partition(";")[0].strip(), "")
    if "feed" in relations:
        return kind or "rss"
    # WordPress names its programming interface as an alternate in JSON.
    if "alternate" not in relations or "stylesheet" in relations or "/wp-json/" in href:
        return ""
    return kind


def _is_side_feed(candidate: FeedCandidate) -> bool:
    return "comment" in (candidate.url + candidate.title).lower()


def title_of_feed(body: bytes, charset: str = "") -> str:
    """Return the title of a feed without parsing all of it; empty where none is found."""
    text = decode_xml(body[:_LOOKED_AT], charset)
    found = _JSON_TITLE.search(text) if text.startswith("{") else _TITLE.search(text)
    return plain_line(_CDATA.sub(r"\1", found[1])) if found else ""
