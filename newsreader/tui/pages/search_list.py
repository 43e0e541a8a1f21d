"""A list over the whole screen that narrows while one types: what three pages have in common."""

from abc import abstractmethod
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.domain.clean import mask_line
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.widgets.hint_line import HintLine
from newsreader.tui.widgets.virtual_list import VirtualList

Found = TypeVar("Found")
Answer = TypeVar("Answer")


class SearchList(Overlay[Answer], Generic[Found, Answer]):
    """A heading, a line to type in, rows under it, a hint at the bottom."""

    hint = ""
    """Which keys do what, with the ids of commands in braces."""
    placeholder = ""
    """What the line to type in says while it is empty."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._narrowing = False
        self._take_when_narrowed = False

    def compose(self) -> ComposeResult:
        """Lay the parts under one another."""
        self.add_class("browser")
        with Vertical(classes="frame"):
            yield Static("", id="heading", classes="heading", markup=False)
            yield Static("", id="about", classes="about", markup=False)
            yield Input(placeholder=self.placeholder, select_on_focus=False)
            self._list = self.rows()
            self._list.can_focus = False
            yield self._list
            yield HintLine(self.keymap.fill(self.hint))

    @abstractmethod
    def rows(self) -> VirtualList:
        """Return the list."""

    @abstractmethod
    async def find(self, words: str) -> Found:
        """Return what has these words; a later call takes the place of an earlier one."""

    @abstractmethod
    def show(self, found: Found) -> None:
        """List what was found."""

    @abstractmethod
    def take_row(self) -> None:
        """Close with the row under the cursor."""

    def on_mount(self) -> None:
        """List everything."""
        self._narrow_to("")

    def entitle(self, heading: str, about: str) -> None:
        """Set the heading and the line under it."""
        self.query_one("#heading", Static).update(Content(mask_line(heading)))
        self.query_one("#about", Static).update(Content(self.glyphs.plain(mask_line(about))))

    @on(Input.Changed)
    def follow_typing(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        self._narrow_to(event.value)

    def _narrow_to(self, words: str) -> None:
        self._narrowing, self._take_when_narrowed = True, False
        self.run_worker(self._narrow(words), group="narrow", exclusive=True)

    async def _narrow(self, words: str) -> None:
        found = await self.find(words)
        if not self.is_current:  # the user has left meanwhile
            return
        self.show(found)
        self._narrowing = False
        if self._take_when_narrowed:
            self.take_row()

    def take(self) -> None:
        """Close with the row under the cursor, as soon as the list has what was typed."""
        if self._narrowing:
            self._take_when_narrowed = True
        else:
            self.take_row()

    def move(self, by: int) -> None:
        """Move the cursor."""
        self._list.step(by)

    def half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""
        self._list.half_page(by)

    def full_page(self, by: int) -> None:
        """Move the cursor by a screen."""
        self._list.full_page(by)

    @on(VirtualList.Chosen)
    def take_clicked(self) -> None:
        """Close with the row that was clicked."""
        self.take()

    def leave(self) -> None:
        """Go back: out of the words typed, then out of the page."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)
