"""Holds what one user reads in one library: list, open article and sources; knows no widget."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.feed import Feed
from newsreader.domain.highlights.highlight import HighlightsChange, changed_in_words
from newsreader.domain.highlights.highlight_record import change_records
from newsreader.hooks import HookRunner
from newsreader.library import Library
from newsreader.tui.article_reading import ArticleReading
from newsreader.tui.fetching.fetcher_client import FetcherClient
from newsreader.tui.fetching.fetcher_events import FetcherSession
from newsreader.tui.first_screenful.facts import KEY as FIRST_SCREENFUL
from newsreader.tui.library_access import LibraryAccess, Work
from newsreader.tui.listing.article_listing import ArticleListing
from newsreader.tui.listing.last_here import keep_last_here
from newsreader.tui.listing.read_shelf import folded_before, keep_folded, read_shelf
from newsreader.tui.listing.sources import (
    Shelf,
    Source,
    SourceKind,
    due_feeds,
    list_sources,
)
from newsreader.tui.name_catalog import NameCatalog
from newsreader.tui.notices import (
    ArticlesProcessed,
    Changed,
    Complained,
    FeedsChanged,
    FeedsFound,
    LibraryWritten,
    Listed,
    Notice,
    PageHere,
    Reported,
    RowsChanged,
    Said,
)
from newsreader.tui.reading_history import ReadingHistory
from newsreader.tui.threads import Threads

READ_ONLY = "This library is read-only: nothing can be changed or fetched."
"""What is said of one that cannot be written."""


class ReadingSession(LibraryAccess):
    """What one user reads in one library.

    Its attributes change only here and in its two parts; each change is told to whoever is
    connected as a ``Notice``. Reads of a bounded size run in the event loop, others in the
    reading thread, and whatever writes in the writing thread (see ``tui.threads``).
    """

    def __init__(
        self, library: Library, threads: Threads, client: FetcherClient, export_folder: Path
    ) -> None:
        super().__init__(library, threads)
        self.export_folder = export_folder
        self.fetcher = FetcherSession(client, self._hear, READ_ONLY if library.read_only else "")
        self.reading = ArticleReading(self)
        """The open article."""
        self._history = ReadingHistory()
        self._followed: dict[int, int] = {}
        self.list = ArticleListing(self, self.reading)
        """The articles in the list."""
        self.names = NameCatalog(self)
        """The names by which articles can be asked for."""
        self.highlights_page = ("", "")
        """The last query for highlights, and the id of the one that it led to."""
        self.sources_query = ""
        """The last query for who is quoted, where it led to a quote."""
        self.shelf = Shelf()
        """What the sources are made of."""
        self._lost: frozenset[str] | None = None
        self._just_read: set[int] = set()
        self._hooks: HookRunner | None = None
        self.folded = folded_before(library)
        """The folders whose feeds are hidden."""
        self.sources: tuple[Source, ...] = ()
        """What articles can be listed by."""

    def connect(
        self, tell: Callable[[Notice], object], begin: Callable[[Work, str], object]
    ) -> None:
        """Tell ``tell`` of every change from now on, and let ``begin`` run work beside the keys."""
        self.tell, self.begin = tell, begin

    @property
    def feeds(self) -> Sequence[Feed]:
        """What is subscribed to."""
        return self.shelf.feeds

    @property
    def has_demo(self) -> bool:
        """Whether the demo is in the library."""
        return any(feed.is_demo for feed in self.feeds)

    # Reading

    def open(self, article_id: int) -> bool:
        """Open an article, listed or not; it is marked read while it is being read.

        Returns whether it is (still) in the library.
        """
        found = self._lay_open(article_id, previewing=False)
        if found:
            self._history.visit(article_id)
            if told := self.reading.told_at_opening:
                self.tell(Said(told))
                if self.reading.opened and self.reading.opened.highlights:
                    self.begin(partial(self._tell_of_quotes, article_id, told), "changed quotes")
            self.list.keep_row_of(article_id)
            self.begin(partial(self._note_reading, article_id), "")
        return found

    def open_read(self, by: int) -> int | None:
        """Open what was read before (``by`` -1) or after; return its id, None for nothing."""
        while (article_id := self._history.step(by, self.reading.article_id)) is not None:
            if self.open(article_id):
                return article_id
            self._history.forget(article_id)
        return None

    def preview(self, article_id: int) -> None:
        """Show an article, unread as it is."""
        if article_id != self.reading.article_id:
            self._lay_open(article_id, previewing=True)

    def take(self) -> None:
        """Read on in what was only previewed: from now on it is open."""
        if self.reading.previewing and self.reading.article_id is not None:
            self.open(self.reading.article_id)

    async def _tell_of_quotes(self, article_id: int, told: str) -> None:
        """Say whose words the publisher of a marked story took out or reworded, behind ``told``."""
        from newsreader.domain.quoting.quote_changes import (
            changes_in_words,  # few stories are changed
        )

        found = await self.read(lambda: self.library.quote_changes(article_id))
        if found and self.reading.article_id == article_id:
            self.tell(Said(f"{told} {changes_in_words(found)}"))

    def _lay_open(self, article_id: int, *, previewing: bool) -> bool:
        before = self.reading.opened
        if not self.reading.lay_open(article_id, previewing=previewing):
            self.list.relist()
            return False
        opened = self.reading.opened
        if opened is not None and opened is not before and not opened.processed:
            self.begin(partial(self.fetcher.process, [article_id]), "process")
        return True

    async def _note_reading(self, article_id: int) -> None:
        if await self.change(lambda: self.library.mark_opened(article_id)):
            # It is shown together with the new counts, so that both are painted at once.
            self._just_read.add(article_id)
            self.count()

    async def leave(self, offset: int, first_screenful: str = "") -> None:
        """End the fetcher; remember when that was, and at which offset reading stopped.

        ``first_screenful`` is what the next start paints by, as ``first_screenful.facts`` has it.
        """
        await self.reading.leave(offset)
        if not self.library.read_only:
            if self.library.recall(FIRST_SCREENFUL) != first_screenful:
                await self.change(lambda: self.library.keep(FIRST_SCREENFUL, first_screenful))
            await self.change(lambda: keep_last_here(self.library))
        await self.fetcher.close()

    # Changes

    def state_changed(self, article_id: int | None = None) -> None:
        """Show the state and highlights of an article as they are now, or of all articles."""
        self._show_state(article_id)
        self.count()

    def _show_state(self, article_id: int | None) -> None:
        self.tell(RowsChanged(article_id))
        if article_id in (None, self.reading.article_id):
            self.reading.reopen()
        self.list.relist_by_state()

    def highlights_changed(self, change: HighlightsChange | None) -> None:
        """Show what the library did to the highlights of an article; None is nothing."""
        if change is None:
            return
        self.tell(RowsChanged(change.article_id))
        self.list.relist_by_state()
        self.reading.highlights_changed(change)
        if self.settings.hooks.on_highlight:
            self.begin(partial(self._run_hook, change), "")

    async def _run_hook(self, change: HighlightsChange) -> None:
        """Tell a program of the user's what was done to highlights."""
        if self._hooks is None or self._hooks.hooks is not self.settings.hooks:
            self._hooks = HookRunner(
                self.settings.hooks,
                lambda name, reason: self.tell(Complained(f"The hook {name}: {reason}")),
            )
        for article in self.rows([change.article_id]):
            for record in change_records(change, article):
                await self._hooks.run("on_highlight", record)

    def everything_changed(self) -> None:
        """Show feeds, list and article as they are now."""
        self.count()
        self.list.relist_calmly()
        self.tell(RowsChanged())
        self.reading.reopen()

    def count(self) -> None:
        """Count again what is unread, without holding up the keys."""
        self.begin(self.recount, "sources")

    async def recount(self) -> None:
        """Count again what is unread in each source and in the list."""
        asked = self.list.listed
        counted = await self.read(
            lambda: (read_shelf(self.library, self.now), self.library.count_unread(asked))
        )
        read, self._just_read = self._just_read, set()
        for article_id in read:
            self._show_state(article_id)
        if counted is not None:
            self.shelf, self.list.unread = counted
            self._list_sources()

    def _list_sources(self) -> None:
        self.sources = list_sources(self.shelf, self.now, self.folded)
        self.list.take_titles(self.feeds)
        self.tell(Changed())

    async def fold(self, folders: Collection[str], folded: bool) -> None:
        """Hide or show what lies in folders, from now on."""
        self.folded = self.folded | set(folders) if folded else self.folded - set(folders)
        self._list_sources()
        kept = self.folded
        await self.change(lambda: keep_folded(self.library, kept))

    async def look_for_news(self) -> None:
        """Show what the fetcher has written since the last look, if anything."""
        await self._show_news()

    async def _look_after_refresh(self) -> None:
        """Show what a refresh has brought, or that it has brought nothing."""
        if not await self._show_news():
            self.tell(Changed())

    async def _show_news(self) -> bool:
        """Show what the fetcher has written since the last look; return whether it has."""
        if complaint := self.library.news_of_damage():
            self.tell(Complained(complaint))
        if not await self.has_news():
            return False
        await self._tell_of_lost_highlights()
        self.count()
        self.list.relist_calmly()
        self.reading.reopen()
        return True

    async def _tell_of_lost_highlights(self) -> None:
        """Say how many highlights lost their very words since the last look at them."""
        before, lost = self._lost, await self.read(self.library.lost_highlights)
        if lost is None:
            return
        self._lost = lost
        if before is not None and (new := lost - before):
            self.tell(Said(f"{changed_in_words(len(new))}; Changed lists the stories."))

    # The fetcher

    async def refresh_due(self) -> None:
        """Have fetched what is new in the feeds that are due."""
        if due := due_feeds(self.feeds, self.now):
            await self.fetcher.refresh(due, asked=False)

    async def finish_left_over(self) -> None:
        """Have processed what the last run left, and found again what an older finder found."""
        self._lost = await self.read(self.library.lost_highlights)
        if await self.read(self.library.count_unprocessed):
            await self.fetcher.process()
        if await self.read(self.library.has_stale_quotes):
            await self.fetcher.rebuild_quotes()

    def add_feed(self, url: str) -> None:
        """Subscribe to a feed by its address."""
        self.begin(partial(self.fetcher.add_feed, url), "")

    async def _go_to_feed(self, feed: int) -> None:
        """List a feed, also one that is folded away, and bring the user there."""
        await self.recount()
        rows = list_sources(self.shelf, self.now)
        found = (one for one in rows if one.identity == (SourceKind.FEED, str(feed)))
        for source in found:
            self.list.show(source)
            self.tell(Listed(source))

    def _take_page(self, page: PageHere) -> None:
        """Open a page that was followed to, unless the user reads something else by now."""
        self.everything_changed()
        name = clean_line(page.title, NAME_LIMIT)
        if page.saved:
            self.tell(Said(f"Saved “{name}” to be read later; u takes it back."))
        elif page.article == page.through:
            self.tell(Said("This is the page of that article."))
        elif page.through == self.reading.article_id:
            if page.through is not None:
                self._followed[page.article] = page.through
            self.open(page.article)
        else:
            self.tell(Said(f"“{name}” is here now, under All."))

    def open_through(self) -> int | None:
        """Open the article whose link led to the open one; return its id, None for none.

        That is the one from which it was followed to last, else the one through which it was found.
        """
        opened = self.reading.opened
        if opened is None:
            return None
        way = [self._followed.get(opened.article.id), *(one.article_id for one in opened.trail[:1])]
        return next((one for one in way if one is not None and self.open(one)), None)

    def _hear(self, notice: Notice) -> None:
        """Act on what the fetcher has done, and tell the rest."""
        match notice:
            case ArticlesProcessed(ids):
                if self.reading.article_id in ids:
                    self.reading.reopen()
            case PageHere():
                self._take_page(notice)
            case LibraryWritten():
                self.begin(self._look_after_refresh, "news")
            case FeedsChanged(feed):
                self.everything_changed()
                if feed is not None:
                    self.begin(partial(self._go_to_feed, feed), "")
            case FeedsFound(feeds, note) if len(feeds) == 1:
                if note:
                    self.tell(Reported(note))
                self.add_feed(feeds[0][1])
            case _:
                self.tell(notice)
