"""Decides which articles are listed: a source, one of its three lists, or a live search."""

import asyncio
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Input

from newsreader.domain.article import Listing
from newsreader.domain.errors import NewsreaderError
from newsreader.domain.query import Query, QueryError, parse_query

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen
    from newsreader.tui.widgets.sources_pane import Source

TYPING_PAUSE = 0.08
"""Seconds without a key after which a search runs."""
FIRST_ROWS = 200
"""How many articles are listed before the first paint; the rest follows at once."""
STATE_TITLES = {"unread": "unread", "bookmarked": "bookmarked", "highlighted": "highlighted"}
"""How a list that is narrowed to a state is called."""


class ListController:
    """The query behind the list pane of one screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self.source_title = "All"
        self.query = Query()
        self.words = ""
        self.listed = self.query
        self._keep = False

    @property
    def searching(self) -> bool:
        """Whether a search narrows the list."""
        return bool(self.words)

    @property
    def found_words(self) -> tuple[str, ...]:
        """The words to mark in the article."""
        try:
            return parse_query(self.words, self._screen.library.clock()).words
        except QueryError:
            return ()

    @property
    def title(self) -> str:
        """What the list is called."""
        if self.words:
            return f"“{self.words}”"
        state = next(iter(self.query.states), "")
        if not state or self.source_title.lower() == state:
            return self.source_title
        if self.source_title == "All":
            return STATE_TITLES.get(state, state).capitalize()
        return f"{self.source_title}, {STATE_TITLES.get(state, state)}"

    def show(self, source: "Source") -> None:
        """List the articles of a source."""
        self.query = source.query
        self.source_title = source.title
        self.words = ""
        self._screen.list_pane.start_over()
        self.relist()

    def narrow(self, states: frozenset[str]) -> None:
        """List all, the unread or the bookmarked articles of the source."""
        self.query = replace(self.query, states=states)
        if self.source_title in ("Unread", "Bookmarked", "Highlighted"):
            self.source_title = "All"
        self.relist()

    @property
    def line_open(self) -> bool:
        """Whether the line to search in is open."""
        return bool(self._line.display)

    @property
    def _line(self) -> Input:
        return self._screen.query_one("#search", Input)

    def begin_search(self) -> None:
        """Open the line to search in."""
        self._line.display = True
        self._screen.zen = False
        self._screen.panes.go_to(self._screen.list_pane)
        self._line.focus()

    def search(self, words: str) -> None:
        """List what has these words, a moment after the last key."""
        self.words = words.strip()
        self._keep = False
        self._screen.begin(self._search, "list")

    def end_search(self) -> None:
        """Close the line and list the source again."""
        self._line.display = False
        with self._screen.prevent(Input.Changed):
            self._line.value = ""
        self.words = ""
        self.relist()
        self._screen.panes.go_to(self._screen.list_pane)

    def asked(self) -> Query:
        """Return the query of source and search together; raises ``QueryError``."""
        if not self.words:
            return self.query
        wanted = parse_query(self.words, self._screen.library.clock())
        return replace(
            wanted,
            states=wanted.states | self.query.states,
            feed_id=self.query.feed_id,
            folder=self.query.folder,
        )

    def relist_now(self) -> None:
        """List the first screens at once, in the event loop, for the first paint; then all."""
        library = self._screen.library
        self._screen.listing = library.listing(self.asked(), self.title, FIRST_ROWS)
        if len(self._screen.listing.ids) == FIRST_ROWS:
            self._screen.call_after_refresh(self.relist)

    def relist(self, *, keep: bool = False) -> None:
        """List again without holding up the keys.

        ``keep`` leaves the open article in its place though it may not belong there any more:
        what one reads does not vanish from the list of the unread.
        """
        self._keep = keep
        self._screen.begin(self._list, "list")

    async def _search(self) -> None:
        await asyncio.sleep(TYPING_PAUSE)
        await self._list()

    async def _list(self) -> None:
        screen = self._screen
        try:
            asked, title = self.asked(), self.title
            listing = await screen.jobs.read(lambda: screen.library.listing(asked, title))
        except NewsreaderError as error:
            screen.status.say(str(error))
            return
        self.listed = asked
        if self._keep and screen.listing is not None and screen.lectern.article_id is not None:
            listing = _with_article(listing, screen.listing, screen.lectern.article_id)
        if self._keep and screen.listing is not None and listing.ids == screen.listing.ids:
            screen.list_pane.reload()
        else:
            screen.listing = listing
        screen.article_pane.search(self.found_words)


def _with_article(listing: Listing, before: Listing, article_id: int) -> Listing:
    """Return a listing that has an article where an earlier one had it."""
    if article_id in listing.ids or article_id not in before.ids:
        return listing
    ids = array("q", listing.ids)
    there = {one: at for at, one in enumerate(ids)}
    above = before.ids[: before.ids.index(article_id)]
    neighbour = next((there[one] for one in reversed(above) if one in there), -1)
    ids.insert(neighbour + 1, article_id)
    return replace(listing, ids=ids)
