"""Terminals without Unicode or without colours: every state is still told."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.settings.values import Look
from tests.builders import STORIES, Story
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
