"""A real terminal: the app stops and comes back, and gives the terminal to an editor."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no job control there", allow_module_level=True)

from newsreader.domain.query import Query
from newsreader.library import Library
from tests.builders import STORIES, a_library
from tests.terminal import PATIENCE, Terminal, a_terminal, is_drawn

PASTE = b"\x1b[200~"


def wait_for_stop(terminal: Terminal) -> int:
    """Read what the app writes until it is stopped; return the signal that did so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = os.waitid(os.P_PID, terminal.app.pid, os.WSTOPPED | os.WNOWAIT | os.WNOHANG)
        if found is not None:
            return found.si_status
        terminal.read(0.05)
    raise AssertionError("it does not stop")


def test_ctrl_z_stops_the_app_and_an_editor_writes_its_notes(tmp_path: Path) -> None:
    a_library(tmp_path / "data", STORIES).close()
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf ' from the editor' >> \"$1\"\nexit 3\n")
    editor.chmod(0o700)
    with a_terminal(tmp_path, EDITOR=str(editor), VISUAL="") as terminal:
        terminal.wait_for(is_drawn)
        os.write(terminal.leader, b"\x1a")
        assert wait_for_stop(terminal) == signal.SIGSTOP
        while terminal.read(0.0):
            pass
        assert terminal.is_restored()
        terminal.output = b""
        terminal.app.send_signal(signal.SIGCONT)
        terminal.wait_for(is_drawn)
        terminal.output = b""
        os.write(terminal.leader, b"\r]c")
        terminal.wait_for(lambda output: b"opens your editor" in output)
        # What is pasted without an end does not lock the keyboard, nor does an editor that fails.
        os.write(terminal.leader, PASTE + b"begun")
        terminal.wait_for(lambda output: b"begun" in output)
        os.write(terminal.leader, b"\x0f")
        terminal.wait_for(lambda output: b"ended with status 3" in output)
        os.write(terminal.leader, b"\x1b")
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        assert terminal.is_restored()
    library = Library(tmp_path / "data" / "newsreader.db")
    try:
        first = library.opened(library.listing(Query()).ids[0])
        assert [one.note for one in first.highlights] == ["begun from the editor"]
    finally:
        library.close()
