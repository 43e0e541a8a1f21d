"""The application: opens the library, puts the reading screen up, and closes in order."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, cast, get_args

from textual import on
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome

from newsreader.child_process import is_served
from newsreader.clipboard import copied_by, put_on_clipboard
from newsreader.commands.scopes import LIST
from newsreader.domain.errors import LibraryError, SettingsError
from newsreader.domain.options.openers import program_for
from newsreader.library import Finding, Library
from newsreader.places import Places, find_places
from newsreader.reinstallation import AT_END, Reinstalled
from newsreader.settings.values import Settings
from newsreader.tui.actions import BY_ID, hints_of
from newsreader.tui.bindings import binding
from newsreader.tui.browser import open_with, show_in_browser
from newsreader.tui.driver.crash import report_crash, report_fault
from newsreader.tui.driver.leaving import Departure
from newsreader.tui.driver.tolerant_driver import tolerant
from newsreader.tui.fetching.fetcher_client import FetcherClient
from newsreader.tui.first_screenful import faults
from newsreader.tui.first_screenful.facts import Colours, FirstFacts, written
from newsreader.tui.hints import named
from newsreader.tui.key_order import OrderedKeysApp
from newsreader.tui.listing.list_density import lines_at_start
from newsreader.tui.listing.list_order import PAINTED, order_at_start
from newsreader.tui.live_settings import LOOK_EVERY, LiveSettingsApp
from newsreader.tui.look.glyphs import choose_glyphs
from newsreader.tui.look.no_colour import WithoutColour
from newsreader.tui.look.theme import Frame, palette_of
from newsreader.tui.look.themed import depth_of
from newsreader.tui.main_screen import MainScreen
from newsreader.tui.screen.pane_titles import BACK
from newsreader.tui.screen.pane_widths import widths_at_start
from newsreader.tui.session import ReadingSession
from newsreader.tui.threads import Threads

TERMINAL_LOOK = 1.0
"""Seconds between two looks whether the terminal was closed."""
EX_HANGUP = 129
"""The exit status of an app whose terminal was closed and that could not end in order."""


class NewsreaderApp(LiveSettingsApp):
    """Reads one library."""

    TITLE = "newsreader"
    CSS_PATH = "newsreader.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual's own
    BINDINGS: ClassVar[list[BindingType]] = [
        binding(BY_ID["quit"], "quit", priority=True),
        binding(BY_ID["suspend"], "suspend", priority=True),
        binding(BY_ID["palette"], "command_palette", priority=False),
    ]

    def __init__(
        self, library: Library, places: Places, settings: Settings, *, welcome: bool = False
    ) -> None:
        super().__init__()
        self.begin_with(settings, places)
        look = settings.look
        self.glyphs = choose_glyphs(look.glyphs, look.right_to_left, spoken=look.plain)
        self.set_class(not self.glyphs.drawn, "-spoken")
        self.threads = Threads()
        self.client = FetcherClient(places.data, places.config)
        export_folder = settings.export.directory or places.exports
        self.session = ReadingSession(library, self.threads, self.client, export_folder)
        self.session.settings = settings
        self._welcome = welcome
        self.complaints: list[str] = []
        """What went wrong before the app was there."""
        self._colours_off = WithoutColour(lambda: palette_of(self.theme))
        line: Frame = "round" if self.glyphs.typographic else "ascii"
        frame: Frame = line if self.no_color else ""
        self.complaints += self.begin_with_theme(places.config, look.theme, frame)

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor of the terminal is seen, which screen readers follow."""
        return not self.glyphs.drawn

    def get_driver_class(self) -> type[Driver]:
        """Return what draws and reads keys on this system."""
        if is_served():
            from newsreader.tui.driver.served_driver import (
                ServedDriver,  # which a terminal does without
            )

            return ServedDriver
        return tolerant(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is done to each line; no colours are left where ``NO_COLOR`` is set."""
        filters = super().get_line_filters()
        if not self.no_color:
            return filters
        return [*(one for one in filters if not isinstance(one, Monochrome)), self._colours_off]

    def browse(self, url: str) -> str:
        """Show an address in the browser or the program of its pattern; say what came of it."""
        opening = self.settings.open
        opened = self.session.reading.opened
        files = opened.enclosures if opened else ()
        media_type = next((one.type for one in files if one.url == url), "")
        if opener := program_for(opening.programs, url, media_type):
            return open_with(self, url, opener)
        return show_in_browser(self, url, opening.browser)

    def copy_to_clipboard(self, text: str) -> None:
        """Put text on the clipboard that was marked with the mouse or in a field."""
        self.run_worker(self.copy(text), exit_on_error=False)

    async def copy(self, text: str) -> str:
        """Put text on the clipboard; return as one sentence who took it."""
        super().copy_to_clipboard(text)
        wanted = self.settings.copy.clipboard
        return copied_by(await asyncio.to_thread(put_on_clipboard, text, wanted), wanted)

    def _handle_exception(self, error: Exception) -> None:
        """End with status 1; Textual would print the values of variables, too."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """What the app ended because of, if that is a fault of its own."""
        return self._exception

    def get_default_screen(self) -> MainScreen:
        """Return the screen to begin with."""
        return MainScreen(
            self.session,
            self.settings,
            self.keymap,
            self.glyphs,
            browse=lambda url: self.browse(url),
            copy=self.copy,
            choose_theme=self.choose_theme,
            edit_settings=lambda: self.edit_settings(),
            first_screenful=self.facts_for_start,
            complaints=self.complaints,
            welcome=self._welcome,
        )

    def facts_for_start(self) -> str:
        """Return how the next first screenful is painted; empty where that is not certain."""
        library, colours = self.session.library, self.console.color_system
        certain = (
            self.glyphs.drawn
            and not (self.no_color or self.settings.warnings)
            and colours in get_args(Colours)
        )
        order = order_at_start(library)
        if not certain or order not in PAINTED:
            return ""
        facts = FirstFacts(
            palette=palette_of(self.theme, depth_of(self)),
            colours=cast("Colours", colours),
            hints=tuple(named(hints_of(LIST), self.keymap)),
            back=(self.keymap.printed(BACK[LIST][0]).partition(" ")[0], BACK[LIST][1]),
            plain=not self.glyphs.typographic,
            reorders=self.glyphs.reorders,
            lines=lines_at_start(library, self.settings.look.list_lines),
            by_day=order.group == "day",
            widths=widths_at_start(library),
        )
        return written(facts, self.places.config)

    def on_load(self) -> None:
        """Leave in order also when the system asks to end, from before the first paint on."""
        loop = asyncio.get_running_loop()
        self.departure = Departure(
            lambda: loop.call_soon_threadsafe(self.call_later, self.action_quit),
            self._restore_terminal,
        )
        if not self.is_headless:
            self.departure.watch()

    def on_mount(self) -> None:
        """Look whether the terminal is still there: not every closed one sends a signal."""
        self.set_interval(TERMINAL_LOOK, self._leave_closed_terminal)
        self.set_interval(LOOK_EVERY, self.look_at_settings)

    def _restore_terminal(self) -> None:
        restore = getattr(self._driver, "restore_terminal", None)
        if restore is not None:
            restore()

    @on(Driver.SignalResume)
    def draw_anew(self) -> None:
        """Paint everything after a stop: what the terminal showed is gone, at whatever size."""
        self.refresh()

    async def _leave_closed_terminal(self) -> None:
        if getattr(self._driver, "is_gone", False):
            self.departure.begin(EX_HANGUP)
            await self.action_quit()

    @on(OrderedKeysApp.InputCut)
    def tell_of_cut(self, message: OrderedKeysApp.InputCut) -> None:
        """Say that keys or pasted text were left out."""
        self.notify(message.reason, markup=False, severity="warning")

    def action_suspend(self) -> None:
        """Stop until the shell lets the app go on; where a note is written take back a change."""
        from textual.widgets import TextArea  # an editor: not at the start

        if isinstance(self.focused, TextArea):
            self.focused.undo()
        else:
            self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave from anywhere, with everything kept, also the note that is being written."""
        from newsreader.tui.dialogs.note import NoteScreen  # an editor: not at the start

        if isinstance(note := self.screen, NoteScreen):
            note.keep()
            self.run_worker(self._leave_after(note.over), exit_on_error=False)
        else:
            self._leave()

    async def _leave_after(self, over: asyncio.Event) -> None:
        """Leave once a note is kept; where it cannot be, it stays, unless the system says go."""
        from newsreader.tui.dialogs.note import NoteScreen

        await over.wait()
        if self.departure.begun or not isinstance(self.screen, NoteScreen):
            self._leave()

    def _leave(self) -> None:
        reading = self.screen_stack[0]
        if isinstance(reading, MainScreen):
            reading.call_after_refresh(reading.leave)

    async def on_unmount(self) -> None:
        """End the fetcher, whatever the app ends by, and let the last change reach the disk."""
        await self.client.close()
        await asyncio.to_thread(self.threads.close)


def run(
    places: Places,
    settings: Settings,
    *,
    looked: Callable[[], Finding] | None = None,
    throwaway: bool = False,
    tell: Callable[[str], object] = lambda sentence: None,
) -> int:
    """Open the library and show it until the user leaves; return the exit status.

    ``looked`` gives what a look at the library found that was begun before (``begin_look``).
    ``tell`` is called with what is to be said before the app takes the terminal.
    ``throwaway`` says that the library is a temporary one, which shows the demo at once.
    Raises ``LibraryError`` when the library cannot be opened, ``SettingsError`` when the
    settings name keys of commands that do not exist, ``Crashed`` when the app ended because of a
    fault of its own, which is written down.
    """
    unknown = [id_ for id_ in settings.keys if id_ not in BY_ID]
    if unknown:
        raise SettingsError(f"{places.config}: [keys] {unknown[0]} is no command.")
    library = Library(places.database, looked=looked, tell=tell)
    app: NewsreaderApp | None = None
    try:
        library.configure_feeds(settings.feeds)
        first_time = not (library.read_only or library.feeds() or library.recall("welcomed"))
        if first_time:
            library.add_demo()
            library.keep("welcomed", "yes")
        app = NewsreaderApp(library, places, settings, welcome=first_time and not throwaway)
        app.complaints += [report_fault(one, places.data) for one in faults]
        status = app.run() or 0
        if app.fault is not None and app.threads.installation.has_changed():
            raise Reinstalled(AT_END)
        if app.fault is not None:
            # What is thrown away with its library would take the log along.
            raise report_crash(app.fault, find_places().data if throwaway else places.data)
    finally:
        # The signals stay watched until the process ends, as closing takes time, too.
        settings = app.settings if app is not None else settings  # as config.toml says now
        unshared = "" if throwaway else _share_marks(library, settings)
        complaint = library.close() or unshared
    if complaint:
        raise LibraryError(complaint)
    return status


def _share_marks(library: Library, settings: Settings) -> str:
    """Tell other devices what was made in the app; return why that failed, as a sentence."""
    if settings.marks.folder is None or library.read_only:
        return ""
    library.release()
    try:
        return next(iter(library.exchange_marks(settings.marks.folder).complaints), "")
    except LibraryError as error:
        return str(error)
