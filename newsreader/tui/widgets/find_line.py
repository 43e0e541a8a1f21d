"""The last line of the screen while one types what is to be found in the article."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from newsreader.domain.counts import counted


class FindLine(Horizontal):
    """A slash, what is typed, and how often that stands in the article."""

    field = query_one("#find", Input)

    def __init__(self) -> None:
        super().__init__(id="find-line")

    def compose(self) -> ComposeResult:
        """Put the three side by side."""
        yield Static("/", id="find-sign", markup=False)
        yield Input(placeholder="find in this article", id="find")
        yield Static("", id="find-count", markup=False)

    def begin(self) -> None:
        """Let the user type, from an empty line on."""
        with self.prevent(Input.Changed):
            self.field.value = ""
        self.tell(None)
        self.screen.set_focus(self.field)

    def tell(self, number: int | None) -> None:
        """Say how often the words were found; None where none are typed."""
        told = "" if number is None else counted(number, "match", "matches")
        label = self.query_one("#find-count", Static)
        label.set_class(number == 0, "-missing")
        label.update(Content("not found" if number == 0 else told))
