"""A pseudo terminal that is the controlling terminal of an app, as a window is."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.child_process import command, environment

PATIENCE = 30.0
"""Seconds in which an app must have ended; its own deadline comes earlier."""


class Terminal:
    """A pseudo terminal with an app in it, whose controlling terminal it is."""

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        import fcntl
        import pty
        import termios

        def prepare() -> None:
            """Take the terminal, and hear every signal, also those that a parent ignores."""
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)

        self.leader, follower = pty.openpty()
        self.before = termios.tcgetattr(follower)
        self.output = b""
        self.app = subprocess.Popen(
            command("-m", "newsreader", *library_options(folder), *arguments),
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env={**environment(), "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
            | variables,
            start_new_session=True,
            preexec_fn=prepare,
        )
        self.follower = follower
        self._ends: tuple[int, ...] = (follower, self.leader)

    def read(self, seconds: float = PATIENCE) -> bool:
        """Read what the app writes; return whether there was anything."""
        if not select.select([self.leader], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.leader, 65536)
        except OSError:
            return False
        self.output += piece
        return bool(piece)

    def wait_for(self, holds: Callable[[bytes], bool]) -> None:
        """Read until something holds of the output."""
        end = time.monotonic() + PATIENCE
        while not holds(self.output):
            assert self.read() and time.monotonic() < end, self.output[-500:]

    def wait(self) -> int:
        """Read until the app has ended, and return its status."""
        end = time.monotonic() + PATIENCE
        while self.app.poll() is None:
            assert time.monotonic() < end, "it does not end"
            self.read(0.05)
        while self.read(0.0):
            pass
        return self.app.returncode

    def is_restored(self) -> bool:
        """Return whether modes and attributes of the terminal are as they were."""
        import termios

        pairs = [(b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[>", b"\x1b[<u")]
        pairs += [(b"\x1b[?%dh" % n, b"\x1b[?%dl" % n) for n in (1000, 1003, 1004, 1006, 2004)]
        balanced = self.output.count(b"\x1b[>25u") <= self.output.count(b"\x1b[<u")
        return (
            balanced
            and all(self.output.rfind(on) <= self.output.rfind(off) for on, off in pairs)
            and termios.tcgetattr(self.follower) == self.before
        )

    def close(self) -> None:
        """Close the window, once: its descriptors may be somebody else's afterwards."""
        ends, self._ends = self._ends, ()
        for end in ends:
            os.close(end)


@contextmanager
def a_terminal(folder: Path, *arguments: str, **environment: str) -> Iterator[Terminal]:
    """Start an app on a terminal; nothing of it is left afterwards."""
    terminal = Terminal(folder, *arguments, **environment)
    try:
        yield terminal
    finally:
        terminal.close()
        if terminal.app.poll() is None:
            terminal.app.kill()
        terminal.app.wait()


def library_options(folder: Path) -> list[str]:
    """Return the options that name a library and a configuration file in ``folder``."""
    config = folder / "config.toml"
    config.touch()
    return ["--data-dir", str(folder / "data"), "--config", str(config)]


def is_drawn(output: bytes) -> bool:
    """Return whether the app has painted its list and its last line."""
    return b"All" in output and b"Enter" in output


def processes_of(session: int) -> list[int]:
    """Return the processes that live in a session."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]
