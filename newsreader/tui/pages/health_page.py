"""The feeds that need a look: what is wrong with each, and what can be done about it."""

from collections.abc import Awaitable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from newsreader.commands.scopes import HEALTH
from newsreader.domain.clean import mask_text, shown_url
from newsreader.domain.counts import grouped
from newsreader.domain.feed import Feed
from newsreader.domain.health import Remedy, State
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.bindings import bindings
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.questions import ShowHealth
from newsreader.tui.widgets.feed_health_list import FeedHealthList
from newsreader.tui.widgets.hint_line import HintLine
from newsreader.tui.widgets.virtual_list import VirtualList

LOOK = 0.5
"""Seconds between two looks at how the feeds are."""
DETAIL, ANSWER = 3, 9
"""The most lines for each thing that is said of the feed, and for what became of a key."""
_WORST = list(State)[::-1]


class HealthScreen(Overlay[None]):
    """Lists the feeds that need a look, the worst first, and those that are silent, apart."""

    HINT = (
        "{health_open} what to do   {health_retry} ask again   {health_address} new address   "
        "{health_site} site   {health_settings} login   {health_remove} remove   "
        "{health_undo} undo   {keys} keys   {dialog_leave} closes"
    )
    scope = HEALTH
    BINDINGS = bindings({HEALTH}, priority=True)

    rows = query_one(FeedHealthList)

    def __init__(self, question: ShowHealth, glyphs: Glyphs) -> None:
        super().__init__()
        self._question = question
        self._glyphs = glyphs
        self._feeds: Sequence[Feed] = ()
        self._seen: set[int] = set()
        self._asked: set[int] = set()
        self._said = ""

    def compose(self) -> ComposeResult:
        """Put the feeds over what is said of the one under the cursor."""
        self.add_class("browser")
        with Vertical(classes="frame"):
            yield Static("Feeds that need a look", classes="heading", markup=False)
            yield Static("", id="about", classes="about", markup=False)
            yield FeedHealthList(self._glyphs)
            yield Static("", id="detail", classes="detail", markup=False)
            yield HintLine(self.keymap.fill(self.HINT))

    def on_mount(self) -> None:
        """List the feeds, and again whenever they have changed."""
        self._look()
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        feeds = self._question.feeds()
        if feeds is not self._feeds:
            self._feeds = feeds
            self._list()

    def _list(self) -> None:
        """List what needs a look, and what has needed one since the page was opened."""
        ill = [feed for feed in self._feeds if feed.state is not State.WELL or feed.note]
        self._seen.update(feed.id for feed in ill)
        listed = [feed for feed in self._feeds if feed.id in self._seen]
        listed.sort(key=lambda feed: (_WORST.index(feed.state), feed.title.casefold()))
        self.rows.show(listed, self._asked)
        broken = sum(not feed.is_calm for feed in ill)
        silent = sum(feed.state is State.FROZEN for feed in ill)
        cut = len(ill) - broken - silent
        parts = [f"{grouped(broken)} cannot be read"] if broken else []
        parts += [f"{grouped(silent)} silent"] if silent else []
        parts += [f"{grouped(cut)} not read whole"] if cut else []
        about = self._glyphs.apart.join(parts)
        self.query_one("#about", Static).update(Content(about))
        self._tell(self._said)

    @on(VirtualList.Moved)
    def tell_more(self) -> None:
        """Say everything of the feed to which the cursor went."""
        self._tell("")

    def on_resize(self) -> None:
        """Lines are cut for a width."""
        self.call_after_refresh(self._tell, self._said)

    def _tell(self, said: str) -> None:
        """Say what became of something, else how the feed under the cursor is."""
        self._said = said
        detail, feed = self.query_one("#detail", Static), self.rows.current
        words = [said] if said else []
        if feed is not None and not said:
            words = [
                one for one in (feed.error, feed.advice, feed.note, shown_url(feed.url)) if one
            ]
        width = max(20, self.rows.size.width - 2)
        lines = [
            line
            for one in words
            for line in clip_lines(mask_text(one), width, ANSWER if said else DETAIL)
        ]
        detail.update(Content(self._glyphs.plain("\n".join(lines))))

    # What can be done

    def offer(self) -> None:
        """Offer what can be done about the feed under the cursor."""
        if self.rows.current is not None:
            self._question.offer(self.rows.current, self.carry_out)

    def carry_out(self, remedy: Remedy) -> None:
        """Begin to do something about the feed under the cursor."""
        feed = self.rows.current
        if feed is None:
            return
        if remedy is Remedy.RETRY:
            self._retry([feed])
        else:
            self._do(self._question.carry_out(remedy, feed))

    def retry_all(self) -> None:
        """Ask all feeds again that could not be read."""
        ill = (State.FAILING, State.BROKEN)
        self._retry([feed for feed in self._feeds if feed.state in ill])

    def _retry(self, feeds: Sequence[Feed]) -> None:
        async def retry() -> None:
            await self._question.retry(feeds)
            self._asked.difference_update(feed.id for feed in feeds)
            self._feeds = self._question.feeds()
            self._list()

        if feeds:
            self._asked.update(feed.id for feed in feeds)
            self._list()
            self.run_worker(retry())

    def undo(self) -> None:
        """Take back the last change."""
        self._do(self._question.undo())

    def _do(self, doing: Awaitable[str]) -> None:
        async def do() -> None:
            if said := await doing:
                self._tell(said)

        self.run_worker(do())

    # Keys

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.step(by)

    def half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""
        self.rows.half_page(by)

    def full_page(self, by: int) -> None:
        """Move the cursor by a screen."""
        self.rows.full_page(by)

    @on(VirtualList.Chosen)
    def offer_clicked(self) -> None:
        """Offer what can be done about the feed that was clicked."""
        self.offer()
