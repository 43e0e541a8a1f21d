"""Where the app tells other devices what was made, when it ends."""

import os
import sys
from pathlib import Path

import pytest

from tests.builders import STORIES, bring
from tests.terminal import a_terminal, is_drawn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


def test_marks_are_told_in_the_folder_that_the_file_names_now(tmp_path: Path) -> None:
    bring(tmp_path / "data" / "newsreader.db", STORIES[0])
    config = "[fetch]\non_start = false\n[marks]\nfolder = '{}'\n"
    before, now = tmp_path / "before", tmp_path / "now"
    (tmp_path / "config.toml").write_text(config.format(before), encoding="utf-8")
    with a_terminal(tmp_path) as terminal:
        terminal.wait_for(is_drawn)
        (tmp_path / "config.toml").write_text(config.format(now), encoding="utf-8")
        terminal.wait_for(lambda output: b"config.toml says now" in output)
        os.write(terminal.leader, b"q")
        terminal.wait()
    assert len(list(now.glob("newsreader-*.jsonl"))) == 1
    assert not before.exists()
