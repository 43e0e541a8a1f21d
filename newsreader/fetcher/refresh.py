"""Asks feeds what is new: many at once, each with its own luck, one transaction a feed."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.domain.clean import REASON_LIMIT, clean_line, shown_url
from newsreader.domain.errors import FeedError, FetchError, LibraryError, NotFound
from newsreader.domain.feed import Subscription
from newsreader.fetcher.download import Download
from newsreader.fetcher.events import FeedDone, Finished, Started
from newsreader.fetcher.furniture import clear_stored, spare_marked
from newsreader.fetcher.jobs import DigestedFeed, FeedJob, Story
from newsreader.fetcher.means import Means
from newsreader.fetcher.pages import feeds_with_wanted_pages, fetch_pages, wants_page
from newsreader.storage import articles, feeds, furniture
from newsreader.storage.wanted import want_page

IN_FLIGHT = 64
"""How many feeds are between download and disk at the same time, which bounds memory."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RefreshOutcome:
    """What a refresh came to."""

    feeds: int
    """How many feeds were asked."""
    new: int
    """How many articles came."""
    updated: int
    """How many articles changed."""
    unchanged: int
    """How many feeds had nothing new."""
    failed: int
    """How many feeds could not be read."""


@dataclass(frozen=True, slots=True)
class _FeedOutcome:
    """What one feed came to."""

    title: str = ""
    """Its title, where it could be read."""
    new: int = 0
    """How many articles came."""
    updated: int = 0
    """How many articles changed."""
    error: str = ""
    """Why it could not be read."""
    wants_pages: bool = False
    """Whether pages are to be fetched for what came."""


async def refresh(means: Means, subscriptions: Sequence[Subscription]) -> RefreshOutcome:
    """Ask all ``subscriptions``, store what is new or changed, then fetch the pages wanted.

    Requests are conditional. A feed that fails keeps its articles, and the reason is stored
    with it. Events are told as they happen: started, one a feed, one a page, finished. Raises
    LibraryError when the library cannot be written.
    """
    total = len(subscriptions)
    means.tell(Started(total))
    left_over = feeds_with_wanted_pages(means) if means.full_text else frozenset()
    in_flight = asyncio.Semaphore(IN_FLIGHT)
    outcomes: list[_FeedOutcome] = []
    wanting: list[int] = []

    async def take(subscription: Subscription) -> None:
        async with in_flight:
            outcome = await _refresh_feed(means, subscription)
        outcomes.append(outcome)
        means.tell(_done(subscription, outcome, len(outcomes), total))
        if outcome.wants_pages or (subscription.id in left_over and not outcome.error):
            wanting.append(subscription.id)

    async def complete(feed_id: int) -> None:
        async with in_flight:
            await fetch_pages(means, feed_id)

    await _together(take(subscription) for subscription in subscriptions)
    # Pages wait until every list is there: headlines first, whole stories after them.
    await _together(complete(feed_id) for feed_id in wanting)
    result = _sum(outcomes)
    if result.new or result.updated:
        means.database.optimize()
    means.tell(Finished(result.new, result.updated, result.unchanged, result.failed))
    return result


