"""Runs the app where it lives: on a terminal, though on one without a person before it."""

import os
import select
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress

from newsreader.child_process import command, environment
from tests.cli.conftest import CommandLine


def on_a_terminal(
    shelf: CommandLine, arguments: Sequence[str], until: bytes, *typed: bytes
) -> Iterator[bytes]:
    """Open the app on a pseudo terminal, type when it shows ``until``, leave; yield its output."""
    import pty

    leader, follower = pty.openpty()
    with subprocess.Popen(
        command("-m", "newsreader", *shelf.options, *arguments),
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**environment(), "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"},
        start_new_session=True,
    ) as running:
        os.close(follower)
        shown = b""
        while b"All" not in shown or until not in shown:
            shown += os.read(leader, 65536)
        yield shown
        for keys in typed:
            os.write(leader, keys)
        with suppress(OSError):  # Linux says so when the program has closed its side
            while running.poll() is None:
                os.write(leader, b"\x11")  # Ctrl+Q leaves from anywhere
                while select.select([leader], [], [], 0.2)[0] and (piece := os.read(leader, 65536)):
                    yield piece
        assert running.wait(timeout=20) == 0
    os.close(leader)
