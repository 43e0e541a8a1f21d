"""Lets in no more input than can be handled: what newer input makes pointless is left out.

The thread of the keyboard asks ``lets_in`` before it sends an event to the app, the event loop
asks ``is_wanted`` before it handles one.
"""

from collections import deque
from dataclasses import dataclass

from textual import events

KEY_BACKLOG = 256
"""How many keys wait at most; nobody types that far ahead, so what is more is dropped."""
MOUSE_BACKLOG = 64
"""How many events of the mouse wait at most before turns of the wheel and clicks are dropped."""
LEAVING_KEY = "ctrl+q"
"""The key that overtakes all others."""

_SUPERSEDED = "superseded_by_newer_input"
"""The attribute of an event that a newer one makes pointless."""
_STATES = (events.MouseMove, (events.AppFocus, events.AppBlur))
"""Events that tell of a state, so that of several in a row the last is enough."""
_WHEEL = (
    *(events.MouseScrollDown, events.MouseScrollUp),
    *(events.MouseScrollLeft, events.MouseScrollRight),
)


@dataclass(frozen=True, slots=True)
class MacroStep:
    """A command that comes in the place of keys."""

    id: str
    """Which."""
    given: str
    """What it takes; empty for nothing."""


class InputFlow:
    """How much input was sent to the app, and how much of it the app has handled."""

    def __init__(self) -> None:
        self.keys: deque[events.Key | MacroStep] = deque()
        """The keys, and steps of macros, that the app has not handled yet."""
        self._leaving = False
        self._sent = self._handled = 0
        self._last: events.Event | None = None
        self._click_dropped = False

    def lets_in(self, event: events.Event) -> bool:
        """Return whether to send an event to the app; called by the thread of the keyboard."""
        if isinstance(event, events.Key):
            self._leaving = self._leaving or event.key == LEAVING_KEY
            return event.key == LEAVING_KEY or len(self.keys) < KEY_BACKLOG
        last, self._last = self._last, event
        for state in _STATES:
            if isinstance(event, state) and isinstance(last, state):
                setattr(last, _SUPERSEDED, True)
        if not isinstance(event, events.MouseEvent):
            return True
        if self._is_too_much(event):
            return False
        self._sent += 1
        return True

    def _is_too_much(self, event: events.MouseEvent) -> bool:
        """Return whether to drop a turn of the wheel or a click, of which both ends are dropped."""
        late = self._sent - self._handled > MOUSE_BACKLOG
        if isinstance(event, events.MouseDown):
            self._click_dropped = late
        elif isinstance(event, events.MouseUp):
            late, self._click_dropped = self._click_dropped, False
        elif not isinstance(event, _WHEEL):
            return False
        return late

    def is_wanted(self, event: events.Event) -> bool:
        """Return whether an event is still to be handled; called once for each of the terminal."""
        if isinstance(event, events.MouseEvent):
            self._handled += 1
        if isinstance(event, events.InputEvent) and self._leaving:
            # The key that leaves comes behind it.
            return isinstance(event, events.Key) and event.key == LEAVING_KEY
        return not getattr(event, _SUPERSEDED, False)

    def leave(self) -> None:
        """Take note that the key that leaves has come."""
        self._leaving = False
