"""Makes articles of entries and pages: documents and quotes, in a worker process.

Everything here is pure and may take seconds of CPU on hostile input.
"""

import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.documents.site_boilerplate import remove_site_boilerplate
from newsreader.domain.boilerplate import StoryCleanup, site_of
from newsreader.domain.document import Document
from newsreader.domain.errors import FeedError
from newsreader.domain.excerpt import is_excerpt, trails_off
from newsreader.domain.feed import Entry, FeedDocument, ParsedFeed
from newsreader.domain.ids import qualified_key
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.same_story import sketch
from newsreader.feeds.plain_text import made_title, plain_line
from newsreader.feeds.sniff import describe
from newsreader.fetcher.workers.diff_feed import parse_document, read_body
from newsreader.fetcher.workers.messages import (
    ExtractedPage,
    ExtractJob,
    ProcessedEntries,
    ProcessedEntry,
    ProcessEntriesJob,
)
from newsreader.languages.recognition import settle
from newsreader.quotes.engine import FINDER_VERSION, find_quotes_in

SHARED = 0.5
"""How much of a feed's text must stand on the page for it to be the page of that story."""

ENOUGH = 4
"""How many whole stories say that a feed carries whole stories."""

_LOOKED_AT = 20_000
_READABLE = ("a web page", "plain text", "XML, but not a feed")

_log = logging.getLogger(__name__)


def process_entries(job: ProcessEntriesJob) -> ProcessedEntries:
    """Return entries of a feed as articles; raises FeedError when it is none."""
    feed, generous = _read(job.document) if job.entry is None else _read_html(job, job.entry)
    entries = _wanted(feed.entries, frozenset(job.keys))
    documents = [_document(entry, feed.title) for entry in entries]
    excerpts = [
        _is_excerpt(entry, document.text, generous)
        for entry, document in zip(entries, documents, strict=True)
    ]
    cleanup = _leave_out(entries, documents, excerpts, job)
    stories = (
        _as_article(entry, cleanup.get(entry.key, (document, None)), excerpt)
        for entry, document, excerpt in zip(entries, documents, excerpts, strict=True)
    )
    return ProcessedEntries(tuple(stories), FINDER_VERSION)


def _wanted(entries: Sequence[Entry], keys: Collection[str]) -> list[Entry]:
    """Return the entries of these keys.

    Where a later document gave the key of an entry to another story, it has one that names
    itself.
    """
    found = [one for one in entries if one.key in keys]
    if len(found) == len(keys):
        return found
    own = (
        replace(one, key=qualified_key(one.key, one.url, one.title, one.published))
        for one in entries
        if one.key not in keys
    )
    return found + [one for one in own if one.key in keys]


@lru_cache(maxsize=1)
def _read(document: FeedDocument) -> tuple[ParsedFeed, bool]:
    """Return a feed, and whether it carries whole stories; it comes in several jobs in a row."""
    feed = parse_document(document)
    return feed, carries_whole_stories(feed.entries)


def _read_html(job: ProcessEntriesJob, entry: Entry) -> tuple[ParsedFeed, bool]:
    """Return a feed of the one entry whose HTML is at hand."""
    html = read_body(job.document).decode("utf-8", "replace")
    return ParsedFeed("", entries=(replace(entry, html=html, base_url=job.document.url),)), False


def extract_page(job: ExtractJob) -> ExtractedPage:
    """Return the story of a page; raises FeedError when there is none, or another one."""
    # Imported here: trafilatura takes a third of a second, and few refreshes need it.
    from newsreader.fetcher.workers.extract import extract_story, led_by

    what = describe(job.body)
    if what not in _READABLE:
        raise FeedError(f"The page is {what}.")
    page = extract_story(
        job.body,
        job.url,
        job.charset,
        job.beginning,
        content_type=job.content_type,
        parts=job.parts,
    )
    known = {site_of(job.url): job.stories}
    whole = led_by(page.picture, page.document)
    ((document, cleanup),) = remove_site_boilerplate([(job.url, whole)], known, [job.marked])
    if page.paywall:
        raise FeedError(page.paywall)
    if not continues(job.beginning, document.text):
        raise FeedError("The page does not hold this story; perhaps it wants a login or consent.")
    language = settle(page.language or job.language, document.quotable_text)
    quotes = find_quotes_in(document, language, job.title or page.title)
    return ExtractedPage(
        document=document,
        quotes=quotes,
        title=page.title,
        author=page.author,
        outlet=page.outlet,
        published=page.published,
        language=language,
        cleanup=cleanup,
        sketch=sketch(job.title or page.title, document, quotes),
        finder_version=FINDER_VERSION,
    )


