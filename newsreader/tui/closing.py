"""Lets a screen be closed once: what still reaches one that is closed must close no other."""

from typing import Any

from textual.screen import Screen


def is_on_top(screen: Screen[Any]) -> bool:
    """Return whether a screen is the one in front; a closed one is not.

    Textual's ``dismiss`` closes whatever is in front. A second click, or a key that overtakes the
    removal on a busy machine, reaches a dialog that was closed already.
    """
    return screen.app.screen_stack[-1:] == [screen]
