"""Puts the real app on a stage: over a real library, at a size, played by keys."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from textual import events
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerCancelled

from newsreader.domain.article import Article
from newsreader.domain.options.key_names import DEFAULT_PRESET
from newsreader.domain.options.macros import Macro
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.places import Places
from newsreader.settings.values import Fetching, Look, Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.look.theme import Palette, palette_of
from newsreader.tui.main_screen import MainScreen
from newsreader.tui.session import ReadingSession
from tests.builders import STORIES, Clock, Story, a_library

BROAD, WIDE, MEDIUM, NARROW = (160, 45), (120, 40), (80, 24), (60, 20)
"""The sizes that the screen is laid out for."""
LOOK = Look(glyphs="unicode", list_lines=3)
"""How the app looks unless a test says otherwise; tests of rows count on three lines each."""
QUIET = 2
"""How often in a row the app is found idle before it is taken to have settled."""
PATIENCE = 5.0
"""Seconds after which what was waited for is not coming."""
KEYS = {
    "%": "percent_sign",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    ")": "right_parenthesis",
    "(": "left_parenthesis",
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    "/": "slash",
    '"': "quotation_mark",
    "'": "apostrophe",
    ":": "colon",
    "?": "question_mark",
    " ": "space",
    ",": "comma",
    "!": "exclamation_mark",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "$": "dollar_sign",
    "|": "vertical_line",
    "@": "at",
    ".": "full_stop",
}
"""What Textual calls the keys with a sign on them."""

S = TypeVar("S", bound=Screen[Any])


@dataclass(frozen=True)
class Stage:
    """The app while it runs, and what a test does with it."""

    pilot: Pilot[int]
    app: NewsreaderApp
    library: Library
    """The library of the app, opened by the test as another process would."""

    @property
    def screen(self) -> MainScreen:
        """The reading screen, whatever lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def session(self) -> ReadingSession:
        """What is being read."""
        return self.app.session

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and let each have its effect."""
        for key in keys:
            name = KEYS.get(key, key)
            assert len(name) > 1 or name.isalnum(), f"KEYS does not say what {key} is called"
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))
            await self.settle()

    async def write(self, words: str) -> None:
        """Paste words into the field that has the focus, which is faster than typing them."""
        self.app.post_message(events.Paste(words))
        await self.settle()

    async def settle(self) -> None:
        """Wait until no key waits, no worker runs and no widget has a message, twice in a row.

        ``Pilot.pause`` without a delay waits instead until the process uses little CPU time, at
        least 20 ms each time, and longer while other tests run beside this one.
        """
        quiet = 0
        while quiet < QUIET:
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:  # a later one took its place
                quiet = 0
            await self.pilot.pause(0)
            quiet = 0 if self._busy() else quiet + 1

    def _busy(self) -> bool:
        """Whether a worker runs, or a message waits to be handled."""
        screen = self.app.screen
        # What is leaving the screen keeps the messages that it will not handle any more.
        alive = [one for one in (self.app, *screen.walk_children(with_self=True)) if one.is_running]
        return (
            not self.app.keys_handled
            or any(not worker.is_finished for worker in self.app.workers)
            or any(one.message_queue_size for one in alive)
        )

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(*size)
        await self.until(lambda: self.screen.size == size)
        await self.settle()

    async def until(self, holds: Callable[[], object], *, seconds: float = PATIENCE) -> None:
        """Wait until something holds; fail with the text of the screen when it never does."""
        end = monotonic() + seconds
        while not holds():
            assert monotonic() < end, f"this did not come to hold:\n{self.text()}"
            await self.pilot.pause(0.01)
        if self.app.is_running:
            await self.pilot.pause(0)

    async def over(self, kind: type[S]) -> S:
        """Wait until a dialog of this kind lies over the page, and return it."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        screen = self.app.screen
        assert isinstance(screen, kind)
        return screen

    def text(self, widget: Widget | None = None) -> str:
        """Return the text of a widget, or of the screen, as lines."""
        if widget is None:
            return "\n".join(_screen_lines(self.app.screen))
        return _text(widget)

    def shows(self, words: str, widget: Widget | None = None) -> bool:
        """Whether words stand on the screen or in a widget, in one line."""
        return words in self.text(widget)

    @property
    def line(self) -> str:
        """The last line of the screen."""
        return _text(self.screen.status).splitlines()[-1]

    @property
    def titles(self) -> list[str]:
        """The headlines of the list, all of them, in order."""
        listing = self.screen.listing
        return [row.title for row in self.library.rows(listing.ids)] if listing else []

    @property
    def palette(self) -> Palette:
        """The colours of the present theme."""
        return palette_of(self.app.theme)

    @property
    def opened(self) -> str:
        """The headline of the open article; empty when none is open."""
        return self.screen.opened.article.title if self.screen.opened else ""

    @property
    def here(self) -> str:
        """The name of the pane that has the focus."""
        focused = self.screen.focused
        return focused.id or "" if focused is not None else ""

    @property
    def seen(self) -> list[str]:
        """The names of the panes that are on the screen, from left to right."""
        panes = (
            self.screen.sources_pane,
            self.screen.list_pane,
            self.screen.article_pane,
            self.screen.sidebar,
        )
        return [pane.id or "" for pane in panes if pane.region.area and pane.is_on_screen]

    @property
    def focused_words(self) -> str:
        """The words in focus in the article."""
        pane = self.screen.article_pane
        assert pane.target is not None and pane.opened is not None
        return pane.opened.document.text[slice(*pane.target)]

    def row(self, title: str) -> Article:
        """Return an article as it is on the disk."""
        everyone = self.library.rows(self.library.listing(Query()).ids)
        return next(one for one in everyone if one.title == title)


def _text(widget: Widget) -> str:
    region = Region(0, 0, *widget.size)
    return "\n".join(strip.text for strip in widget.render_lines(region))


def _screen_lines(screen: Screen[Any]) -> list[str]:
    # The compositor's own strips: what the terminal is given, dialogs and toasts included.
    return [strip.text for strip in screen._compositor.render_strips(screen.size)]


@asynccontextmanager
async def on_stage(
    folder: Path,
    stories: Sequence[Story] | None = STORIES,
    *,
    size: tuple[int, int] = WIDE,
    look: Look | None = None,
    keys: Mapping[str, str] | None = None,
    preset: str = DEFAULT_PRESET,
    macros: Sequence[Macro] = (),
    welcome: bool = False,
    on_start: bool = False,
    prepare: Callable[[Library], object] = lambda library: None,
) -> AsyncIterator[Stage]:
    """Run the app over ``stories``; over what is in ``folder`` already when they are None."""
    clock = Clock()
    library = a_library(folder, stories or (), clock)
    prepare(library)
    settings = Settings(
        look=look or LOOK,
        fetch=Fetching(on_start=on_start),
        keys=keys or {},
        preset=preset,
        macros=tuple(macros),
    )
    places = Places(folder, folder / "config.toml")
    own = Library(library.path, clock=clock)  # its connections belong to the threads of the app
    app = NewsreaderApp(own, places, settings, welcome=welcome)
    app.animation_level = "none"
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(pilot, app, library)
            await stage.settle()
            yield stage
    finally:
        own.close()
        library.close()