def carries_whole_stories(entries: Sequence[Entry]) -> bool:
    """Whether two of three entries of a feed, and enough to tell, hold a whole story.

    In such a feed a short entry is a short story, and its page need not be asked for more.
    """
    whole = sum(not is_excerpt(plain_line(entry.html, _LOOKED_AT)) for entry in entries)
    return whole >= ENOUGH and 3 * whole >= 2 * len(entries)


def continues(beginning: str, text: str) -> bool:
    """Whether ``text`` is the story that begins with ``beginning``, and has more of it.

    A consent page, a login page or a list of stories shares few words with the story.
    """
    if len(text.split()) <= len(beginning.split()):
        return False
    words = set(_words(beginning))
    return not words or len(words & set(_words(text))) >= SHARED * len(words)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3]


def _document(entry: Entry, feed_title: str) -> Document:
    """Return the text of an entry without the boilerplate that every site has."""
    try:
        document = read_html(entry.html or entry.summary, entry.base_url)
        host = urlsplit(entry.url or entry.base_url).hostname or ""
        names = tuple(name for name in (entry.outlet, feed_title, host) if name)
        return drop_boilerplate(document, names)
    except Exception:
        # One entry that cannot be processed must not cost the others; it keeps its summary.
        _log.exception("an entry of %s cannot be processed", entry.base_url)
        return Document.from_plain(entry.summary)


def _leave_out(
    entries: Sequence[Entry],
    documents: Sequence[Document],
    excerpts: Sequence[bool],
    job: ProcessEntriesJob,
) -> dict[str, tuple[Document, StoryCleanup]]:
    """Return the whole texts without what their sites set into many, by the keys of the entries."""
    whole = {
        entry.key: (_address(entry), document)
        for entry, document, excerpt in zip(entries, documents, excerpts, strict=True)
        if not excerpt
    }
    marked = [job.marked.get(key, ()) for key in whole]
    return dict(
        zip(whole, remove_site_boilerplate(list(whole.values()), job.stories, marked), strict=True)
    )


def _address(entry: Entry) -> str:
    """Return the page of an entry; an entry without one is told from others by its key."""
    return entry.url or f"{entry.base_url}?{entry.key}"


def _as_article(
    entry: Entry, text: tuple[Document, StoryCleanup | None], excerpt: bool
) -> ProcessedEntry:
    document, cleanup = text
    language = entry.language
    quotes: tuple[Quote, ...] = ()
    try:
        language = settle(entry.language, f"{entry.title}\n{document.quotable_text}")
        quotes = find_quotes_in(document, language, entry.title)
    except Exception:
        _log.exception("no quotes can be found in %s", entry.url)
    return ProcessedEntry(
        key=entry.key,
        document=document,
        quotes=quotes,
        sketch=sketch(entry.title, document, quotes),
        excerpt=excerpt,
        language=language,
        has_page=bool(entry.url) and entry.url not in {one.url for one in entry.enclosures},
        cleanup=cleanup,
        enclosures=entry.enclosures,
    )


def _is_excerpt(entry: Entry, text: str, generous: bool) -> bool:
    """Whether the feed holds back the rest of a story; a post without a title is whole."""
    if not is_excerpt(text, entry.summary):
        return False
    short_by_nature = generous or entry.title == made_title(entry.summary)
    return not text or trails_off(text) or not short_by_nature
