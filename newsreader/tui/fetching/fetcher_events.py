"""Sends the fetcher what is asked for, and turns what it reports into notices."""

from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path
from time import monotonic
from typing import assert_never

from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted, grouped, quoted
from newsreader.domain.errors import RefreshRunning
from newsreader.protocol import (
    COMMAND,
    START,
    Added,
    AddFeed,
    BringPage,
    Command,
    DiscoverFeeds,
    Failed,
    FeedDone,
    FetchPage,
    FetchPicture,
    Finished,
    Found,
    HookFailed,
    Imported,
    ImportFeeds,
    MarksExchanged,
    PageBrought,
    PageDone,
    PictureDone,
    ProcessArticles,
    Processed,
    RebuildQuotes,
    RefreshFeeds,
    RuleFailed,
    Started,
    Watched,
)
from newsreader.tui.awaited_answers import AwaitedAnswers
from newsreader.tui.fetching.fetcher_client import FetcherClient, FetcherLost, Report
from newsreader.tui.fetching.fetcher_sentences import (
    dead_in_words,
    imported_in_words,
    program_failed,
    short_name,
)
from newsreader.tui.fetching.refresh_report import RefreshReport
from newsreader.tui.notices import (
    ArticlesProcessed,
    Changed,
    Complained,
    Doing,
    FeedsChanged,
    FeedsFound,
    LibraryWritten,
    Notice,
    PageHere,
    Progress,
    Reported,
    Said,
    Watching,
)
from newsreader.tui.picture_requests import PictureRequests

CALM = 1.0
"""Seconds between two words on how many articles are processed."""


