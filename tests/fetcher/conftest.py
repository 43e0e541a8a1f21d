"""What the fetcher's tests share: a web to fetch from, a library, and the means to fetch."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.full_text import fetch_wanted
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.processing_queue import process_queue
from newsreader.fetcher.refresh import RefreshOutcome, refresh
from newsreader.fetcher.workers.pool import Patience, Workers
from newsreader.places import Places
from newsreader.protocol import (
    Event,
    FeedDone,
    PageDone,
)
from newsreader.storage import feeds
from newsreader.storage.database import Database
from newsreader.storage.safety.opening import open_library
from tests.fake_web import FakeWeb

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


def places_in(folder: Path) -> Places:
    """Return the places of a library in ``folder``, without settings."""
    return Places(folder, folder / "config.toml")


@dataclass
class Newsroom:
    """A library with the means to refresh it, and a record of what was told."""

    context: FetchContext
    events: list[Event] = field(default_factory=list)
    later: timedelta = timedelta()
    """How much time has passed since the first refresh."""

    @property
    def database(self) -> Database:
        return self.context.database

    def subscribe(self, url: str) -> int:
        return feeds.add_feed(self.database, url, NOW)

    async def refresh(self, *feed_ids: int) -> RefreshOutcome:
        """List what is new, process it, and fetch the pages wanted."""
        outcome = await self.headlines(*feed_ids)
        await process_queue(self.context, 1)
        await fetch_wanted(self.context, outcome.answered)
        return outcome

    async def headlines(self, *feed_ids: int) -> RefreshOutcome:
        self.events.clear()
        return await refresh(self.context, feeds.subscriptions(self.database, feed_ids or None))

    def told(self, feed_id: int) -> FeedDone:
        """Return the last word on a feed."""
        done = [one for one in self.events if isinstance(one, FeedDone) and one.id == feed_id]
        return done[-1]

    def pages(self) -> list[PageDone]:
        return [event for event in self.events if isinstance(event, PageDone)]


@pytest_asyncio.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    database = open_library(tmp_path / "newsreader.db", durable=False).database
    async with (
        Downloader(Limits(timeout=5), clock=lambda: room.context.clock()) as downloader,
        Workers(1, Patience(feed=4)) as workers,
    ):
        room = Newsroom(FetchContext(database, downloader, workers, chance=lambda: 0.0))
        room.context = replace(
            room.context, tell=room.events.append, clock=lambda: NOW + room.later
        )
        yield room
    database.close()
