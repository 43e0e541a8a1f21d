"""Opens what fetching needs and does all that the fetcher can be asked for.

``open`` is the only way to fetch, for the fetcher process, for scripts and for commands alike:
so that settings and feed options hold for all of them.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from newsreader.domain.counts import NAMED
from newsreader.domain.errors import FeedError, NewsreaderError
from newsreader.domain.feed import Feed
from newsreader.domain.schedule import Pace
from newsreader.fetcher import full_text, page_saving, processing_queue, refresh
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.discovery import complete_address
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.request_options import RequestOptionsTable
from newsreader.fetcher.locks import processing_lock, refresh_lock
from newsreader.fetcher.lookup import Lookup
from newsreader.fetcher.noted_articles import NotedArticles
from newsreader.fetcher.old_articles import remove_old
from newsreader.fetcher.pictures import fetch_picture
from newsreader.fetcher.refresh import RefreshOutcome
from newsreader.fetcher.rules import RuleBook
from newsreader.fetcher.workers.messages import ReadOpmlJob
from newsreader.fetcher.workers.pool import Workers
from newsreader.places import Places
from newsreader.protocol import (
    Added,
    Imported,
    Listener,
    MarksExchanged,
    PageBrought,
    PageDone,
    PictureDone,
    Processed,
    ignore,
)
from newsreader.settings.values import Settings
from newsreader.storage import articles, feed_addresses, feed_moves, feed_titles, feeds, history
from newsreader.storage.database import Database
from newsreader.storage.feed_answers import note_feed_size
from newsreader.storage.history import FeedChange, StepDraft
from newsreader.storage.safety.damage import begin_whole_look, look_at_whole
from newsreader.storage.safety.opening import open_library

__all__ = ["FetchService", "RefreshOutcome", "open"]


@asynccontextmanager
async def open(
    places: Places,
    settings: Settings,
    tell: Listener = ignore,
    *,
    beside_app: bool = False,
    tell_of_upgrade: Callable[[str], object] = lambda sentence: None,
) -> AsyncIterator["FetchService"]:
    """Yield a service that fetches as ``settings`` say, into the library of ``places``.

    ``tell`` is called with every event. ``beside_app`` leaves a worker free for what the user
    of the app asks for meanwhile. ``tell_of_upgrade`` is called with a sentence before the library
    is brought up to date, where that takes a while.
    """
    limits = Limits.from_settings(settings.fetch)
    options = RequestOptionsTable(settings.feeds)
    async with Downloader(limits, options=options) as downloader, Workers() as workers:
        service = FetchService(
            places,
            settings,
            tell,
            downloader,
            workers,
            beside_app=beside_app,
            tell_of_upgrade=tell_of_upgrade,
        )
        with closing(service):
            yield service


class FetchService(Lookup):
    """Fetches for one library; made by ``open``.

    The library is opened on first need: what ``Lookup`` has does without.
    Methods raise NewsreaderErrors with a sentence; what goes wrong with a single feed or page of
    several is an event and is stored with it.
    """

    def __init__(
        self,
        places: Places,
        settings: Settings,
        tell: Listener,
        downloader: Downloader,
        workers: Workers,
        *,
        beside_app: bool,
        tell_of_upgrade: Callable[[str], object],
    ) -> None:
        super().__init__(settings, tell, downloader, workers)
        self._places = places
        self._beside_app = beside_app
        self._tell_of_upgrade = tell_of_upgrade
        self._processing = asyncio.Lock()
        self._adding: StepDraft | None = None
        self._library: Database | None = None

    def close(self) -> None:
        """Close the library."""
        if self._library is not None:
            self._library.close()

    @cached_property
    def _context(self) -> FetchContext:
        # What is fetched can be fetched again: it need not wait for the disk.
        self._library = open_library(
            self._places.database,
            durable=False,
            recover=not self._beside_app,
            tell=self._tell_of_upgrade,
        ).database
        fetch = self._settings.fetch
        note_feed_size(self._library, fetch.feed_size)
        return FetchContext(
            database=self._library,
            downloader=self._downloader,
            workers=self._workers,
            tell=self._tell,
            full_text=fetch.full_text == "auto",
            keep=self._settings.library.keep,
            keep_deleted=self._settings.library.keep_deleted,
            pace=Pace(
                shortest=timedelta(hours=fetch.shortest), longest=timedelta(hours=fetch.longest)
            ),
            feed_options=self._settings.feeds,
            noted=NotedArticles(self._settings.hooks, self._tell),
            rules=RuleBook(self._settings.rules, self._settings.notify.by),
        )

    @property
    def has_workers(self) -> bool:
        """Whether worker processes run, busy or idle."""
        return self._workers.running > 0

    async def end_idle_workers(self) -> None:
        """End the worker processes that have nothing to do."""
        await self._workers.end_idle()

    # Into the library

    async def refresh(
        self,
        feed_ids: Sequence[int] | None = None,
        *,
        due: bool = False,
        headlines: bool = False,
    ) -> RefreshOutcome:
        """Refresh these feeds, or all; with ``due`` only those of them that are due.

        When all are fetched their articles are processed and the pages wanted are fetched,
        unless only the ``headlines`` are asked for; the next refresh may begin meanwhile.
        Raises RefreshRunning when another refresh runs.
        """
        with refresh_lock(self._places.data):
            due_by = self._context.clock() if due else None
            wanted = feeds.subscriptions(self._context.database, feed_ids, due_by=due_by)
            outcome = await refresh.refresh(self._context, wanted)
        if not headlines:
            await self._follow_up(outcome)
        if outcome.feeds:
            await self._context.noted.tell_of_refresh(outcome.counts)
        return outcome

    async def process_queue(self) -> None:
        """Process all articles of the processing queue, unless another process does that."""
        await self._process_queue()
        await self._tell_watched()

    async def _process_queue(self) -> None:
        # One after the other in this process; the lock is for the others.
        async with self._processing:
            with processing_lock(self._places.data) as held:
                if held:
                    spare = min(self._beside_app, self._workers.size - 1)
                    at_once = self._workers.size - spare
                    await processing_queue.process_queue(self._context, at_once, spare)

    async def process_now(self, article_ids: Sequence[int]) -> None:
        """Process these articles ahead of all others, as the user waits for them."""
        await processing_queue.process_now(self._context, article_ids)
        await self._tell_watched()
        self._tell(Processed(tuple(article_ids)))

    async def rebuild_quotes(self) -> int:
        """Find the quotes again that an older finder found; return in how many articles."""
        from newsreader.fetcher.quote_rebuild import rebuild_quotes  # needs the finder's version
        from newsreader.fetcher.story_rebuild import rebuild_stories

        found = await rebuild_quotes(self._context.database, self._workers)
        await rebuild_stories(self._context.database, self._context.clock())
        return found

    async def fetch_page(self, article_id: int) -> PageDone:
        """Fetch the page of an article and store its story; raises NotFound."""
        await processing_queue.process_now(self._context, [article_id])
        return await full_text.fetch_page(self._context, article_id)

    async def fetch_picture(self, article_id: int, url: str) -> PictureDone:
        """Fetch a picture of an article unless it is kept; tells and returns where it is."""
        try:
            path = await fetch_picture(self._context, self._places.pictures, article_id, url)
            done = PictureDone(article_id, url, path)
        except NewsreaderError as error:
            done = PictureDone(article_id, url, error=str(error))
        self._tell(done)
        return done

    async def bring_page(
        self, url: str, *, save: bool = True, through: int | None = None
    ) -> PageBrought:
        """Bring the page at ``url`` into the library as an article, and save it unless told not to.

        ``through`` is the article whose link leads there. A page that is an article already is not
        fetched again. Raises FeedError and FetchError.
        """
        article_id = await page_saving.bring_page(self._context, url, through)
        if save:
            with self._step() as (durable, step):
                page_saving.keep(durable, step, article_id, self._context.clock())
        title = articles.article(self._context.database, article_id).title
        brought = PageBrought(article_id, title, save, through)
        self._tell(brought)
        return brought

    async def add(self, url: str, *, title: str = "") -> Feed:
        """Subscribe to the feed at ``url`` and refresh it; return it as it is then.

        Until it has told its own title it is called ``title``, else what discovery called it. A
        feed that is followed already, but fails where it is, is asked at ``url`` from now on.
        It needs no lock: nobody else can be refreshing a feed that is new.
        """
        database, address = self._context.database, complete_address(url)
        title = title or self._titles.get(address, "")
        with self._step() as (durable, step):
            now, known = self._context.clock(), feed_addresses.known_at(durable, address, title)
            feed_id = feeds.add_feed(durable, address, now, title=title)
            feed = feeds.feed(durable, feed_id)
            if known is None:
                step.add_feeds(durable, [feed_id])
            elif feed.error and feed.url != address:
                feed_moves.correct_address(durable, feed_id, address, now)
                step.label = f"gave {feed.name} another address"
                step.feeds.append(FeedChange(feed_id, feed.url, address))
        self._tell(Added(feed_id, feed_titles.name_of(database, feed_id)))
        wanted = feeds.subscriptions(database, [feed_id])
        await self._follow_up(await refresh.refresh(self._context, wanted))
        return feeds.feed(database, feed_id)

    async def import_opml(self, path: Path) -> Imported:
        """Subscribe to the feeds of a file of another program and refresh the new ones.

        Raises FeedError when the file cannot be read or holds no list.
        """
        try:
            data = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise FeedError(f"{path} cannot be read: {error.strerror}.") from error
        reading = await self._workers.read_opml(ReadOpmlJob(data))
        database, now = self._context.database, self._context.clock()
        with self._step() as (durable, step):
            ids = feeds.add_feeds(durable, reading.outlines, now)
            step.add_feeds(durable, ids)
        refused = (*reading.refused, *reading.passed_over)
        known = len(reading.outlines) - len(ids)
        imported = Imported(len(ids), known, len(refused), refused[:NAMED])
        self._tell(imported)
        wanted = feeds.subscriptions(database, ids)
        await self._follow_up(await refresh.refresh(self._context, wanted))
        return imported

    async def _follow_up(self, outcome: RefreshOutcome) -> None:
        await self._process_queue()
        await full_text.fetch_wanted(self._context, outcome.answered)
        await self._tell_watched()
        self._exchange_marks()
        await remove_old(self._context)
        database, now = self._context.database, self._context.clock()
        if self._beside_app and begin_whole_look(database, now):  # no command waits for that
            await asyncio.to_thread(look_at_whole, database.path)

    def _exchange_marks(self) -> None:
        """Tell other devices what the user made, and take in theirs, where a folder is shared."""
        folder = self._settings.marks.folder
        if folder is None:
            return
        from newsreader.storage.exchange.marks_folder import exchange  # few share one

        with closing(self._context.database.another()) as durable:
            done = exchange(durable, folder, self._context.clock())
        if done.taken or done.complaints or done.copies:
            told = done.taken.sentence if done.taken else ""
            self._tell(MarksExchanged(told, done.complaints, done.copies))

    async def _tell_watched(self) -> None:
        """Tell of the articles that rules and views watch for, together."""
        await self._context.rules.tell(self._context.database, self._tell)
        await self._context.noted.tell(self._context.database)

    @contextmanager
    def as_one_step(self) -> Iterator[None]:
        """Let all feeds that are added in a block be one step of the undo history."""
        self._adding = StepDraft()
        try:
            yield
        finally:
            self._adding = None

    @contextmanager
    def _step(self) -> Iterator[tuple[Database, StepDraft]]:
        """Make what the user wants in a block a step, in one transaction with it.

        Its connection waits for the disk, as such things cannot be fetched again.
        """
        draft = self._adding or StepDraft()
        with closing(self._context.database.another()) as durable, durable.transaction():
            yield durable, draft
            history.record(durable, draft, self._context.clock())
