"""A picture on a real pseudo terminal that answers what it is asked, as xterm does."""

import os
import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals", allow_module_level=True)

from newsreader.fetcher.pictures import kept_at
from tests.builders import a_library
from tests.terminal import a_terminal, is_drawn
from tests.tui.test_pictures import ADDRESS, PicturedStory, a_picture

PLAIN = {"TERM_PROGRAM": "", "KITTY_WINDOW_ID": "", "LC_TERMINAL": "", "TMUX": ""}
DRAWN = re.compile(rb'\x1bP0;1;0q"1;1;\d+;\d+#0;2;')
"""What draws sixels, which a terminal has that tells the attribute 4."""


def test_a_terminal_that_says_what_it_knows_draws_the_picture(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    a_library(data, (PicturedStory("Pictured"),)).close()
    kept = kept_at(data / "pictures", ADDRESS)
    kept.parent.mkdir()
    a_picture((40, 40)).save(kept)
    with a_terminal(tmp_path, **PLAIN) as terminal:
        terminal.wait_for(is_drawn)
        os.write(terminal.leader, b"\r)")
        terminal.wait_for(lambda output: b"The bridge at night" in output)
        os.write(terminal.leader, b"\r")
        terminal.wait_for(lambda output: b"\x1b[c" in output)
        os.write(terminal.leader, b"\x1b[?62;4c")
        terminal.wait_for(lambda output: bool(DRAWN.search(output)))
        asked = len(terminal.output)
        os.write(terminal.leader, b"q")
        terminal.wait_for(lambda output: b"The end." in output[asked:])
        assert b"62;4c" not in terminal.output  # no answer was typed into the app
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
