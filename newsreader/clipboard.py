"""Puts text on the clipboard by a program of the system, which says whether it took it.

What the terminal is asked for besides (OSC 52) it may do or not, and it does not tell; many do
it only where it is switched on.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

SECONDS = 5.0
"""How long one program may take."""

_TMUX = ("tmux", "load-buffer", "-w", "-")
_OLD_TMUX = ("tmux", "load-buffer", "-")
"""Before tmux 3.2, which passes no text on to the terminal."""
_WAYLAND = ("wl-copy",)
_X11 = (("xclip", "-selection", "clipboard", "-in"), ("xsel", "--clipboard", "--input"))


def programs(
    environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> Iterator[tuple[str, ...]]:
    """Yield the programs to try here, each with its arguments; the text comes on its stdin."""
    if system == "darwin":
        yield ("pbcopy",)
    if system in ("win32", "cygwin") or "WSL_DISTRO_NAME" in environment:
        yield ("clip.exe",)
    if environment.get("WAYLAND_DISPLAY"):
        yield _WAYLAND
    if environment.get("DISPLAY"):
        yield from _X11
    if environment.get("TMUX"):
        yield _TMUX
        yield _OLD_TMUX


def put_on_clipboard(
    text: str,
    wanted: Sequence[str] = (),
    environment: Mapping[str, str] = os.environ,
    system: str = sys.platform,
) -> tuple[str, ...]:
    """Hand ``text`` to the clipboard; return the names of the programs that took it.

    ``wanted`` is the program of the settings with its arguments, which is the only one then.
    Otherwise that is the first of the system's, and tmux besides where it runs, so that the text
    can be pasted in its panes, too.
    """
    took: list[str] = []
    for command in [tuple(wanted)] if wanted else programs(environment, system):
        name = PurePath(command[0]).name
        in_tmux = name == "tmux" and not wanted
        if name in took or (took and not in_tmux):
            continue
        if _takes(command, text, environment):
            took.append(name)
    return tuple(took)


def copied_by(took: Sequence[str], wanted: Sequence[str] = ()) -> str:
    """Return what became of a copy as one sentence; ``wanted`` is as above.

    That a terminal was asked is never told as if it had done it.
    """
    if took:
        return f"Copied ({', '.join(took)})."
    if wanted:
        name = PurePath(wanted[0]).name
        return f"“{name}” did not take it; asked the terminal to copy it (OSC 52)."
    return "Asked the terminal to copy it (OSC 52)."


def _takes(command: Sequence[str], text: str, environment: Mapping[str, str]) -> bool:
    """Run a program with ``text`` on its stdin; return whether it ended well."""
    program = shutil.which(command[0], path=environment.get("PATH"))
    if program is None:
        return False
    # clip.exe takes what has no byte order mark for the code page of the console.
    encoding = "utf-16" if PurePath(command[0]).name.lower() == "clip.exe" else "utf-8"
    try:
        # Some stay to serve the text, and would keep a pipe open.
        done = subprocess.run(
            [program, *command[1:]],
            input=text.encode(encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
