"""Shows the keys that do something where the user is, and narrows as one types."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import HELP, PANES, PLACE_NAMES, PLACES_ON
from newsreader.tui.actions import BY_ID
from newsreader.tui.bindings import binding, bindings
from newsreader.tui.dialogs.dialog import Dialog
from newsreader.tui.pages.help_text import list_entries, set_help

STEP = 3
"""How many lines the text scrolls at a key."""
NOTHING, NOTHING_OVER = "No command has these words.", "No key of this place has these words."
"""Said where nothing is left, in the help of a pane and in that of a dialog or page."""


class _Field(Input):
    """A line to type in that leaves some keys, though they write a sign, to the dialog."""

    def __init__(self, value: str, kept: Iterable[str]) -> None:
        super().__init__(value, placeholder="a word, or a key", select_on_focus=False)
        self._kept = frozenset(kept)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key writes something here."""
        return key not in self._kept and super().check_consume_key(key, character)


class HelpScreen(Dialog[None]):
    """Lists the commands of a scope by group; in a pane while one types also those of others."""

    hint = (
        "type to narrow   {page_down} {page_up} scroll   {page_back} closes"
        "   {palette} finds any command by name"
    )
    frame_width = 150
    scope = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings({HELP}, priority=True),
        binding(BY_ID["palette"], "find", priority=True),
    ]

    def __init__(self, place: str, keymap: Keymap, sought: str = "") -> None:
        super().__init__()
        self.heading = f"Keys {'on' if place in PLACES_ON else 'in'} {PLACE_NAMES[place]}"
        self.keymap = keymap
        self._place = place
        self._sought = sought

    def body(self) -> list[Widget]:
        """A line to type in, and the text."""
        # Textual drops the keys that write a sign before it applies those of the settings.
        closing = ("help_close", "palette")
        keys = (key for id_ in closing for key in (*BY_ID[id_].keys, *self.keymap.keys(id_)))
        self._field = _Field(self._sought, keys)
        self._static = Static(self.text())
        self._scroll = VerticalScroll(self._static, can_focus=False, classes="rest")
        return [self._field, self._scroll]

    def on_mount(self) -> None:
        """Take more room than other dialogs do."""
        self.query_one(".frame").add_class("wide")

    def on_resize(self) -> None:
        """Set the text for another width."""
        self._static.update(self.text())

    def text(self) -> Content:
        """Return what is to be read."""
        entries = list_entries(
            self.keymap.commands.values(), self.keymap, self._place, self._field.value
        )
        if entries:
            return set_help(entries, self.room)
        return Content(NOTHING if self._place in PANES else NOTHING_OVER)

    @on(Input.Changed)
    def narrow(self) -> None:
        """Leave the commands that have all the words."""
        self._static.update(self.text())
        self._scroll.scroll_home(animate=False)

    def close(self) -> None:
        """Close, whatever is typed."""
        self.dismiss(None)

    def action_find(self) -> None:
        """Close, and let the user find a command by name."""
        self.close()
        self.app.call_later(self.app.action_command_palette)

    def leave(self) -> None:
        """Go back: out of the words typed, then out of the help."""
        if self._field.value:
            self._field.value = ""
        else:
            self.close()

    def move(self, by: int) -> None:
        """Scroll by a few lines."""
        self._scroll.scroll_relative(y=by * STEP, animate=False, immediate=True)

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
