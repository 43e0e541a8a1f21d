"""The main screen: shows a reading session in four panes, and hands on what the user does."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events, on
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import WorkType

from newsreader.commands.keymap import Keymap
from newsreader.commands.registry import Command
from newsreader.commands.scopes import ARTICLE, LIST, PANES, QUOTES, SOURCES
from newsreader.domain.clean import mask_text
from newsreader.domain.counts import counted
from newsreader.settings.values import Settings
from newsreader.tui.actions import BY_ID
from newsreader.tui.actions.feeds import offer_feeds
from newsreader.tui.actions.folders import move_into
from newsreader.tui.bindings import bindings, run
from newsreader.tui.emptiness import why_empty
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.library_access import Work
from newsreader.tui.list_density import DensityChoice, lines_at_start
from newsreader.tui.notices import (
    Changed,
    Complained,
    Doing,
    FeedsFound,
    Listed,
    Notice,
    Progress,
    Refreshing,
    Reported,
    RowsChanged,
    Said,
    Watching,
)
from newsreader.tui.outside import tell_outside
from newsreader.tui.pane_screen import PaneScreen
from newsreader.tui.pane_widths import keep_widths, widths_at_start
from newsreader.tui.questions import Question, ShowWelcome
from newsreader.tui.session import READ_ONLY, ReadingSession
from newsreader.tui.sidebar.contents import SidebarContents
from newsreader.tui.silence import SELECTION_OPEN, nothing_done, takes_selection
from newsreader.tui.theme import palette_of, palettes
from newsreader.tui.theme_choice import ThemeChoice
from newsreader.tui.view import View
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.pane_box import PaneBox
from newsreader.tui.widgets.sidebar_pane import SidebarPane
from newsreader.tui.widgets.sources_pane import SourcesPane
from newsreader.tui.widgets.virtual_list import VirtualList
from newsreader.tui.windows import window

if TYPE_CHECKING:
    from newsreader.tui.tour import Tour

Answer = TypeVar("Answer")

PREVIEW_DELAY = 0.15
"""Seconds the cursor must rest on a row before its article is shown, where steps come faster."""
POLL = 1.0
"""Seconds between two looks at whether the fetcher has written something."""
TOUR_LEFT = "{palette} and “six keys” begins again."
"""What is said where the tour is left before its end."""
LOOK = 300.0
"""Seconds between two looks at which feeds are due."""


class MainScreen(PaneScreen):
    """Hands the session's state down to the panes; is the ``View`` of the commands."""

    BINDINGS = bindings(PANES)

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        keymap: Keymap,
        glyphs: Glyphs,
        *,
        browse: Callable[[str], str],
        first_screenful: Callable[[], str] = str,
        welcome: bool = False,
    ) -> None:
        super().__init__(
            keymap,
            glyphs,
            article_width=settings.look.width,
            fetch=session.rows,
            excerpt=session.list.excerpt,
            catalog=lambda: session.list.catalog,
            clock=session.library.clock,
            widths=widths_at_start(session.library),
        )
        self.session = session
        self._on_start = settings.fetch.on_start
        self._theme_in_file: str = settings.look.theme
        self._lines_in_file = settings.look.list_lines
        self._welcome = welcome
        self._notify_by = settings.notify.by
        self._browse = browse
        self._first_screenful = first_screenful
        self._resting: Timer | None = None
        self._moved = 0.0
        self._told = 0
        self._tour: Tour | None = None
        session.connect(self.hear, self.begin)

    def on_mount(self) -> None:
        """List what there is, at once; then look after the rest."""
        self.list_pane.lines = lines_at_start(self.session.library, self._lines_in_file)
        self.session.list.relist_now()
        if self.panes.previews:
            self._preview()
        self.call_after_refresh(self._begin_session)

    async def _begin_session(self) -> None:
        session = self.session
        await session.own()
        await session.recount()
        self.set_interval(POLL, session.look_for_news)
        for notice in session.library.notices:
            self.hear(Complained(notice))
        if session.library.read_only:
            self.hear(Complained(READ_ONLY))
            return
        if self._welcome:
            self.ask(ShowWelcome(session.has_demo), self.follow_welcome)
        elif self._on_start:
            await session.refresh_due()
        if self._on_start:
            self.set_interval(LOOK, session.refresh_due)
        await session.finish_left_over()

    # What the session tells

    def hear(self, notice: Notice) -> None:
        """Show what the session tells, until the app ends."""
        if not self.app.is_running:  # the panes are going, one by one
            return
        self._told += 1
        match notice:
            case Changed():
                self.show_session()
            case RowsChanged(article_id):
                self.list_pane.reload(article_id)
            case Said(words) if self.status.has_room(words):
                self.status.say(words)
            case Said(words):
                self.app.notify(mask_text(words), markup=False, timeout=6)
            case Doing(words):
                self.status.show(words)
            case Progress(words):
                self.status.show_progress(words)
            case Refreshing(share):
                self.status.share = share
            case Reported(words):
                self.app.notify(mask_text(words), markup=False, timeout=6)
            case Complained(words):
                self.app.notify(mask_text(words), severity="error", markup=False, timeout=8)
            case Watching(title, body, shown):
                self.app.notify(mask_text(body), title=mask_text(title), markup=False, timeout=8)
                if not shown:
                    tell_outside(self.app, self._notify_by, title, body)
            case Listed(source):
                self.list_pane.start_over()
                self.sources_pane.go_to(source)
                self.go_to(self.panes.at(LIST))
            case FeedsFound():
                offer_feeds(self.session, self, notice)

    def show_session(self) -> None:
        """Hand the state of the session down to the panes."""
        session, before, opened = self.session, self.opened, self.session.reading.opened
        if opened is not None and (before is None or before.article.id != opened.article.id):
            self._stop_resting()
            if before is not None:
                session.reading.left(before, self.place)
        self.listing, self.opened, self.sources = session.list.listing, opened, session.sources
        self.article_pane.search(session.list.found_words)
        self.list_pane.search(session.list.found_words)
        self.complain_of_query(session.list.wrong)
        self.contents = SidebarContents.of(opened, self.contents)
        self._arrange_sidebar()
        listed = session.list
        known = session.shelf.unread is not None
        emptiness = why_empty(listed.query, session.feeds, session.now) if known else ""
        self.name_list(listed.unread, listed.shows_found, listed.found_everywhere, emptiness)

    def _arrange_sidebar(self) -> None:
        """Give the sidebar room where something is listed in it, or will be soon."""
        opened, listing = self.opened, self.listing
        filled = self.contents is not None and bool(self.contents.tabs)
        awaited = not opened.processed if opened else listing is None or bool(listing.ids)
        panes = replace(
            self.panes,
            has_article=opened is not None,
            has_sidebar=filled,
            sidebar_empty=not filled and not awaited,
        )
        if panes.sidebar_empty and panes.here == QUOTES:
            self.go_to(panes.at(ARTICLE if panes.has_article else LIST))
        else:
            self.panes = panes

    def begin(self, work: Work, group: str) -> None:
        """Let work run beside the keys, in place of an earlier one of its group."""
        self._told += 1
        typed: WorkType[None] = cast("WorkType[None]", work)
        self.run_worker(typed, group=group or "default", exclusive=bool(group))

    # The View of the commands, as far as it is not the panes'

    def ask(
        self,
        question: Question[Answer],
        then: Callable[[Answer | None], Awaitable[None] | None] | None = None,
    ) -> None:
        """Put a question; ``then`` is called with the answer, None when the user leaves."""
        screen = window(question, self.keymap, self.glyphs)
        self.app.push_screen(screen, cast("Callable[[Any], Awaitable[None]] | None", then))

    def choose(self) -> None:
        """Open what is under the cursor of a pane that has one."""
        panes = {SOURCES: self.sources_pane.count, LIST: self.list_pane.count}
        if panes.get(self.panes.here, self.sidebar.count):
            self._told += 1  # what follows comes as a message
        super().choose()

    def say(self, words: str) -> None:
        """Say a result for a moment in the last line."""
        self._told += 1
        self.status.say(words)

    def browse(self, url: str) -> str:
        """Show an address in the browser; return what became of that."""
        return self._browse(url)

    def open_url(self, url: str) -> None:
        """Show an address in the browser, and say what became of that."""
        self.say(self.browse(url))

    def copy(self, words: str) -> None:
        """Ask the terminal to put words on the clipboard; it does not say whether it does."""
        self.app.copy_to_clipboard(words)

    def next_theme(self) -> ThemeChoice:
        """Change to the other theme; return what is to be kept of that."""
        chosen = "light" if palette_of(self.app.theme).dark else "dark"
        self.app.theme = palettes()[chosen].name
        return ThemeChoice(chosen, self._theme_in_file)

    def next_density(self) -> DensityChoice:
        """List articles in another number of lines; return what is to be kept of that."""
        self.list_pane.lines = self.list_pane.lines % 3 + 1
        return DensityChoice(self.list_pane.lines, self._lines_in_file)

    def begin_tour(self) -> None:
        """Teach six keys, from the list on."""
        from newsreader.tui.tour import Tour  # only few starts need it
        from newsreader.tui.widgets.coach import Coach

        self._told += 1
        self.list_pane.end_selection()
        self.go_to(self.panes.with_zen(False).at(LIST))
        if not self.query(Coach):
            self.mount(Coach(self.keymap, self.glyphs), before=self.status)
        self._follow_tour(Tour())

    def _follow_tour(self, tour: "Tour | None") -> None:
        """Show how far a tour is; None ends it."""
        from newsreader.tui.widgets.coach import Coach

        self._tour = tour
        for coach in self.query(Coach):
            if tour is None:
                coach.remove()
            else:
                coach.show(tour)

    def open_palette(self) -> None:
        """Let the user find a command by name."""
        self.app.action_command_palette()

    async def do(self, id_: str) -> None:
        """Carry out a command; say so when that has changed nothing."""
        view: View = self
        command, before = BY_ID[id_], self._picture()
        if self._tour is not None and id_ == "back":
            if self._tour.lesson is not None:
                self.say(self.keymap.fill(TOUR_LEFT))
            self._follow_tour(None)
            return
        if self.panes.here == ARTICLE and self.text.selecting and not takes_selection(id_):
            self.say(self.keymap.fill(SELECTION_OPEN))
            return
        if self.panes.here not in command.where:
            # It is answered at once: what changes meanwhile by itself is not its doing.
            self._answer(command, before)
            return
        await run(id_, self.session, view)
        if self._tour is not None:
            self._follow_tour(self._tour.after(id_))
        self.call_after_refresh(self._answer, command, before)

    def _picture(self) -> tuple[object, ...]:
        """Return what a command may change, to be compared."""
        session, text = self.session, self.article_pane
        return (
            self._told,
            self.panes,
            self.focused,
            self.app.screen,
            self.app.theme,
            session.list.query,
            session.list.listing,
            session.reading.opened,
            session.reading.previewing,
            *(pane.scroll_offset for pane in self.panes_by_name.values()),
            self.sources_pane.cursor,
            self.list_pane.cursor,
            self.sidebar.cursor,
            self.wanted_tab,
            text.state,
            text.selecting,
        )

    def _answer(self, command: Command, before: tuple[object, ...]) -> None:
        if self.is_running and self._picture() == before:
            has_article = self.panes.has_article
            self.status.say(nothing_done(command, self.panes.here, has_article=has_article))

    async def leave(self) -> None:
        """End the app, with the place in the article kept."""
        await self.session.leave(self.place, self._first_screenful())
        self.app.exit(0)

    async def action_do(self, id_: str) -> None:
        """Carry out the command of a key."""
        await self.do(id_)

    def can(self, id_: str) -> bool:
        """Return whether a command does something where the user is."""
        if id_ == "remove_demo":
            return self.session.has_demo
        return self.panes.here in BY_ID[id_].where

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other panes."""
        self.panes = replace(self.panes, width=event.size.width, height=event.size.height)
        self.preview_soon()

    @on(events.DescendantFocus)
    def follow_focus(self, event: events.DescendantFocus) -> None:
        """Take note that a pane got the focus, from a mouse or a closing dialog."""
        here = event.widget.id or ""
        if here in PANES:
            self.panes = replace(self.panes, here=here, find_open=False)
        if here == ARTICLE:
            self.session.take()
        self.name_keys()

    # What the panes tell

    @on(VirtualList.Moved, "#list")
    def preview_soon(self) -> None:
        """Show the article under the cursor beside the list: at once, or once the cursor rests."""
        if self.list_pane.selecting:
            selected = counted(len(self.list_pane.selected), "article")
            marks = (("toggle_read", "read"), ("bookmark", "bookmark"), ("tags", "tags"))
            keys = ", ".join(f"{self.keymap.printed(id_)} {what}" for id_, what in marks)
            self.status.say(f"{selected} selected: {keys}")
        if self.panes.previews and self.panes.here not in (ARTICLE, QUOTES):
            self._stop_resting()
            before, self._moved = self._moved, monotonic()
            if self.list_pane.has_focus and self._moved - before > PREVIEW_DELAY:
                self.call_after_refresh(self._preview)  # the step itself is painted first
            else:
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
        told = source.error or source.silence if source else ""
        if self.panes.here == SOURCES:  # elsewhere something else may be told
            self.status.show(told)
        self.show_trouble(told)

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
            self.session.list.show(source)
            self.go_to(self.panes.at(LIST))

    @on(SourcesPane.Folded)
    def fold_source(self) -> None:
        """Hide or show what lies in the folder under the cursor."""
        source = self.sources_pane.current
        if source is not None and source.folded is not None:
            self.begin(partial(self.session.fold, [source.place], not source.folded), "")

    @on(SourcesPane.Dropped)
    async def file_source(self, event: SourcesPane.Dropped) -> None:
        """Move a feed or a folder into the folder that it was drawn onto, or to the top."""
        if reason := await move_into(self.session, self, event.source, event.onto.around):
            self.say(reason)

    @on(SidebarPane.Entered)
    def enter_passage(self) -> None:
        """Go to what is under the cursor of the sidebar: a page, or a place in the article."""
        place = self.sidebar.current_range
        if self.sidebar.current_link:
            self.open_url(self.sidebar.current_link)
        elif place is None:
            self.say("These words are no longer in the text.")
        else:
            self.go_to(self.panes.at(ARTICLE))
            self.article_pane.select_unit(place)

    @on(PaneBox.RuleLeft)
    async def keep_rules(self) -> None:
        """Keep the widths of the panes as they were drawn."""
        session, widths = self.session, self.panes.widths
        await session.change(lambda: keep_widths(session.library, widths))

    @on(ArticlePane.LinkClicked)
    def follow_link(self, event: ArticlePane.LinkClicked) -> None:
        """Show the page that was clicked on in the browser."""
        self.open_url(event.url)

    @on(Input.Changed, "#search")
    def search_on(self, event: Input.Changed) -> None:
        """Search as one types, the best match under the cursor."""
        if event.value.strip():
            self.list_pane.start_over()
        self.session.list.search(event.value)

    @on(Input.Submitted, "#search")
    def leave_search_line(self) -> None:
        """Go to what was found; where nothing is, search in everything first.

        A query that is not understood is to be mended first.
        """
        found = self.session.list
        if found.is_understood() and not found.widen_search():
            self.go_to(self.panes.at(LIST))

    async def follow_welcome(self, id_: str | None) -> None:
        """Go on with what was chosen in the first minute."""
        if id_ is not None:
            await self.do(id_)
