"""A choice of one: which of the feeds that were found."""

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from newsreader.commands.scopes import CHOICE
from newsreader.domain.clean import mask_text
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, line, move_cursor


class ChoiceScreen(Dialog[int]):
    """Answers with the number of the option chosen; None when the user leaves."""

    hint = "{dialog_answer} chooses    {dialog_leave} leaves"
    scope = CHOICE
    BINDINGS = bindings({CHOICE}, priority=True)

    def __init__(self, heading: str, options: Sequence[tuple[str, str]], note: str = "") -> None:
        super().__init__()
        self.heading = heading
        self._options = options
        self._note = note

    def body(self) -> list[Widget]:
        """The options: a title, and dim under it what tells it from the others; then the note."""
        options = OptionList(
            *(Option(_row(title, detail)) for title, detail in self._options),
            markup=False,
            classes="rest",
        )
        return [options, line(self._note, "hint")] if self._note else [options]

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Answer with the option that was clicked."""
        self.dismiss(event.option_index)

    def answer(self) -> None:
        """Answer with the option under the cursor."""
        self.query_one(OptionList).action_select()

    def pick(self, number: int) -> None:
        """Answer with an option by its index, if there is one."""
        if number < len(self._options):
            self.dismiss(number)

    def move(self, by: int) -> None:
        """Move the cursor."""
        move_cursor(self.query_one(OptionList), by)


def _row(title: str, detail: str) -> Content:
    below = ("\n", (mask_text(detail), "$dim")) if detail else ()
    return Content.assemble(mask_text(title), *below)
