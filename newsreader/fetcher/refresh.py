"""Refreshes many feeds at once; a feed that fails does not disturb the others."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from newsreader.domain.feed import Subscription
from newsreader.domain.health import Trouble
from newsreader.domain.schedule import by_host
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.feed_update import (
    FeedOutcome,
    excuse_failures,
    take_moments_again,
    take_options,
    update_feed,
)
from newsreader.fetcher.task_group import together
from newsreader.protocol import (
    FeedDone,
    Finished,
    Started,
)
from newsreader.storage import host_backoff
from newsreader.storage.safety import wrong_clock

IN_FLIGHT = 32
"""How many feeds are between download and disk at the same time, which bounds memory."""


@dataclass(frozen=True, slots=True)
class RefreshOutcome:
    """What a refresh came to."""

    feeds: int
    """How many feeds were refreshed, or left alone."""
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
    answered: frozenset[int] = frozenset()
    """Which feeds answered well."""

    @property
    def counts(self) -> dict[str, int]:
        """All but the last, by their names."""
        names = ("feeds", "new", "updated", "unchanged", "failed", "waiting")
        return {name: getattr(self, name) for name in names}


async def refresh(context: FetchContext, subscriptions: Sequence[Subscription]) -> RefreshOutcome:
    """Fetch all ``subscriptions``, store new and changed entries and queue them for processing.

    Requests are conditional; a host that asked to be left alone is. A feed that fails keeps its
    articles, and the reason is stored with it. Events are told as they happen: started, one a
    feed, finished. Raises LibraryError when the library cannot be written.
    """
    total = len(subscriptions)
    context.tell(Started(total))
    take_options(context)
    context.downloader.host_queue.back_offs |= host_backoff.backing_off_hosts(
        context.database, context.clock()
    )
    context.downloader.clocks_apart.clear()
    clock_was_wrong = wrong_clock.has_wrong_moments(context.database, context.clock())
    at_once = asyncio.Semaphore(context.downloader.limits.connections)
    room = asyncio.Semaphore(IN_FLIGHT)
    outcomes: dict[int, FeedOutcome] = {}

    async def take(subscription: Subscription, answered: asyncio.Event) -> None:
        try:
            outcome = await update_feed(context, subscription, answered.set)
        finally:
            room.release()
        outcomes[subscription.id] = outcome
        context.tell(_done(subscription, outcome, len(outcomes), total))

    async def visit(places: Sequence[int]) -> None:
        """Fetch the feeds of one host, one after the other."""
        async with at_once:
            for place in places:
                await room.acquire()
                answered = asyncio.Event()
                group.create_task(take(subscriptions[place], answered))
                if place == places[-1]:
                    await answered.wait()
                    continue
                with suppress(TimeoutError):  # the host's other feeds do not wait for a slow one
                    async with asyncio.timeout(context.downloader.limits.host_seconds):
                        await answered.wait()

    queues = by_host([urlsplit(one.url).hostname or "" for one in subscriptions])
    lanes = context.downloader.limits.per_host
    async with together() as group:
        for places in queues:
            for lane in range(min(lanes, len(places))):
                group.create_task(visit(places[lane::lanes]))
    if clock_was_wrong:
        take_moments_again(context)
    if _network_is_down(subscriptions, outcomes):
        excuse_failures(context, list(outcomes))
    result = _sum(outcomes)
    if result.new or result.updated:
        context.database.optimize()
    context.tell(Finished(result.new, result.updated, result.unchanged, result.failed))
    return result


def _network_is_down(
    subscriptions: Sequence[Subscription], outcomes: Mapping[int, FeedOutcome]
) -> bool:
    """Whether no server of several could be reached at all: then it is the user's network."""
    several = len({urlsplit(one.url).hostname for one in subscriptions}) > 1
    return several and all(one.trouble is Trouble.UNREACHABLE for one in outcomes.values())


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


def _sum(by_feed: Mapping[int, FeedOutcome]) -> RefreshOutcome:
    outcomes = by_feed.values()
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
        answered=frozenset(feed for feed, one in by_feed.items() if not (one.error or one.waiting)),
    )
