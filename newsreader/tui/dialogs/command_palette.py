"""The command line of the app: finds a command by what it is called, with what it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from newsreader.commands.finding import (
    Fit,
    FoundCommand,
    find_commands,
    meant_name,
    name_to_type,
)
from newsreader.commands.keymap import Keymap
from newsreader.commands.registry import Command
from newsreader.commands.scopes import PALETTE
from newsreader.domain.clean import mask_line
from newsreader.tui.article.wrap import clip
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, move_cursor

MOST_COMPLETIONS = 8
"""At most so many ways to go on with what a command takes are listed."""
PAGE = 6
"""How many rows a page is."""
NOTHING = "No command is called so."
"""Said where nothing fits."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command that was chosen."""

    id: str
    """Which."""
    given: str
    """What it takes; empty for nothing."""
    line: str
    """The line by which it is found again."""


class PaletteScreen(Dialog[CommandLine]):
    """Answers with a command; None when the user leaves."""

    heading = "Commands"
    hint = "{dialog_answer} does it   {palette_complete} completes   {dialog_up} earlier lines"
    scope = PALETTE
    BINDINGS = bindings({PALETTE}, priority=True)

    def __init__(
        self,
        commands: Sequence[Command],
        keymap: Keymap,
        does_something: Callable[[str], bool] = lambda id_: True,
        complete: Callable[[str, str], Sequence[str]] = lambda id_, given: (),
        history: Sequence[str] = (),
    ) -> None:
        """Offer ``commands``; of those ``does_something`` tells which do where the user is.

        ``complete`` returns by an id and what is given so far what may be given; ``history``
        are the lines of earlier times, the newest last.
        """
        super().__init__()
        self.keymap = keymap
        self._commands = commands
        self._does_something = does_something
        self._complete = complete
        self._history = history
        self._back = 0
        self._found: list[FoundCommand] = []

    def body(self) -> list[Widget]:
        """The line, and what fits it."""
        self._field = Input(placeholder="what you want to do, in your words", select_on_focus=False)
        self._options = OptionList(markup=False, classes="rest")
        self._options.can_focus = False
        return [self._field, self._options]

    def on_mount(self) -> None:
        """List what does something here."""
        self._list()

    def on_resize(self) -> None:
        """Set the rows for another width, with the cursor where it is."""
        at = self._options.highlighted
        self._list()
        self._options.highlighted = at

    @on(Input.Changed)
    def narrow(self) -> None:
        """List what fits."""
        self._list()

    def _list(self) -> None:
        self._found = self._fitting(self._field.value)
        options = [Option(self._row(one), id=str(at)) for at, one in enumerate(self._found)]
        if not options:
            near = meant_name(self._field.value, self._commands)
            told = f"{NOTHING} Did you mean “{near}”?" if near else NOTHING
            options = [Option(Content.styled(told, "$dim"), disabled=True)]
        self._options.set_options(options)
        self._options.highlighted = 0 if self._found else None

    def _fitting(self, typed: str) -> list[FoundCommand]:
        """Return what fits, with the ways to go on behind each command that is given something."""
        if not typed.strip():
            return [
                FoundCommand(one, Fit.HELP)
                for one in self._commands
                if one.palette and self._does_something(one.id)
            ]
        found = []
        for one in find_commands(typed, self._commands, self._does_something):
            found.append(one)
            begun = one.fit in (Fit.TITLE, Fit.WORD) and typed.endswith(" ")
            if one.command.takes and (one.given or begun):
                ways = self._complete(one.command.id, one.given)[:MOST_COMPLETIONS]
                found += [
                    FoundCommand(one.command, one.fit, way) for way in ways if way != one.given
                ]
        return found

    def _row(self, found: FoundCommand) -> Content:
        command, keys = found.command, self.keymap.printed(found.command.id)
        title = command.title
        if found.given:
            return Content.assemble(
                (f"{title}: ", "$dim"), (clip(mask_line(found.given), self.room - 20), "$strong")
            )
        takes = f" …{command.takes}" if command.takes else ""
        beside = f"  ({keys})" if keys else ""
        return Content.assemble(
            (title, "bold"), (takes, "$dim"), (beside, "$accent"), "\n", (command.help, "$dim")
        )

    @property
    def _chosen(self) -> FoundCommand | None:
        at = self._options.highlighted
        return self._found[at] if at is not None and at < len(self._found) else None

    def move(self, by: int) -> None:
        """Move the cursor; above the first row stand the lines of earlier times."""
        if by < 0 and (self._back or not self._options.highlighted):
            self._recall(1)
        elif by > 0 and self._back:
            self._recall(-1)
        else:
            move_cursor(self._options, by)

    def page(self, by: int) -> None:
        """Move the cursor by several rows."""
        move_cursor(self._options, by * PAGE)

    def _recall(self, by: int) -> None:
        back = max(0, min(len(self._history), self._back + by))
        if back != self._back:
            self._back = back
            self._write(self._history[-back] if back else "")

    def _write(self, line: str) -> None:
        self._field.value = line
        self._field.cursor_position = len(line)

    def complete(self) -> None:
        """Write what is under the cursor into the line; of several ways to go on the first."""
        chosen = self._chosen
        if chosen is None:
            return
        if chosen.given and chosen is self._found[0] and self._found[1:]:
            chosen = self._found[1] if self._found[1].given else chosen
        self._back = 0
        self._write(_line(chosen))

    def answer(self) -> None:
        """Answer with what is under the cursor."""
        if (chosen := self._chosen) is not None:
            self.dismiss(CommandLine(chosen.command.id, chosen.given, _line(chosen).strip()))

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Answer with the row that was clicked."""
        self._options.highlighted = event.option_index
        self.answer()


def _line(found: FoundCommand) -> str:
    """Return how a command is typed, ready for what it takes."""
    if found.command.takes:
        return f"{name_to_type(found.command)} {found.given}"
    return found.command.title
