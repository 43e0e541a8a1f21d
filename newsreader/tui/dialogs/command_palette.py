"""Textual's palette, which carries out one command, however often it is clicked."""

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, Hit, Hits
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input, OptionList

from newsreader.tui.closing import is_on_top

BY_HELP = 0.01
"""The score of a command that only its help matches: below all that match by name."""


class CommandFinder(SystemCommandsProvider):
    """Finds commands by their names, then by the words of their help."""

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name matches, or whose help has all words of ``query``."""
        matcher = self.matcher(query)
        words = query.casefold().split()
        for name, help_text, callback, _ in self.app.get_system_commands(self.screen):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), callback, help=help_text)
            elif words and all(word in help_text.casefold() for word in words):
                yield Hit(BY_HELP, name, callback, help=help_text)


class OneCommandPalette(CommandPalette):
    """Finds a command by name and carries it out."""

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def take_one(self, event: OptionList.OptionSelected | Input.Submitted) -> None:
        """Pass over what comes after the choice, as the second half of a double click."""
        if not is_on_top(self):
            event.stop()
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, unless closed already."""
        return super().dismiss(result) if is_on_top(self) else AwaitComplete()
