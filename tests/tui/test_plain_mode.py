"""The app for screen readers: one pane at a time, nothing drawn, the cursor where the user is."""

import re
from pathlib import Path

import pytest
from textual.geometry import Offset

from newsreader.settings.values import Look
from newsreader.tui.notices import Complained, Reported
from newsreader.tui.pages.help_page import HelpScreen
from tests.tui.stage import NARROW, WIDE, on_stage

DRAWN = re.compile("[\u2500-\u257f\u2580-\u259f]")
"""Lines, blocks and bars."""


@pytest.mark.parametrize("size", [(40, 24), NARROW, WIDE])
async def test_nothing_is_drawn_and_one_pane_is_shown(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(tmp_path, size=size, look=Look(plain=True)) as stage:
        for keys in ((), ("enter", "]", "H"), ("tab",), ("escape", "escape", "S"), ("?",)):
            await stage.press(*keys)
            assert not DRAWN.search(stage.text()), stage.text()
            assert not re.search(r"\S , ", stage.text()), "commas stand as one writes them"
            assert len(stage.seen) == 1 or isinstance(stage.app.screen, HelpScreen)
        await stage.press("escape", ":")
        assert not DRAWN.search(stage.text())


async def test_the_cursor_of_the_terminal_is_where_the_user_is(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=(40, 24), look=Look(plain=True)) as stage:
        assert stage.app.shows_cursor and not stage.app.facts_for_start()
        pane = stage.screen.list_pane
        await stage.press("j")
        assert pane.cursor == 1
        assert stage.app.cursor_position == pane.content_region.offset + Offset(
            0, pane.line_in_focus
        )
        await stage.press("enter", "]")
        article = stage.screen.article_pane
        line = stage.text(article).splitlines()[article.line_in_focus]
        assert stage.app.cursor_position.y == article.content_region.y + article.line_in_focus
        assert stage.focused_words.split()[0] in line


async def test_what_happens_is_said_in_the_last_line(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=(60, 24), look=Look(plain=True)) as stage:
        for notice in (Reported("It is done."), Complained("It cannot be done.")):
            stage.screen.hear(notice)
            await stage.settle()
            assert notice.words in stage.line
