"""The reading screen: sources, list, article and quotes side by side, over one library."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import WorkType

from newsreader.domain.article import Article, Listing, OpenArticle
from newsreader.domain.clean import mask_text
from newsreader.domain.errors import NewsreaderError
from newsreader.library import Library
from newsreader.settings.values import Settings
from newsreader.tui.actions import HANDLERS
from newsreader.tui.article_controller import ArticleController
from newsreader.tui.commands import BY_ID as COMMANDS_BY_ID
from newsreader.tui.commands import COMMANDS
from newsreader.tui.dialogs.welcome import WelcomeScreen
from newsreader.tui.fetcher_client import FetcherClient
from newsreader.tui.fetcher_events import LOOK, FetcherEvents
from newsreader.tui.glyphs import ASCII, Glyphs
from newsreader.tui.list_controller import ListController
from newsreader.tui.pane_layout import (
    BROAD,
    NARROW,
    ROOMY,
    Pane,
    PaneLayout,
)
from newsreader.tui.sources_controller import SourcesController
from newsreader.tui.theme import Palette
from newsreader.tui.threads import Threads
from newsreader.tui.titles import Titles
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.list_pane import ListPane
from newsreader.tui.widgets.quote_sidebar import QuoteSidebar
from newsreader.tui.widgets.sources_pane import Source, SourcesPane
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from newsreader.tui.app import NewsreaderApp

Result = TypeVar("Result")


class MainScreen(Screen[None]):
    """Owns what is shown; hands it down to the panes and takes their messages."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (NARROW, "-medium"),
        (ROOMY, "-snug"),
        (120, "-wide"),
        (BROAD, "-broad"),
    ]
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(command.keys) or f"unbound_{command.id}",
            f"do('{command.id}')",
            command.title,
            show=False,
            id=command.id,
        )
        for command in COMMANDS
    ]

    listing: var[Listing | None] = var(None)
    """The articles in the list."""
    unread: var[int] = var(0)
    """How many of them are unread."""
    opened: var[OpenArticle | None] = var(None)
    """The article on the page, with its quotes and highlights."""
    sources: var[tuple[Source, ...]] = var(())
    """What can be listed."""
    sources_shown: var[bool] = var(False)
    """Whether the sources stand beside the list."""
    sidebar_shown: var[bool] = var(True)
    """Whether the quotes stand beside the article."""
    zen: var[bool] = var(False)
    """Whether the article is alone."""

    sources_pane = query_one(SourcesPane)
    list_pane = query_one(ListPane)
    article_pane = query_one(ArticlePane)
    quote_sidebar = query_one(QuoteSidebar)
    status = query_one(StatusLine)

    app: "NewsreaderApp"

    def __init__(
        self,
        library: Library,
        jobs: Threads,
        fetcher: FetcherClient,
        settings: Settings,
        palette: Palette,
        glyphs: Glyphs,
        *,
        export_folder: Path,
        welcome: bool = False,
    ) -> None:
        super().__init__()
        self.library = library
        self.jobs = jobs
        self.fetcher = fetcher
        self.settings = settings
        self.palette = palette
        self.glyphs = glyphs
        self.export_folder = export_folder
        self.panes = PaneLayout(self)
        self.finder = ListController(self)
        self.lectern = ArticleController(self)
        self.shelf = SourcesController(self)
        self.titles = Titles(self)
        self.desk = FetcherEvents(self)
        self._welcome = welcome

    def compose(self) -> ComposeResult:
        """Put the four panes side by side, each under its title, over the last line."""
        palette, glyphs, library = self.palette, self.glyphs, self.library
        with Horizontal(id="body"):
            with Vertical(id="sources-box", classes="box -first"):
                yield Static("Sources", id="sources-title", classes="pane-title", markup=False)
                yield SourcesPane(palette, glyphs, id="sources").data_bind(MainScreen.sources)
            with Vertical(id="list-box", classes="box -first"):
                yield Static("", id="list-title", classes="pane-title", markup=False)
                yield Input(placeholder="search titles and texts", id="search")
                yield ListPane(palette, glyphs, self.read_rows, library.clock).data_bind(
                    MainScreen.listing
                )
            with Vertical(id="article-box", classes="box"):
                yield Static("", id="article-title", classes="pane-title", markup=False)
                yield ArticlePane(palette, glyphs, self.settings.look.width).data_bind(
                    MainScreen.opened
                )
                yield Static("", id="note", markup=False)
            with Vertical(id="quotes-box", classes="box"):
                yield Static("", id="quotes-title", classes="pane-title", markup=False)
                yield QuoteSidebar(palette, glyphs).data_bind(MainScreen.opened)
        yield StatusLine(palette, glyphs, self.app.shown_keys)

    def on_mount(self) -> None:
        """List what there is, at once; then look after the rest."""
        self.set_class(self.glyphs is ASCII, "-ascii")
        self.finder.relist_now()
        self.panes.place()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        await self.shelf.recount()
        await self.shelf.watch()
        if self.library.recovery is not None:
            self.complain(self.library.recovery.sentence)
        if self._welcome:
            self.app.push_screen(WelcomeScreen(self.shelf.has_demo), self.follow_welcome)
        elif self.settings.fetch.on_start:
            await self.desk.refresh_due()
        if self.settings.fetch.on_start:
            self.set_interval(LOOK, self.desk.refresh_due)
        await self.desk.process_left_over()
        await self.desk.rebuild_quotes()

    # Commands

    async def action_do(self, command: str) -> None:
        """Carry out a command of the table."""
        done = HANDLERS[command](self)
        if done is not None:
            await done

    def can(self, command: str) -> bool:
        """Whether a command does something where one is."""
        if command == "remove_demo":
            return self.shelf.has_demo
        return (self.pane.id or "") in COMMANDS_BY_ID[command].where

    async def change(self, call: Callable[[], Result]) -> Result | None:
        """Let the library change something; what goes wrong is said, and None returned."""
        try:
            return await self.jobs.write(call)
        except NewsreaderError as error:
            self.complain(str(error))
            return None

    def read_rows(self, ids: Sequence[int]) -> list[Article]:
        """Read rows of the list; what goes wrong is said, and the rows are empty."""
        try:
            return self.library.rows(ids)
        except NewsreaderError as error:
            self.complain(str(error))
            return []

    def begin(self, call: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Let a call run beside the keys, in place of an earlier one of its group.

        The call is given, not what it returns: one that is replaced before it begins leaves
        nothing behind.
        """
        work: WorkType[None] = cast("Callable[[], Coroutine[None, None, None]]", call)
        self.run_worker(work, group=group, exclusive=True)

    async def leave(self) -> None:
        """Remember the place and end."""
        await self.lectern.keep_place()
        await self.fetcher.close()
        self.app.exit(0)

    # Panes

    @property
    def pane(self) -> Pane:
        """The pane that has, or last had, the focus."""
        return self.panes.here

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other panes."""
        self.panes.place()
        self.preview_article()

    def watch_zen(self) -> None:
        """Place the panes anew."""
        if self.is_mounted:
            self.panes.place()

    @on(events.DescendantFocus)
    def follow_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane one is in."""
        if isinstance(event.widget, SourcesPane | ListPane | ArticlePane | QuoteSidebar):
            self.panes.follow(event.widget)
        if isinstance(event.widget, ArticlePane) and self.lectern.previewing:
            self.begin(self.lectern.take, "open")

    # Titles and the last line

    def report(self, words: str) -> None:
        """Say a result that is too long for the last line."""
        self.app.notify(mask_text(words), markup=False, timeout=6)

    def complain(self, words: str) -> None:
        """Say what went wrong, where it is seen."""
        self.app.notify(mask_text(words), severity="error", markup=False, timeout=8)

    def watch_listing(self, listing: Listing | None) -> None:
        """Name the list."""
        self.unread = listing.unread if listing is not None else 0
        self.titles.name_list()

    def watch_unread(self) -> None:
        """Say what is left to read."""
        self.titles.name_list()

    def watch_opened(self) -> None:
        """Name article and sidebar, and show the place."""
        self.titles.name_article()

    # Articles

    @on(VirtualList.Moved, "#list")
    def preview_article(self) -> None:
        """Show the article under the cursor where it has a place beside the list."""
        if self.size.width >= NARROW and not self.zen:
            self.lectern.preview_soon()

    @on(VirtualList.Moved, "#sources")
    def tell_health(self) -> None:
        """Say what is wrong with the feed under the cursor."""
        source = self.sources_pane.current
        self.status.show(source.error if source else "")

    @on(VirtualList.Chosen, "#list")
    async def enter_article(self) -> None:
        """Open an article and go into it."""
        await self.lectern.open_current()
        if self.opened is not None:
            self.panes.go_to(self.article_pane)

    @on(VirtualList.Chosen, "#sources")
    def enter_source(self) -> None:
        """List a source and go to the list."""
        source = self.sources_pane.current
        if source is not None:
            self.finder.show(source)
            self.sources_shown = self.size.width >= BROAD
            self.panes.go_to(self.list_pane)

    @on(ArticlePane.Scrolled)
    def show_place(self) -> None:
        """Say how far one is."""
        self.titles.show_place()

    @on(ArticlePane.FocusMoved)
    def follow_passage(self, event: ArticlePane.FocusMoved) -> None:
        """Let the sidebar follow, and show the note of a highlight in focus."""
        passage = event.passage
        self.panes.hint()
        if passage is not None and isinstance(self.pane, ArticlePane):
            self.quote_sidebar.follow(*passage)
        self.titles.show_notes(passage)

    @on(QuoteSidebar.Chosen)
    def light_quote(self, event: QuoteSidebar.Chosen) -> None:
        """Show the chosen quote in the article."""
        self.article_pane.light(event.quote)

    @on(QuoteSidebar.Entered)
    def enter_quote(self, event: QuoteSidebar.Entered) -> None:
        """Go to the quote in the article."""
        quote = event.quote
        self.panes.go_to(self.article_pane)
        if quote is not None:
            self.article_pane.focus_on((quote.pieces[0][0], quote.pieces[-1][1]))

    # Search

    @on(Input.Changed, "#search")
    def search_on(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.finder.search(event.value)

    @on(Input.Submitted, "#search")
    def leave_search_line(self) -> None:
        """Go to what was found."""
        self.panes.go_to(self.list_pane)

    # Changes

    def marks_changed(self, article_id: int | None = None) -> None:
        """Show an article's marks as they are now, or everybody's."""
        self.list_pane.reload(article_id)
        if article_id in (None, self.lectern.article_id):
            self.lectern.reopen()
        self.shelf.count()

    def everything_changed(self) -> None:
        """Show feeds, list and article as they are now."""
        self.shelf.list_now()
        self.finder.relist(keep=True)
        self.list_pane.reload()
        self.lectern.reopen()

    def follow_welcome(self, command: str | None) -> None:
        """Go on with what was chosen on the welcome screen."""
        if command is not None:
            self.run_worker(self.action_do(command))
