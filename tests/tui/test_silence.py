"""No key goes unanswered: it changes something on the screen, or a sentence says why not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsreader.commands.scopes import PANES
from newsreader.tui.actions import COMMANDS
from tests.builders import Story
from tests.tui.stage import WIDE, Stage, on_stage

ELSEWHERE = {"quit", "out", "refresh", "refresh_all", "full_text", "browser", "rename_feed"}
"""Commands that end the app, or ask a network or a program for something and say so at once."""
BARE = Story("A story without quotes", "One sentence. Another one.", read=True)


async def fall_back(stage: Stage, pane: str) -> None:
    """Close what is open, say nothing, and go to a pane."""
    while len(stage.app.screen_stack) > 1:
        stage.app.pop_screen()
    screen = stage.screen
    screen.article_pane.end_selection()
    panes = screen.panes.with_zen(False).without_search()
    screen.go_to(panes.with_sources() if pane == "sources" else panes.at(pane))
    screen.status.show("")
    await stage.settle()


def picture(stage: Stage) -> list[object]:
    """Return what the terminal shows, styles included."""
    screen = stage.app.screen
    return [list(strip) for strip in screen._compositor.render_strips(screen.size)]


@pytest.mark.parametrize(
    ("stories", "pane"),
    [((), "list"), ((), "sources"), ((BARE,), "list"), ((BARE,), "article"), ((BARE,), "sources")],
)
async def test_every_key_changes_the_screen_or_says_something(
    tmp_path: Path, stories: Sequence[Story], pane: str
) -> None:
    silent = []
    async with on_stage(tmp_path, stories, size=WIDE) as stage:
        if pane == "article":
            await stage.press("enter")
        for command in COMMANDS:
            if not command.where & PANES or command.id in ELSEWHERE:
                continue
            await fall_back(stage, pane)
            before = picture(stage)
            await stage.screen.action_do(command.id)
            await stage.settle()
            if picture(stage) == before:
                silent.append(command.id)
    assert not silent, silent


async def test_what_is_said_names_the_place_of_a_command(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BARE,)) as stage:
        await stage.press("H")
        assert "“Highlight” is for the article and the quotes." in stage.line
        await stage.press("k")
        assert "There is nothing further this way." in stage.line
        await stage.press("D")
        assert "There is nothing here for “Remove the demo”." in stage.line


async def test_y_on_a_highlight_copies_the_whole_of_it(tmp_path: Path) -> None:
    text = "The first sentence. The second sentence. The third sentence."

    async with on_stage(tmp_path, (Story("Long", text),)) as stage:
        listing = stage.session.list.listing
        assert listing is not None
        stage.library.highlight(listing.ids[0], 0, 40)
        await stage.press("enter", "y")
        assert stage.app.clipboard.startswith("“The first sentence. The second sentence.”")
        await stage.press(")", ")", "y")
        assert stage.app.clipboard.startswith("“The third sentence.”")
