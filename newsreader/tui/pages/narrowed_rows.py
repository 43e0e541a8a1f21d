"""A page of rows with a line to narrow them by: letters are keys, but in the line."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, Static

from newsreader.domain.clean import mask_line, mask_text
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.widgets.hint_line import HintLine
from newsreader.tui.widgets.virtual_list import VirtualList

Answer = TypeVar("Answer")

DETAIL, LOW = 3, 26
"""The most lines for what the row of the cursor has no room for; on a low screen there is one."""
PAUSE = 0.1
"""Seconds without a letter after which the rows are narrowed."""


class NarrowedRows(Overlay[Answer]):
    """A heading, a line, rows under it, what is said of the row of the cursor, the keys."""

    LINE_HINT = ""
    """Which keys do what in the line, with the ids of commands in braces."""
    ROWS_HINT = ""
    """The same for the rows."""

    line = query_one(Input)
    hint = query_one(HintLine)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._said, self._said_at = "", 0
        self._narrowing = False
        self._take_when_narrowed = False

    def compose(self) -> ComposeResult:
        """Lay the parts under one another."""
        self.add_class("browser")
        with Vertical(classes="frame"):
            yield Static("", id="heading", classes="heading", markup=False)
            yield Static("", id="about", classes="about", markup=False)
            yield from self.parts()
            yield Static("", id="detail", classes="detail", markup=False)
            yield HintLine(self.keymap.fill(self.LINE_HINT))

    @property
    @abstractmethod
    def rows(self) -> VirtualList:
        """The rows."""

    @abstractmethod
    def parts(self) -> Iterable[Widget]:
        """Return the line, what stands under it, and the rows."""

    @abstractmethod
    async def narrow(self) -> None:
        """List what the line asks for."""

    @abstractmethod
    def more(self) -> Iterable[str]:
        """Return what is said of the row under the cursor, each beginning a line."""

    @abstractmethod
    def take_row(self) -> None:
        """Open the row under the cursor."""

    def entitle(self, heading: str, about: str) -> None:
        """Set the heading and the line under it."""
        self.query_one("#heading", Static).update(Content(mask_line(heading)))
        self.query_one("#about", Static).update(Content(self.glyphs.plain(mask_line(about))))

    def on_mount(self) -> None:
        """List everything."""
        self.list_again()

    def list_again(self) -> None:
        """Begin to list what the line asks for."""
        self._narrowing, self._take_when_narrowed = True, False
        self.run_worker(self._narrow(), group="narrow", exclusive=True)

    async def _narrow(self) -> None:
        await self.narrow()
        if not self.is_running:
            return
        self._narrowing = False
        if self._take_when_narrowed:
            self.take_row()

    @on(Input.Changed)
    def follow_typing(self) -> None:
        """Narrow as one types."""
        self._said = ""
        self.list_again()

    @on(Input.Submitted)
    def take_submitted(self) -> None:
        """Open the row under the cursor."""
        self.take()

    # What is said

    @on(VirtualList.Moved)
    def tell_more(self) -> None:
        """Say what the row has no room for, or go on saying what became of something on it."""
        self.tell(self._said if self.rows.cursor == self._said_at else "")

    def on_resize(self) -> None:
        """Lines are cut for a width."""
        self.call_after_refresh(self.tell_more)

    def tell(self, said: str) -> None:
        """Say what became of something, else more of the row under the cursor."""
        self._said, self._said_at = said, self.rows.cursor
        width = max(20, self.rows.size.width - 2)
        most = 1 if self.size.height < LOW and not said else DETAIL
        lines: list[str] = []
        for one in [said] if said else self.more():
            if len(lines) < most:
                lines += clip_lines(mask_text(one), width, most - len(lines))
        text = self.glyphs.plain("\n".join(lines))
        self.query_one("#detail", Static).update(Content(text))

    async def changed(self, said: str) -> None:
        """List the rows as they are now, and say what became of something."""
        await self.narrow()
        if self.is_running:
            self.tell(said)

    def on_descendant_focus(self) -> None:
        """Say which keys do what where one is."""
        self.hint.show(self.keymap.fill(self.LINE_HINT if self.in_line else self.ROWS_HINT))

    # Keys

    @property
    def in_line(self) -> bool:
        """Whether letters are typed into the line."""
        return self.line.has_focus

    def move(self, by: int) -> None:
        """Move the cursor; the letters are keys from then on."""
        self.rows.focus()
        self.rows.step(by)

    def half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""
        self.rows.half_page(by)

    def full_page(self, by: int) -> None:
        """Move the cursor by a screen."""
        self.rows.full_page(by)

    def jump(self, end: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.rows.jump(end)

    def search(self) -> None:
        """Go to the line."""
        self.line.focus()

    @on(VirtualList.Chosen)
    def take(self) -> None:
        """Open the row under the cursor, as soon as the rows are what the line asks for."""
        if self._narrowing:
            self._take_when_narrowed = True
        else:
            self.take_row()

    def leave(self) -> None:
        """Go back: out of what is typed, then out of the page."""
        if self.line.value:
            self.line.value = ""
        else:
            self.dismiss(None)
