"""Holds the article that lies open: previews it, opens it, remembers where reading stopped."""

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.errors import NewsreaderError, NotFound
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen

PREVIEW_DELAY = 0.15
"""Seconds the cursor must rest on a row before its article is shown beside the list."""


class ArticleController:
    """The open article of one screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._resting: Timer | None = None
        self.previewing = False

    @property
    def article_id(self) -> int | None:
        """The id of the open article."""
        return self._screen.opened.article.id if self._screen.opened else None

    @property
    def article_at_hand(self) -> Article | None:
        """The article a command is about: the one under the cursor, or the open one."""
        screen = self._screen
        if isinstance(screen.pane, ListPane) and screen.list_pane.count:
            return screen.list_pane.article(screen.list_pane.cursor)
        return screen.opened.article if screen.opened else None

    def preview_soon(self) -> None:
        """Show the article under the cursor, unread as it is, once the cursor rests."""
        self._stop_resting()
        self._resting = self._screen.set_timer(PREVIEW_DELAY, self._preview)

    async def _preview(self) -> None:
        article_id = self._screen.list_pane.current
        if article_id is not None and article_id != self.article_id:
            await self._lay_open(article_id)
            self.previewing = True

    async def open_current(self) -> None:
        """Open the article under the cursor and mark it read."""
        article_id = self._screen.list_pane.current
        if article_id is not None:
            await self.open(article_id)

    async def take(self) -> None:
        """Read on in what was only previewed: from now on it is open."""
        if self.previewing and self.article_id is not None:
            await self.open(self.article_id)

    async def open(self, article_id: int) -> None:
        """Open an article, listed or not; it is marked read while it is being read."""
        await self._lay_open(article_id)
        self.previewing = False
        self._screen.run_worker(self._note_reading(article_id))

    async def _note_reading(self, article_id: int) -> None:
        screen = self._screen
        if await screen.change(lambda: screen.library.mark_opened(article_id)):
            screen.list_pane.reload(article_id)
            screen.shelf.count()

    async def _lay_open(self, article_id: int) -> None:
        self._stop_resting()
        if self.article_id == article_id:
            return
        if place := self._place():
            self._screen.run_worker(self._keep(*place))
        opened = self._read(article_id)
        if opened is None:
            self._screen.finder.relist()
        else:
            self._screen.opened = opened
            if not opened.processed:
                self._screen.begin(partial(self._screen.desk.digest, [article_id]), "digest")

    def _read(self, article_id: int) -> OpenArticle | None:
        """Read an article; what goes wrong is said, but that it is gone is no fault."""
        try:
            return self._screen.library.opened(article_id)
        except NotFound:
            return None
        except NewsreaderError as error:
            self._screen.complain(str(error))
            return None

    async def keep_place(self) -> None:
        """Remember how far the article was read."""
        if place := self._place():
            await self._keep(*place)

    async def _keep(self, article_id: int, offset: int) -> None:
        await self._screen.change(lambda: self._screen.library.keep_position(article_id, offset))

    def _place(self) -> tuple[int, int] | None:
        """Return article and offset where that is news; at the end it is done, and begins anew."""
        opened, pane = self._screen.opened, self._screen.article_pane
        if opened is None or self.previewing:
            return None
        offset = 0 if pane.at_end else pane.top_offset
        return (opened.article.id, offset) if offset != opened.position else None

    def reopen(self) -> None:
        """Show the open article as it is now: other marks, another text, or gone."""
        screen, article_id = self._screen, self.article_id
        if article_id is None:
            return
        now, before = self._read(article_id), screen.opened
        if now is not None and before is not None and now.shows_the_same(before):
            return
        screen.opened = now
        screen.article_pane.post_message(ArticlePane.FocusMoved(screen.article_pane.passage))

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.stop()
