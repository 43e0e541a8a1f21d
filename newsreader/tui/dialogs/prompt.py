"""One question, one line to answer it."""

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from newsreader.domain.clean import clean_text
from newsreader.tui.dialogs.dialog import Dialog


class PromptScreen(Dialog[str]):
    """Answers with the line typed; None when the reader leaves."""

    def __init__(self, heading: str, hint: str, value: str = "") -> None:
        super().__init__()
        self.heading = heading
        self.hint = hint
        self._value = clean_text(value)

    def body(self) -> list[Widget]:
        """The line."""
        return [Input(self._value, select_on_focus=False)]

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Answer with the line."""
        self.dismiss(event.value)
