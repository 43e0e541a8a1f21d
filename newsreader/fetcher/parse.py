"""Turns the bytes of a feed into a ParsedFeed: RSS 0.9x to 2.0, RDF, Atom and JSON Feed."""

import io
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from newsreader.domain.clean import TITLE_LIMIT
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import ParsedFeed
from newsreader.fetcher.dates import read_date
from newsreader.fetcher.decode import decode_xml
from newsreader.fetcher.drafts import Draft, language_tag, make_entries, resolve
from newsreader.fetcher.json_feed import parse_json_feed
from newsreader.fetcher.plain import as_html, has_markup, plain_line, text_length, unescape
from newsreader.fetcher.sniff import describe, is_web_page

_DATES = ("published", "created", "updated")
_ADDRESS_NAME = re.compile(r"\s*[^\s@()]+@[^\s@()]+\s*\((.+)\)\s*")
_NAME_ADDRESS = re.compile(r"\s*([^@<>]*[^@<>\s(])\s*[<(][^\s@()<>]+@[^\s@()<>]+[>)]\s*")
_PAGES = ("", "text/html", "application/xhtml+xml")

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
    text = decode_xml(body, charset)
    if is_web_page(text[:4096].encode()):
        raise FeedError("This is a web page, not a feed.")
    parsed = _feedparser(text)
    if not parsed["entries"] and "<rss:item" in text:
        # A prefix of RSS's own that nobody declared hides every element.
        parsed = _feedparser(text.replace("<rss:", "<").replace("</rss:", "</"))
    if not parsed["entries"] and not parsed.get("version"):
        raise FeedError(f"This is {describe(body)}, not a feed.")
    return _feed(parsed, url, now)


def _feedparser(text: str) -> Mapping[str, Any]:
    """Let feedparser read, as bytes: a str it would open as an address or a file."""
    try:
        parsed: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            # The charset is certain here; without headers feedparser would guess.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # feedparser lets exceptions of nearly every kind out on hostile input.
        raise FeedError(f"This feed is too broken to be read ({type(error).__name__}).") from error
    return parsed


def _feed(parsed: Mapping[str, Any], url: str, now: datetime) -> ParsedFeed:
    feed = parsed["feed"]
    title = plain_line(_text(feed, "title"), TITLE_LIMIT)
    site_url = resolve(url, _page(feed))
    language = language_tag(feed.get("language"), _detail(feed, "title").get("language"))
    atom = str(parsed.get("version") or "").startswith("atom")
    inherited = tuple(_authors(feed)) if atom else ()
    return ParsedFeed(
        title=title,
        site_url=site_url,
        language=language,
        entries=make_entries(
            _drafts(parsed["entries"], inherited, now),
            feed_url=url,
            site_url=site_url,
            title=title,
            language=language,
        ),
    )


def _drafts(
    entries: list[Mapping[str, Any]], inherited: tuple[str, ...], now: datetime
) -> Iterator[Draft]:
    """Yield a draft of each entry that can be read; one bad entry costs only itself."""
    for entry in entries:
        try:
            yield _draft(entry, inherited, now)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
            _log.warning("an entry cannot be read: %r", error)


def _draft(entry: Mapping[str, Any], inherited: tuple[str, ...], now: datetime) -> Draft:
    bodies = [(_as_html(part), str(part.get("base") or "")) for part in _contents(entry)]
    summary = _as_html(_detail(entry, "summary")) or _text(entry, "summary")
    bodies.append((summary, str(_detail(entry, "summary").get("base") or "")))
    html, base = max(bodies, key=lambda body: text_length(body[0])) if bodies[1:] else bodies[0]
    return Draft(
        guid=_text(entry, "id"),
        link=_page(entry),
        title=_text(entry, "title"),
        # An Atom entry without an author has the feed's (RFC 4287 §4.1.2).
        authors=tuple(_authors(entry)) or inherited,
        outlet=_text(entry.get("source") or {}, "title"),
        published=_published(entry, now),
        summary=summary,
        html=html,
        base=base,
        language=language_tag(
            entry.get("language"),
            *(part.get("language") for part in _contents(entry)),
            _detail(entry, "title").get("language"),
        ),
        categories=tuple(
            str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ()
        ),
        enclosures=tuple(
            (str(file.get("href") or ""), str(file.get("type") or ""), file.get("length"))
            for file in entry.get("enclosures") or ()
        ),
    )


def _page(thing: Mapping[str, Any]) -> str:
    """Return the address of the page of an entry or a feed.

    The first alternate that is HTML, else the first alternate. feedparser takes a guid for the
    link where there is none; it counts only when it is an address, which the draft decides.
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


def _published(entry: Mapping[str, Any], now: datetime) -> datetime | None:
    """Return the first date of the entry that can be believed."""
    for name in _DATES:
        # dict.get() leaves out feedparser's own substitution of one date for another.
        text = dict.get(entry, name) if isinstance(entry, dict) else entry.get(name)
        if not isinstance(text, str):
            continue
        reading = dict.get(entry, f"{name}_parsed") if isinstance(entry, dict) else None
        if moment := read_date(text, now, reading):
            return moment
    return None


def _authors(thing: Mapping[str, Any]) -> Iterator[str]:
    authors = [author for author in thing.get("authors") or () if author]
    written = _text(thing, "author")[:500]
    # feedparser cuts an address off after four letters of its last part: look again.
    named = _ADDRESS_NAME.fullmatch(written) or _NAME_ADDRESS.fullmatch(written)
    if named and len(authors) == 1:
        yield named[1]
    else:
        yield from (str(author.get("name") or author.get("email") or "") for author in authors)


def _contents(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the bodies that are text; Atom content may also be a picture or a reference."""
    return [
        part
        for part in entry.get("content") or ()
        if str(part.get("type") or "text/html").lower() in (*_PAGES, "text/plain")
    ]


def _as_html(part: Mapping[str, Any]) -> str:
    """Return a body as HTML: plain text, labelled as such or not, keeps its paragraphs."""
    value = str(part.get("value") or "")
    if str(part.get("type") or "").lower() == "text/plain":
        return as_html(value)
    if has_markup(value) or not ("\n" in value or "<" in value):
        return value
    return as_html(unescape(value))


def _detail(thing: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    detail = thing.get(f"{name}_detail")
    return detail if isinstance(detail, Mapping) else {}


def _text(thing: Mapping[str, Any], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""
