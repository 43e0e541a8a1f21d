"""Processes queued entries in the background: documents, quotes and the full-text index."""

import asyncio
import logging
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from newsreader.domain.boilerplate import StoryCleanup
from newsreader.domain.clean import shown_url
from newsreader.domain.document import Document
from newsreader.domain.errors import FeedError, LibraryError, NotFound
from newsreader.domain.feed import Feed
from newsreader.domain.feed_options import FeedOptions, options_for
from newsreader.fetcher.boilerplate_cleanup import (
    clean_up_stored,
    marked_passages,
    takes_marked,
)
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.full_text import wants_page
from newsreader.fetcher.task_group import together
from newsreader.fetcher.workers.messages import (
    ProcessedEntries,
    ProcessedEntry,
    ProcessEntriesJob,
)
from newsreader.protocol import Processed
from newsreader.storage import (
    articles,
    boilerplate,
    feeds,
)
from newsreader.storage.database import Database
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
"""How many entries are processed and stored in one go; a change of the user waits for no more."""
COUNTED = 2.0
"""Every so many seconds the people who are quoted are counted again."""
GIVE_UP = 3
"""After how many entries of a feed that cannot be processed the rest keep their summaries."""

_log = logging.getLogger(__name__)


async def process_queue(context: FetchContext, at_once: int, spare: int = 0) -> int:
    """Process all that is queued, the feed with the newest article first; return how many.

    So many jobs run ``at_once``, and one each by the ``spare`` workers, which are then ready
    for what somebody opens meanwhile. What other processes queue is processed too. A stop at
    any moment loses at most what is in work, which is processed the next time.
    """
    busy: set[int] = set()
    places = asyncio.Semaphore(at_once)
    done, total = 0, count_queued(context.database)

    async def work(places: asyncio.Semaphore, *, for_long: bool) -> None:
        nonlocal done, total
        more = True
        while more and (queued := newest_queued(context.database, busy)):
            more = for_long
            piece = dict(list(queued.articles.items())[:PIECE])
            if not piece:  # a newer refresh brought all of them again, or they were removed
                finish(context.database, queued.id, ())
                continue
            busy.add(queued.id)
            result = await _process(context, queued, piece, places)
            busy.discard(queued.id)
            done += len(piece)
            if done > total:
                total = done + count_queued(context.database)
            title = _title(context, queued) if result.error else ""
            context.tell(Processed(tuple(piece.values()), done, total, result.error, title))
            async with places:
                await clean_up_stored(context, result.cleanups)

    with context.database.seldom_at_commit(COUNTED):
        async with together() as group:
            # One more than work at a time: its job is ready when a worker comes free.
            for _ in range(at_once + 1):
                group.create_task(work(places, for_long=True))
            for _ in range(spare):
                group.create_task(work(asyncio.Semaphore(1), for_long=False))
    if done:
        context.database.optimize()
    return done


async def process_now(context: FetchContext, article_ids: Collection[int]) -> None:
    """Process those of these articles that are queued, ahead of all others."""
    for queued in queued_of(context.database, article_ids):
        result = await _process(context, queued, queued.articles, asyncio.Semaphore(1))
        await clean_up_stored(context, result.cleanups)


@dataclass(frozen=True, slots=True)
class _Result:
    """What processing some entries of a feed came to."""

    error: str = ""
    """Why some of them could not be processed, in one sentence."""
    cleanups: tuple[StoryCleanup, ...] = ()
    """What the others tell about their sites."""


async def _process(
    context: FetchContext,
    queued: QueuedDocument,
    piece: Mapping[str, int],
    places: asyncio.Semaphore,
) -> _Result:
    """Process some entries of a feed and store them.

    One that cannot be processed must not cost the others: they are tried one by one.
    """
    result = await _try(context, queued, piece, places)
    if not result.error:
        return result
    failed: dict[str, int] = {}
    cleanups: list[StoryCleanup] = []
    for key, article_id in piece.items():
        alone = {key: article_id}
        if len(failed) == GIVE_UP:
            break
        if len(piece) == 1:
            failed |= alone
            continue
        one = await _try(context, queued, alone, places)
        cleanups += one.cleanups
        if one.error:
            failed |= alone
    _keep_summaries(context, queued, failed if len(failed) < GIVE_UP else queued.articles)
    return _Result(result.error, tuple(cleanups))


