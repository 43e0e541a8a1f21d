"""A library under siege: hostile feeds beside a good one, and what holds after each refresh."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from rich.cells import cell_len

from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.domain.query import in_feed
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.full_text import fetch_wanted
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.processing_queue import process_queue
from newsreader.fetcher.refresh import refresh
from newsreader.fetcher.workers.pool import Patience, Workers
from newsreader.protocol import (
    Event,
    FeedDone,
    Processed,
    to_record,
)
from newsreader.storage import articles, feeds
from newsreader.storage.queries.search import select_ids
from newsreader.storage.safety.opening import open_library
from tests.builders import Clock
from tests.fake_web import Answer, FakeWeb, feed

SECRET = "s3cret"
"""The password in the address of every hostile feed; it must never be seen."""
SMALL = Limits(timeout=2, per_host=8, pause=0, compressed_bytes=100_000, body_bytes=400_000)
"""Limits that are reached soon."""
LONGEST = 30.0
"""Seconds that no refresh under siege may take, with these limits."""
OLD, NEW = "What was here before", "What the good feed brings"

_BODY = "The council voted on the bridge again, and the ferry sailed. " * 30
_OWN_FILES = re.compile(r"newsreader\.db(-wal|-shm|-open)?|(refresh|digest)\.lock|backups")


def rss(*titles: str, channel: str = "Gazette", head: str = "", more: str = "") -> str:
    """Return a feed of whole stories; titles are XML, ``more`` stands in each of its items."""
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{crc32(title.encode())}</guid>"
        f"<description>{_BODY}</description>{more}</item>"
        for title in titles
    )
    return f"{head}<rss version='2.0'><channel><title>{channel}</title>{items}</channel></rss>"


@dataclass(frozen=True)
class Fate:
    """What became of a hostile feed."""

    line: str
    """What is said of it; empty when it was read."""
    titles: list[str]
    """The headlines of its articles, but the old one, the newest first."""


@dataclass
class Siege:
    """The library, its context and the web that it is fetched from."""

    web: FakeWeb
    context: FetchContext
    folder: Path
    """Holds the data folder and nothing else."""
    events: list[Event] = field(default_factory=list)

    async def stand(self, hostile: Mapping[str, Answer]) -> dict[str, Fate]:
        """Refresh a good feed beside hostile ones, check that all is well, return their fates.

        A name of a hostile feed is its path on the web, or a whole address.
        """
        paths = {name: name if "//" in name else f"/{name.replace(' ', '-')}" for name in hostile}
        urls = {
            name: path if "//" in path else self.web.url(path, login=f"ann:{SECRET}")
            for name, path in paths.items()
        }
        now, database = self.context.clock(), self.context.database
        good = feeds.add_feed(database, self.web.url("/good"), now)
        ids = {name: feeds.add_feed(database, url, now) for name, url in urls.items()}
        self.web.answers |= dict.fromkeys((*paths.values(), "/good"), feed(rss(OLD)))
        await self.refresh()
        assert all(OLD in self.titles(one) for one in (good, *ids.values()))
        self.web.answers |= {paths[name]: answer for name, answer in hostile.items()}
        self.web.answers["/good"] = feed(rss(OLD, NEW))
        self.web.requests.clear()
        await self.refresh()
        assert set(self.titles(good)) == {OLD, NEW}, "the good feed is refreshed"
        return {name: self._fate(number) for name, number in ids.items()}

    async def refresh(self) -> None:
        """Refresh every feed and check that nothing got out of the house."""
        self.events.clear()
        async with asyncio.timeout(LONGEST):
            outcome = await refresh(self.context, feeds.subscriptions(self.context.database))
            await process_queue(self.context, 1)
            await fetch_wanted(self.context, outcome.answered)
        assert SECRET not in str([to_record(event) for event in self.events])
        assert [path.name for path in self.folder.iterdir()] == ["data"]
        for path in (self.folder / "data").iterdir():
            assert _OWN_FILES.fullmatch(path.name), path.name

    def titles(self, feed_id: int) -> list[str]:
        """Return the headlines of a feed's articles."""
        ids = select_ids(self.context.database, in_feed(feed_id))
        return [row.title for row in articles.article_rows(self.context.database, ids)]

    def _fate(self, feed_id: int) -> Fate:
        done = [one for one in self.events if isinstance(one, FeedDone) and one.id == feed_id]
        title = feeds.feed(self.context.database, feed_id).title
        processed = [
            one for one in self.events if isinstance(one, Processed) and one.title == title
        ]
        line = done[-1].error or done[-1].note or "".join({one.error for one in processed})
        titles = self.titles(feed_id)
        assert OLD in titles, "old articles stay"
        titles.remove(OLD)
        assert all(clean_line(title) == title for title in titles)
        if line:
            is_one_clear_line(line)
            stored = feeds.feed(self.context.database, feed_id)
            assert stored.error in (line, "")
        return Fate(line, titles)


def is_one_clear_line(line: str) -> None:
    """Assert that a line is a sentence fit for any terminal and holds no login."""
    assert line == clean_line(line, REASON_LIMIT) and cell_len(line) <= REASON_LIMIT
    assert line.isprintable() and line.endswith(".")
    assert SECRET not in line and "ann:" not in line


@asynccontextmanager
async def under_siege(
    folder: Path, web: FakeWeb, limits: Limits = SMALL, resolver: Resolver | None = None
) -> AsyncIterator[Siege]:
    """Open a new library in a folder of its own inside ``folder``."""
    home = folder / "siege"
    home.mkdir()
    database = open_library(home / "data" / "newsreader.db", durable=False).database
    clock = Clock()
    async with (
        Downloader(limits, clock=clock, resolver=resolver) as downloader,
        Workers(1, Patience(feed=2, page=1)) as workers,
    ):
        events: list[Event] = []
        context = FetchContext(
            database, downloader, workers, tell=events.append, clock=clock, chance=lambda: 0.0
        )
        yield Siege(web, context, home, events)
    database.close()
