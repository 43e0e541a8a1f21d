"""The main screen: carries out commands, and shows what the session has to say."""

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

from textual import events, on

from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import printed
from newsreader.commands.registry import Command
from newsreader.commands.scopes import ARTICLE, LIST, PANES, SOURCES
from newsreader.domain.clean import mask_text
from newsreader.settings.values import Settings
from newsreader.tui.actions import BY_ID, COMMANDS
from newsreader.tui.actions.feeds import offer_feeds
from newsreader.tui.actions.folders import move_into
from newsreader.tui.actions.link_hints import ask_for_use, use_link
from newsreader.tui.bindings import bindings, run
from newsreader.tui.driver.silence import (
    NO_COMMAND,
    SELECTION_OPEN,
    in_selection,
    nothing_done,
    takes_selection,
)
from newsreader.tui.key_order import OrderedKeysApp
from newsreader.tui.listing.list_density import lines_at_start
from newsreader.tui.look.glyphs import Glyphs
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
from newsreader.tui.questions import Question, ShowWelcome
from newsreader.tui.session import READ_ONLY, ReadingSession
from newsreader.tui.tour_screen import TourScreen
from newsreader.tui.view import View
from newsreader.tui.widgets.clicked_article import ClickedArticle
from newsreader.tui.widgets.labelled_article import LabelledArticle
from newsreader.tui.widgets.sources_pane import SourcesPane

Answer = TypeVar("Answer")

POLL = 1.0
"""Seconds between two looks at whether the fetcher has written something."""
LOOK = 300.0
"""Seconds between two looks at which feeds are due."""


