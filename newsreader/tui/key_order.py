"""Hands the app its keys one after another, so that each goes where the one before it led.

Textual forwards a key to the widget in focus and the next one at once; what the first key
does, focusing an input or opening a dialog, comes later. Keys that arrive in one burst (a slow
line, a paste without brackets, a fast typist) would run as commands of the widget that was in
focus before. Here a key waits until the one before it was handled, however it was handled.

Until a key was handled a screen can hold back what it paints, so that all that the key changes is
painted at once.
"""

import asyncio
from collections.abc import Iterable
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from newsreader.domain.counts import grouped
from newsreader.tui.driver.input_flow import KEY_BACKLOG, LEAVING_KEY, InputFlow, MacroStep

PASTE_LIMIT = 100_000
"""Longest text that is pasted, in code points."""
ROUNDS = 2
"""How often a message follows a key: what the key made a widget say (an input that was
submitted) goes the same way and is handled between the two."""
TURNS = 6
"""How many turns of the event loop later all has reached the screen that a key has changed: a
widget tells the screen that it is to be painted once it has nothing else to do."""
LOOK = 0.03
"""Seconds between two looks whether the widget that had a key was removed with it."""
LOOKS, HELD = 20, 3
"""After so many looks the next key goes on, whatever became of the last; after so many a screen
paints what there is by then."""

Result = TypeVar("Result")


class OrderedKeysApp(App[Result]):
    """An app whose keys are handled in order; pastes are cut and go to the widget in focus."""

    class Handled(Message):
        """Follows a key through the widgets; when it is back, the key has been handled."""

        def __init__(self, number: int, target: MessagePump, rounds: int) -> None:
            super().__init__()
            self.number = number
            """The number of the key that it follows."""
            self.target = target
            """The widget that got the key."""
            self.rounds = rounds
            """How often it has still to go the same way."""

    class InputCut(Message):
        """Keys or pasted text were too many and partly left out."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason
            """What was left out, as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.input_flow = InputFlow()
        """What waits to be handled, keys among it; the thread of the keyboard asks it, too."""
        self._number = 0
        self._busy = False
        self._was_key = False
        self._settled: Screen[object] | None = None
        self._flooded = False
        self.holds_frames = False
        """Whether a screen had better not paint yet, as what it shows is still changing.

        That is so for the first of several keys and for what is told behind it, a moment each.
        """

    @property
    def keys_handled(self) -> bool:
        """Whether every key was handled, and what it led to has the focus.

        An app that has left handles no more.
        """
        return not (self._busy and self.is_running)

    async def on_event(self, event: events.Event) -> None:
        """Queue keys, cut pastes, and leave everything else that is still wanted to Textual."""
        if not event.is_forwarded and not self.input_flow.is_wanted(event):
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._take(event)
            return
        if isinstance(event, events.Paste) and len(event.text) > PASTE_LIMIT:
            event.text = event.text[:PASTE_LIMIT]
            self.post_message(
                self.InputCut(f"The pasted text was cut after {grouped(PASTE_LIMIT)} characters.")
            )
        await super().on_event(event)

    async def _take(self, key: events.Key) -> None:
        if key.key == LEAVING_KEY:
            self.input_flow.leave()
            self.input_flow.keys.clear()
            self._let_paint(
                0
            )  # leaving waits for the next picture, and no key is left to bring one
            await super().on_event(key)
        elif len(self.input_flow.keys) >= KEY_BACKLOG:
            if not self._flooded:
                self._flooded = True
                self.post_message(self.InputCut("Too many keys at once; some were left out."))
        else:
            self.input_flow.keys.append(key)
            if not self._busy:
                self.holds_frames = True
                await self._next()

    async def _next(self) -> None:
        """Forward the next key, or wait for a screen that has only just been opened."""
        if not self.screen_stack:  # the app is leaving
            self.input_flow.keys.clear()
        self._busy = bool(self.input_flow.keys)
        if not self.input_flow.keys:
            self._flooded = False
            return
        if self.screen is not self._settled:
            self._settled, self._was_key = self.screen, False
            self._follow(self.screen)
            return
        key, self._was_key = self.input_flow.keys.popleft(), True
        target = self.focused or self.screen
        if isinstance(key, MacroStep):
            await self.carry_out(key)
            target = self.focused or self.screen
        elif not await self.join_keys(key):
            await super().on_event(key)
        self._follow(target)

    async def join_keys(self, key: events.Key) -> bool:
        """Return whether a key is one of several that mean something together, and was taken."""
        return False

    async def carry_out(self, step: MacroStep) -> None:
        """Carry out a step of a macro."""

    async def play(self, steps: Iterable[MacroStep]) -> None:
        """Let the steps of a macro come before the keys that wait."""
        self.input_flow.keys.extendleft(reversed(list(steps)))
        if not self._busy:
            await self._next()

    def _follow(self, target: MessagePump) -> None:
        """Send a message the way that a key goes from ``target``."""
        self._number += 1
        number = self._number
        if target.post_message(self.Handled(number, target, ROUNDS - 1)):
            self.set_timer(LOOK, lambda: self._look_after(number, LOOKS))
        else:
            self.call_later(self._go_on, number)

    async def _look_after(self, number: int, left: int) -> None:
        """Go on where a dialog was closed by a key and what followed the key went with it."""
        if number != self._number or not self._busy:
            return
        if left <= LOOKS - HELD:
            self._let_paint(0)
        if left == 0 or not self.screen_stack or self.screen is not self._settled:
            await self._go_on(number)
        else:
            self.set_timer(LOOK, lambda: self._look_after(number, left - 1))

    async def on_ordered_keys_app_handled(self, message: Handled) -> None:
        """Let the next key follow, after what the last one has left for later."""
        message.stop()
        again = self.Handled(message.number, message.target, message.rounds - 1)
        if not (message.rounds and message.target.post_message(again)):
            self.call_later(self._go_on, message.number)

    async def _go_on(self, number: int) -> None:
        if number == self._number and self._busy:
            self._number += 1
            if self._was_key or not self.input_flow.keys:  # the key that leaves took them away
                self._let_paint(TURNS)
            await self._next()

    def paint_together(self) -> None:
        """Have the screen paint at once what changes in this turn of the event loop."""
        if not self.holds_frames:
            self.holds_frames = True
            self._let_paint(TURNS)

    def _let_paint(self, turns: int) -> None:
        """Let the screens paint what the key has changed, some turns of the event loop later."""
        if self.holds_frames and turns:
            asyncio.get_running_loop().call_soon(self._let_paint, turns - 1)
        elif self.holds_frames:
            self.holds_frames = False
            for screen in self.screen_stack:
                screen.check_idle()
