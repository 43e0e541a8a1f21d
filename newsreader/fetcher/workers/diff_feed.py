"""Compares a feed with what is stored of it: its new entries, as the list shows them."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import UNDATED, Entry, EntryRow, FeedDocument, ParsedFeed, entry_row
from newsreader.domain.health import Trouble
from newsreader.feeds.parse import parse_feed
from newsreader.feeds.polling_hints import read_wishes
from newsreader.feeds.sniff import is_browser_check, is_web_page
from newsreader.feeds.truncation import whole_entries
from newsreader.fetcher.http.decompress import too_large, unpack, unpack_beginning
from newsreader.fetcher.workers.messages import (
    DiffFeedJob,
    FeedDiff,
)

_LEVEL = 1
"""How hard it is tried to make a feed short that is not kept for long."""
STORED_LIMIT = 128 * 1024 * 1024
"""How long a stored feed may be after decompression: longer than any setting lets one be read."""


def diff_feed(job: DiffFeedJob) -> FeedDiff:
    """Return what is new in a feed; raises FeedError when it is none.

    Entries whose fingerprint is known are left out.
    """
    body, count = _read_beginning(job.document, job.limit, job.cut)
    try:
        feed = _parse(body, job.document)
    except FeedError as error:
        raise FeedError(str(error), _trouble(body)) from error
    entries = tuple(_fresh(feed, job.known))
    return FeedDiff(
        title=feed.title,
        site_url=feed.site_url,
        language=feed.language,
        entries=entries,
        unchanged=_others(feed, entries),
        document=_packed(job.document, body, anew=count > 0) if entries else None,
        wishes=read_wishes(body),
        cut_after=count,
    )


def parse_document(document: FeedDocument) -> ParsedFeed:
    """Return the feed in a document, as it was when it came; raises FeedError when it is none."""
    return _parse(read_body(document), document)


def parse_whole_entries(document: FeedDocument, cut: bool) -> ParsedFeed:
    """Return the feed in a document of which only the beginning is there, if it is ``cut``."""
    body, count = _read_beginning(document, STORED_LIMIT, cut)
    return replace(_parse(body, document), cut_after=count)


def read_body(document: FeedDocument) -> bytes:
    """Return the bytes of a stored feed as they are meant; raises FeedError for damaged ones."""
    try:
        return unpack(document.body, document.encoding, _host(document), STORED_LIMIT)
    except ValueError as error:
        raise FeedError(str(error)) from None


def _read_beginning(document: FeedDocument, limit: int, cut: bool) -> tuple[bytes, int]:
    """Return the bytes of a feed; of one that is too long the whole entries, and their number."""
    try:
        body, cut = unpack_beginning(
            document.body, document.encoding, _host(document), limit, cut=cut
        )
    except ValueError as error:
        raise FeedError(str(error)) from None
    if not cut:
        return body, 0
    try:
        return whole_entries(body, document.charset)
    except FeedError:
        raise FeedError(too_large(_host(document), len(body)), _trouble(body)) from None


def _host(document: FeedDocument) -> str:
    return urlsplit(document.url).hostname or ""


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
        # A query often holds a token that is another with each answer.
        *(one.url.partition("?")[0] for one in entry.enclosures),
    )
    # A JSON feed may hold surrogates.
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _fresh(feed: ParsedFeed, known: Mapping[str, str]) -> Iterator[EntryRow]:
    for entry in feed.entries:
        fingerprint = content_hash(entry)
        stored = known.get(entry.key, "")
        if entry.published is None:
            stored = stored.removesuffix(UNDATED)
        if stored != fingerprint:
            yield entry_row(entry, fingerprint)


def _others(feed: ParsedFeed, entries: Sequence[EntryRow]) -> tuple[str, ...]:
    """Return the keys of the entries of a feed that are not among ``entries``."""
    fresh = {entry.key for entry in entries}
    return tuple(entry.key for entry in feed.entries if entry.key not in fresh)


def _parse(body: bytes, document: FeedDocument) -> ParsedFeed:
    return parse_feed(body, document.url, document.content_type, document.charset, document.came)


def _trouble(body: bytes) -> Trouble:
    """Return what is wrong with a body that is no feed."""
    if is_browser_check(body):
        return Trouble.CHALLENGE
    return Trouble.PAGE if is_web_page(body) else Trouble.UNREADABLE


def _packed(document: FeedDocument, body: bytes, *, anew: bool) -> FeedDocument:
    if document.encoding and not anew:
        return document
    return replace(document, body=zlib.compress(body, _LEVEL), encoding="deflate")