class MainScreen(TourScreen):
    """Is the ``View`` of the commands."""

    BINDINGS = bindings(PANES)

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        keymap: Keymap,
        glyphs: Glyphs,
        *,
        browse: Callable[[str], str],
        copy: Callable[[str], Awaitable[str]],
        choose_theme: Callable[[str], None],
        edit_settings: Callable[[], None],
        first_screenful: Callable[[], str] = str,
        complaints: Sequence[str] = (),
        welcome: bool = False,
    ) -> None:
        super().__init__(
            session, keymap, glyphs, settings, browse=browse, choose_theme=choose_theme
        )
        self._copy = copy
        self._on_start = settings.fetch.on_start
        self.edit_settings = edit_settings
        self._welcome = welcome
        self._first_screenful = first_screenful
        self._complaints = complaints
        self._refused = ""
        session.connect(self.hear, self.begin)

    def on_mount(self) -> None:
        """List what there is, at once; then look after the rest."""
        self.list_pane.lines = lines_at_start(self.session.library, self._lines_in_file)
        self.session.list.relist_now()
        if self.panes.previews:
            self.preview()
        self.call_after_refresh(self._begin_session)

    async def _begin_session(self) -> None:
        session = self.session
        await session.own()
        await session.recount()
        self.set_interval(POLL, session.look_for_news)
        for notice in (*self._complaints, *session.library.notices):
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

    def on_idle(self, event: events.Idle) -> None:
        """Paint what a key changes at once, when all of it has come."""
        if isinstance(self.app, OrderedKeysApp) and self.app.holds_frames:
            event.prevent_default()  # Textual's own handler would paint

    # What the session tells

    def hear(self, notice: Notice) -> None:
        """Show what the session tells, until the app ends."""
        if not self.app.is_running:  # the panes are going, one by one
            return
        self._told += 1
        if isinstance(self.app, OrderedKeysApp):
            self.app.paint_together()
        self._show_notice(notice)

    def _show_notice(self, notice: Notice) -> None:
        match notice:
            case Changed():
                self.show_session()
            case RowsChanged(article_id):
                self.list_pane.reload(article_id)
            case Said(words) | Reported(words) | Complained(words) if not self.glyphs.drawn:
                self.status.say(words)
            case Said(words):
                self.say(words)
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
                self.status.say(title)
                self.app.notify(mask_text(body), title=mask_text(title), markup=False, timeout=8)
                if not shown:
                    tell_outside(self.app, self._notify_by, title, body)
            case Listed(source):
                self.list_pane.start_over()
                self.sources_pane.go_to(source)
                self.go_to(self.panes.at(LIST))
            case FeedsFound():
                offer_feeds(self.session, self, notice)

    # The View of the commands, as far as it is not the panes'

    def ask(
        self,
        question: Question[Answer],
        then: Callable[[Answer | None], Awaitable[None] | None] | None = None,
    ) -> None:
        """Put a question; ``then`` is called with the answer, None when the user leaves."""
        from newsreader.tui.listing.windows import (
            window,  # a dozen dialogs and pages: not at the start
        )

        screen = window(question, self.keymap, self.glyphs)
        self.app.push_screen(screen, cast("Callable[[Any], Awaitable[None]] | None", then))

    def choose(self) -> None:
        """Open what is under the cursor of a pane that has one."""
        panes = {SOURCES: self.sources_pane.count, LIST: self.list_pane.count}
        if panes.get(self.panes.here, self.sidebar.count):
            self._told += 1  # what follows comes as a message
        super().choose()

    async def copy(self, words: str) -> str:
        """Put words on the clipboard; return as one sentence who took them, or was only asked."""
        return await self._copy(words)

    def open_palette(self) -> None:
        """Let the user find a command by name."""
        self.session.names.read()
        self.app.action_command_palette()

    async def do(self, id_: str, given: str = "", count: int = 0) -> None:
        """Carry out a command with what it takes; say so when that has changed nothing.

        ``count`` is how many times, for one that takes a number; 0 where none was typed.
        """
        view: View = self
        command, before = self.keymap.commands[id_], self._picture()
        if count and not command.counts:
            self.say(f"“{command.title}” takes no number.")
            return
        if id_ == "back" and self.leave_tour():
            return
        if self.panes.here == ARTICLE and self.text.selecting and not takes_selection(id_):
            self.say(self.keymap.fill(SELECTION_OPEN))
            return
        if self.panes.here not in command.where:
            # It is answered at once: what changes meanwhile by itself is not its doing.
            self._answer(command, before)
            return
        if id_ in self.keymap.macros:
            command.run()
            return
        more = {"count": count} if count else {}
        await run(id_, self.session, view, *([given] if given else []), **more)
        self.go_on_with_tour(id_)
        self.call_after_refresh(self._answer, command, before)
        self.call_after_refresh(self.point_cursor)

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
            text.sideways,
        )

    def _answer(self, command: Command, before: tuple[object, ...]) -> None:
        if not self.is_running:
            return
        if self._picture() == before:
            has_article = self.panes.has_article
            self._refused = nothing_done(command, self.panes.here, has_article=has_article)
            self.say(self._refused)
        elif self._refused and self.status.activity == self._refused:
            self.status.show("")

    def suspend(self) -> None:
        """Stop the app until the shell lets it go on."""
        self.app.action_suspend_process()

    async def leave(self) -> None:
        """End the app, with the place in the article kept."""
        await self.session.leave(self.place, self._first_screenful())
        self.app.exit(0)

    async def action_do(self, id_: str) -> None:
        """Carry out the command of a key."""
        await self.do_key(id_)

    async def do_key(self, id_: str, count: int = 0) -> None:
        """Carry out the command of keys, which may mean another while one selects."""
        selecting = self.panes.here == ARTICLE and self.text.selecting
        await self.do(in_selection(id_) if selecting else id_, count=count)

    @cached_property
    def _known_keys(self) -> frozenset[str]:
        """The keys that do something in a pane, which are the same in all."""
        return frozenset(self.active_bindings)

    def take_settings(self, old: Settings, new: Settings) -> None:
        """Look as the settings say now, and know their keys."""
        super().take_settings(old, new)
        vars(self).pop("_known_keys", None)

    def on_key(self, event: events.Key) -> None:
        """Say so of a key that has no command, but in a field one types in."""
        if self.focused in self.panes_by_name.values() and event.key not in self._known_keys:
            key = printed([event.key])
            self.status.say(NO_COMMAND.format(key=key, help=self.keymap.fill("{help}")))

    def can(self, id_: str) -> bool:
        """Return whether a command does something where the user is."""
        if id_ == "remove_demo":
            return self.session.has_demo
        return self.panes.here in self.keymap.commands[id_].where

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to another command where only that does something in this pane."""
        command = BY_ID.get(str(parameters[0])) if action == "do" and parameters else None
        here = self.panes.here
        if command is None or here in command.where:
            return True
        keys = frozenset(self.keymap.keys(command.id))
        return not any(here in one.where and keys & {*self.keymap.keys(one.id)} for one in COMMANDS)

    @on(LabelledArticle.LinkTaken)
    async def take_link(self, event: LabelledArticle.LinkTaken) -> None:
        """Do with a link what its label was typed for."""
        await use_link(self.session, self, event.url, event.use)

    @on(ClickedArticle.LinkClicked)
    def click_link(self, event: ClickedArticle.LinkClicked) -> None:
        """Go where the link leads that was clicked on, or ask what is to be done with it."""
        if event.asks:
            ask_for_use(self.session, self, event.url)
        elif not self.text.follow_inside(event.url):
            self.open_url(event.url)

    @on(SourcesPane.Dropped)
    async def file_source(self, event: SourcesPane.Dropped) -> None:
        """Move a feed or a folder into the folder that it was drawn onto, or to the top."""
        if reason := await move_into(self.session, self, event.source, event.onto.around):
            self.say(reason)

    async def follow_welcome(self, id_: str | None) -> None:
        """Go on with what was chosen in the first minute."""
        if id_ is not None:
            await self.do(id_)
