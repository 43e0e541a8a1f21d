"""The news desk: library, connections and workers together, and everything one asks of them."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import Feed
from newsreader.domain.feed_options import FeedOptions
from newsreader.domain.schedule import Pace
from newsreader.fetcher import full_text, refresh
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.request_options import RequestOptionsTable
from newsreader.fetcher.locks import processing_lock, refresh_lock
from newsreader.fetcher.processing_queue import process_now, process_queue
from newsreader.fetcher.refresh import RefreshOutcome
from newsreader.fetcher.workers.pool import Workers
from newsreader.protocol import (
    Added,
    Found,
    Imported,
    Listener,
    PageDone,
    Processed,
    ignore,
)
from newsreader.settings.values import Fetching
from newsreader.storage import feeds
from newsreader.storage.database import Database


class FetchService:
    """Fetches for one library, alive as long as the ``async with`` around it.

    ``tell`` hears every event; ``rules`` say what is done differently for some feeds. A desk
    ``beside`` a reader leaves a core for what the reader asks for. Methods raise
    NewsreaderErrors with a sentence; what goes wrong with a single feed or page is an event and
    is stored with it.
    """

    def __init__(
        self,
        database: Path,
        fetching: Fetching | None = None,
        tell: Listener = ignore,
        rules: Sequence[FeedOptions] = (),
        *,
        beside: bool = False,
    ) -> None:
        self._path = database
        self._rules = rules
        self._fetching = fetching or Fetching()
        self._tell = tell
        self._stack = AsyncExitStack()
        self._titles: dict[str, str] = {}
        self._beside = beside
        self._digesting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            # What is fetched can be fetched again: it need not wait for the disk.
            database = Database(self._path, durable=False)
            stack.callback(database.close)
            limits = Limits.from_settings(self._fetching)
            downloader = Downloader(limits, passports=RequestOptionsTable(self._rules))
            self.workers = await stack.enter_async_context(Workers())
            self._means = FetchContext(
                database=database,
                downloader=await stack.enter_async_context(downloader),
                workers=self.workers,
                tell=self._tell,
                full_text=self._fetching.full_text == "auto",
                pace=Pace(
                    shortest=timedelta(hours=self._fetching.shortest),
                    longest=timedelta(hours=self._fetching.longest),
                ),
                rules=self._rules,
            )
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    async def refresh(
        self,
        feed_ids: Sequence[int] | None = None,
        *,
        due: bool = False,
        headlines: bool = False,
    ) -> RefreshOutcome:
        """Refresh these feeds, or all; with ``due`` only those of them that are due.

        When all is listed it is digested and the pages wanted are fetched, unless only the
        ``headlines`` are asked for; the next refresh may begin meanwhile. Raises
        RefreshRunning when another refresh runs.
        """
        with refresh_lock(self._path.parent):
            due_by = self._means.clock() if due else None
            wanted = feeds.subscriptions(self._means.database, feed_ids, due_by=due_by)
            outcome = await refresh.refresh(self._means, wanted)
        if not headlines:
            await self._follow_up(outcome)
        return outcome

    async def digest(self) -> None:
        """Digest all that is listed and not digested yet, unless another process does that."""
        # One after the other in this process; the lock is for the others.
        async with self._digesting:
            with processing_lock(self._path.parent) as held:
                if held:
                    spare = min(self._beside, self.workers.size - 1)
                    await process_queue(self._means, self.workers.size - spare, spare)

    async def process_now(self, article_ids: Sequence[int]) -> None:
        """Digest these articles ahead of all others, for somebody is looking at them."""
        await process_now(self._means, article_ids)
        self._tell(Processed(tuple(article_ids)))

    async def _follow_up(self, outcome: RefreshOutcome) -> None:
        await self.digest()
        await full_text.fetch_wanted(self._means, outcome.answered)

    async def rebuild(self) -> int:
        """Find the quotes again that an older finder found; return in how many articles."""
        from newsreader.fetcher.workers.reattribute import rebuild_quotes  # needs the finder

        return await rebuild_quotes(self._means.database)

    async def full_text(self, article_id: int) -> PageDone:
        """Fetch the page of an article and store its story; raises NotFound."""
        await process_now(self._means, [article_id])
        return await full_text.fetch_page(self._means, article_id)

    async def discover(self, address: str) -> Found:
        """Return the feeds at an address; raises FeedError and FetchError."""
        # Imported here: lxml is needed by nothing else in this process.
        from newsreader.fetcher.discovery import discover

        candidates = await discover(self._means.downloader, address)
        self._titles |= {one.url: one.title for one in candidates}
        found = Found(address, candidates)
        self._tell(found)
        return found

    async def add(self, url: str, *, title: str = "") -> Feed:
        """Subscribe to the feed at ``url`` and refresh it; return it as it is then.

        Until it has told its own title it is called ``title``, else what discovery called it.
        It needs no lock: nobody else can be refreshing a feed that is new.
        """
        from newsreader.fetcher.discovery import complete_address

        database, address = self._means.database, complete_address(url)
        title = title or self._titles.get(address, "")
        with self._precious() as own:
            feed_id = feeds.add_feed(own, address, self._means.clock(), title=title)
        self._tell(Added(feed_id, feeds.feed(database, feed_id).title))
        wanted = feeds.subscriptions(database, [feed_id])
        await self._follow_up(await refresh.refresh(self._means, wanted))
        return feeds.feed(database, feed_id)

    async def take_over(self, path: Path) -> Imported:
        """Subscribe to the feeds of an OPML file and refresh the new ones.

        Raises FeedError when the file cannot be read or holds no list.
        """
        from newsreader.feeds.opml import read_opml

        try:
            data = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise FeedError(f"{path} cannot be read: {error.strerror}.") from error
        reading = read_opml(data)
        database, now = self._means.database, self._means.clock()
        with self._precious() as own:
            ids = feeds.add_feeds(own, reading.outlines, now)
        imported = Imported(len(ids), len(reading.outlines) - len(ids), reading.refused)
        self._tell(imported)
        wanted = feeds.subscriptions(database, ids)
        await self._follow_up(await refresh.refresh(self._means, wanted))
        return imported

    @contextmanager
    def _precious(self) -> Iterator[Database]:
        """Open a connection that waits for the disk, for what cannot be fetched again."""
        database = Database(self._path)
        try:
            yield database
        finally:
            database.close()
