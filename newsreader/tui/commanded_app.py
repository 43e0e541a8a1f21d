"""Joins keys, the command line and macros to commands of the screen that is in front."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import events, on
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input

from newsreader.commands.key_sequences import CANCEL, KeyEffect, KeySequences
from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import printed
from newsreader.commands.macro_commands import Steps, keymap_of
from newsreader.commands.registry import Command
from newsreader.commands.scopes import PANES
from newsreader.settings.values import Settings
from newsreader.tui.actions import COMMANDS
from newsreader.tui.argument_completion import completions
from newsreader.tui.cells.held_columns import HeldColumnsApp
from newsreader.tui.command_history import command_history, keep_history, with_line
from newsreader.tui.driver.input_flow import MacroStep
from newsreader.tui.listing.sources import list_sources
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.questions import ShowHelp
from newsreader.tui.screen.pane_layout import PaneLayout
from newsreader.tui.session import ReadingSession

if TYPE_CHECKING:
    from newsreader.tui.dialogs.command_palette import CommandLine


@runtime_checkable
class CommandScreen(Protocol):
    """The screen with the panes."""

    @property
    def panes(self) -> PaneLayout:
        """Which panes are seen, and in which one the user is."""

    async def do(self, id_: str, given: str = "", count: int = 0) -> None:
        """Carry out a command."""

    async def do_key(self, id_: str, count: int = 0) -> None:
        """Carry out the command of keys."""

    def can(self, id_: str) -> bool:
        """Return whether a command does something where the user is."""

    def show_keys(self, words: str) -> None:
        """Show which keys were pressed of several; nothing when that is over."""

    def say(self, words: str) -> None:
        """Say a result for a moment."""

    def take_settings(self, old: Settings, new: Settings) -> None:
        """Look as the settings say now."""


class CommandedApp(HeldColumnsApp[int]):
    """An app whose commands are given by keys, also several, and by their names."""

    session: ReadingSession
    """What is being read."""
    glyphs: Glyphs
    """The signs that the terminal shows."""
    keymap: Keymap
    """The keys of all commands and macros."""

    def take_keys(self, settings: Settings) -> None:
        """Let commands and macros have the keys of the settings."""
        keymap = self._keymap_of(settings)
        if hasattr(self, "keymap"):
            self.keymap.become(keymap)
        else:
            self._sequences, self.keymap = KeySequences(), keymap
        changed = [id_ for id_ in keymap.changed if id_ not in keymap.macros]
        self.set_keymap({id_: keymap.bound(id_) for id_ in changed})

    def _keymap_of(self, settings: Settings) -> Keymap:
        def play(steps: Steps) -> None:
            self.call_later(self.play, [MacroStep(*step) for step in steps])

        return keymap_of(COMMANDS, settings.keys, settings.preset, settings.macros, play)

    async def join_keys(self, key: events.Key) -> bool:
        """Return whether a key is one of several that mean something together, and was taken."""
        screen, focused = self.screen, self.focused
        if (asks := self._asks_for_keys(key)) is not None:
            self._sequences.give_up()
            await self.carry_out_over(screen, asks)
            return True
        if focused is not None and focused.check_consume_key(key.key, key.character):
            self._sequences.give_up()
            return False
        here = screen.panes.here if isinstance(screen, CommandScreen) else ""
        ids = [one.id for one in screen.BINDINGS if isinstance(one, Binding) and one.id]
        taken = self._sequences.take(key.key, self.keymap.meanings(ids, here))
        if taken.step is KeyEffect.PASS:
            return False
        if isinstance(screen, CommandScreen):
            waits = taken.step is KeyEffect.WAIT
            screen.show_keys(printed([" ".join(taken.keys)]) + " …" if waits else "")
            if taken.step is KeyEffect.NOTHING and taken.keys[-1:] != (CANCEL,):
                screen.say(f"{printed([' '.join(taken.keys)])} means nothing here.")
        if taken.step is KeyEffect.RUN:
            if isinstance(screen, CommandScreen) and taken.command != "quit":
                await screen.do_key(taken.command, taken.count)
            else:
                await self.carry_out_over(screen, taken.command)
        return True

    def _asks_for_keys(self, key: events.Key) -> str | None:
        """Return the command that shows the keys, for its sign in a line that is still empty."""
        if not isinstance(self.focused, Input) or self.focused.value or not key.character:
            return None
        ids = {one.id for one in self.screen.BINDINGS if isinstance(one, Binding)}
        asking = next((id_ for id_ in ("keys", "line_keys", "help") if id_ in ids), None)
        is_sign = not key.character.isalnum() and not key.character.isspace()
        return asking if is_sign and key.key in self.keymap.keys("help") else None

    @on(Overlay.KeysWanted)
    def show_keys_over(self, event: Overlay.KeysWanted) -> None:
        """Show the keys of a dialog or page over it."""
        from newsreader.tui.listing.windows import (
            window,  # a dozen dialogs and pages: not at the start
        )

        self.push_screen(window(ShowHelp(event.scope), self.keymap, self.glyphs))

    async def carry_out_over(self, screen: Screen[Any], id_: str) -> None:
        """Carry out a command of a screen."""
        if id_ == "quit":
            await self.action_quit()
        else:
            await screen.run_action(f"do('{id_}')")

    async def carry_out(self, step: MacroStep) -> None:
        """Carry out a step of a macro, unless a step before it has asked something."""
        if isinstance(self.screen, CommandScreen):
            await self.screen.do(step.id, step.given)

    def offered(self, screen: Screen[Any]) -> list[Command]:
        """Return the commands of a screen that can be asked for by name."""
        if isinstance(screen, CommandScreen):
            everything = self.keymap.commands.values()
            return [one for one in everything if one.where & PANES and one.id != "palette"]
        ids = {one.id for one in screen.BINDINGS if isinstance(one, Binding)}
        return [one for one in COMMANDS if one.id in ids or one.id == "quit"]

    def action_command_palette(self) -> None:
        """Let the user find a command by what it is called."""
        from newsreader.tui.dialogs.command_palette import PaletteScreen  # not at the start

        over, library = self.screen, self.session.library
        if isinstance(over, PaletteScreen):
            return
        commands = self.offered(over)
        if isinstance(over, CommandScreen):
            history = self.session.glance(lambda: command_history(library)) or ()
            palette = PaletteScreen(commands, self.keymap, over.can, self._completions, history)
        else:
            palette = PaletteScreen(commands, self.keymap)
        self.push_screen(palette, partial(self._carry_out, over))

    def _completions(self, id_: str, given: str) -> Sequence[str]:
        """Return what may be given to a command that is given so much."""
        session = self.session
        everything = list_sources(session.shelf, session.now)
        return completions(id_, given, session.names.known, everything)

    async def _carry_out(self, over: Screen[Any], chosen: "CommandLine | None") -> None:
        """Carry out what was chosen over a screen, and keep the line."""
        if chosen is None:
            return
        session = self.session
        if isinstance(over, CommandScreen) and not session.library.read_only:
            known = session.glance(lambda: command_history(session.library)) or ()
            history = with_line(known, chosen.line)
            await session.change(lambda: keep_history(session.library, history))
        if isinstance(over, CommandScreen) and chosen.id != "quit":
            await over.do(chosen.id, chosen.given)
        else:
            await self.carry_out_over(over, chosen.id)
