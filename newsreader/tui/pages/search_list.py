"""A list over the whole screen that narrows while one types: the ground of two pages."""

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from newsreader.domain.clean import mask_line
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.virtual_list import VirtualList

Answer = TypeVar("Answer")


class Browser(Screen[Answer]):
    """A heading, a line to type in, rows under it, a hint at the bottom."""

    hint = ""
    """Which keys do what."""
    placeholder = ""
    """What the line to type in says while it is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False, priority=True),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("pagedown,ctrl+d", "half_page(1)", "Half a page down", show=False, priority=True),
        Binding("pageup,ctrl+u", "half_page(-1)", "Half a page up", show=False, priority=True),
        Binding("enter", "choose", "Open", show=False, priority=True),
    ]

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__()
        self.palette = palette
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Lay the parts under one another."""
        self.add_class("browser")
        with Vertical(classes="frame"):
            yield Static("", id="heading", classes="heading", markup=False)
            yield Static("", id="about", classes="about", markup=False)
            yield Input(placeholder=self.placeholder, select_on_focus=False)
            rows = self.rows()
            rows.can_focus = False
            yield rows
            yield Static(Content(self.hint), classes="hint", markup=False)

    def rows(self) -> VirtualList:
        """Return the list."""
        raise NotImplementedError

    def narrow(self, words: str) -> None:
        """List what has these words."""
        raise NotImplementedError

    def choose(self) -> None:
        """Take the row under the cursor."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """List everything."""
        self.narrow("")

    def entitle(self, heading: str, about: str) -> None:
        """Set the heading and the line under it."""
        self.query_one("#heading", Static).update(Content(mask_line(heading)))
        self.query_one("#about", Static).update(Content(self.glyphs.plain(mask_line(about))))

    @on(Input.Changed)
    def narrow_to(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        self.narrow(event.value)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(VirtualList).step(by)

    def action_half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""
        self.query_one(VirtualList).half_page(by)

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        self.choose()

    @on(VirtualList.Chosen)
    def take_clicked(self) -> None:
        """Take the row that was clicked."""
        self.choose()

    def action_leave(self) -> None:
        """Go back: out of the words typed, then out of the page."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)
