"""Digests what is listed, behind the reader's back: documents, quotes and the full-text index."""

import logging
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from newsreader.domain.clean import shown_url
from newsreader.domain.document import Document
from newsreader.domain.errors import FeedError, LibraryError, NotFound
from newsreader.domain.feed import Feed
from newsreader.fetcher.boilerplate_cleanup import clear_stored, spare_marked
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.full_text import wants_page
from newsreader.fetcher.task_group import together
from newsreader.fetcher.workers.messages import (
    ProcessedEntries,
    ProcessEntriesJob,
    Story,
)
from newsreader.protocol import Processed
from newsreader.storage import (
    articles,
    boilerplate,
    feeds,
)
from newsreader.storage.full_text_queue import want_page
from newsreader.storage.processing_queue import (
    QueuedDocument,
    count_queued,
    finish,
    is_waiting,
    newest_queued,
    queued_of,
)

PIECE = 20
"""How many stories are digested and stored in one go; a reader's own change waits for no more."""
COUNTED = 2.0
"""Every so many seconds the people who are quoted are counted again."""
GIVE_UP = 3
"""After how many stories of a feed that cannot be digested the rest keep their summaries."""

_log = logging.getLogger(__name__)


async def process_queue(context: FetchContext, at_once: int, spare: int = 0) -> int:
    """Digest all that waits, the feed with the newest story first; return how many stories.

    So many jobs run ``at_once``, and one each by the ``spare`` workers, which are then ready
    for what somebody opens meanwhile. What other processes list is digested too. A stop at any
    moment loses at most what is in work, which is digested the next time.
    """
    busy: set[int] = set()
    done, total = 0, count_queued(context.database)

    async def work(*, for_long: bool) -> None:
        nonlocal done, total
        more = True
        while more and (waiting := newest_queued(context.database, busy)):
            more = for_long
            piece = dict(list(waiting.articles.items())[:PIECE])
            if not piece:  # a newer refresh brought all of them again, or they were removed
                finish(context.database, waiting.id, ())
                continue
            busy.add(waiting.id)
            reason = await _digest(context, waiting, piece)
            busy.discard(waiting.id)
            done += len(piece)
            if done > total:
                total = done + count_queued(context.database)
            title = _title(context, waiting) if reason else ""
            context.tell(Processed(tuple(piece.values()), done, total, reason, title))

    with context.database.seldom_at_commit(COUNTED):
        async with together() as group:
            for number in range(at_once + spare):
                group.create_task(work(for_long=number < at_once))
    if done:
        context.database.optimize()
    return done


async def process_now(context: FetchContext, article_ids: Collection[int]) -> None:
    """Digest those of these articles that wait, ahead of all others."""
    for waiting in queued_of(context.database, article_ids):
        await _digest(context, waiting, waiting.articles)


async def _digest(context: FetchContext, waiting: QueuedDocument, piece: Mapping[str, int]) -> str:
    """Digest some stories of a feed and store them; return why that failed, in one sentence.

    One story that cannot be digested must not cost the others: they are tried one by one.
    """
    reason = await _try(context, waiting, piece)
    if not reason:
        return ""
    failed: dict[str, int] = {}
    for key, article_id in piece.items():
        alone = {key: article_id}
        if len(failed) < GIVE_UP and (len(piece) == 1 or await _try(context, waiting, alone)):
            failed |= alone
    _keep_summaries(context, waiting, failed if len(failed) < GIVE_UP else waiting.articles)
    return reason


async def _try(context: FetchContext, waiting: QueuedDocument, piece: Mapping[str, int]) -> str:
    """Digest stories together and store them; return why that failed, in one sentence."""
    try:
        _store(context, waiting, piece, await _ask(context, waiting, piece))
    except FeedError as error:
        return str(error)
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be digested", shown_url(waiting.document.url))
        return f"newsreader has a fault that this feed brings out ({type(error).__name__})."
    return ""


async def _ask(
    context: FetchContext, waiting: QueuedDocument, piece: Mapping[str, int]
) -> ProcessedEntries:
    stories = boilerplate.stories_of_feed(context.database, waiting.feed_id or 0)
    return await context.workers.process_entries(
        ProcessEntriesJob(waiting.document, tuple(piece), stories)
    )


def _store(
    context: FetchContext,
    waiting: QueuedDocument,
    piece: Mapping[str, int],
    processed: ProcessedEntries,
) -> None:
    """Store digested stories, all or none."""
    database = context.database
    with database.transaction():
        feed = _feed(context, waiting)
        wish, lessons = context.full_text_of(feed.url if feed else ""), []
        for story in processed.stories:
            article_id = piece[story.entry.key]
            # A newer refresh may have brought another text, or the reader removed the feed.
            if not is_waiting(database, article_id, waiting.id):
                continue
            _save(context, article_id, story, wish, processed.finder_version)
            if story.learned:
                lessons.append(story.learned)
        clear_stored(database, lessons)
        found = {story.entry.key for story in processed.stories}
        _keep_summaries(context, waiting, {key: piece[key] for key in piece.keys() - found})
        finish(database, waiting.id, piece.values())


def _save(
    context: FetchContext,
    article_id: int,
    story: Story,
    wish: Literal["on", "off", "auto"],
    finder_version: int,
) -> None:
    """Save one story; the whole text from its page is not given up for the feed's beginning."""
    database = context.database
    before = articles.stored_text(database, article_id)
    if before is not None:
        story = spare_marked(database, article_id, story)
    if not (before is not None and before.source == "page" and story.excerpt):
        articles.put_text(
            database, article_id, story.document, story.quotes, finder_version=finder_version
        )
        boilerplate.keep(database, article_id, story.learned)
    if wish == "off":
        return
    tried = before.page_tried if before else None
    if wants_page(replace(story, excerpt=story.excerpt or wish == "on"), tried, context.clock()):
        want_page(database, article_id)


def _title(context: FetchContext, waiting: QueuedDocument) -> str:
    """Return by which name a feed is spoken of."""
    feed = _feed(context, waiting)
    return feed.title if feed else urlsplit(waiting.document.url).hostname or ""


def _feed(context: FetchContext, waiting: QueuedDocument) -> Feed | None:
    """Return a feed; None where it was removed and marked articles stayed."""
    if waiting.feed_id is None:
        return None
    with suppress(NotFound):  # removed just now
        return feeds.feed(context.database, waiting.feed_id)
    return None


def _keep_summaries(
    context: FetchContext, waiting: QueuedDocument, piece: Mapping[str, int]
) -> None:
    """Let stories that cannot be digested keep what the feed says of them in short."""
    database = context.database
    with database.transaction():
        for article_id in _without_text(context, waiting, piece.values()):
            summary = articles.article(database, article_id).summary
            articles.put_text(
                database, article_id, Document.from_plain(summary), (), finder_version=0
            )
        finish(database, waiting.id, piece.values())


def _without_text(
    context: FetchContext, waiting: QueuedDocument, article_ids: Iterable[int]
) -> list[int]:
    return [
        one
        for one in article_ids
        if is_waiting(context.database, one, waiting.id)
        and articles.stored_text(context.database, one) is None
    ]
