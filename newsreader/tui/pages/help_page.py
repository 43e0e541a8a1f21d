"""The keys that do something in the pane one is in, from the table of commands."""

from collections.abc import Callable
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from newsreader.tui.article.wrap import fold
from newsreader.tui.commands import COMMANDS, Command
from newsreader.tui.dialogs.dialog import TextDialog

KEYS, WIDTH = 12, 50
"""Cells for the keys and for what they do."""
NAMES = {
    "list": "the list",
    "article": "the article",
    "quotes": "who said what",
    "sources": "the sources",
}
"""How the panes are called."""


class HelpScreen(TextDialog):
    """Lists the commands of a pane by group."""

    hint = "j k scroll    Esc closes    : finds any command by name"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "leave", "Close", show=False)]

    def __init__(self, pane: str, shown_keys: Callable[[Command], str]) -> None:
        super().__init__()
        self.heading = f"Keys in {NAMES[pane]}"
        self._pane = pane
        self._shown_keys = shown_keys

    def text(self) -> Content:
        """The keys of each group and what they do."""
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
        return Content("\n").join(parts)
