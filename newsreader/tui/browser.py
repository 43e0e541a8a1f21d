"""Shows an address in a program: one for windows beside the app, one for terminals in its place.

No shell is involved: the address is one argument of a program.
"""

import os
import shlex
import shutil
import subprocess
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from textual.app import App

from newsreader.child_process import command, environment
from newsreader.domain.options.openers import Opener
from newsreader.tui.driver.foreground import run_in_foreground

TEXT_BROWSERS = frozenset(
    {"browsh", "chawan", "cha", "elinks", "links", "links2", "lynx", "netrik", "w3m", "www-browser"}
)
"""The browsers that need the terminal for themselves, by the name of the program."""
ADDRESS = "%s"
"""What the address takes the place of; without it the address comes last."""


def show_in_browser(app: App[int], url: str, wanted: Sequence[str]) -> str:
    """Show a web address; return what became of that, as one sentence.

    An app in a browser has that open it. ``wanted`` is the program of the settings with its
    arguments; without it the variable ``BROWSER`` counts, then what the system prefers.
    """
    if app.is_web:
        app.open_url(url)
        return "Sent to the browser."
    program = tuple(wanted) or from_environment(os.environ)
    if program:
        arguments = with_address(program, url)
        return run_in_foreground(app, arguments) if is_text(program) else _beside(arguments)
    return _beside(command("-m", "webbrowser", "-t", url))


def open_with(app: App[int], url: str, opener: Opener) -> str:
    """Open an address with a program; return what became of that."""
    arguments = with_address(opener.command, url)
    if opener.in_terminal or is_text(opener.command):
        return run_in_foreground(app, arguments)
    return _beside(arguments, PurePath(opener.command[0]).name)


def from_environment(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return the first program of ``BROWSER`` that there is, else a text browser of the system."""
    for words in variables.get("BROWSER", "").split(os.pathsep):
        try:
            program = tuple(shlex.split(words, posix=os.name == "posix"))
        except ValueError:  # a quotation mark that is never closed
            continue
        if program and shutil.which(program[0]):
            return program
    try:
        preferred = getattr(webbrowser.get(), "name", "")
    except webbrowser.Error:
        return ()
    return (preferred,) if is_text((preferred,)) else ()


def with_address(program: Sequence[str], url: str) -> list[str]:
    """Return the arguments that show ``url`` with a program, whose ``~`` is the home folder."""
    first, *rest = program
    first = str(Path(first).expanduser()) if first.startswith("~") else first
    if any(ADDRESS in part for part in rest):
        return [first, *(part.replace(ADDRESS, url) for part in rest)]
    return [first, *rest, url]


def is_text(program: Sequence[str]) -> bool:
    """Return whether a program shows pages in the terminal."""
    return PurePath(program[0]).stem.lower() in TEXT_BROWSERS


def _beside(arguments: Sequence[str], name: str = "the browser") -> str:
    """Start a program that has windows of its own, and do not wait for it."""
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
    except OSError as error:
        return _refused(arguments, error)
    threading.Thread(target=process.wait, daemon=True).start()
    return f"Sent to {name}."


def _refused(arguments: Sequence[str], error: OSError) -> str:
    return f"{arguments[0]} could not be started: {error.strerror or error}."
