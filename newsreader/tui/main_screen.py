"""The main screen: shows a reading session in four panes, and hands on what the user does."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import WorkType

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import ARTICLE, LIST, PANES, QUOTES, SOURCES
from newsreader.domain.article import Listing, OpenArticle
from newsreader.domain.clean import mask_line, mask_text
from newsreader.domain.quote import Quote
from newsreader.settings.values import Settings
from newsreader.tui.actions import BY_ID, HINTS
from newsreader.tui.article.text_units import Range
from newsreader.tui.bindings import bindings, run
from newsreader.tui.glyphs import ASCII, Glyphs
from newsreader.tui.list_query import list_title
from newsreader.tui.notices import (
    Changed,
    Complained,
    Doing,
    FeedsFound,
    Notice,
    Progress,
    Reported,
    RowsChanged,
    Said,
)
from newsreader.tui.pane_layout import BROAD, NARROW, ROOMY, PaneLayout
from newsreader.tui.questions import AskChoice, Question, ShowWelcome
from newsreader.tui.session import ReadingSession, Work
from newsreader.tui.sources import Source
from newsreader.tui.theme import DARK, LIGHT, Palette
from newsreader.tui.view import Pane, View
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.list_pane import ListPane
from newsreader.tui.widgets.quote_sidebar import QuoteSidebar
from newsreader.tui.widgets.sources_pane import SourcesPane
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.virtual_list import VirtualList
from newsreader.tui.windows import window

Answer = TypeVar("Answer")

PREVIEW_DELAY = 0.15
"""Seconds the cursor must rest on a row before its article is shown beside the list."""
POLL = 1.0
"""Seconds between two looks at whether the fetcher has written something."""
LOOK = 300.0
"""Seconds between two looks at which feeds are due."""


class MainScreen(Screen[None]):
    """Binds the session's state to the panes; is the ``View`` of the commands."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (NARROW, "-medium"),
        (ROOMY, "-snug"),
        (120, "-wide"),
        (BROAD, "-broad"),
    ]
    AUTO_FOCUS = "#list"
    BINDINGS = bindings(PANES)

    listing: var[Listing | None] = var(None)
    """The articles in the list."""
    opened: var[OpenArticle | None] = var(None)
    """The open article, with its quotes and highlights."""
    sources: var[tuple[Source, ...]] = var(())
    """What articles can be listed by."""
    panes: var[PaneLayout] = var(PaneLayout(), init=False)
    """Which panes are seen, and in which one the user is."""

    sources_pane = query_one(SourcesPane)
    list_pane = query_one(ListPane)
    article_pane = query_one(ArticlePane)
    quote_sidebar = query_one(QuoteSidebar)
    status = query_one(StatusLine)
    search_line = query_one("#search", Input)

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        keymap: Keymap,
        palette: Palette,
        glyphs: Glyphs,
        *,
        welcome: bool = False,
    ) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.keymap = keymap
        self.palette = palette
        self.glyphs = glyphs
        self._welcome = welcome
        self._resting: Timer | None = None
        session.connect(self.hear, self.begin)

    def compose(self) -> ComposeResult:
        """Put the four panes side by side, each under its title, over the last line."""
        palette, glyphs, session = self.palette, self.glyphs, self.session
        with Horizontal(id="body"):
            with Vertical(id="sources-box", classes="box -first"):
                yield Static("Sources", id="sources-title", classes="pane-title", markup=False)
                yield SourcesPane(palette, glyphs, id="sources").data_bind(MainScreen.sources)
            with Vertical(id="list-box", classes="box -first"):
                yield Static("", id="list-title", classes="pane-title", markup=False)
                yield Input(placeholder="search titles and texts", id="search")
                yield ListPane(palette, glyphs, session.rows, session.library.clock).data_bind(
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
        yield StatusLine(palette, glyphs, self.keymap)

    def on_mount(self) -> None:
        """List what there is, at once; then look after the rest."""
        self.set_class(self.glyphs is ASCII, "-ascii")
        self.session.relist_now()
        self.panes = replace(self.panes, width=self.size.width)
        self.name_keys()
        self.call_after_refresh(self._begin_session)

    async def _begin_session(self) -> None:
        session, on_start = self.session, self.settings.fetch.on_start
        await session.own_library()
        await session.recount()
        self.set_interval(POLL, session.look_for_news)
        if session.library.recovery is not None:
            self.hear(Complained(session.library.recovery.sentence))
        if self._welcome:
            self.ask(ShowWelcome(session.has_demo), self.follow_welcome)
        elif on_start:
            await session.refresh_due()
        if on_start:
            self.set_interval(LOOK, session.refresh_due)
        await session.finish_left_over()

    # What the session tells

    def hear(self, notice: Notice) -> None:
        """Show what the session tells."""
        match notice:
            case Changed():
                self.show_session()
            case RowsChanged(article_id):
                self.list_pane.reload(article_id)
            case Said(words):
                self.status.say(words)
            case Doing(words):
                self.status.show(words)
            case Progress(words):
                self.status.mutter(words)
            case Reported(words):
                self.app.notify(mask_text(words), markup=False, timeout=6)
            case Complained(words):
                self.app.notify(mask_text(words), severity="error", markup=False, timeout=8)
            case FeedsFound(feeds):
                self._offer(feeds)

    def _offer(self, feeds: Sequence[tuple[str, str]]) -> None:
        def choose(index: int | None) -> None:
            if index is not None:
                self.session.add_feed(feeds[index][1])

        self.ask(AskChoice("This page has several feeds", feeds), choose)

    def show_session(self) -> None:
        """Hand the state of the session down to the panes."""
        session, before, opened = self.session, self.opened, self.session.opened
        if opened is not None and (before is None or before.article.id != opened.article.id):
            self._stop_resting()
            if before is not None:
                session.left(before, self.place)
        self.listing, self.opened, self.sources = session.listing, opened, session.sources
        self.article_pane.search(session.found_words)
        has_quotes = opened is not None and bool(opened.quotes)
        self.panes = replace(self.panes, has_article=opened is not None, has_quotes=has_quotes)
        self.name_list()

    def watch_opened(self, before: OpenArticle | None, opened: OpenArticle | None) -> None:
        """Name article and sidebar, and show the place."""
        self._entitle(ARTICLE, opened.article.outlet if opened else "")
        self._entitle(QUOTES, "Who said what", str(len(opened.quotes) or "") if opened else "")
        self.show_progress()
        if before is not None:
            self.call_after_refresh(lambda: self.show_notes(self.article_pane.passage))

    @property
    def place(self) -> int:
        """The offset in the open article where reading stops; 0 at its end, as it is done then."""
        return 0 if self.article_pane.at_end else self.article_pane.top_offset

    def begin(self, work: Work, group: str) -> None:
        """Let work run beside the keys, in place of an earlier one of its group."""
        typed: WorkType[None] = cast("WorkType[None]", work)
        self.run_worker(typed, group=group or "default", exclusive=bool(group))

    # The View of the commands

    @property
    def pane(self) -> Pane:
        """The pane in which the user is."""
        return self._panes[self.panes.here]

    @property
    def rows(self) -> ListPane:
        """The list of articles."""
        return self.list_pane

    @property
    def text(self) -> ArticlePane:
        """The text of the open article."""
        return self.article_pane

    @property
    def chosen_quote(self) -> Quote | None:
        """The quote under the cursor of the sidebar."""
        return self.quote_sidebar.current

    @property
    def source(self) -> Source | None:
        """The source under the cursor of the sources."""
        return self.sources_pane.current

    def go_to(self, panes: PaneLayout) -> None:
        """Show the panes like that, and give the focus to the one in which the user is then."""
        self.panes = panes
        self._panes[panes.here].focus()

    def choose(self) -> None:
        """Open what is under the cursor of a pane that has one."""
        pane = self._panes[self.panes.here]
        if not isinstance(pane, ArticlePane):
            pane.choose()

    def open_search(self) -> None:
        """Open the line to search in and go there."""
        self.go_to(replace(self.panes.with_zen(False).at(LIST), search_open=True))
        self.search_line.focus()

    def ask(
        self,
        question: Question[Answer],
        then: Callable[[Answer | None], Awaitable[None] | None] | None = None,
    ) -> None:
        """Put a question; ``then`` is called with the answer, None when the user leaves."""
        screen = window(question, self.keymap, self.palette, self.glyphs)
        self.app.push_screen(screen, cast("Callable[[Any], Awaitable[None]] | None", then))

    def say(self, words: str) -> None:
        """Say a result for a moment in the last line."""
        self.status.say(words)

    def open_url(self, url: str) -> None:
        """Show an address in the browser."""
        self.app.open_url(url)

    def copy(self, words: str) -> None:
        """Send words to the clipboard."""
        self.app.copy_to_clipboard(words)

    def next_theme(self) -> str:
        """Change to the other theme; return its name."""
        palette = self.palette = LIGHT if self.palette.dark else DARK
        self.app.theme = palette.name
        for pane in (*self._panes.values(), self.status):
            pane.use(palette)
        return palette.name

    def open_palette(self) -> None:
        """Let the user find a command by name."""
        self.app.action_command_palette()

    async def do(self, id_: str) -> None:
        """Carry out a command."""
        view: View = self
        await run(id_, self.session, view)

    async def leave(self) -> None:
        """End the app, with the place in the article kept."""
        await self.session.leave(self.place)
        self.app.exit(0)

    async def action_do(self, id_: str) -> None:
        """Carry out the command of a key."""
        await self.do(id_)

    def can(self, id_: str) -> bool:
        """Return whether a command does something where the user is."""
        if id_ == "remove_demo":
            return self.session.has_demo
        return self.panes.here in BY_ID[id_].where

    # Panes

    @property
    def _panes(self) -> Mapping[str, SourcesPane | ListPane | ArticlePane | QuoteSidebar]:
        return {
            SOURCES: self.sources_pane,
            LIST: self.list_pane,
            ARTICLE: self.article_pane,
            QUOTES: self.quote_sidebar,
        }

    def watch_panes(self, before: PaneLayout, panes: PaneLayout) -> None:
        """Show the panes that belong on a screen of this width."""
        for name, wanted in panes.classes.items():
            self.set_class(wanted, name)
        if panes.search_open != before.search_open:
            self.search_line.display = panes.search_open
            with self.prevent(Input.Changed):
                self.search_line.value = ""
        self.name_keys()

    def name_keys(self) -> None:
        """Name the keys that matter where the user is."""
        place = "selection" if self.article_pane.selecting else self.panes.here
        self.status.hints = tuple(BY_ID[id_] for id_ in HINTS[place])

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other panes."""
        self.panes = replace(self.panes, width=event.size.width)
        self.preview_soon()

    @on(events.DescendantFocus)
    def follow_focus(self, event: events.DescendantFocus) -> None:
        """Take note that a pane got the focus, from a mouse or a closing dialog."""
        here = event.widget.id or ""
        if here in PANES:
            self.panes = replace(self.panes, here=here)
        if here == ARTICLE:
            self.session.take()

    # Titles

    def name_list(self) -> None:
        """Name the list, with what is left to read in it or how much was found."""
        session = self.session
        if session.listing is not None:
            searching = session.query.searching
            self._entitle(LIST, *list_title(session.listing, session.unread, searching))

    def show_progress(self) -> None:
        """Say how far one is in the article."""
        self.status.place = self.article_pane.progress if self.opened else None

    def show_notes(self, passage: Range | None) -> None:
        """Show the notes of the highlights in focus under the article."""
        touched = self.opened.highlights_at(*passage) if self.opened and passage else ()
        notes = [f"{self.glyphs.note} {mask_text(one.note)}" for one in touched if one.note]
        strip = self.query_one("#note", Static)
        strip.display = bool(notes)
        strip.update(Content("\n".join(notes)))

    def _entitle(self, pane: str, *parts: str) -> None:
        title = f" {self.glyphs.bullet} ".join(part for part in parts if part)
        label = self.query_one(f"#{pane}-title", Static)
        label.update(Content(self.glyphs.plain(mask_line(title))))

    # What the panes tell

    @on(VirtualList.Moved, "#list")
    def preview_soon(self) -> None:
        """Show the article under the cursor beside the list, once the cursor rests."""
        if self.panes.previews:
            self._stop_resting()
            self._resting = self.set_timer(PREVIEW_DELAY, self._preview)

    def _preview(self) -> None:
        if self.list_pane.current is not None:
            self.session.preview(self.list_pane.current)

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.stop()

    @on(VirtualList.Moved, "#sources")
    def tell_health(self) -> None:
        """Say what is wrong with the feed under the cursor."""
        source = self.sources_pane.current
        self.status.show(source.error if source else "")

    @on(VirtualList.Chosen, "#list")
    def enter_article(self) -> None:
        """Open an article and go into it."""
        if self.list_pane.current is not None:
            self.session.open(self.list_pane.current)
        if self.opened is not None:
            self.go_to(self.panes.at(ARTICLE))

    @on(VirtualList.Chosen, "#sources")
    def enter_source(self) -> None:
        """List a source and go to the list."""
        source = self.sources_pane.current
        if source is not None:
            self.list_pane.start_over()
            self.session.show(source)
            beside = self.panes.width >= BROAD
            self.go_to(replace(self.panes, sources_shown=beside).at(LIST))

    @on(ArticlePane.Scrolled)
    def follow_scrolling(self) -> None:
        """Say how far one is."""
        self.show_progress()

    @on(ArticlePane.FocusMoved)
    def follow_text_unit(self, event: ArticlePane.FocusMoved) -> None:
        """Let the sidebar follow, and show the note of a highlight in focus."""
        self.name_keys()
        if event.passage is not None and self.panes.here == ARTICLE:
            self.quote_sidebar.follow(*event.passage)
        self.show_notes(event.passage)

    @on(QuoteSidebar.Chosen)
    def light_quote(self, event: QuoteSidebar.Chosen) -> None:
        """Show the chosen quote in the article."""
        self.article_pane.light(event.quote)

    @on(QuoteSidebar.Entered)
    def enter_quote(self, event: QuoteSidebar.Entered) -> None:
        """Go to the quote in the article."""
        quote = event.quote
        self.go_to(self.panes.at(ARTICLE))
        if quote is not None:
            self.article_pane.focus_on((quote.pieces[0][0], quote.pieces[-1][1]))

    @on(Input.Changed, "#search")
    def search_on(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.session.search(event.value)

    @on(Input.Submitted, "#search")
    def leave_search_line(self) -> None:
        """Go to what was found."""
        self.go_to(self.panes.at(LIST))

    async def follow_welcome(self, id_: str | None) -> None:
        """Go on with what was chosen in the first minute."""
        if id_ is not None:
            await self.do(id_)
