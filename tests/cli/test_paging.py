"""Colours and the pager: on a terminal only, and never against the wish of its user."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
COLOURED = "\x1b[1mFerry strike\x1b[0m"


def on_terminal(shelf: CommandLine, *arguments: str | int, lines: int = 24, **more: str) -> str:
    """Return what a command shows on a terminal of so many lines."""
    import pty

    leader, follower = pty.openpty()
    surroundings = {**environment(), "TERM": "xterm", "COLUMNS": "80", "LINES": str(lines), **more}
    for name in {"NO_COLOR", "PAGER"} - more.keys():
        surroundings.pop(name, None)
    with subprocess.Popen(
        command("-m", "newsreader", *shelf.options, *map(str, arguments)),
        stdin=follower,
        stdout=follower,
        stderr=subprocess.PIPE,
        env=surroundings,
    ) as running:
        _, errors = running.communicate(timeout=30)
        assert (running.returncode, errors) == (0, b"")
    shown = b""
    while select.select([leader], [], [], 0)[0]:
        shown += os.read(leader, 65536)
    os.close(follower)
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_a_script_or_who_wants_none_does_not(
    shelf: CommandLine,
) -> None:
    shown = on_terminal(shelf, "list")
    assert COLOURED in shown
    assert "\x1b[7mdebate\x1b[0m" in on_terminal(shelf, "search", "debate")
    plain = shelf.run("list").out
    assert "\x1b" not in plain
    assert on_terminal(shelf, "list", NO_COLOR="1").split() == plain.split()


def test_what_is_higher_than_the_terminal_goes_through_the_pager(
    shelf: CommandLine, tmp_path: Path
) -> None:
    pager = tmp_path / "pager of mine"
    pager.write_text('#!/bin/sh\nread first\necho "PAGED $1 $first"\n')  # and leaves
    pager.chmod(0o755)
    named = f"'{pager}' --here"
    assert on_terminal(shelf, "show", 1, lines=6, PAGER=named) == (
        "PAGED --here \x1b[1mCouncil votes to rebuild the bridge\x1b[0m\n"
    )
    assert "PAGED" not in on_terminal(shelf, "show", 1, lines=60, PAGER=named)
    assert "WHO SAID WHAT" in on_terminal(shelf, "show", 1, lines=6, PAGER="no-such-pager")
