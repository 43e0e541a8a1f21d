"""Ways out of the app: however it ends, no process stays and the terminal is as it was.

- a terminal that is closed at any moment: test_a_closed_terminal_leaves_nothing
- signals that end: test_signals_end_the_app_in_order
- a stop that cannot be prepared for, and going on: test_a_stopped_app_draws_itself_anew
- floods of keys and of the mouse, pastes without end: test_a_flood_of_input_is_heard_out,
  tui/test_key_order, tui/test_input_flow, tui/test_paste
"""

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal import PATIENCE, a_terminal, is_drawn, processes_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")

MOMENTS = [*range(0, 400, 40), *range(400, 4_400, 400), *range(4_400, 24_400, 2_000)]
"""After how many bytes from the app its terminal is closed: thirty moments of a start."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_closed_terminal_leaves_nothing(tmp_path: Path, moment: int) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with a_terminal(tmp_path, "demo", TMPDIR=str(temporary)) as terminal:
        while len(terminal.output) < moment and terminal.read(2.0):
            pass
        if moment > 10_000:
            os.write(terminal.leader, b"\r]H")
        terminal.close()
        assert terminal.app.wait(PATIENCE) is not None
        end = time.monotonic() + PATIENCE
        while left := processes_of(terminal.app.pid):
            assert time.monotonic() < end, left
    assert not list(temporary.glob("newsreader-*"))  # the demo's library


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
        os.write(terminal.leader, b"\r")  # into the article, where nothing else paints the list
        terminal.wait_for(lambda output: b"highlight" in output)
        for _ in range(2):
            terminal.app.send_signal(signal.SIGSTOP)
            os.waitpid(terminal.app.pid, os.WUNTRACED)
            while terminal.read(0.0):
                pass
            terminal.output = b""
            terminal.app.send_signal(signal.SIGCONT)
            terminal.wait_for(lambda output: b"All" in output and b"highlight" in output)
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
        b":" + b"abcdefgh\x1b[B" * 2_000,
        b"".join(b"\x1b[<%d;%d;9M" % (what, x) for x in range(1, 90) for what in [35, 65] * 100),
        b"\x1b[O\x1b[I\x1b[<0;9;9M\x1b[<0;9;9m" * 3_000,
        b"\x1b[200~word ",
    ],
    ids=["paste", "keys", "search", "arrows", "palette", "mouse", "focus", "unended paste"],
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