async def _together(works: Iterable[Coroutine[None, None, None]]) -> None:
    """Do all at once; the first error ends the others and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from errors


async def _refresh_feed(means: Means, subscription: Subscription) -> _FeedOutcome:
    """Ask one feed; whatever goes wrong with it is its outcome."""
    try:
        answer = await means.downloader.get(
            subscription.url,
            etag=subscription.etag,
            last_modified=subscription.last_modified,
        )
        if answer.unchanged:
            # A 304 may bring new validators; one it leaves out stays (RFC 9111 §4.3.4).
            feeds.record_answer(
                means.database,
                subscription.id,
                means.clock(),
                etag=answer.etag or None,
                last_modified=answer.last_modified or None,
            )
            return _FeedOutcome()
        digested = await means.workers.digest_feed(
            FeedJob(
                body=answer.body,
                url=answer.url,
                content_type=answer.content_type,
                charset=answer.charset,
                known=articles.known_hashes(means.database, subscription.id),
                now=means.clock(),
                stories=furniture.stories_of_feed(means.database, subscription.id),
            )
        )
        return _store(means, subscription, answer, digested)
    except (FetchError, FeedError, NotFound) as error:
        reason = clean_line(str(error), REASON_LIMIT)
        feeds.record_failure(means.database, subscription.id, means.clock(), reason)
        return _FeedOutcome(error=reason)
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be refreshed", shown_url(subscription.url))
        reason = f"newsreader has a fault that this feed brings out ({type(error).__name__})."
        feeds.record_failure(means.database, subscription.id, means.clock(), reason)
        return _FeedOutcome(error=reason)


def _store(
    means: Means, subscription: Subscription, answer: Download, digested: DigestedFeed
) -> _FeedOutcome:
    """Store what a feed brought, all or nothing; raises NotFound when it was removed meanwhile."""
    database, now = means.database, means.clock()
    new = updated = wanted = 0
    with database.transaction():
        feeds.feed(database, subscription.id)
        keys = [story.entry.key for story in digested.stories]
        stored = articles.stored_entries(database, subscription.id, keys)
        # The last entry first: of two without a date the upper one is then the newer.
        for story in reversed(digested.stories):
            before = stored.get(story.entry.key)
            article_id, is_new = _save(means, subscription.id, story, before, digested)
            new, updated = new + is_new, updated + (not is_new)
            if means.full_text and wants_page(story, before, now):
                want_page(database, article_id)
                wanted += 1
        clear_stored(database, (one.learned for one in digested.stories if one.learned))
        feeds.record_answer(
            database,
            subscription.id,
            now,
            etag=answer.etag,
            last_modified=answer.last_modified,
            title=digested.title,
            site_url=digested.site_url,
            language=digested.language,
        )
        # The target has proved to be a feed; a login in the address would be lost with it.
        if answer.permanent_url and "@" not in urlsplit(subscription.url).netloc:
            feeds.move_feed(database, subscription.id, answer.permanent_url)
        title = feeds.feed(database, subscription.id).title
    return _FeedOutcome(title, new, updated, wants_pages=wanted > 0)


def _save(
    means: Means,
    feed_id: int,
    story: Story,
    before: articles.Stored | None,
    digested: DigestedFeed,
) -> tuple[int, bool]:
    """Save one story; the whole text from its page is not given up for the feed's beginning."""
    if before is not None:
        story = spare_marked(means.database, before.article_id, story)
    document, quotes = story.document, story.quotes
    source: articles.Source = "feed"
    if before is not None and before.source == "page" and story.excerpt:
        document = articles.document(means.database, before.article_id)
        quotes = articles.quotes(means.database, before.article_id)
        source = "page"
    article_id, is_new = articles.save_entry(
        means.database,
        feed_id,
        story.entry,
        document,
        quotes,
        now=means.clock(),
        content_hash=story.content_hash,
        finder_version=digested.finder_version,
        source=source,
    )
    if source == "feed":
        furniture.keep(means.database, article_id, story.learned)
    return article_id, is_new


def _done(subscription: Subscription, outcome: _FeedOutcome, done: int, total: int) -> FeedDone:
    brought = outcome.new or outcome.updated
    return FeedDone(
        id=subscription.id,
        title=outcome.title or subscription.title,
        done=done,
        total=total,
        new=outcome.new,
        updated=outcome.updated,
        status="failed" if outcome.error else "new" if brought else "unchanged",
        error=outcome.error,
    )


def _sum(outcomes: Sequence[_FeedOutcome]) -> RefreshOutcome:
    failed = sum(bool(outcome.error) for outcome in outcomes)
    quiet = sum(not (one.error or one.new or one.updated) for one in outcomes)
    return RefreshOutcome(
        feeds=len(outcomes),
        new=sum(outcome.new for outcome in outcomes),
        updated=sum(outcome.updated for outcome in outcomes),
        unchanged=quiet,
        failed=failed,
    )
