"""The theme that follows the ground of the terminal, by what the terminal answers."""

import os
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import Library
from newsreader.settings.values import Look
from newsreader.tui.look.terminal_ground import (
    ASK,
    GroundReplies,
    GroundTold,
    ground_at_start,
    keep_ground,
)
from newsreader.tui.look.theme import palettes
from tests.builders import STORIES, a_library
from tests.terminal import a_terminal, is_drawn
from tests.tui.stage import on_stage

DARK, LIGHT = "\x1b]11;rgb:1515/1717/1c1c\x1b\\", "\x1b]11;rgb:faf/f8f/f4f\x07"
TOLD_DARK, TOLD_LIGHT = "\x1b[?997;1n", "\x1b[?997;2n"


@given(
    st.lists(
        st.sampled_from([DARK, LIGHT, TOLD_DARK, TOLD_LIGHT, "j", "ü", "\x1b[A", "\x1b[200~"])
    ),
    st.sets(st.integers(0, 60)),
)
def test_answers_are_found_wherever_they_are_cut(sent: list[str], places: set[int]) -> None:
    whole = "".join(sent)
    cuts = sorted({0, *(one for one in places if one < len(whole)), len(whole)})
    # A lone Esc may be the key, and is handed on at once.
    cuts = [at for at in cuts if whole[at - 1 : at] != "\x1b"]
    replies, handed, told = GroundReplies(), "", list[bool]()
    for start, end in pairwise(cuts):
        rest, heard = replies.take(whole[start:end]) if end > start else ("", [])
        handed, told = handed + rest, told + heard
    rest, heard = replies.take("")
    answers = {DARK: True, TOLD_DARK: True, LIGHT: False, TOLD_LIGHT: False}
    assert handed + rest == "".join(one for one in sent if one not in answers)
    assert told + heard == [answers[one] for one in sent if one in answers]


def test_the_ground_of_the_last_time_counts_until_the_terminal_answers(tmp_path: Path) -> None:
    library = Library(tmp_path / "newsreader.db")
    try:
        assert ground_at_start(library, {})
        assert not ground_at_start(library, {"COLORFGBG": "0;default;15"})
        assert ground_at_start(library, {"COLORFGBG": "15;0"})
        keep_ground(library, dark=False)
        assert not ground_at_start(library, {"COLORFGBG": "15;0"})
    finally:
        library.close()


async def test_the_theme_follows_what_the_terminal_tells(tmp_path: Path) -> None:
    async with on_stage(tmp_path, look=Look("auto", glyphs="unicode")) as stage:
        for dark in (False, True, False):
            stage.app.post_message(GroundTold(dark))
            await stage.settle()
            assert stage.palette.dark is dark
        await stage.screen.do("theme", "fjord")
        stage.app.post_message(GroundTold(False))
        await stage.settle()
        assert stage.palette.name == "newsreader-fjord"  # it follows no more
    async with on_stage(tmp_path, None, look=Look("auto", glyphs="unicode")) as stage:
        assert stage.palette.name == "newsreader-fjord"
        await stage.screen.do("theme", "auto")
        await stage.settle()
        assert not stage.palette.dark  # as was kept


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_terminal_is_asked_and_let_go(tmp_path: Path) -> None:
    a_library(tmp_path / "data", STORIES).close()
    (tmp_path / "config.toml").write_text('[look]\ntheme = "auto"\n[fetch]\non_start = false\n')
    with a_terminal(tmp_path, COLORTERM="truecolor", COLORFGBG="") as terminal:
        terminal.wait_for(lambda output: ASK.encode() in output and is_drawn(output))
        terminal.output = b""
        red, green, blue = (
            int(palettes()["light"].background[at : at + 2], 16) for at in (1, 3, 5)
        )
        ground = f"48;2;{red};{green};{blue}".encode()
        os.write(terminal.leader, LIGHT.encode())
        terminal.wait_for(lambda output: ground in output)
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        assert b"\x1b[?2031l" in terminal.output