async def _try(
    context: FetchContext,
    queued: QueuedDocument,
    piece: Mapping[str, int],
    places: asyncio.Semaphore,
) -> _Result:
    """Process entries together and store them, all or none."""
    try:
        async with places:
            job = _job(context, queued, piece)
            processed = await context.workers.process_entries(job)
        # The worker that has come free gets its next job before this one is stored.
        await asyncio.sleep(0)
        return _Result(cleanups=_store(context, queued, piece, job, processed))
    except FeedError as error:
        return _Result(str(error))
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be processed", shown_url(queued.document.url))
        fault = f"newsreader has a fault that this feed brings out ({type(error).__name__})."
        return _Result(fault)


def _job(
    context: FetchContext, queued: QueuedDocument, piece: Mapping[str, int]
) -> ProcessEntriesJob:
    database = context.database
    marked = {key: marked_passages(database, article_id) for key, article_id in piece.items()}
    return ProcessEntriesJob(
        queued.document,
        tuple(piece),
        boilerplate.stories_of_feed(database, queued.feed_id or 0),
        {key: passages for key, passages in marked.items() if passages},
    )


def _store(
    context: FetchContext,
    queued: QueuedDocument,
    piece: Mapping[str, int],
    job: ProcessEntriesJob,
    processed: ProcessedEntries,
) -> tuple[StoryCleanup, ...]:
    """Store processed entries, all or none; return what they tell about their sites."""
    database = context.database
    with database.transaction():
        options, cleanups, unfinished = _options(context, queued), [], set[int]()
        for story in processed.stories:
            article_id = piece[story.key]
            # A newer refresh may have brought another text, or the user removed the feed.
            if not is_waiting(database, article_id, queued.id):
                continue
            if _is_marked_since(database, article_id, job, story):
                unfinished.add(article_id)  # to be processed again, with what is marked now
                continue
            _save(context, article_id, story, options, processed.finder_version)
            if story.cleanup:
                cleanups.append(story.cleanup)
        found = {story.key for story in processed.stories}
        _keep_summaries(context, queued, {key: piece[key] for key in piece.keys() - found})
        finish(database, queued.id, [one for one in piece.values() if one not in unfinished])
    return tuple(cleanups)


def _is_marked_since(
    db: Database, article_id: int, job: ProcessEntriesJob, story: ProcessedEntry
) -> bool:
    """Whether the user highlighted what was left out, while the entry was being processed."""
    if not takes_marked(db, article_id, story.cleanup):
        return False
    return marked_passages(db, article_id) != tuple(job.marked.get(story.key, ()))


def _save(
    context: FetchContext,
    article_id: int,
    story: ProcessedEntry,
    options: FeedOptions | None,
    finder_version: int,
) -> None:
    """Save one entry; the whole text from its page is not given up for the feed's beginning."""
    database = context.database
    before = articles.stored_text(database, article_id)
    if not (before is not None and before.source == "page" and story.excerpt):
        articles.put_text(
            database, article_id, story.document, story.quotes, finder_version=finder_version
        )
        boilerplate.keep(database, article_id, story.cleanup)
    wish = options.full_text if options else "auto"
    if wish == "off" or (wish == "auto" and not context.full_text):
        return
    tried = before.page_tried if before else None
    if wants_page(replace(story, excerpt=story.excerpt or wish == "on"), tried, context.clock()):
        want_page(database, article_id)


def _options(context: FetchContext, queued: QueuedDocument) -> FeedOptions | None:
    """Return what the user wants otherwise for a feed."""
    feed = _feed(context, queued)
    return options_for(context.rules, feed.url) if feed else None


def _title(context: FetchContext, queued: QueuedDocument) -> str:
    """Return by which name a feed is spoken of."""
    feed = _feed(context, queued)
    return feed.title if feed else urlsplit(queued.document.url).hostname or ""


def _feed(context: FetchContext, queued: QueuedDocument) -> Feed | None:
    """Return a feed; None where it was removed and marked articles stayed."""
    if queued.feed_id is None:
        return None
    with suppress(NotFound):  # removed just now
        return feeds.feed(context.database, queued.feed_id)
    return None


def _keep_summaries(
    context: FetchContext, queued: QueuedDocument, piece: Mapping[str, int]
) -> None:
    """Let entries that cannot be processed keep what the feed says of them in short."""
    database = context.database
    with database.transaction():
        for article_id in _without_text(context, queued, piece.values()):
            summary = articles.article(database, article_id).summary
            articles.put_text(
                database, article_id, Document.from_plain(summary), (), finder_version=0
            )
        finish(database, queued.id, piece.values())


def _without_text(
    context: FetchContext, queued: QueuedDocument, article_ids: Iterable[int]
) -> list[int]:
    return [
        one
        for one in article_ids
        if is_waiting(context.database, one, queued.id)
        and articles.stored_text(context.database, one) is None
    ]
