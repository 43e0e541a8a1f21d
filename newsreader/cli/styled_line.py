"""Lines whose parts have a look, where somebody sees them on a terminal with colours."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsreader.domain.clean import clean_text

_CODES: Mapping[str, str] = {
    "title": "1",
    "dim": "2",
    "address": "4",
    "heading": "1",
    "unread": "1;36",
    "kept": "33",
    "speaker": "1;35",
    "unsure": "35",
    "found": "7",
    "yellow": "30;43",
    "green": "30;42",
    "blue": "30;46",
    "red": "30;41",
    "purple": "30;45",
}
"""How each style looks, as parameters of SGR (ECMA-48, 8.3.117)."""


@dataclass(frozen=True, slots=True)
class StyledText:
    """A part of a line that looks alike."""

    text: str
    """Its words."""
    style: str = ""
    """Its look, a key of ``_CODES``; empty for plain text."""


StyledLine = tuple[StyledText, ...]
"""One line, from left to right."""


def alike(lines: Iterable[str], style: str = "") -> Iterator[StyledLine]:
    """Yield lines that look alike from end to end."""
    return ((StyledText(line, style),) for line in lines)


def words_of(line: StyledLine) -> str:
    """Return a line without its looks."""
    return "".join(piece.text for piece in line)


def written(line: StyledLine) -> str:
    """Return a line as it is written to stdout: cleaned, and in colour where that is seen."""
    if not shows_colours():
        return clean_text(words_of(line))
    return "".join(
        f"\x1b[{_CODES[piece.style]}m{clean_text(piece.text)}\x1b[0m"
        if piece.style and piece.text
        else clean_text(piece.text)
        for piece in line
    )


def shows_colours() -> bool:
    """Return whether stdout is a terminal on which colours are wanted (no-color.org)."""
    return on_screen() and not os.environ.get("NO_COLOR")


def on_screen() -> bool:
    """Return whether stdout is a terminal that can do more than print."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