class FetcherSession:
    """What one app has asked of its fetcher, and what that has reported."""

    def __init__(
        self, client: FetcherClient, tell: Callable[[Notice], object], barred: str = ""
    ) -> None:
        """``barred`` is why nothing can be fetched, as one sentence, if so."""
        self._client = client
        self._barred = barred
        self.config = client.config
        """The settings that the fetcher reads."""
        self._tell = tell
        self.refreshing = RefreshReport(tell)
        """What is told of the refresh that runs, if one does."""
        self._page_wanted: int | None = None
        self._awaited = AwaitedAnswers()
        self.doing = ""
        """What is done for the user who waits for it, in a few words; empty for nothing."""
        self._found: FeedsFound | None = None
        self._counted = -inf
        self.pictures = PictureRequests(self._send)
        """The pictures that are waited for."""
        client.listen(self.hear)

    async def close(self) -> None:
        """End the fetcher process."""
        await self._client.close()

    async def refresh(self, feed_ids: Sequence[int] | None, *, asked: bool = True) -> None:
        """Ask for what is new in these feeds, or in all.

        One that the user has not ``asked`` for complains of nothing that can wait.
        """
        self.refreshing.expect()
        if asked:
            self.refreshing.asked = True
            self._tell(Doing("refreshing"))
        await self._send(RefreshFeeds(None if feed_ids is None else tuple(feed_ids)))

    async def refreshed(self, feed_ids: Sequence[int]) -> None:
        """Refresh these feeds and wait for the end of that, whatever it is."""
        over = self._awaited.refresh()
        await self.refresh(feed_ids, asked=False)
        await over

    async def rebuild_quotes(self) -> None:
        """Have the quotes found again that an older finder found."""
        await self._send(RebuildQuotes())

    async def process(self, ids: Sequence[int] | None = None) -> None:
        """Have these articles processed ahead of all others, or the whole queue."""
        await self._send(ProcessArticles(None if ids is None else tuple(ids)))

    async def processed(self, ids: Sequence[int]) -> None:
        """Wait until these articles are processed, as long as that can be expected to take."""
        await self._awaited.processed(ids)

    async def find_feed(self, url: str) -> str:
        """Look for the feeds at an address; return why none was found, as one sentence.

        What is found waits for ``take_found``.
        """
        self._found = None
        return await self._request_of(DiscoverFeeds(url), f"looking at {clean_line(url, 60)}")

    @property
    def found(self) -> FeedsFound | None:
        """The feeds that were found last and not taken yet."""
        return self._found

    def take_found(self) -> FeedsFound | None:
        """Return the feeds that were found last, once."""
        found, self._found = self._found, None
        return found

    def _tell_found(self) -> None:
        found = self.take_found()
        if found is not None:
            self._tell(found)

    async def subscribe(self, url: str) -> str:
        """Subscribe to a feed by its address; return why that failed, as one sentence."""
        self.refreshing.asked = True
        return await self._request_of(AddFeed(url), "adding the feed")

    async def add_feed(self, url: str) -> None:
        """Subscribe to a feed by its address; what goes wrong is told."""
        if reason := await self.subscribe(url):
            self._tell(Complained(reason))

    async def import_opml(self, path: Path) -> str:
        """Subscribe to the feeds of an OPML file; return why that failed, as one sentence."""
        self.refreshing.asked = True
        return await self._request_of(ImportFeeds(path), "importing")

    async def _request_of(self, command: Command, doing: str) -> str:
        """Send a command and wait until it is done; return why it failed, as one sentence."""
        answer, self.doing = self._awaited.request(command.name), doing
        self._tell(Doing(doing))
        self._tell(Changed())
        try:
            await self._send(command)
            return await answer
        finally:
            self.doing = ""
            self._tell(Changed())

    def awaits(self, name: str) -> bool:
        """Return whether a command, by its name, is waited for."""
        return self._awaited.awaits(name)

    async def fetch_page(self, article_id: int) -> None:
        """Fetch the whole story of an article."""
        self._page_wanted = article_id
        self._tell(Doing("fetching the page"))
        await self._send(FetchPage(article_id))

    async def bring_page(self, url: str, through: int | None, *, save: bool) -> None:
        """Have the page at an address made an article, saved or only to be read now."""
        self._tell(Doing("fetching the page"))
        await self._send(BringPage(url, save, through))

    async def _send(self, command: Command) -> None:
        if self._barred:
            self._end_refresh()
            if not isinstance(command, ProcessArticles):  # which the user has not asked for
                self._hear_failure(self._barred)
            return
        try:
            await self._client.send(command)
        except OSError as error:
            self._end_refresh()
            self._hear_failure(f"The fetcher could not be started: {error.strerror}.")

    def hear(self, report: Report) -> None:
        """Take one event of the fetcher."""
        match report:
            case Started():
                self.refreshing.begin(report.feeds)
            case FeedDone():
                self.refreshing.take_feed(report)
            case Processed():
                self._hear_processed(report)
            case PageDone() | PageBrought():
                self._hear_page(report)
            case PictureDone():
                self.pictures.hear(report)
            case Finished():
                self.refreshing.finish(report)
                self._awaited.end_refresh()
                self._tell(LibraryWritten())
            case Found():
                self._hear_found(report)
            case Added():
                self._awaited.answer(AddFeed.name)
                self.refreshing.expect()
                self._hear_change(f"Added {report.title}.", report.feed)
            case Imported():
                self._hear_imported(report)
            case Watched():
                self._tell(Watching(report.title, report.body, report.shown))
            case MarksExchanged():
                self._hear_marks(report)
            case RuleFailed() | HookFailed():
                self._tell(Complained(program_failed(report)))
            case Failed():
                self._hear_failed(report)
            case FetcherLost():
                self._end_refresh()
                self._hear_failure("The fetcher stopped; it starts again with the next refresh.")
            case _:
                assert_never(report)

    def _hear_imported(self, event: Imported) -> None:
        self._awaited.answer(ImportFeeds.name)
        self.refreshing.expect()
        self.refreshing.imported = imported_in_words(event)
        self._hear_change(self.refreshing.imported)
        if event.left_out:
            named = quoted(event.left_out, event.refused)
            self._tell(Reported(f"Refused, as no feeds of the web: {named}."))

    def _hear_found(self, event: Found) -> None:
        self._tell(Doing(""))
        feeds = [(one.title or one.url, one.url) for one in event.candidates]
        self._found = FeedsFound(feeds, dead_in_words(event.dead))
        if not self._awaited.answer(DiscoverFeeds.name):
            self._tell_found()

    def _hear_processed(self, event: Processed) -> None:
        ids = frozenset(event.articles)
        if event.error:
            self._tell(Complained(f"{short_name(event)}: {event.error}"))
        if event.total:
            self._count_processed(event.done, event.total)
        self._awaited.note_processed(ids)
        self._tell(ArticlesProcessed(ids))

    def _count_processed(self, done: int, total: int) -> None:
        """Say how far the processing is, seldom enough to be calm, and nothing at its end."""
        if done >= total:
            self._tell(Progress(""))
        elif monotonic() - self._counted >= CALM:
            self._counted = monotonic()
            self._tell(Progress(f"reading {grouped(done)} of {counted(total, 'article')}"))

    def _hear_page(self, event: PageDone | PageBrought) -> None:
        if isinstance(event, PageBrought):
            self._tell(Doing(""))
            self._tell(PageHere(event.article, event.title, event.saved, event.through))
            return
        if event.article == self._page_wanted:
            self._page_wanted = None
            self._tell(Doing(""))
            error = event.error
            self._tell(Complained(error) if error else Said("The whole story is here."))
        self._tell(ArticlesProcessed(frozenset({event.article})))

    def _hear_marks(self, event: MarksExchanged) -> None:
        """Tell what other devices had to tell."""
        for complaint in event.complaints:
            self._tell(Complained(complaint))
        if told := " ".join(filter(None, (event.told, *event.copies))):
            self._tell(Said(told))
        self._tell(LibraryWritten())

    def _end_refresh(self) -> None:
        self.refreshing.end()
        self._awaited.end_refresh()

    def _hear_change(self, words: str, feed: int | None = None) -> None:
        """Tell what became of the subscriptions."""
        self._tell(Said(words))
        self._tell(FeedsChanged(feed))

    def _hear_failed(self, event: Failed) -> None:
        """Tell why a command failed; that another refresh runs is no fault."""
        if event.status != RefreshRunning.exit_status:
            self._hear_failure(event.reason, None if event.what in (START, COMMAND) else event.what)
        elif self.refreshing.asked:
            self._tell(Said(f"{event.reason} What it brings is shown here."))
        if event.what in (RefreshFeeds.name, AddFeed.name, ImportFeeds.name):
            self._end_refresh()

    def _hear_failure(self, reason: str, what: str | None = None) -> None:
        self._tell(Doing(""))
        awaited = what in (None, FetchPicture.name) and self.pictures.give_up(reason)
        if not awaited and not self._awaited.answer(what, reason):
            self._tell(Complained(reason))
