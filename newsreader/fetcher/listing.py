"""Lists a feed: what is new in it, as the list shows it. Its texts wait to be digested."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import Entry, FeedDocument, Listed, ParsedFeed, listed
from newsreader.fetcher.hints import read_wishes
from newsreader.fetcher.inflate import unpack
from newsreader.fetcher.jobs import BODY_LIMIT, ListedFeed, ListJob
from newsreader.fetcher.parse import parse_feed

_LEVEL = 1
"""How hard it is tried to make a feed short that is not kept for long."""


def list_feed(job: ListJob) -> ListedFeed:
    """Return what is new in a feed; raises FeedError when it is none.

    Entries whose fingerprint is known are left out.
    """
    body = read_body(job.document, job.limit)
    feed = _parse(body, job.document)
    entries = tuple(_fresh(feed, job.known))
    return ListedFeed(
        title=feed.title,
        site_url=feed.site_url,
        language=feed.language,
        entries=entries,
        document=_packed(job.document, body) if entries else None,
        wishes=read_wishes(body),
    )


def parse_document(document: FeedDocument) -> ParsedFeed:
    """Return the feed in a document, as it was when it came; raises FeedError when it is none."""
    return _parse(read_body(document), document)


def read_body(document: FeedDocument, limit: int = BODY_LIMIT) -> bytes:
    """Return the bytes of a feed as they are meant; raises FeedError for damaged ones."""
    host = urlsplit(document.url).hostname or ""
    try:
        return unpack(document.body, document.encoding, host, limit)
    except ValueError as error:
        raise FeedError(str(error)) from None


def content_hash(entry: Entry) -> str:
    """Return the fingerprint of what an entry says; its date is not part of that."""
    said = (
        entry.title,
        entry.url,
        entry.author,
        entry.outlet,
        entry.summary,
        entry.html,
        entry.language,
    )
    # A JSON feed may hold surrogates.
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _fresh(feed: ParsedFeed, known: Mapping[str, str]) -> Iterator[Listed]:
    for entry in feed.entries:
        fingerprint = content_hash(entry)
        if known.get(entry.key) != fingerprint:
            yield listed(entry, fingerprint)


def _parse(body: bytes, document: FeedDocument) -> ParsedFeed:
    return parse_feed(body, document.url, document.content_type, document.charset, document.came)


def _packed(document: FeedDocument, body: bytes) -> FeedDocument:
    if document.encoding:
        return document
    return replace(document, body=zlib.compress(body, _LEVEL), encoding="deflate")
