"""Ways out of the app: however it ends, no process stays and the terminal is as it was.

- a terminal that is closed at any moment: test_a_closed_terminal_leaves_no_process
- signals that end: test_signals_end_the_app_in_order
- a stop that cannot be prepared for, and going on: test_a_stopped_app_draws_itself_anew
- floods of keys and large pastes: test_a_flood_of_input_is_heard_out, tui/test_key_order
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")

PATIENCE = 30.0
"""Seconds in which an app must have ended; its own deadline comes earlier."""
MOMENTS = [*range(0, 400, 40), *range(400, 4_400, 400), *range(4_400, 24_400, 2_000)]
"""After how many bytes from the app its terminal is closed: thirty moments of a start."""


class Terminal:
    """A pseudo terminal with an app in it, whose controlling terminal it is."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        import fcntl
        import pty
        import termios

        self.leader, follower = pty.openpty()
        self.before = termios.tcgetattr(follower)
        self.output = b""
        self.app = subprocess.Popen(
            [sys.executable, "-P", "-m", "newsreader", *_options(folder), *arguments],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
            | environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.follower = follower

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

    def wait_for(self, holds: Any) -> None:
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
            and all(self.output.rfind(on) < self.output.rfind(off) for on, off in pairs)
            and termios.tcgetattr(self.follower) == self.before
        )

    def close(self) -> None:
        """Close the window."""
        for end in (self.follower, self.leader):
            with suppress(OSError):
                os.close(end)


@contextmanager
def a_terminal(folder: Path, *arguments: str, **environment: str) -> Iterator[Terminal]:
    terminal = Terminal(folder, *arguments, **environment)
    try:
        yield terminal
    finally:
        terminal.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(terminal.app.pid, signal.SIGKILL)
        terminal.app.wait()


def _options(folder: Path) -> list[str]:
    return ["--data-dir", str(folder / "data"), "--config", str(folder / "config.toml")]


def is_drawn(output: bytes) -> bool:
    return b"All" in output and b"Enter" in output


def processes_of(session: int) -> list[int]:
    """Return the processes that live in a session."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_closed_terminal_leaves_no_process(tmp_path: Path, moment: int) -> None:
    with a_terminal(tmp_path, "demo") as terminal:
        while len(terminal.output) < moment and terminal.read(2.0):
            pass
        if moment > 10_000:
            os.write(terminal.leader, b"\r]H")
        terminal.close()
        assert terminal.app.wait(PATIENCE) is not None
        end = time.monotonic() + PATIENCE
        while left := processes_of(terminal.app.pid):
            assert time.monotonic() < end, left


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM"])
def test_signals_end_the_app_in_order(tmp_path: Path, name: str) -> None:
    with a_terminal(tmp_path, "demo") as terminal:
        terminal.wait_for(is_drawn)
        terminal.app.send_signal(getattr(signal, name))
        assert terminal.wait() == 0
        assert terminal.is_restored()
        assert b"Traceback" not in terminal.output


def test_a_stopped_app_draws_itself_anew(tmp_path: Path) -> None:
    with a_terminal(tmp_path, "demo") as terminal:
        terminal.wait_for(is_drawn)
        terminal.app.send_signal(signal.SIGSTOP)
        os.waitpid(terminal.app.pid, os.WUNTRACED)
        while terminal.read(0.0):
            pass
        terminal.output = b""
        terminal.app.send_signal(signal.SIGCONT)
        terminal.wait_for(is_drawn)
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        assert terminal.is_restored()


@pytest.mark.parametrize(
    "flood",
    [
        b"\x1b[200~" + b"word " * 200_000 + b"\x1b[201~",
        b"j" * 50_000,
        b"/" + b"x" * 20_000,
        b"\x1b[A" * 10_000,
    ],
    ids=["paste", "keys", "search", "arrows"],
)
def test_a_flood_of_input_is_heard_out(tmp_path: Path, flood: bytes) -> None:
    with a_terminal(tmp_path, "demo") as terminal:
        terminal.wait_for(is_drawn)
        os.set_blocking(terminal.leader, False)
        left = flood + b"\x11"
        while left:
            _, ready, _ = select.select([], [terminal.leader], [], PATIENCE)
            assert ready, "nobody reads the keyboard"
            left = left[os.write(terminal.leader, left[:4096]) :]
            terminal.read(0.0)
        assert terminal.wait() == 0
        assert terminal.is_restored()
