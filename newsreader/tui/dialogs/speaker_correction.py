"""Who says it? Somebody of this article, a name to type, or nobody: it is no quote."""

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from newsreader.commands.scopes import CORRECTION
from newsreader.domain.clean import mask_line
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.tui.article.wrap import clip
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, move_cursor


class AttributionScreen(Dialog[tuple[str, str]]):
    """Answers with what is to be done and a name, as ``AskSpeaker`` tells."""

    heading = "Who says this?"
    hint = (
        "type a name or {dialog_up} {dialog_down} choose"
        "   {dialog_answer} takes it   {dialog_leave} leaves"
    )
    scope = CORRECTION
    BINDINGS = bindings({CORRECTION}, priority=True)

    def __init__(self, quote: Quote, cast: Sequence[str]) -> None:
        super().__init__()
        self._quote = quote
        self._cast = [name for name in cast if name]

    def body(self) -> list[Widget]:
        """The words, a line to type a name in, and what to choose from."""
        words = f"“{' '.join(self._quote.marked_text.split())}”"
        options = OptionList(markup=False, classes="rest")
        options.can_focus = False
        return [
            self.passage(words),
            Input(placeholder="a name", select_on_focus=False),
            options,
        ]

    def on_mount(self) -> None:
        """Offer the cast."""
        self._offer("")

    @on(Input.Changed)
    def offer(self, event: Input.Changed) -> None:
        """Offer what fits what is typed."""
        self._offer(event.value.strip())

    def _offer(self, typed: str) -> None:
        options = [
            Option(Content.assemble(mask_line(clip(name, 60))), id=f"say {name}")
            for name in self._cast
            if typed.casefold() in name.casefold() and name != typed
        ]
        known = self._quote.certainty is not Certainty.UNKNOWN
        now = self._quote.speaker if known else ""
        if typed:
            options.append(_option(f"{typed} says this", f"say {typed}"))
            if now and typed != now:
                options.append(_option(f"{now} is {typed}, everywhere", f"merge {typed}"))
        if now:
            options.append(_option("nobody known says this", "say "))
        options.append(_option("this is no quote", "none "))
        found = self.query_one(OptionList)
        found.set_options(options)
        found.highlighted = 0

    def move(self, by: int) -> None:
        """Move the cursor."""
        move_cursor(self.query_one(OptionList), by)

    def answer(self) -> None:
        """Answer with the option under the cursor."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            chosen = options.get_option_at_index(options.highlighted).id or ""
            what, _, name = chosen.partition(" ")
            self.dismiss((what, name))


def _option(title: str, id_: str) -> Option:
    return Option(Content.assemble((mask_line(clip(title, 60)), "$dim")), id=id_)
