"""Textual's palette, which carries out one command, however often it is clicked."""

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from newsreader.tui.closing import is_on_top


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
