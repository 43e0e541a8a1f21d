"""The program is installed anew while it is open: what fails then is said in one sentence."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import newsreader
from tests.builders import STORIES, bring
from tests.terminal import Terminal, a_terminal, is_drawn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


def install(site: Path) -> None:
    """Copy the package to a folder of libraries."""
    shutil.copytree(Path(newsreader.__file__).parent, site / "newsreader")


def prepare(tmp_path: Path) -> Path:
    """Return a folder with a library and the package, which begins to fetch nothing."""
    site = tmp_path / "site"
    install(site)
    (tmp_path / "config.toml").write_text("[fetch]\non_start = false\n")
    (tmp_path / "data").mkdir()
    bring(tmp_path / "data" / "newsreader.db", *STORIES)
    return site


def press(terminal: Terminal, keys: bytes) -> None:
    terminal.output = b""
    os.write(terminal.leader, keys)


def test_a_command_whose_module_has_gone_says_so_and_the_app_goes_on(tmp_path: Path) -> None:
    site = prepare(tmp_path)
    with a_terminal(tmp_path, PYTHONPATH=str(site)) as terminal:
        terminal.wait_for(is_drawn)
        shutil.rmtree(site / "newsreader" / "export")
        (site / "newsreader" / "__init__.py").write_text("VERSION = 'another'\n")
        press(terminal, b"\re")
        terminal.wait_for(lambda output: b"installed anew" in output)
        press(terminal, b"\x11")
        assert terminal.wait() == 0
    assert b"Traceback" not in terminal.output
    assert not (tmp_path / "data" / "crash.log").exists()


def test_an_app_that_cannot_go_on_ends_with_a_sentence(tmp_path: Path) -> None:
    site = prepare(tmp_path)
    with a_terminal(tmp_path, PYTHONPATH=str(site)) as terminal:
        terminal.wait_for(is_drawn)
        shutil.rmtree(site / "newsreader" / "demo")
        (site / "newsreader" / "__init__.py").write_text("VERSION = 'another'\n")
        press(terminal, b":starter list")
        terminal.wait_for(lambda output: b"sixty" in output)
        press(terminal, b"\r")
        assert terminal.wait() == 1
    assert b"newsreader was installed anew while it was open, and could not" in terminal.output
    assert b"Traceback" not in terminal.output
