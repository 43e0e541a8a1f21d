"""Turns the bytes of a feed into a ParsedFeed: RSS 0.9x to 2.0, RDF, Atom and JSON Feed."""

import logging
from datetime import UTC, datetime

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import ParsedFeed
from newsreader.feeds.encoding import decode_xml, plain_xml
from newsreader.feeds.expat.reader import no_reading, read_with_expat
from newsreader.feeds.expat.unsupported import Unsupported
from newsreader.feeds.feedparser_fallback import feedparsers_reading, read_leniently
from newsreader.feeds.json_feed import parse_json_feed
from newsreader.feeds.normalize import understand
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
    if plain and (feed := _express(plain, url, now)):
        return feed
    text = decode_xml(body, charset)
    if is_web_page(text[:4096].encode()):
        raise FeedError("This is a web page, not a feed.")
    document = text.encode()
    if document != plain and (feed := _express(document, url, now)):
        return feed
    parsed = read_leniently(document)
    if not parsed["entries"] and "<rss:item" in text:
        # A prefix of RSS's own that nobody declared hides every element.
        parsed = read_leniently(text.replace("<rss:", "<").replace("</rss:", "</").encode())
    if not parsed["entries"] and not parsed.get("version"):
        raise FeedError(f"This is {describe(body)}, not a feed.")
    return understand(parsed, url, now, feedparsers_reading)


def _express(document: bytes, url: str, now: datetime) -> ParsedFeed | None:
    """Return the feed in a well-formed document; None for one that only feedparser may read."""
    try:
        return understand(read_with_expat(document), url, now, no_reading)
    except Unsupported as doubt:
        _log.debug("%s is left to feedparser: %s", url, doubt)
        return None
