"""Parses JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser does not support."""

import json
import re
from collections.abc import Iterator
from datetime import datetime

from newsreader.domain.clean import TITLE_LIMIT
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import ParsedFeed
from newsreader.feeds.dates import read_date
from newsreader.feeds.encoding import decode_text
from newsreader.feeds.entries import (
    RawEntry,
    RawFile,
    language_tag,
    make_entries,
    resolve,
)
from newsreader.feeds.plain_text import as_html, plain_line

Json = dict[str, object]

_SURROGATES = re.compile("[\ud800-\udfff]")


def parse_json_feed(body: bytes, url: str, now: datetime) -> ParsedFeed:
    """Return the feed in ``body``; raises FeedError when it is not a JSON Feed.

    Unknown keys and values of the wrong type are ignored, so that one bad item costs nothing
    but itself. Numbers are taken for ids, as other readers take them.
    """
    try:
        feed = json.loads(decode_text(body))
    except (ValueError, RecursionError) as error:
        raise FeedError("This begins like JSON but cannot be read as JSON.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FeedError("This is JSON, but not a JSON Feed.")
    title = plain_line(_text(feed, "title"), TITLE_LIMIT)
    site_url = resolve(url, _text(feed, "home_page_url"))
    language = language_tag(feed.get("language"))
    authors = tuple(_authors(feed))
    return ParsedFeed(
        title=title,
        site_url=site_url,
        language=language,
        entries=make_entries(
            (_raw_entry(item, authors, now) for item in feed["items"] if isinstance(item, dict)),
            feed_url=url,
            site_url=site_url,
            title=title,
            language=language,
        ),
    )


def _raw_entry(item: Json, feed_authors: tuple[str, ...], now: datetime) -> RawEntry:
    html, text = _text(item, "content_html"), _text(item, "content_text")
    published = _text(item, "date_published")
    return RawEntry(
        guid=_id(item.get("id")),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        authors=tuple(_authors(item)) or feed_authors,
        published=read_date(published, now) if published else None,
        summary=_text(item, "summary"),
        html=html or as_html(text),
        language=_text(item, "language"),
        categories=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        enclosures=tuple(_attachments(item)),
    )


def _attachments(item: Json) -> Iterator[RawFile]:
    for file in _list(item, "attachments"):
        if isinstance(file, dict):
            yield RawFile(
                _text(file, "url"),
                _text(file, "mime_type"),
                file.get("size_in_bytes"),
                _text(file, "title"),
                file.get("duration_in_seconds"),
            )


def _authors(thing: Json) -> Iterator[str]:
    """Yield the names in ``authors`` (1.1), else in ``author`` (1.0)."""
    for author in _list(thing, "authors") or [thing.get("author")]:
        if isinstance(author, dict):
            yield _text(author, "name")
        elif isinstance(author, str):
            yield author


def _text(thing: Json, key: str) -> str:
    value = thing.get(key)
    # JSON can spell half of a character ("\ud800"), which is no text.
    return _SURROGATES.sub("\ufffd", value) if isinstance(value, str) else ""


def _list(thing: Json, key: str) -> list[object]:
    value = thing.get(key)
    return value if isinstance(value, list) else []


def _id(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
