"""Starts the program's own child processes, so that they run the same package as their parent.

It needs the standard library only, as the screen, the fetcher and the tests all use it.
"""

import asyncio
import os
import sys
import sysconfig
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import IO

LINE_LIMIT = 64 * 1024
"""The longest line that is read from a child, in bytes, where the caller names no other."""

_HOME = Path(__file__).resolve().parent.parent
"""The folder that this package was imported from: a checkout, or the folder of all libraries."""


SERVED_BY = ("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
"""The variable, and its value, by which textual-serve tells an app that a browser shows it."""


def is_served() -> bool:
    """Return whether this process is an app that ``newsreader serve`` shows in a browser."""
    return os.environ.get(SERVED_BY[0]) == SERVED_BY[1]


async def start(
    module: str, *arguments: str, stderr: IO[bytes] | None = None, limit: int = LINE_LIMIT
) -> Process:
    """Run a module of this package in a child process with a pipe to it and one from it.

    ``stderr`` is the file for its error output, by default the parent's own.
    """
    return await asyncio.create_subprocess_exec(
        *command("-m", module, *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=stderr,
        limit=limit,
        env=environment() | {"PYTHONUTF8": "1"},
    )


def command(*arguments: str) -> list[str]:
    """Return the command line of a Python that, given ``environment()``, imports this package.

    ``-P`` keeps the working directory out of the module search path, so that a file named
    like a library in somebody's download folder is never run.
    """
    return [sys.executable, "-P", *arguments]


def environment() -> dict[str, str]:
    """Return the variables of this process, changed so that ``command()`` works."""
    return os.environ | import_path()


def import_path() -> dict[str, str]:
    """Return the variable that leads a Python started with ``-P`` to this very package.

    Nothing for an installed package: it is found anyway, and naming the folder of all libraries
    would put it in front of the standard library.
    """
    if _HOME in {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}:
        return {}
    inherited = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join([str(_HOME), *([inherited] if inherited else [])])}
