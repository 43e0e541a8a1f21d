"""Shows what a program printed."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from newsreader.commands.scopes import OUTPUT
from newsreader.domain.clean import mask_text
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog


class OutputScreen(Dialog[None]):
    """A text to scroll."""

    hint = "{text_down} {text_up} scroll   {text_page_down} page   {dialog_leave} closes"
    frame_width = 100
    scope = OUTPUT
    BINDINGS = bindings({OUTPUT}, priority=True)

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self.heading = heading
        self._scroll = VerticalScroll(
            Static(Content(mask_text(text))), can_focus=False, classes="rest"
        )

    def body(self) -> list[Widget]:
        """Return the text."""
        return [self._scroll]

    def on_mount(self) -> None:
        """Take more room than other dialogs do."""
        self.query_one(".frame").add_class("wide")
        super().on_mount()

    def move(self, by: int) -> None:
        """Scroll by lines."""
        self._scroll.scroll_relative(y=by, animate=False, immediate=True)

    def half_page(self, by: int) -> None:
        """Scroll by half of what is seen."""
        self._scroll.scroll_relative(
            y=by * max(1, self._scroll.size.height // 2), animate=False, immediate=True
        )

    def full_page(self, by: int) -> None:
        """Scroll by what is seen, but for two lines of overlap."""
        self._scroll.scroll_relative(
            y=by * max(1, self._scroll.size.height - 2), animate=False, immediate=True
        )
