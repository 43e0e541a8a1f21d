"""The command ``newsreader``: paints the first screenful, then loads the rest of the program."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader import held_terminal
from newsreader.loading import loading
from newsreader.tui.first_screenful import faults

if TYPE_CHECKING:
    from newsreader.places import Places

INTERRUPTED = 130
"""The status after Ctrl+C: 128 and the number of SIGINT, as shells have it."""
_OPTIONS = ("--data-dir", "--config")


def main() -> int:
    """Run the command that the arguments of the process ask for; return its exit status."""
    arguments = sys.argv[1:]
    try:
        with loading():
            if _opens_app(arguments):
                _paint_first(arguments)
            from newsreader.cli.main import main as run
        return run(arguments)
    except KeyboardInterrupt:  # before there is anybody else to take it
        return INTERRUPTED
    finally:
        held_terminal.give_back()


def _paint_first(arguments: Sequence[str]) -> None:
    """Paint the first screenful; a fault in that is kept for the app, which opens without it."""
    try:
        from newsreader.tui.first_screenful.launcher import paint

        paint(_places(arguments))
    except Exception as fault:
        held_terminal.give_back()
        faults.append(fault)


def _opens_app(arguments: Sequence[str]) -> bool:
    """Return whether the app will open, on a terminal that shows what Textual paints."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return (
        all(one in _OPTIONS for one in arguments[::2])
        and len(arguments) % 2 == 0
        and sys.platform != "win32"
        and all(one is not None and one.isatty() for one in streams)
        and sys.stderr.encoding.lower() == "utf-8"
        and os.environ.get("TERM", "dumb") != "dumb"
        and not os.environ.get("NO_COLOR")
    )


def _places(arguments: Sequence[str]) -> "Places":
    """Return where the files of these options lie."""
    from newsreader.places import find_places

    named = dict(zip(arguments[::2], map(Path, arguments[1::2]), strict=True))
    return find_places(*(named.get(one) for one in _OPTIONS))
