"""Asks feeds what is new: many at once, each with its own luck, one transaction a feed."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from newsreader.domain.feed import Subscription
from newsreader.domain.health import Trouble
from newsreader.domain.schedule import REST, takes_turns
from newsreader.fetcher.asking import FeedOutcome, ask
from newsreader.fetcher.events import FeedDone, Finished, Started
from newsreader.fetcher.means import Means
from newsreader.fetcher.pages import feeds_with_wanted_pages, fetch_pages
from newsreader.storage import feeds, hosts

IN_FLIGHT = 64
"""How many feeds are between download and disk at the same time, which bounds memory."""


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
    waiting: int = 0
    """How many feeds were left alone because their hosts want that."""


async def refresh(means: Means, subscriptions: Sequence[Subscription]) -> RefreshOutcome:
    """Ask all ``subscriptions``, store what is new or changed, then fetch the pages wanted.

    Requests are conditional; a host that asked to be left alone is. A feed that fails keeps its
    articles, and the reason is stored with it. Events are told as they happen: started, one a
    feed, one a page, finished. Raises LibraryError when the library cannot be written.
    """
    total = len(subscriptions)
    means.tell(Started(total))
    means.downloader.turns.resting |= hosts.resting_hosts(means.database, means.clock())
    left_over = feeds_with_wanted_pages(means) if means.full_text else frozenset()
    in_flight = asyncio.Semaphore(IN_FLIGHT)
    outcomes: dict[int, FeedOutcome] = {}
    wanting: list[int] = []

    async def take(subscription: Subscription) -> None:
        async with in_flight:
            outcome = await ask(means, subscription)
        outcomes[subscription.id] = outcome
        means.tell(_done(subscription, outcome, len(outcomes), total))
        if outcome.wants_pages or (subscription.id in left_over and not outcome.error):
            wanting.append(subscription.id)

    async def complete(feed_id: int) -> None:
        async with in_flight:
            await fetch_pages(means, feed_id)

    order = takes_turns([urlsplit(one.url).hostname or "" for one in subscriptions])
    await _together(take(subscriptions[place]) for place in order)
    _excuse(means, subscriptions, outcomes)
    # Pages wait until every list is there: headlines first, whole stories after them.
    await _together(complete(feed_id) for feed_id in wanting)
    result = _sum(list(outcomes.values()))
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


def _excuse(
    means: Means, subscriptions: Sequence[Subscription], outcomes: dict[int, FeedOutcome]
) -> None:
    """Forget the failures of a refresh in which no server of several could be reached at all.

    It is the reader's network then that is down, and the feeds are asked again when it is up.
    """
    several = len({urlsplit(one.url).hostname for one in subscriptions}) > 1
    if several and all(one.trouble is Trouble.UNREACHABLE for one in outcomes.values()):
        feeds.excuse_failures(means.database, list(outcomes), means.clock() + REST)


def _done(subscription: Subscription, outcome: FeedOutcome, done: int, total: int) -> FeedDone:
    brought = outcome.new or outcome.updated
    quiet: Literal["waiting", "unchanged"] = "waiting" if outcome.waiting else "unchanged"
    return FeedDone(
        id=subscription.id,
        title=outcome.title or subscription.title,
        done=done,
        total=total,
        new=outcome.new,
        updated=outcome.updated,
        status="failed" if outcome.error else "new" if brought else quiet,
        error=outcome.error,
        note=outcome.note,
    )


def _sum(outcomes: Sequence[FeedOutcome]) -> RefreshOutcome:
    failed = sum(bool(outcome.error) for outcome in outcomes)
    waiting = sum(outcome.waiting for outcome in outcomes)
    brought = sum(bool(one.new or one.updated) for one in outcomes if not one.error)
    return RefreshOutcome(
        feeds=len(outcomes),
        new=sum(outcome.new for outcome in outcomes),
        updated=sum(outcome.updated for outcome in outcomes),
        unchanged=len(outcomes) - failed - waiting - brought,
        failed=failed,
        waiting=waiting,
    )
