"""Prints lines for a person, through a pager where a terminal is too low for them."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from itertools import chain, islice

from newsreader.cli.output import say_line
from newsreader.cli.styled_line import StyledLine, on_screen, written

_PAGER = "less -R"


def page(lines: Iterable[StyledLine]) -> bool:
    """Print lines as they are made; return whether there were any.

    What a user who leaves the pager has not seen is not made.
    """
    waiting = iter(lines)
    command = _pager()
    height = shutil.get_terminal_size().lines if command else 1
    beginning = list(islice(waiting, height))
    every = chain(beginning, waiting)
    if command and len(beginning) == height:
        _show(command, every)
        return True
    for line in every:
        say_line(line)
    return bool(beginning)


def _pager() -> Sequence[str]:
    """Return the program that shows long texts and its arguments; none where none is wanted."""
    if not on_screen():
        return ()
    try:
        command = shlex.split(os.environ.get("PAGER", _PAGER))
    except ValueError:
        return ()
    return command if command and command != ["cat"] and shutil.which(command[0]) else ()


def _show(command: Sequence[str], lines: Iterable[StyledLine]) -> None:
    environment = {"LESS": "R", "LV": "-c", **os.environ}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:
        assert pager.stdin is not None
        stream = TextIOWrapper(pager.stdin, encoding=sys.stdout.encoding, errors="newsreader")
        with _interrupting_the_pager_only():
            with suppress(BrokenPipeError), stream:
                for line in lines:
                    stream.write(written(line) + "\n")
            pager.wait()


@contextmanager
def _interrupting_the_pager_only() -> Iterator[None]:
    """Let Ctrl+C be what the pager makes of it, until it is left."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
