"""The keys that do something in the pane one is in, from the table of commands."""

from collections.abc import Callable
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from newsreader.tui.commands import COMMANDS, Command
from newsreader.tui.layout import fold
from newsreader.tui.screens.dialog import Dialog

KEYS, WIDTH = 12, 50
"""Cells for the keys and for what they do."""
NAMES = {
    "list": "the list",
    "article": "the article",
    "quotes": "who said what",
    "sources": "the sources",
}
"""How the panes are called."""


class HelpScreen(Dialog[None]):
    """Lists the commands of a pane by group."""

    hint = "j k scroll    Esc closes    : finds any command by name"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q", "leave", "Close", show=False),
        Binding("j,down", "scroll(3)", show=False, priority=True),
        Binding("k,up", "scroll(-3)", show=False, priority=True),
    ]

    def __init__(self, pane: str, shown_keys: Callable[[Command], str]) -> None:
        super().__init__()
        self.heading = f"Keys in {NAMES[pane]}"
        self._pane = pane
        self._shown_keys = shown_keys

    def body(self) -> list[Widget]:
        """One scrolling text."""
        parts: list[Content] = []
        here = [one for one in COMMANDS if self._pane in one.where and self._shown_keys(one)]
        for group, commands in groupby(here, key=lambda one: one.group):
            parts.append(Content.assemble((group, "bold $accent")))
            for command in commands:
                keys = self._shown_keys(command)
                for number, words in enumerate(fold(command.help, WIDTH, 9)):
                    key = "" if number else keys
                    parts.append(Content.assemble((key.ljust(KEYS), "bold $strong"), words))
            parts.append(Content(""))
        return [VerticalScroll(Static(Content("\n").join(parts)), can_focus=False)]

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
