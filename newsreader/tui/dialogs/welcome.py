"""The first minute: what this is, its keys, and the ways to get news into it."""

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from newsreader.commands.scopes import WELCOME
from newsreader.tui.actions import BY_ID
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, line, move_cursor

WAYS = (
    ("tour", "in a minute, on the demo"),
    ("add_feed", "a feed’s or a site’s address"),
    ("starter", "sixty, by region and topic"),
    ("import_opml", "from another reader"),
    ("remove_demo", "back by “newsreader demo”"),
)
"""Commands to go on with, and what each means."""
OF_DEMO = frozenset({"tour", "remove_demo"})
"""Those that need the demo."""


class WelcomeScreen(Dialog[str]):
    """Answers with the id of the command to go on with; None to look round first."""

    heading = "Welcome to newsreader"
    hint = "{dialog_answer} chooses    {dialog_leave} looks round first    {keys} shows the keys"
    scope = WELCOME
    BINDINGS = bindings({WELCOME}, priority=True)

    def __init__(self, has_demo: bool) -> None:
        super().__init__()
        self._ways = [way for way in WAYS if has_demo or way[0] not in OF_DEMO]
        self._has_demo = has_demo

    def body(self) -> list[Widget]:
        """A sentence, and the ways."""
        about = "Read the news, see who said what, mark what matters, and take it with you."
        demo = " What you see behind this is a demo from a town that does not exist."
        options = OptionList(
            *(Option(self._row(id_, meaning), id=id_) for id_, meaning in self._ways),
            markup=False,
            classes="rest",
        )
        return [line(about + (demo if self._has_demo else "")), options]

    def _row(self, id_: str, meaning: str) -> Content:
        own = BY_ID[f"welcome_{id_}"]
        key = self.keymap.printed(own.id)
        return Content.assemble(
            (f"{key}  ", "bold $accent"), own.title.ljust(19), (meaning, "$dim")
        )

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Answer with the way that was clicked."""
        self.dismiss(event.option.id)

    def answer(self) -> None:
        """Answer with the way under the cursor."""
        self.query_one(OptionList).action_select()

    def go_on(self, id_: str) -> None:
        """Answer with a way whose key was pressed."""
        self.dismiss(id_)

    def move(self, by: int) -> None:
        """Move the cursor."""
        move_cursor(self.query_one(OptionList), by)
