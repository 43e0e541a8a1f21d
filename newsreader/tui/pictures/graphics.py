"""Tells how a terminal can show pictures, by its variables and by what it answers."""

import os
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Literal

Graphics = Literal["kitty", "sixel", "iterm", "blocks"]
"""How pictures are shown: by a protocol of the terminal, or as half blocks of colour."""

QUERY = "\x1b[c"
"""Asks for the attributes of the terminal (DA1), which all answer."""
KITTY_QUERY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
"""Asks whether the terminal knows the graphics of kitty; only those answer."""
ANSWER_LIMIT = 200
"""Longest answer, in characters."""
_SIXEL = "4"
"""The attribute of terminals with sixel graphics."""
_ATTRIBUTES = re.compile(rf"\x1b\[\?([\d;]{{0,{ANSWER_LIMIT}}})c")
_KITTY = re.compile(rf"\x1b_G([^\x1b]{{0,{ANSWER_LIMIT}}})\x1b\\")
_BEGUN = re.compile(
    rf"\x1b(?:\[(?:\?[\d;]{{0,{ANSWER_LIMIT}}})?|_(?:G[^\x1b]{{0,{ANSWER_LIMIT}}}\x1b?)?)?\Z"
)


def can_show() -> bool:
    """Return whether Pillow is installed, without loading it."""
    return find_spec("PIL") is not None


def by_variables(environment: Mapping[str, str] = os.environ) -> Graphics | None:
    """Return how pictures are shown where the variables of the terminal tell it, else None.

    In tmux and screen they are of the terminal around these, which hears only what they know.
    """
    if environment.get("TMUX") or environment.get("TERM", "").startswith(("screen", "tmux")):
        return None
    program, term = environment.get("TERM_PROGRAM", ""), environment.get("TERM", "")
    if "kitty" in term or environment.get("KITTY_WINDOW_ID") or program == "ghostty":
        return "kitty"
    if program in ("iTerm.app", "WezTerm") or environment.get("LC_TERMINAL") == "iTerm2":
        return "iterm"
    return None


def query(environment: Mapping[str, str] = os.environ) -> str:
    """Return what asks a terminal; tmux and screen take one of the questions for a title."""
    inside = environment.get("TMUX") or environment.get("TERM", "").startswith(("screen", "tmux"))
    return QUERY if inside else KITTY_QUERY + QUERY


class TerminalAnswers:
    """Takes the answers to a question out of what the keyboard sends.

    ``ask`` is called in the event loop, ``take`` in the thread of the keyboard.
    """

    def __init__(self) -> None:
        self._answered: Callable[[Graphics], object] | None = None
        self._kitty = False
        self._begun = ""

    def ask(self, answered: Callable[[Graphics], object]) -> None:
        """Expect answers; ``answered`` is called with what they say, in the other thread."""
        self._kitty = False
        self._answered = answered

    def give_up(self) -> None:
        """Expect no more answers."""
        self._answered = None

    def take(self, text: str) -> str:
        """Return what was typed; the beginning of an answer is kept until the rest is there."""
        text, self._begun = self._begun + text, ""
        answered = self._answered
        if answered is None:
            return text
        if found := _KITTY.search(text):
            self._kitty = found[1].endswith(";OK")
            text = text[: found.start()] + text[found.end() :]
        if found := _ATTRIBUTES.search(text):
            self._answered = None
            sixel = _SIXEL in found[1].split(";")[1:]
            answered("kitty" if self._kitty else "sixel" if sixel else "blocks")
            return text[: found.start()] + text[found.end() :]
        if begun := _BEGUN.search(text):
            self._begun = begun[0]
            return text[: begun.start()]
        return text
