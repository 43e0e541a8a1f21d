"""The first minute: what this is, and the three ways to get news into it."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from newsreader.tui.dialogs.dialog import Dialog, line

WAYS = (
    ("add_feed", "a", "Add a feed", "by its address or its website’s"),
    ("starter", "s", "Pick from a list", "sixty by region, topic and language"),
    ("import_opml", "i", "Import OPML", "the subscriptions of another reader"),
    ("remove_demo", "d", "Remove the demo", "newsreader demo brings it back"),
)
"""Command, key, title and what it means."""


class WelcomeScreen(Dialog[str]):
    """Answers with the id of the command to go on with; None to look round first."""

    heading = "Welcome to newsreader"
    hint = "Enter chooses    Esc looks round first    ? shows the keys"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"choose('{command}')", title, show=False)
            for command, key, title, _ in WAYS
        ),
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
    ]

    def __init__(self, has_demo: bool) -> None:
        super().__init__()
        self._ways = [way for way in WAYS if has_demo or way[0] != "remove_demo"]
        self._has_demo = has_demo

    def body(self) -> list[Widget]:
        """A sentence, and the ways."""
        about = "Read the news, see who said what, mark what matters, and take it with you."
        demo = " What you see behind this is a demo from a town that does not exist."
        options = OptionList(
            *(
                Option(
                    Content.assemble((f"{key}  ", "bold $accent"), title.ljust(19), (what, "$dim")),
                    id=command,
                )
                for command, key, title, what in self._ways
            ),
            markup=False,
        )
        return [line(about + (demo if self._has_demo else "")), line(""), options]

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        """Answer with the way under the cursor."""
        self.dismiss(event.option.id)

    def action_choose(self, command: str) -> None:
        """Answer with the way whose key was pressed."""
        self.dismiss(command)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()
