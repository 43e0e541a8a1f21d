"""Shows the keys that do something in the pane in which the user is."""

from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import ARTICLE, HELP, LIST, QUOTES, SOURCES
from newsreader.tui.actions import BY_ID, COMMANDS
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.bindings import binding, bindings
from newsreader.tui.dialogs.dialog import TextDialog

KEYS, WIDTH = 14, 50
"""Cells for the keys at least, and at most for what they do."""
NAMES = {
    LIST: "the list",
    ARTICLE: "the article",
    QUOTES: "the sidebar",
    SOURCES: "the sources",
}
"""How the panes are called."""


class HelpScreen(TextDialog):
    """Lists the commands of a pane by group."""

    hint = (
        "{text_down} {text_up} scroll    {dialog_leave} closes"
        "    {palette} finds any command by name"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings({HELP}, priority=True),
        binding(BY_ID["palette"], "find", priority=True),
    ]

    def __init__(self, pane: str, keymap: Keymap) -> None:
        super().__init__()
        self.heading = f"Keys in {NAMES[pane]}"
        self.keymap = keymap
        self._pane = pane

    def action_find(self) -> None:
        """Close, and let the user find a command by name."""
        self.leave()
        self.app.call_later(self.app.action_command_palette)

    def text(self) -> Content:
        """Return the keys of each group and what they do."""
        parts: list[Content] = []
        here = [one for one in COMMANDS if self._pane in one.where and self.keymap.keys(one.id)]
        most = max((cell_len(self.keymap.printed(one.id)) for one in here), default=0)
        column = min(max(KEYS, most + 1), max(KEYS, self.room // 2))
        width = max(KEYS, min(WIDTH, self.room - column))
        for group, commands in groupby(here, key=lambda one: one.group):
            parts.append(Content.assemble((group, "bold $accent")))
            for command in commands:
                keys = self.keymap.printed(command.id)
                for number, words in enumerate(clip_lines(command.help, width, 9)):
                    key = "" if number else keys
                    key += " " * max(1, column - cell_len(key))
                    parts.append(Content.assemble((key, "bold $strong"), words))
            parts.append(Content(""))
        return Content("\n").join(parts)
