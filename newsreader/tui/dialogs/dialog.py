"""What the dialogs have in common: a quiet frame, a heading, a hint, Esc to leave."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from newsreader.domain.clean import mask_text

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A modal screen with a heading, what ``body`` yields, and a hint."""

    heading = ""
    """The first line."""
    hint = ""
    """The last line: which keys do what."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def compose(self) -> ComposeResult:
        """Lay the parts under one another."""
        self.add_class("dialog")
        with Vertical(classes="frame"):
            if self.heading:
                yield line(self.heading, "heading")
            yield from self.body()
            if self.hint:
                yield line(self.hint, "hint")

    def body(self) -> "list[Widget]":
        """Return what stands between heading and hint."""
        return []

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class TextDialog(Dialog[None]):
    """A dialog to read and scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Close", show=False),
        Binding("j,down", "scroll(3)", "Down", show=False, priority=True),
        Binding("k,up", "scroll(-3)", "Up", show=False, priority=True),
    ]

    def body(self) -> list[Widget]:
        """One scrolling text."""
        return [VerticalScroll(Static(self.text()), can_focus=False)]

    def text(self) -> Content:
        """Return what is to be read."""
        raise NotImplementedError

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def line(text: str, classes: str = "text") -> Static:
    """Return a line of text; whatever is in it, it is no markup."""
    return Static(Content(mask_text(text)), classes=classes)
