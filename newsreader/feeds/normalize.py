"""Makes a ParsedFeed of a feed in feedparser's terms, whichever parser read it."""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from newsreader.domain.clean import TITLE_LIMIT
from newsreader.domain.feed import ParsedFeed
from newsreader.feeds.dates import read_date
from newsreader.feeds.entries import (
    RawEntry,
    language_tag,
    make_entries,
    resolve,
)
from newsreader.feeds.entry_files import entry_files
from newsreader.feeds.plain_text import (
    as_html,
    has_markup,
    plain_line,
    text_length,
    unescape,
)

LOOKED_AT = 20_000
"""How many entries of a document are looked at to find the newest."""

_DATES = ("published", "created", "updated")
_PAGES = ("", "text/html", "application/xhtml+xml")
_TEXTS = (*_PAGES, "text/plain")

_log = logging.getLogger(__name__)

FeedparserDict = dict[str, Any]
"""A feed or an entry with feedparser's keys."""
DateReader = Callable[[FeedparserDict, str], time.struct_time | None]
"""What was made of a date of an entry, asked for where its text says nothing to us."""


def normalize_feed(
    parsed: FeedparserDict, url: str, now: datetime, reading: DateReader
) -> ParsedFeed:
    """Return the feed in ``feed``, ``entries`` and ``version`` as feedparser names things."""
    feed = parsed["feed"]
    title = plain_line(_text(feed, "title"), TITLE_LIMIT)
    site_url = resolve(url, _page(feed))
    language = language_tag(feed.get("language"), _detail(feed, "title").get("language"))
    atom = str(parsed.get("version") or "").startswith("atom")
    read_entry = partial(
        _raw_entry,
        atom=atom,
        # An Atom entry without an author has the feed's (RFC 4287 §4.1.2).
        inherited=_authors(feed) if atom else (),
        published=partial(_published, now=now, reading=reading),
    )
    return ParsedFeed(
        title=title,
        site_url=site_url,
        language=language,
        entries=make_entries(
            _raw_entries(parsed["entries"][:LOOKED_AT], read_entry),
            feed_url=url,
            site_url=site_url,
            title=title,
            language=language,
        ),
    )


def _raw_entries(
    entries: list[FeedparserDict], read_entry: Callable[[FeedparserDict], RawEntry]
) -> Iterator[RawEntry]:
    """Yield each entry that can be read; one bad entry costs only itself."""
    for entry in entries:
        try:
            yield read_entry(entry)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
            _log.warning("an entry cannot be read: %r", error)


def _raw_entry(
    entry: FeedparserDict,
    *,
    atom: bool,
    inherited: tuple[str, ...],
    published: Callable[[FeedparserDict], datetime | None],
) -> RawEntry:
    contents = _contents(entry)
    description = _detail(entry, "summary")
    summary = _as_html(description, atom) or _text(entry, "summary")
    bodies = [(_as_html(part, atom), str(part.get("base") or "")) for part in contents]
    bodies.append((summary, str(description.get("base") or "")))
    html, base = _fullest(bodies)
    return RawEntry(
        guid=_text(entry, "id"),
        link=_page(entry),
        title=_text(entry, "title"),
        authors=_authors(entry) or inherited,
        outlet=_text(entry.get("source") or {}, "title"),
        published=published(entry),
        summary=summary,
        html=html,
        base=base,
        language=language_tag(
            entry.get("language"),
            *(part.get("language") for part in contents),
            _detail(entry, "title").get("language"),
        ),
        categories=tuple(
            str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ()
        ),
        enclosures=tuple(entry_files(entry)),
    )


def _page(thing: FeedparserDict) -> str:
    """Return the address of the page of an entry or a feed.

    The first alternate that is HTML, else the first alternate. feedparser takes a guid for the
    link where there is none; it counts only when it is an address, which ``make_entries`` decides.
    """
    original = _text(thing, "feedburner_origlink")
    if original.startswith(("http://", "https://")):
        return original
    links = [link for link in thing.get("links") or () if link.get("href")]
    pages = [link for link in links if link.get("rel", "alternate") == "alternate"]
    for link in pages:
        if str(link.get("type") or "").lower() in _PAGES:
            return str(link["href"])
    if pages:
        return str(pages[0]["href"])
    link = _text(thing, "link")
    return "" if links or link == _text(thing, "id") else link


def _published(entry: FeedparserDict, now: datetime, reading: DateReader) -> datetime | None:
    """Return the first date of the entry that can be believed."""
    for name in _DATES:
        # dict.get() leaves out feedparser's own substitution of one date for another.
        text = dict.get(entry, name)
        if isinstance(text, str) and (
            moment := read_date(text, now, partial(reading, entry, name))
        ):
            return moment
    return None


def _authors(thing: FeedparserDict) -> tuple[str, ...]:
    authors = [author for author in thing.get("authors") or () if author]
    written = _text(thing, "author")[:500]
    if len(authors) == 1 and "@" in written:
        # feedparser cuts an address off after four letters of its last part: look again.
        return (written,)
    return tuple(str(author.get("name") or author.get("email") or "") for author in authors)


def _contents(entry: FeedparserDict) -> list[FeedparserDict]:
    """Return the bodies that are text; Atom content may also be a picture or a reference."""
    return [
        part for part in entry.get("content") or () if str(part.get("type") or "").lower() in _TEXTS
    ]


def _fullest(bodies: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the body with the most text, the first of those with as much."""
    first, *others = bodies
    # Text is never longer than its markup: the beginning of the first is often enough.
    most = max((len(markup) for markup, _ in others if markup != first[0]), default=0)
    if text_length(first[0][: 4 * most]) >= most:
        return first
    return max(bodies, key=lambda body: text_length(body[0]))


def _as_html(part: FeedparserDict, atom: bool) -> str:
    """Return a body as HTML: plain text keeps its paragraphs.

    What is plain only Atom says (RFC 4287 §3.1.1); elsewhere a text without tags is.
    """
    value = str(part.get("value") or "")
    if atom and str(part.get("type") or "").lower() == "text/plain":
        return as_html(value)
    if has_markup(value) or not ("\n" in value or "<" in value):
        return value
    return as_html(unescape(value))


def _detail(thing: FeedparserDict, name: str) -> FeedparserDict:
    detail = thing.get(f"{name}_detail")
    return detail if isinstance(detail, dict) else {}


def _text(thing: FeedparserDict, name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""
