"""Processes queued entries in the background: documents, quotes and the full-text index."""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from newsreader.domain.boilerplate import StoryCleanup
from newsreader.domain.clean import shown_url
from newsreader.domain.errors import FeedError, LibraryError
from newsreader.domain.feed import DocumentKind, Entry
from newsreader.fetcher.boilerplate_cleanup import (
    clean_up_stored,
)
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.processed_entries import keep_summaries, store_entries, title_of
from newsreader.fetcher.task_group import together
from newsreader.fetcher.workers.messages import (
    ProcessedEntries,
    ProcessEntriesJob,
)
from newsreader.protocol import Processed
from newsreader.storage import (
    articles,
    boilerplate,
)
from newsreader.storage.highlights import highlights_of
from newsreader.storage.processing_queue import (
    QueuedDocument,
    count_queued,
    finish,
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
    with context.database.seldom_at_commit(COUNTED):
        async with together() as group:
            run = _Run(context, group, asyncio.Semaphore(at_once))
            for _ in range(at_once):
                group.create_task(run.process_all())
            for _ in range(spare):
                group.create_task(run.process_piece())
    run.tell_end()
    if run.done:
        context.database.optimize()
    return run.done


async def process_now(context: FetchContext, article_ids: Collection[int]) -> None:
    """Process those of these articles that are queued, ahead of all others."""
    for queued in queued_of(context.database, article_ids):
        result = await _store_answer(context, _Piece(queued, queued.articles))
        await clean_up_stored(context, result.cleanups)


@dataclass(frozen=True, eq=False)
class _Piece:
    """Some entries of a queued feed that are processed in one go."""

    queued: QueuedDocument
    """The feed."""
    articles: Mapping[str, int]
    """The articles of the entries, by their keys."""
    answer: "asyncio.Task[_Answer] | None" = None
    """What a worker makes of them; None where it is not asked yet."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker made of some entries."""

    processed: ProcessedEntries | None = None
    """The articles; None where it failed."""
    marked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What the user had highlighted in them before, by key."""
    error: str = ""
    """Why it failed, in one sentence."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What processing some entries of a feed came to."""

    error: str = ""
    """Why some of them could not be processed, in one sentence."""
    cleanups: tuple[StoryCleanup, ...] = ()
    """What the others tell about their sites."""


class _Run:
    """One run through the queue, by several tasks that each go through one feed at a time.

    Workers read a feed once for all of its pieces, if these come one after the other. The next
    piece is with a worker while one is stored.
    """

    def __init__(
        self, context: FetchContext, group: asyncio.TaskGroup, places: asyncio.Semaphore
    ) -> None:
        self.done = 0
        """How many articles have been processed."""
        self._total = count_queued(context.database)
        self._context = context
        self._group = group
        self._places = places
        self._taken: set[int] = set()
        self._feeds: list[int] = []

    async def process_all(self) -> None:
        """Process pieces until nothing is queued."""
        piece = self._take()
        while piece:
            assert piece.answer is not None
            answer = await piece.answer
            following = self._take(piece.queued.id) if answer.processed else None
            await asyncio.sleep(0)  # the worker gets that before this one is stored
            await self._finish(piece)
            piece = following or self._take()

    async def process_piece(self) -> None:
        """Process one piece."""
        if piece := self._take():
            await self._finish(piece)

    def _take(self, feed_in_hand: int | None = None) -> _Piece | None:
        """Give the newest piece that nobody has to a worker: of the same feed if it has more."""
        database = self._context.database
        passed = {one for one in self._feeds if one != feed_in_hand}
        while queued := newest_queued(database, passed):
            if not queued.articles:  # a newer refresh brought all again, or they were removed
                finish(database, queued.id, ())
                continue
            free = [one for one in queued.articles.items() if one[1] not in self._taken]
            if not free:
                passed.add(queued.id)
                continue
            piece = dict(free[:PIECE])
            self._taken.update(piece.values())
            self._feeds.append(queued.id)
            answer = self._group.create_task(_ask(self._context, queued, piece, self._places))
            return _Piece(queued, piece, answer)
        return None

    async def _finish(self, piece: _Piece) -> None:
        """Store a piece, tell of it, and clean what it shows to be boilerplate."""
        context, queued = self._context, piece.queued
        result = await _store_answer(context, piece)
        self._feeds.remove(queued.id)
        self._taken.difference_update(piece.articles.values())
        self.done += len(piece.articles)
        # Others process and queue meanwhile, and a feed may have been given up.
        self._total = self.done + count_queued(context.database)
        title = title_of(context, queued) if result.error else ""
        ids = tuple(piece.articles.values())
        context.tell(Processed(ids, self.done, self._total, result.error, title))
        async with self._places:
            await clean_up_stored(context, result.cleanups)

    def tell_end(self) -> None:
        """Tell that nothing is left, where the last piece did not say so."""
        if self.done != self._total:
            self._context.tell(Processed((), self.done, self.done))


async def _ask(
    context: FetchContext,
    queued: QueuedDocument,
    piece: Mapping[str, int],
    places: asyncio.Semaphore,
) -> _Answer:
    """Let a worker process some entries."""
    try:
        async with places:
            job = _job(context, queued, piece)
            return _Answer(await context.workers.process_entries(job), job.marked)
    except FeedError as error:
        return _Answer(error=str(error))
    except LibraryError:
        raise
    except Exception as error:
        return _Answer(error=_fault(queued, error))


def _fault(queued: QueuedDocument, error: Exception) -> str:
    """Log an error that nobody foresaw; return a sentence for it."""
    _log.error("%s cannot be processed", shown_url(queued.document.url), exc_info=error)
    return f"newsreader has a fault that this feed brings out ({type(error).__name__})."


async def _store_answer(context: FetchContext, piece: _Piece) -> _Result:
    """Store some entries, processed; one that cannot be processed must not cost the others.

    Where a worker cannot process them together they are tried one by one.
    """
    result = await _try(context, piece)
    if not result.error:
        return result
    failed: dict[str, int] = {}
    cleanups: list[StoryCleanup] = []
    for key, article_id in piece.articles.items():
        if len(failed) == GIVE_UP:
            break
        alone = {key: article_id}
        if len(piece.articles) == 1:
            failed |= alone
            continue
        one = await _try(context, _Piece(piece.queued, alone))
        cleanups += one.cleanups
        if one.error:
            failed |= alone
    rest = failed if len(failed) < GIVE_UP else piece.queued.articles
    keep_summaries(context, piece.queued, rest)
    return _Result(result.error, tuple(cleanups))


async def _try(context: FetchContext, piece: _Piece) -> _Result:
    """Store some entries together, all or none, once a worker has processed them."""
    if piece.answer:
        answer = await piece.answer
    else:
        answer = await _ask(context, piece.queued, piece.articles, asyncio.Semaphore(1))
    if answer.processed is None:
        return _Result(answer.error)
    try:
        return _Result(
            cleanups=store_entries(
                context, piece.queued, piece.articles, answer.processed, answer.marked
            )
        )
    except LibraryError:
        raise
    except Exception as error:
        return _Result(_fault(piece.queued, error))


def _job(
    context: FetchContext, queued: QueuedDocument, piece: Mapping[str, int]
) -> ProcessEntriesJob:
    database = context.database
    marked = highlights_of(database, tuple(piece.values()))
    return ProcessEntriesJob(
        queued.document,
        tuple(piece),
        boilerplate.stories_of_feed(database, queued.feed_id or 0),
        {
            key: tuple(highlight.text for highlight in marked[article_id])
            for key, article_id in piece.items()
            if article_id in marked
        },
        _entry(context, piece) if queued.document.kind is DocumentKind.ARTICLE else None,
    )


def _entry(context: FetchContext, piece: Mapping[str, int]) -> Entry:
    """Return the entry of the only article of a piece, without its HTML."""
    ((key, article_id),) = piece.items()
    article = articles.article(context.database, article_id)
    return Entry(
        key=key,
        title=article.title,
        url=article.url,
        author=article.author,
        outlet=article.outlet,
        published=article.published,
        summary=article.summary,
        language=article.language,
    )
