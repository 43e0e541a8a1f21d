"""Stores processed entries: their texts, quotes and index, and the wish for their pages."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from newsreader.domain.boilerplate import StoryCleanup
from newsreader.domain.document import Document
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import Feed
from newsreader.domain.options.feed_options import FullText
from newsreader.fetcher.boilerplate_cleanup import marked_passages, takes_marked
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.full_text import wants_page
from newsreader.fetcher.text_change import is_changed
from newsreader.fetcher.workers.messages import ProcessedEntries, ProcessedEntry
from newsreader.storage import articles, boilerplate, feeds
from newsreader.storage.article_state import note_change
from newsreader.storage.database import Database
from newsreader.storage.enclosures import put_enclosures
from newsreader.storage.full_text_queue import want_page
from newsreader.storage.processing_queue import QueuedDocument, finish, is_queued


def store_entries(
    context: FetchContext,
    queued: QueuedDocument,
    ids: Mapping[str, int],
    processed: ProcessedEntries,
    marked: Mapping[str, Sequence[str]],
) -> tuple[StoryCleanup, ...]:
    """Store processed entries, all or none; return what they tell about their sites.

    ``ids`` are the articles of the entries by key, ``marked`` the passages that the user had
    highlighted in them when they were processed.
    """
    database = context.database
    with database.transaction():
        feed = _feed(context, queued)
        wish = context.full_text_of(feed)
        cleanups, unfinished, fresh = [], set[int](), list[int]()
        for story in processed.stories:
            article_id = ids[story.key]
            # A newer refresh may have brought another text, or the user removed the feed.
            if not is_queued(database, article_id, queued.id):
                continue
            if _is_marked_since(database, article_id, marked, story):
                unfinished.add(article_id)  # to be processed again, with what is marked now
                continue
            if _save(context, article_id, story, wish, processed.finder_version):
                fresh.append(article_id)
            if story.cleanup:
                cleanups.append(story.cleanup)
        found = {story.key for story in processed.stories}
        keep_summaries(context, queued, {key: ids[key] for key in ids.keys() - found})
        context.apply_rules(fresh)
        finish(database, queued.id, [one for one in ids.values() if one not in unfinished])
    return tuple(cleanups)


def _is_marked_since(
    db: Database, article_id: int, marked: Mapping[str, Sequence[str]], story: ProcessedEntry
) -> bool:
    """Whether the user highlighted what was left out, while the entry was being processed."""
    if not takes_marked(db, article_id, story.cleanup):
        return False
    return marked_passages(db, article_id) != tuple(marked.get(story.key, ()))


def _save(
    context: FetchContext,
    article_id: int,
    story: ProcessedEntry,
    wish: FullText,
    finder_version: int,
) -> bool:
    """Save one entry; return whether it is processed for the first time.

    The whole text from its page is not given up for the feed's beginning.
    """
    database = context.database
    before = articles.stored_text(database, article_id)
    put_enclosures(database, article_id, story.enclosures)
    if not (before is not None and before.source == "page" and story.excerpt):
        if is_changed(database, article_id, "feed", story.document, story.cleanup):
            note_change(database, article_id, context.clock())
            context.noted.note_changed(database, article_id)
        articles.put_text(
            database,
            article_id,
            story.document,
            story.quotes,
            finder_version=finder_version,
            sketch=story.sketch,
            now=context.clock(),
        )
        articles.set_language(database, article_id, story.language)
        boilerplate.keep(database, article_id, story.cleanup)
    if wish == "off":
        return before is None
    tried = before.page_tried if before else None
    if wants_page(replace(story, excerpt=story.excerpt or wish == "on"), tried, context.clock()):
        want_page(database, article_id)
    return before is None


def title_of(context: FetchContext, queued: QueuedDocument) -> str:
    """Return by which name a feed is spoken of."""
    feed = _feed(context, queued)
    return feed.name if feed else urlsplit(queued.document.url).hostname or ""


def _feed(context: FetchContext, queued: QueuedDocument) -> Feed | None:
    """Return a feed; None where it was removed and marked articles stayed."""
    if queued.feed_id is None:
        return None
    with suppress(NotFound):  # removed just now
        return feeds.feed(context.database, queued.feed_id)
    return None


def keep_summaries(context: FetchContext, queued: QueuedDocument, piece: Mapping[str, int]) -> None:
    """Let entries that cannot be processed keep what the feed says of them in short."""
    database = context.database
    with database.transaction():
        fresh = _without_text(context, queued, piece.values())
        for article_id in fresh:
            summary = articles.article(database, article_id).summary
            articles.put_text(
                database,
                article_id,
                Document.from_plain(summary),
                (),
                finder_version=0,
                now=context.clock(),
            )
        context.apply_rules(fresh)
        finish(database, queued.id, piece.values())


def _without_text(
    context: FetchContext, queued: QueuedDocument, article_ids: Iterable[int]
) -> list[int]:
    return [
        one
        for one in article_ids
        if is_queued(context.database, one, queued.id)
        and articles.stored_text(context.database, one) is None
    ]
