"""One question, one line to answer it."""

from textual.widget import Widget
from textual.widgets import Input

from newsreader.commands.scopes import PROMPT
from newsreader.domain.clean import clean_text
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog


class PromptScreen(Dialog[str]):
    """Answers with the line typed; None when the user leaves."""

    BINDINGS = bindings({PROMPT}, priority=True)

    def __init__(self, heading: str, hint: str, value: str = "") -> None:
        super().__init__()
        self.heading = heading
        self.hint = hint
        self._value = clean_text(value)

    def body(self) -> list[Widget]:
        """The line."""
        return [Input(self._value, select_on_focus=False)]

    def answer(self) -> None:
        """Answer with the line."""
        self.dismiss(self.query_one(Input).value)
