"""The title of a [[feed]] reaches the screen when the app starts, and goes with its key."""

import sys
from pathlib import Path

import pytest

from tests.builders import STORIES, bring, feed_url
from tests.terminal import a_terminal, is_drawn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


def test_a_title_comes_and_goes_with_the_file(tmp_path: Path) -> None:
    bring(tmp_path / "data" / "newsreader.db", STORIES[0])
    url, published = feed_url(STORIES[0].feed), STORIES[0].feed
    for title, shown in (("Ann's paper", "Ann's paper"), ("", published)):
        (tmp_path / "config.toml").write_text(
            f'[fetch]\non_start = false\n[[feed]]\nurl = "{url}"\ntitle = "{title}"\n'
        )
        screen = first_screen(tmp_path)
        assert shown in screen
        assert (published in screen) is (shown == published)


def first_screen(folder: Path) -> str:
    """Return what the app has written when its first screen is there."""
    with a_terminal(folder) as terminal:
        terminal.wait_for(is_drawn)
        while terminal.read(0.5):
            pass
        return terminal.output.decode("utf-8", "replace")
