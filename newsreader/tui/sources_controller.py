"""Keeps the sources and their counts true: after marks, after the fetcher, every second."""

from typing import TYPE_CHECKING

from newsreader.domain.feed import Feed
from newsreader.tui.widgets.sources_pane import list_sources

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen

POLL = 1.0
"""Seconds between two looks at whether the fetcher has written something."""


class SourcesController:
    """The feeds of one screen's library."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._version = 0
        self.feeds: tuple[Feed, ...] = ()

    @property
    def has_demo(self) -> bool:
        """Whether the demo is in the library."""
        return any(feed.is_demo for feed in self.feeds)

    async def watch(self) -> None:
        """Look from now on whether the fetcher writes."""
        screen = self._screen
        self._version = await screen.jobs.write(screen.library.version)
        screen.set_interval(POLL, self.look_for_news)

    async def look_for_news(self) -> None:
        """Show what the fetcher has written since the last look."""
        screen = self._screen
        version = await screen.jobs.write(screen.library.version)
        if version != self._version:
            self._version = version
            self.count()
            screen.finder.relist(keep=True)
            screen.lectern.reopen()

    def list_now(self) -> None:
        """Show the sources, with what is unread in each, at once."""
        self.feeds = self._screen.library.feeds()
        self._screen.sources = list_sources(self.feeds)

    def count(self) -> None:
        """Count again what is unread, without holding up the keys."""
        self._screen.begin(self.recount, "sources")

    async def recount(self) -> None:
        """Count again what is unread in each source and in the list."""
        screen = self._screen
        self.feeds = await screen.jobs.read(screen.library.feeds)
        screen.sources = list_sources(self.feeds)
        asked = screen.finder.listed
        screen.unread = await screen.jobs.read(lambda: screen.library.count_unread(asked))
