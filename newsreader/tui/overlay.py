"""What everything over the main screen has in common: its commands and keys, and no silence."""

from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker

from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import printed
from newsreader.commands.scopes import TYPING
from newsreader.domain.clean import mask_text
from newsreader.tui.actions import BY_ID, COMMANDS
from newsreader.tui.bindings import run
from newsreader.tui.driver.silence import NO_COMMAND, nothing_done_over
from newsreader.tui.widgets.hint_line import HintLine

Answer = TypeVar("Answer")

_STATE = (
    *("value", "cursor_position", "highlighted", "cursor", "count", "option_count"),
    *("scroll_offset", "at", "text", "content", "disabled"),
)
"""The attributes in which widgets keep what a key may change on the screen."""


class Overlay(Screen[Answer], Generic[Answer]):
    """A dialog or a page: carries out its commands, and says so where one does nothing."""

    scope: ClassVar[str] = ""
    """The scope of its commands."""
    keymap: Keymap = Keymap(COMMANDS, {})
    """The keys of the commands."""

    _begun = 0
    """How many results are, or were, still to be told."""

    class KeysWanted(Message):
        """The user wants to see the keys of a scope."""

        def __init__(self, scope: str) -> None:
            super().__init__()
            self.scope = scope

    async def action_do(self, id_: str) -> None:
        """Carry out a command; say so when that has changed nothing."""
        self.say("")
        before = self._picture()
        await run(id_, self)
        self.call_after_refresh(self._answer, id_, before)

    def _answer(self, id_: str, before: tuple[object, ...]) -> None:
        if self.is_running and self._picture() == before:
            self.say(nothing_done_over(BY_ID[id_]))

    def _picture(self) -> tuple[object, ...]:
        """Return what a command may change, to be compared."""
        widgets = [
            tuple(getattr(widget, name, None) for name in _STATE)
            for widget in self.query("*")
            if not isinstance(widget, HintLine)
        ]
        told = len(self.app._notifications)
        return (self.is_on_top, self.focused, self._begun, told, widgets)

    def expect_answer(self) -> None:
        """Take note that a command was carried out whose result is told later."""
        self._begun += 1

    def run_worker(self, *arguments: Any, **more: Any) -> Worker[Any]:
        """Begin some work, which tells what became of it."""
        self.expect_answer()
        return super().run_worker(*arguments, **more)

    def on_key(self, event: events.Key) -> None:
        """Say so of a key that has no command here."""
        if event.key not in self.active_bindings:
            typing = self.scope in TYPING
            asking = self.keymap.fill("{line_keys}" if typing else "{keys}")
            self.say(NO_COMMAND.format(key=printed([event.key]), help=asking))

    @on(Input.Changed)
    def stop_saying(self) -> None:
        """Name the keys again once something is typed."""
        self.say("")

    def say(self, words: str) -> None:
        """Say a result in the place of the hints, until the next key."""
        hints = self.query(HintLine)
        if hints:
            hints.first().say(words)
        elif words:
            self.app.notify(mask_text(words), markup=False, timeout=3)

    def show_keys(self) -> None:
        """Show the keys that do something here."""
        self.expect_answer()
        self.post_message(self.KeysWanted(self.scope))

    @property
    def is_on_top(self) -> bool:
        """Whether this is what lies in front; what is closed does not.

        Textual's ``dismiss`` closes whatever is in front. A second click, or a key that overtakes
        the removal on a busy machine, reaches a dialog that was closed already.
        """
        return self.app.screen_stack[-1:] == [self]

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer, unless closed already."""
        return super().dismiss(result) if self.is_on_top else AwaitComplete()

    def leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
