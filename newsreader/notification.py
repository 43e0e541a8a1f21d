"""Tells of something outside the screen: a table of programs, and of signs for the terminal."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import get_args

from newsreader.domain.clean import clean_line
from newsreader.settings.values import NotifyBy

Words = Callable[[str, str], list[str]]
TITLE_LIMIT, BODY_LIMIT = 120, 400
"""How much is told, in code points."""

_APPLE_SCRIPT = (
    "on run words",
    "display notification (item 2 of words) with title (item 1 of words)",
    "end run",
)


def _notify_send(title: str, body: str) -> list[str]:
    # The body may hold markup (Desktop Notifications Specification), the title not.
    plain = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ["notify-send", "--app-name=newsreader", "--", title, plain]


def _terminal_notifier(title: str, body: str) -> list[str]:
    # A first "[" or "-" would be read as its own.
    return ["terminal-notifier", "-title", f"\u200b{title}", "-message", f"\u200b{body}"]


def _osascript(title: str, body: str) -> list[str]:
    lines = [part for line in _APPLE_SCRIPT for part in ("-e", line)]
    return ["osascript", *lines, "--", title, body]


PROGRAMS: Mapping[str, Words] = {
    "notify-send": _notify_send,
    "terminal-notifier": _terminal_notifier,
    "osascript": _osascript,
}
"""The programs that show a notification, each with the command for a title and a text."""

SIGNS: Mapping[str, Callable[[str, str], str]] = {
    "osc9": lambda title, body: f"\x1b]9;{_apart(title)}: {_apart(body)}\x07",
    "osc777": lambda title, body: f"\x1b]777;notify;{_apart(title)};{_apart(body)}\x1b\\",
    "bell": lambda title, body: "\x07",
}
"""What a terminal shows a notification for, each with the text to be written to it."""

assert set(get_args(NotifyBy)) == {*PROGRAMS, *SIGNS, "auto", "never"}


def chosen(by: NotifyBy, environment: Mapping[str, str] = os.environ) -> str:
    """Return by which of ``PROGRAMS`` and ``SIGNS`` to tell; empty for not at all.

    By itself that is a program where there is a desktop here, and else what the terminal knows:
    over ssh the desktop is elsewhere.
    """
    if by != "auto":
        return "" if by == "never" else by
    remote = "SSH_CONNECTION" in environment or "SSH_TTY" in environment
    desktop = sys.platform == "darwin" or any(
        environment.get(one) for one in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if desktop and not remote:
        names = ("terminal-notifier", "osascript") if sys.platform == "darwin" else ("notify-send",)
        for name in names:
            if shutil.which(name, path=environment.get("PATH")):
                return name
    terminal = environment.get("TERM", "")
    if terminal in ("", "dumb", "linux") or "TMUX" in environment or "STY" in environment:
        return "bell"
    return "osc777" if terminal.startswith(("rxvt", "foot")) else "osc9"


def program(by: str, title: str, body: str) -> list[str]:
    """Return the command that shows a notification; empty where ``by`` is no program."""
    words = PROGRAMS.get(by)
    return words(clean_line(title, TITLE_LIMIT), clean_line(body, BODY_LIMIT)) if words else []


def sign(by: str, title: str, body: str) -> str:
    """Return what is written to the terminal; empty where ``by`` is a program."""
    write = SIGNS.get(by)
    return write(clean_line(title, TITLE_LIMIT), clean_line(body, BODY_LIMIT)) if write else ""


def _apart(text: str) -> str:
    """Return a text without the sign that divides the parts of a sequence."""
    return text.replace(";", ",")
