"""Sends the fetcher what the screen asks for, and shows what the fetcher reports."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, assert_never

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.protocol import (
    Added,
    AddFeed,
    Command,
    DiscoverFeeds,
    Failed,
    FeedDone,
    FetchPage,
    Finished,
    Found,
    Imported,
    ImportFeeds,
    PageDone,
    ProcessArticles,
    Processed,
    RebuildQuotes,
    RefreshFeeds,
    Started,
)
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.fetcher_client import FetcherLost, Report

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen

LOOK = 300.0
"""Seconds between two looks at which feeds are due."""
CALM = 1.0
"""Seconds between two words on how many articles are read through."""
PATIENCE = 10.0
"""Seconds after which articles are exported although they could not be digested."""


class FetcherEvents:
    """Turns the fetcher's events into what the screen shows."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._failed: list[str] = []
        self._page_wanted: int | None = None
        self._counted = -inf
        self._awaited: dict[asyncio.Event, frozenset[int]] = {}
        screen.fetcher.listen(self.hear)

    async def refresh(self, feed_ids: Sequence[int] | None) -> None:
        """Ask for what is new in these feeds, or in all."""
        self._screen.status.show("refreshing")
        await self._send(RefreshFeeds(None if feed_ids is None else tuple(feed_ids)))

    async def refresh_due(self) -> None:
        """Ask for what is new in the feeds that are due."""
        now = self._screen.library.clock()
        due = [
            feed.id
            for feed in self._screen.shelf.feeds
            if not feed.is_demo and (feed.due is None or feed.due <= now)
        ]
        if due:
            await self.refresh(due)

    async def rebuild_quotes(self) -> None:
        """Have the quotes found again that an older finder found."""
        if await self._screen.jobs.read(self._screen.library.has_stale_quotes):
            await self._send(RebuildQuotes())

    async def process_left_over(self) -> None:
        """Have articles digested that the last run listed and did not come to."""
        if await self._screen.jobs.read(self._screen.library.count_unprocessed):
            await self._send(ProcessArticles())

    async def digest(self, ids: Sequence[int]) -> None:
        """Have these articles digested ahead of all others."""
        await self._send(ProcessArticles(tuple(ids)))

    async def processed(self, ids: Sequence[int]) -> None:
        """Wait until these articles are digested, as long as that can be expected to take."""
        done = asyncio.Event()
        self._awaited[done] = frozenset(ids)
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)
        del self._awaited[done]

    async def find_feed(self, url: str) -> None:
        """Look for the feeds at an address; what is found is offered or added."""
        self._screen.status.show(f"looking at {clean_line(url, 60)}")
        await self._send(DiscoverFeeds(url))

    async def import_opml(self, path: Path) -> None:
        """Subscribe to the feeds of an OPML file."""
        self._screen.status.show("importing")
        await self._send(ImportFeeds(path))

    async def fetch_page(self, article_id: int) -> None:
        """Fetch the whole story of an article."""
        self._page_wanted = article_id
        self._screen.status.show("fetching the page")
        await self._send(FetchPage(article_id))

    async def _send(self, command: Command) -> None:
        try:
            await self._screen.fetcher.send(command)
        except OSError as error:
            self._screen.status.show("")
            self._screen.complain(f"The fetcher could not be started: {error.strerror}.")

    def hear(self, report: Report) -> None:
        """Show one event of the fetcher."""
        match report:
            case Started():
                self._failed = []
                self._screen.status.show(f"refreshing 0 of {report.feeds} feeds")
            case FeedDone():
                self._hear_feed(report)
            case Processed():
                self._hear_processed(report)
            case PageDone():
                self._hear_page(report)
            case Finished():
                self._hear_finished(report)
            case Found():
                self._hear_found(report)
            case Added():
                self._hear_change(f"Added {report.title}.")
            case Imported():
                self._hear_change(_count(report))
            case Failed():
                self._hear_failure(report.reason)
            case FetcherLost():
                self._hear_failure("The fetcher stopped; it starts again with the next refresh.")
            case _:
                assert_never(report)

    def _hear_feed(self, event: FeedDone) -> None:
        self._screen.status.show(f"refreshing {event.done} of {event.total} feeds")
        if event.error:
            self._failed.append(f"{_name(event)}: {event.error}")
        if event.note:
            self._screen.report(f"{_name(event)}: {event.note}")

    def _hear_processed(self, event: Processed) -> None:
        screen, ids = self._screen, frozenset(event.articles)
        if event.error:
            screen.complain(f"{_name(event)}: {event.error}")
        if event.total:
            self._count_read(event.done, event.total)
        for wait, wanted in self._awaited.items():
            if wanted <= ids:
                wait.set()
        if screen.lectern.article_id in ids:
            screen.lectern.reopen()

    def _count_read(self, done: int, total: int) -> None:
        """Say how far the reading through is, seldom enough to be calm, and nothing at its end."""
        if done >= total:
            self._screen.status.mutter("")
        elif monotonic() - self._counted >= CALM:
            self._counted = monotonic()
            self._screen.status.mutter(f"reading {done:,} of {total:,} articles")

    def _hear_page(self, event: PageDone) -> None:
        screen = self._screen
        if event.article == self._page_wanted:
            self._page_wanted = None
            screen.status.show("")
            if event.error:
                screen.complain(event.error)
            else:
                screen.status.say("The whole story is here.")
        if event.article == screen.lectern.article_id:
            screen.lectern.reopen()

    def _hear_finished(self, event: Finished) -> None:
        screen, new = self._screen, event.new
        screen.status.show("")
        words = "Nothing new." if not new else f"{new:,} new article{'s' if new > 1 else ''}."
        if self._failed:
            screen.complain(self._failures())
        screen.status.say(words)
        screen.begin(screen.shelf.look_for_news, "news")

    def _failures(self) -> str:
        if len(self._failed) == 1:
            return self._failed[0]
        return f"{len(self._failed)} feeds could not be read; {self._failed[0]}"

    def _hear_found(self, event: Found) -> None:
        screen, candidates = self._screen, event.candidates
        screen.status.show("")
        if len(candidates) == 1:
            self._add(candidates[0].url)
            return

        def choose(number: int | None) -> None:
            if number is not None:
                self._add(candidates[number].url)

        options = [(one.title or one.url, one.url) for one in candidates]
        screen.app.push_screen(ChoiceScreen("This page has several feeds", options), choose)

    def _add(self, url: str) -> None:
        self._screen.status.show("adding the feed")
        self._screen.run_worker(self._send(AddFeed(url)))

    def _hear_change(self, words: str) -> None:
        """Say what became of the subscriptions, and show them."""
        self._screen.status.show("")
        self._screen.status.say(words)
        self._screen.everything_changed()

    def _hear_failure(self, reason: str) -> None:
        self._screen.status.show("")
        self._screen.complain(reason)


def _count(event: Imported) -> str:
    """Return in words what an import came to."""
    added = f"{event.added} feed{'' if event.added == 1 else 's'} added"
    refused = f", {event.refused} refused" if event.refused else ""
    return f"{added}, {event.known} known already{refused}."


def _name(event: FeedDone | Processed) -> str:
    """Return as much of a feed's title as leaves room for what is said of it."""
    return clean_line(event.title, NAME_LIMIT)
