"""Holds what is being read: list, open article, query and sources; knows no widget."""

import asyncio
from array import array
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from newsreader.domain.article import Article, Listing, OpenArticle
from newsreader.domain.errors import NewsreaderError, NotFound
from newsreader.domain.feed import Feed
from newsreader.domain.highlight import HighlightsChange
from newsreader.domain.query import Query
from newsreader.library import Library, Role
from newsreader.tui.fetcher_client import FetcherClient
from newsreader.tui.fetcher_events import FetcherSession
from newsreader.tui.list_query import ListQuery, with_articles
from newsreader.tui.notices import (
    ArticlesProcessed,
    Changed,
    Complained,
    FeedsChanged,
    FeedsFound,
    LibraryWritten,
    Notice,
    RowsChanged,
    Said,
)
from newsreader.tui.sources import Source, due_feeds, list_sources
from newsreader.tui.threads import Threads

Result = TypeVar("Result")

TYPING_PAUSE = 0.08
"""Seconds without a key after which a search runs."""
FIRST_ROWS = 200
"""How many articles are listed before the first paint; the rest follows at once."""

Work = Callable[[], Coroutine[Any, Any, None]]
"""Something to be done beside the keys: the call is given, not what it returns, so that one that
is replaced before it begins leaves nothing behind."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where the user was before a search."""

    listing: Listing
    """What was listed."""
    article_id: int | None
    """The open article."""
    previewing: bool
    """Whether it was only shown."""


