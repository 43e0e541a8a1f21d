"""Terminals without Unicode or without colours: every state is still told."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

from newsreader.settings.values import Look
from newsreader.tui.look.theme import Depth, palettes
from tests.builders import STORIES, Story, bring
from tests.terminal import a_terminal, is_drawn
from tests.tui.stage import MEDIUM, on_stage

PLAIN = Story(
    "Plain story",
    'A plain text. "We will," said Jane Roe.',
    said=(("We will,", "Jane Roe"),),
    feed="Gazette",
)


async def test_plain_signs_tell_the_states(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [PLAIN], look=Look(glyphs="ascii")) as stage:
        await stage.press("b", "enter", "H")
        for pane in (stage.screen.list_pane, stage.screen.status):
            assert stage.text(pane).isascii(), ascii(stage.text(pane))
        row = stage.text(stage.screen.list_pane)
        assert "B" in row and "#" in row and '"1' in row
        assert "# " in stage.text(stage.screen.article_pane)


async def test_without_colours_states_are_told_by_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(tmp_path, size=MEDIUM) as stage:
        assert stage.app.no_color
        await stage.press("enter", "}", "H")
        assert stage.shows("▍")
        assert stage.shows("▌")
        await stage.press("v")
        assert stage.screen.article_pane.selecting
        assert any(
            segment.style and segment.style.underline
            for y in range(stage.screen.article_pane.size.height)
            for segment in stage.screen.article_pane.render_line(y)
        )
        await stage.press("?")
        assert stage.shows("╭───") and stage.shows("│  Keys in the article")  # no ground tells
        await stage.press("escape")
        await stage.press("escape", "escape")
        assert stage.text(stage.screen.list_pane).count("●") == len(STORIES) - 2


async def test_plain_signs_leave_nothing_on_the_screen_that_is_not_ascii(tmp_path: Path) -> None:
    story = replace(PLAIN, feed="The Harbour Gazette of the North and the South")
    async with on_stage(tmp_path, [story], look=Look(glyphs="ascii")) as stage:
        await stage.press("enter")
        assert stage.text().isascii(), {one for one in stage.text() if not one.isascii()}
        await stage.press("escape", "/")
        await stage.write("plain")
        assert stage.text().isascii(), {one for one in stage.text() if not one.isascii()}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_no_colour_is_sent_where_none_is_wanted(tmp_path: Path) -> None:
    bring(tmp_path / "data" / "newsreader.db", *STORIES)
    (tmp_path / "config.toml").write_text("[fetch]\non_start = false\n")
    with a_terminal(tmp_path, NO_COLOR="1", COLORTERM="truecolor") as terminal:
        terminal.wait_for(is_drawn)
        for keys in (b"\r", b")H", b"v", b"c", b"\x18q", b"/"):
            os.write(terminal.leader, keys)
            assert terminal.read()
            while terminal.read(0.3):
                pass
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        codes = {
            int(code)
            for sequence in re.findall(rb"\x1b\[([\d;:]*)m", terminal.output)
            for code in re.split(rb"[;:]", sequence)
            if code
        }
    assert codes & {1, 7}, "bold and reverse are no colours"
    assert not [code for code in codes if 30 <= code <= 49 or 90 <= code <= 107], codes


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("term", "depth", "system"),
    [("xterm-256color", "256", ColorSystem.EIGHT_BIT), ("linux", "16", ColorSystem.STANDARD)],
)
@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_only_colours_of_the_theme_at_its_depth_are_sent(
    tmp_path: Path, term: str, depth: Depth, system: ColorSystem, theme: str
) -> None:
    bring(tmp_path / "data" / "newsreader.db", *STORIES)
    (tmp_path / "config.toml").write_text(f'[look]\ntheme = "{theme}"\n[fetch]\non_start = false\n')
    with a_terminal(tmp_path, COLORTERM="", TERM=term) as terminal:
        terminal.wait_for(is_drawn)
        for keys in (b"\r", b")H", b"\t"):
            os.write(terminal.leader, keys)
            assert terminal.read()
            while terminal.read(0.3):
                pass
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        codes = re.findall(rb"\x1b\[([\d;]*)m", terminal.output)
    sent = {number for code in codes for number in _backgrounds(code.decode())}
    palette = palettes(depth)[theme]
    known = [palette.background, palette.focus, *palette.tints, *palette.highlights.values()]
    known += [palette.speaker(number) for number in range(-1, len(palette.speakers))]
    assert sent <= {Color.parse(one).downgrade(system).number for one in known}
    assert len(sent) >= 3


def _backgrounds(code: str) -> Iterator[int]:
    """Yield the numbers of the backgrounds that an SGR sequence sets."""
    yield from (int(number) for number in re.findall(r"48;5;(\d+)", code))
    rest = re.sub(r"[34]8;5;\d+", "", code)
    for number in map(int, re.findall(r"\b(4[0-7]|10[0-7])\b", rest)):
        yield number - 40 if number < 50 else number - 92
