"""Asks the terminal whether its ground is dark, and finds the answer in what it sends.

The question is OSC 11 of xterm. A terminal with mode 2031 (Contour, kitty, Ghostty, tmux) tells by
itself when the user changes to other colours.
"""

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsreader.library import Library

ASK = "\x1b]11;?\x1b\\\x1b[?2031h"
"""Asks for the colour of the ground, and to be told of changes."""
LET_GO = "\x1b[?2031l"
"""Asks to be told no more."""
KEY = "ground of the terminal"
"""The key under which the last answer is kept."""

_DIGITS = "[0-9A-Fa-f]{1,4}"
_REPLY = re.compile(
    rf"\x1b\]11;rgba?:({_DIGITS})/({_DIGITS})/({_DIGITS})(?:/{_DIGITS})?(?:\x07|\x1b\\)"
    r"|\x1b\[\?997;([12])n"
)
_BEGUN = re.compile(
    r"\x1b(?:\](?:1(?:1(?:;[^\x07\x1b]{0,40}\x1b?)?)?)?|\[(?:\?(?:9(?:9(?:7(?:;[12]?)?)?)?)?)?)$"
)
"""What may be the beginning of an answer, at the end of what came so far."""


class GroundTold(Message):
    """The terminal has told whether its ground is dark."""

    def __init__(self, dark: bool) -> None:
        super().__init__()
        self.dark = dark
        """Whether it is."""


class GroundReplies:
    """Takes the answers out of what a terminal sends, so that they are no keys."""

    def __init__(self) -> None:
        self._kept = ""

    def take(self, text: str) -> tuple[str, list[bool]]:
        """Return the text without answers, and of each whether the ground is dark.

        What may be the beginning of one is kept until the rest comes; it is handed on with an
        empty text, as no rest came.
        """
        whole, self._kept = self._kept + text, ""
        told = [_is_dark(found) for found in _REPLY.finditer(whole)]
        rest = _REPLY.sub("", whole)
        if text and (begun := _BEGUN.search(rest)):
            rest, self._kept = rest[: begun.start()], rest[begun.start() :]
        return rest, told


def _is_dark(found: "re.Match[str]") -> bool:
    if found[4]:
        return found[4] == "1"
    red, green, blue = (int(one, 16) / (16 ** len(one) - 1) for one in found.groups()[:3])
    return bool(0.299 * red + 0.587 * green + 0.114 * blue < 0.5)


def ground_at_start(library: "Library", variables: Mapping[str, str] = os.environ) -> bool:
    """Return whether the ground is taken to be dark before the terminal has answered.

    It is as it was the last time; the first time as ``COLORFGBG`` says, which rxvt and Konsole
    set, and dark where nothing tells.
    """
    if (kept := library.recall(KEY)) in ("dark", "light"):
        return kept == "dark"
    last = variables.get("COLORFGBG", "").rpartition(";")[2]
    return last not in ("7", "15")


def keep_ground(library: "Library", dark: bool) -> None:
    """Keep what the terminal told."""
    library.keep(KEY, "dark" if dark else "light")
