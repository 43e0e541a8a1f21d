"""What the dialogs have in common: a quiet frame, a heading, a hint, their commands."""

from abc import abstractmethod
from typing import TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsreader.commands.keymap import Keymap
from newsreader.domain.clean import mask_text
from newsreader.tui.actions import COMMANDS
from newsreader.tui.bindings import run
from newsreader.tui.closing import is_on_top
from newsreader.tui.widgets.hint_line import HintLine

Answer = TypeVar("Answer")

LINES = 3
"""How many lines a text scrolls at a key."""
FRAME, FRAME_SHARE, AROUND = 72, 0.96, 8
"""The widest frame in cells, its largest share of the screen (both as in ``newsreader.tcss``),
and the cells of it that are padding and scroll bar."""


class Dialog(ModalScreen[Answer]):
    """A modal screen with a heading, what ``body`` returns, and a hint."""

    heading = ""
    """The first line."""
    hint = ""
    """The last line: which keys do what, with the ids of commands in braces."""
    keymap: Keymap = Keymap(COMMANDS, {})
    """The keys of the commands."""

    def compose(self) -> ComposeResult:
        """Lay the parts under one another."""
        self.add_class("dialog")
        with Vertical(classes="frame"):
            if self.heading:
                yield line(self.heading, "heading")
            yield from self.body()
            if self.hint:
                yield HintLine(self.keymap.fill(self.hint))

    @abstractmethod
    def body(self) -> list[Widget]:
        """Return what stands between heading and hint."""

    async def action_do(self, id_: str) -> None:
        """Carry out a command."""
        await run(id_, self)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer, unless closed already."""
        return super().dismiss(result) if is_on_top(self) else AwaitComplete()

    def leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class TextDialog(Dialog[None]):
    """A dialog to read and scroll."""

    def body(self) -> list[Widget]:
        """One scrolling text."""
        self._static = Static(self.text())
        return [VerticalScroll(self._static, can_focus=False)]

    @property
    def room(self) -> int:
        """How many cells wide a line of the text may be."""
        return int(min(FRAME, self.app.size.width * FRAME_SHARE)) - AROUND

    def on_resize(self) -> None:
        """Set the text for another width."""
        self._static.update(self.text())

    @abstractmethod
    def text(self) -> Content:
        """Return what is to be read."""

    def move(self, by: int) -> None:
        """Scroll by a few lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by * LINES, animate=False)

    def half_page(self, by: int) -> None:
        """Scroll by half of what is seen."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height // 2), animate=False)

    def full_page(self, by: int) -> None:
        """Scroll by what is seen, but for two lines of overlap."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 2), animate=False)


def move_cursor(options: OptionList, by: int) -> None:
    """Move the cursor of a list by rows, no further than its ends."""
    if options.option_count:
        at = (options.highlighted or 0) + by
        options.highlighted = max(0, min(options.option_count - 1, at))


def line(text: str, classes: str = "text") -> Static:
    """Return a line of text; whatever is in it, it is no markup."""
    return Static(Content(mask_text(text)), classes=classes)
