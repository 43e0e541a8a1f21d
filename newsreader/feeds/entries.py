"""Makes entries of what a format yields; all text of feeds is cleaned here."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urljoin

from newsreader.domain.clean import AUTHOR_LIMIT, URL_LIMIT, clean_line, clean_url
from newsreader.domain.enclosure import Enclosure, EnclosureKind
from newsreader.domain.feed import Entry
from newsreader.domain.ids import entry_key
from newsreader.feeds.author_names import author_names
from newsreader.feeds.entry_keys import with_own_keys
from newsreader.feeds.plain_text import (
    SUMMARY_LIMIT,
    made_title,
    plain_line,
)
from newsreader.feeds.publisher_prefix import split_outlets

ENTRY_LIMIT = 1_000
"""How many entries of a feed are kept, the newest."""
HTML_LIMIT = 4 * 1024 * 1024
"""Longest body kept, in code points of its markup."""
CATEGORY_LIMIT = 50
"""How many categories of an entry are kept."""
ENCLOSURE_LIMIT = 50
"""How many enclosures of an entry are kept."""

_LENGTH_LIMIT = 2**43
_SECONDS_LIMIT = 1_000 * 3_600
_FILE_TITLE_LIMIT = 200
_DURATION = re.compile(r"[0-9]{1,9}(?::[0-9]{1,4}){0,2}(?:\.[0-9]*)?")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file of an entry as its format names things."""

    url: str
    """Its address, perhaps relative."""
    type: str = ""
    """Its media type."""
    length: object = None
    """Its size in bytes."""
    title: str = ""
    """What it is called, perhaps with markup."""
    duration: object = None
    """How long it plays, in seconds or as hours, minutes and seconds with colons between."""
    kind: EnclosureKind = EnclosureKind.FILE
    """What it is to the entry."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as its format names things: markup, relative addresses, nothing clean."""

    guid: str = ""
    """Its id, if it has one."""
    link: str = ""
    """The address of its page, perhaps relative."""
    title: str = ""
    """Its title, perhaps with markup."""
    authors: tuple[str, ...] = ()
    """Names, perhaps with markup."""
    outlet: str = ""
    """The source it was taken over from."""
    published: datetime | None = None
    """When it was published, already judged."""
    summary: str = ""
    """The short description, as HTML."""
    html: str = ""
    """The fullest body, as HTML."""
    base: str = ""
    """What relative addresses in the body are relative to, where the feed says so."""
    language: str = ""
    """Its language, where it differs from the feed's."""
    categories: tuple[str, ...] = ()
    """Its topics."""
    enclosures: tuple[RawFile, ...] = ()
    """Its files."""


def make_entries(
    raw_entries: Iterable[RawEntry], *, feed_url: str, site_url: str, title: str, language: str
) -> tuple[Entry, ...]:
    """Return the newest entries in the order of the document, clean and with unique keys."""
    entries: list[Entry] = []
    for raw in raw_entries:
        try:
            entries.append(_entry(raw, feed_url, site_url, title, language))
        except (ValueError, OverflowError, RecursionError) as error:
            _log.warning("an entry of %s cannot be read: %r", feed_url, error)
    return split_outlets(tuple(with_own_keys(_newest(entries))))


def resolve(base: str, address: str) -> str:
    """Return ``address`` absolute and clean; empty when it is not of the web."""
    if not address.strip():
        return ""
    try:
        if address.startswith(("http://", "https://")):
            return clean_url(address)
        return clean_url(urljoin(base, address[: URL_LIMIT * 4].strip()))
    except ValueError:
        return ""


def language_tag(*candidates: object) -> str:
    """Return the first candidate that looks like a BCP 47 tag (RFC 5646 §2.1)."""
    for candidate in candidates:
        if candidate and (tag := _language_tag(str(candidate)[:40])):
            return tag
    return ""


@lru_cache(maxsize=256)
def _language_tag(text: str) -> str:
    tag = text.strip().replace("_", "-")
    return tag if len(tag) <= 35 and _LANGUAGE.fullmatch(tag) else ""


def _entry(raw: RawEntry, feed_url: str, site_url: str, feed_title: str, language: str) -> Entry:
    link = resolve(site_url or feed_url, raw.link)
    if not link and _WEB.match(raw.guid.strip()):
        link = clean_url(raw.guid)
    title = plain_line(raw.title)
    summary = plain_line(raw.summary, SUMMARY_LIMIT)
    text = summary or plain_line(raw.html, SUMMARY_LIMIT)
    outlet = plain_line(raw.outlet, AUTHOR_LIMIT)
    return Entry(
        # A key is compared, not shown; but it is stored, so that nothing unclean may be in it.
        key=entry_key(clean_line(raw.guid, URL_LIMIT), link, title, raw.published, text),
        title=title or made_title(text) or "Untitled",
        url=link,
        author=_names(raw.authors),
        outlet="" if outlet.casefold() in (feed_title.casefold(), title.casefold()) else outlet,
        published=raw.published,
        summary=text,
        html=raw.html[:HTML_LIMIT],
        base_url=resolve(link or site_url or feed_url, raw.base) or link or site_url or feed_url,
        language=language_tag(raw.language, language),
        categories=_topics(raw.categories),
        enclosures=_files(raw.enclosures, site_url or feed_url),
    )


def _newest(entries: list[Entry]) -> list[Entry]:
    """Keep the newest entries; one without a date counts as old as the one before it."""
    if len(entries) <= ENTRY_LIMIT:
        return entries
    ages: list[tuple[float, int]] = []
    stamp = float("inf")
    for at, entry in enumerate(entries):
        stamp = entry.published.timestamp() if entry.published else stamp
        ages.append((-stamp, at))
    kept = {at for _, at in sorted(ages)[:ENTRY_LIMIT]}
    return [entry for at, entry in enumerate(entries) if at in kept]


def _names(authors: Sequence[str]) -> str:
    written = (plain_line(author, 200) for author in authors[:20])
    names = dict.fromkeys(author_names(author) for author in written)
    return clean_line(", ".join(name for name in names if name), AUTHOR_LIMIT)


def _topics(categories: Sequence[str]) -> tuple[str, ...]:
    topics = dict.fromkeys(plain_line(topic, 100) for topic in categories[: CATEGORY_LIMIT * 2])
    return tuple(topic for topic in topics if topic)[:CATEGORY_LIMIT]


def _files(files: Sequence[RawFile], base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for file in files[: ENCLOSURE_LIMIT * 2]:
        url = resolve(base, file.url)
        if url and url not in found:
            found[url] = Enclosure(
                url,
                clean_line(file.type, 100),
                _whole(file.length, _LENGTH_LIMIT),
                plain_line(file.title, _FILE_TITLE_LIMIT),
                _seconds(file.duration),
                file.kind,
            )
    return tuple(found.values())[:ENCLOSURE_LIMIT]


def _whole(written: object, limit: int) -> int | None:
    """Return a number above 0; None for none, nonsense and what is beyond a limit."""
    text = str(written if written is not None else "").strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 16:
        return None
    return int(text) if 0 < int(text) < limit else None


def _seconds(written: object) -> int | None:
    """Return a duration in seconds: ``61``, ``61.5``, ``1:01`` or ``0:01:01`` are 61."""
    text = str(written if written is not None else "").strip()[:40]
    if isinstance(written, bool) or not _DURATION.fullmatch(text):
        return None
    total = 0
    for part in text.partition(".")[0].split(":"):
        total = total * 60 + int(part)
    return total if 0 < total < _SECONDS_LIMIT else None
