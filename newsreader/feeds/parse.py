"""Turns the bytes of a feed into a ParsedFeed: RSS 0.9x to 2.0, RDF, Atom and JSON Feed."""

import logging
from datetime import UTC, datetime

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import ParsedFeed
from newsreader.feeds.ampersands import escape_ampersands
from newsreader.feeds.encoding import decode_xml, plain_xml
from newsreader.feeds.expat.reader import no_date, read_with_expat
from newsreader.feeds.expat.unsupported import Unsupported
from newsreader.feeds.feedparser_fallback import feedparser_date, read_leniently
from newsreader.feeds.json_feed import parse_json_feed
from newsreader.feeds.normalize import normalize_feed
from newsreader.feeds.sniff import describe, is_web_page

_log = logging.getLogger(__name__)


def parse_feed(
    body: bytes, url: str, content_type: str = "", charset: str = "", now: datetime | None = None
) -> ParsedFeed:
    """Return the feed in ``body``, which was fetched from ``url``.

    ``content_type`` is only believed where it says JSON: feeds come as ``text/html`` and
    ``application/octet-stream`` too. HTML in entries is left as it is; addresses are absolute,
    all other text is clean. Raises FeedError, which says what ``body`` is, when it is no feed.
    """
    now = now or datetime.now(UTC)
    beginning = body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    if beginning.startswith(b"{") or (content_type.endswith("json") and beginning[:1] != b"<"):
        return parse_json_feed(body, url, now)
    plain = plain_xml(body)
    if plain and (feed := _parse_well_formed(plain, url, now)):
        return feed
    text = decode_xml(body, charset)
    if is_web_page(text[:4096].encode()):
        raise FeedError("This is a web page, not a feed.")
    document = escape_ampersands(text).encode()
    if document != plain and (feed := _parse_well_formed(document, url, now)):
        return feed
    parsed = read_leniently(document)
    if not parsed["entries"] and b"<rss:item" in document:
        # A prefix of RSS's own that nobody declared hides every element.
        bare = document.replace(b"<rss:", b"<").replace(b"</rss:", b"</")
        parsed = read_leniently(bare)
    if not parsed["entries"] and not parsed.get("version"):
        raise FeedError(f"This is {describe(body)}, not a feed.")
    return normalize_feed(parsed, url, now, feedparser_date)


def _parse_well_formed(document: bytes, url: str, now: datetime) -> ParsedFeed | None:
    """Return the feed in a well-formed document; None for one that only feedparser may read."""
    try:
        return normalize_feed(read_with_expat(document), url, now, no_date)
    except Unsupported as reason:
        _log.debug("%s is left to feedparser: %s", url, reason)
        return None