class ReadingSession:
    """What one user reads in one library.

    Its attributes change only here; each change is told to whoever is connected as a ``Notice``.
    Reads of a bounded size run in the event loop, others in the reading thread, and whatever
    writes in the writing thread (see ``tui.threads``).
    """

    def __init__(
        self, library: Library, threads: Threads, client: FetcherClient, export_folder: Path
    ) -> None:
        self.library = library
        self.threads = threads
        self.export_folder = export_folder
        self.fetcher = FetcherSession(client, self._hear)
        self.query = ListQuery()
        """What the list is asked for."""
        self.listed = Query()
        """What the present listing was asked for."""
        self.listing: Listing | None = None
        """The articles in the list."""
        self.unread = 0
        """How many of them are unread."""
        self.found_words: tuple[str, ...] = ()
        """The words searched for, to be shown in the article."""
        self.opened: OpenArticle | None = None
        """The open article, with its quotes and highlights."""
        self.previewing = False
        """Whether it is only shown, not being read."""
        self.feeds: tuple[Feed, ...] = ()
        """What is subscribed to."""
        self.sources: tuple[Source, ...] = ()
        """What articles can be listed by."""
        self.found_everywhere = 0
        """How much a search that is narrowed to a source would find in everything."""
        self._keep = False
        self._read_here: set[int] = set()
        self._before_search: Place | None = None
        self._version = 0
        self.tell: Callable[[Notice], object] = lambda notice: None
        """Tells the screen something."""
        self.begin: Callable[[Work, str], object] = lambda work, group: None
        """Runs work beside the keys, in place of an earlier one of its group where it has one."""

    def connect(
        self, tell: Callable[[Notice], object], begin: Callable[[Work, str], object]
    ) -> None:
        """Tell ``tell`` of every change from now on, and let ``begin`` run work beside the keys."""
        self.tell, self.begin = tell, begin

    # Calls of the library

    @property
    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.library.clock()

    @property
    def has_demo(self) -> bool:
        """Whether the demo is in the library."""
        return any(feed.is_demo for feed in self.feeds)

    @property
    def article_id(self) -> int | None:
        """The id of the open article."""
        return self.opened.article.id if self.opened else None

    async def change(self, call: Callable[[], Result]) -> Result | None:
        """Let the library change something; what goes wrong is told, and None returned."""
        return await self._told(self.threads.write(call))

    async def attempt(self, call: Callable[[], object]) -> str:
        """Let the library change something; return what went wrong, for who can mend it."""
        try:
            await self.threads.write(call)
        except NewsreaderError as error:
            return str(error)
        return ""

    async def read(self, call: Callable[[], Result]) -> Result | None:
        """Read what may take long; what goes wrong is told, and None returned."""
        return await self._told(self.threads.read(call))

    async def _told(self, result: Coroutine[Any, Any, Result]) -> Result | None:
        try:
            return await result
        except NewsreaderError as error:
            self.tell(Complained(str(error)))
            return None

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """Read rows of the list; what goes wrong is told, and the rows are empty."""
        try:
            return self.library.rows(ids)
        except NewsreaderError as error:
            self.tell(Complained(str(error)))
            return []

    # The list

    def show(self, source: Source) -> None:
        """List the articles of a source."""
        self._ask(ListQuery(source.title, source.query))
        self.relist()

    def narrow(self, states: frozenset[str], *, keep: bool = False) -> None:
        """List all, the unread or the bookmarked articles of the source.

        ``keep`` leaves the open article in the list though it may not belong there.
        """
        self._ask(self.query.narrowed(states))
        self.relist(keep=keep)

    def _ask(self, query: ListQuery) -> None:
        """Ask for another list, in which nothing was read yet."""
        self.query = query
        self._read_here.clear()
        self._before_search = None

    def unread_row(self, number: int, by: int) -> int | None:
        """Return the next unread row of the list after row ``number``, or before it.

        In a list of the unread what was read there counts on the way back, as it is the article
        that one was just at.
        """
        ids = self.listing.ids if self.listing else array("q")
        if by < 0 and "unread" in self.listed.states:
            return number - 1 if number > 0 else None
        onward = ids[number + 1 :] if by > 0 else ids[:number][::-1]
        try:
            found = self.library.first_unread(onward)
        except NewsreaderError as error:
            self.tell(Complained(str(error)))
            return None
        return None if found is None else ids.index(found)

    def search(self, words: str) -> None:
        """List what has these words, a moment after the last key; without words the source."""
        if self._before_search is None and self.listing is not None:
            self._before_search = Place(self.listing, self.article_id, self.previewing)
        self.query = self.query.with_words(words.strip())
        self._keep = False
        self.begin(self._search, "list")

    def widen_search(self) -> bool:
        """Search in everything if nothing is in the source; return whether that finds more."""
        if not self.query.narrow or not self.found_everywhere:
            return False
        if self.listing is not None and self.listing.ids:
            return False
        self.query = self.query.widened()
        self.relist()
        return True

    def end_search(self) -> None:
        """List the source again as it was before the search, with the article of then."""
        self.query = self.query.with_words("")
        before, self._before_search = self._before_search, None
        if before is not None:
            self.listing, self.found_words = before.listing, ()
            if before.article_id is not None:
                self._lay_open(before.article_id)
                self.previewing = before.previewing
            self.tell(Changed())
        self.relist(keep=True)

    def relist_now(self) -> None:
        """List the first screens at once, for the first paint; then all."""
        query = self.query
        self.listing = self.library.first_rows(query.query(self.now), query.title, FIRST_ROWS)
        self.unread = self.listing.unread
        self.tell(Changed())
        if len(self.listing.ids) == FIRST_ROWS:
            self.relist()

    def relist(self, *, keep: bool = False) -> None:
        """List again without holding up the keys.

        ``keep`` leaves the open article in its place though it may not belong there any more:
        what one reads does not vanish from the list of the unread.
        """
        self._keep = keep
        self.begin(self._list, "list")

    async def _search(self) -> None:
        await asyncio.sleep(TYPING_PAUSE)
        await self._list()

    async def _list(self) -> None:
        query, before = self.query, self.listing
        try:
            asked, title = query.query(self.now), query.title
            listing = await self.threads.read(lambda: self.library.listing(asked, title))
            everywhere = await self._count_everywhere(query)
        except NewsreaderError as error:
            self.tell(Said(str(error)))
            return
        self.listed = asked
        self.found_words = query.found_words(self.now)
        self.found_everywhere = everywhere
        if self._keep and before is not None:
            open_one = () if self.article_id is None else (self.article_id,)
            listing = with_articles(listing, before, self._read_here.union(open_one))
        if self._keep and before is not None and listing.ids == before.ids:
            self.listing = before if listing.title == before.title else listing
            self.tell(RowsChanged())
        else:
            self.listing = listing
        self.unread = listing.unread
        self.tell(Changed())

    async def _count_everywhere(self, query: ListQuery) -> int:
        """Return how much a search that is narrowed to a source finds in everything."""
        if not query.narrow:
            return 0
        asked = query.widened().query(self.now)
        return len((await self.threads.read(lambda: self.library.listing(asked))).ids)

    # The open article

    def open(self, article_id: int) -> None:
        """Open an article, listed or not; it is marked read while it is being read."""
        self._lay_open(article_id)
        self.previewing = False
        self._read_here.add(article_id)
        self.begin(partial(self._note_reading, article_id), "")

    def preview(self, article_id: int) -> None:
        """Show an article, unread as it is."""
        if article_id != self.article_id:
            self._lay_open(article_id)
            self.previewing = True

    def take(self) -> None:
        """Read on in what was only previewed: from now on it is open."""
        if self.previewing and self.article_id is not None:
            self.open(self.article_id)

    def _lay_open(self, article_id: int) -> None:
        if self.article_id == article_id:
            return
        opened = self._read(lambda: self.library.opened(article_id))
        if opened is None:
            self.relist()
            return
        self.opened = opened
        self.tell(Changed())
        if not opened.processed:
            self.begin(partial(self.fetcher.process, [article_id]), "process")

    def _read(self, call: Callable[[], OpenArticle]) -> OpenArticle | None:
        """Read an article; what goes wrong is told, but that it is gone is no fault."""
        try:
            return call()
        except NotFound:
            return None
        except NewsreaderError as error:
            self.tell(Complained(str(error)))
            return None

    async def _note_reading(self, article_id: int) -> None:
        if await self.change(lambda: self.library.mark_opened(article_id)):
            self.state_changed(article_id)

    def left(self, opened: OpenArticle, offset: int) -> None:
        """Remember that reading an article stopped at an offset of its text."""
        if not self.previewing:
            self.begin(partial(self._keep_place, opened, offset), "")

    async def leave(self, offset: int) -> None:
        """End the fetcher; remember that reading the open article stopped at an offset."""
        if self.opened is not None and not self.previewing:
            await self._keep_place(self.opened, offset)
        await self.fetcher.close()

    async def _keep_place(self, opened: OpenArticle, offset: int) -> None:
        if offset != opened.position:
            await self.change(lambda: self.library.keep_position(opened.article.id, offset))

    def reopen(self) -> None:
        """Show the open article as it is now: other highlights, another text, or gone."""
        before = self.opened
        if before is None:
            return
        now = self._read(lambda: self.library.reopened(before))
        if now is not before:
            self.opened = now
            self.tell(Changed())

    # Changes

    def state_changed(self, article_id: int | None = None) -> None:
        """Show the state and highlights of an article as they are now, or of all articles."""
        self.tell(RowsChanged(article_id))
        if article_id in (None, self.article_id):
            self.reopen()
        self.count()
        self._relist_by_state()

    def _relist_by_state(self) -> None:
        """List again where the list is one of states, as an article may have left it."""
        if self.listed.states:
            self.relist(keep=True)

    def highlights_changed(self, change: HighlightsChange | None) -> None:
        """Show what the library did to the highlights of an article; None is nothing.

        The open article is not read again for that.
        """
        if change is None:
            return
        self.tell(RowsChanged(change.article_id))
        self._relist_by_state()
        before = self.opened
        if before is None or before.article.id != change.article_id:
            return
        if before.text_hash == change.text_hash:
            self.opened = before.with_highlights(change)
            self.tell(Changed())
        else:
            self.reopen()

    def everything_changed(self) -> None:
        """Show feeds, list and article as they are now."""
        self.count()
        self._relist_calmly()
        self.tell(RowsChanged())
        self.reopen()

    def count(self) -> None:
        """Count again what is unread, without holding up the keys."""
        self.begin(self.recount, "sources")

    async def recount(self) -> None:
        """Count again what is unread in each source and in the list."""
        asked = self.listed
        counted = await self.read(lambda: (self.library.feeds(), self.library.count_unread(asked)))
        if counted is not None:
            self.feeds, self.unread = counted
            self.sources = list_sources(self.feeds)
            self.tell(Changed())

    async def own_library(self) -> None:
        """Give each thread its connection to the library, and take what is written for known."""
        library = self.library
        await self.threads.write(lambda: library.claim(Role.WRITE))
        await self.threads.read(lambda: library.claim(Role.SEARCH))
        library.claim(Role.READ)
        self._version = await self.threads.write(library.version)

    async def look_for_news(self) -> None:
        """Show what the fetcher has written since the last look."""
        version = await self.threads.write(self.library.version)
        if version != self._version:
            self._version = version
            self.count()
            self._relist_calmly()
            self.reopen()

    def _relist_calmly(self) -> None:
        """List again, but not while a search is on: what one is looking at stays as it is."""
        if self.query.searching:
            self.tell(RowsChanged())
        else:
            self.relist(keep=True)

    # The fetcher

    async def refresh_due(self) -> None:
        """Have fetched what is new in the feeds that are due."""
        if due := due_feeds(self.feeds, self.now):
            await self.fetcher.refresh(due)

    async def finish_left_over(self) -> None:
        """Have processed what the last run left, and found again what an older finder found."""
        if await self.read(self.library.count_unprocessed):
            await self.fetcher.process()
        if await self.read(self.library.has_stale_quotes):
            await self.fetcher.rebuild_quotes()

    def add_feed(self, url: str) -> None:
        """Subscribe to a feed by its address."""
        self.begin(partial(self.fetcher.add_feed, url), "")

    def _hear(self, notice: Notice) -> None:
        """Act on what the fetcher has done, and tell the rest."""
        match notice:
            case ArticlesProcessed(ids):
                if self.article_id in ids:
                    self.reopen()
            case LibraryWritten():
                self.begin(self.look_for_news, "news")
            case FeedsChanged():
                self.everything_changed()
            case FeedsFound(feeds) if len(feeds) == 1:
                self.add_feed(feeds[0][1])
            case _:
                self.tell(notice)
