"""No key goes unanswered: it changes something on the screen, or a sentence says why not."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from newsreader.commands.scopes import PANES
from newsreader.tui.actions import COMMANDS
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.fetching.fetcher_client import FetcherClient
from tests.builders import Story
from tests.tui.stage import NARROW, WIDE, Stage, on_stage
from tests.tui.test_processing import list_only
from tests.tui.test_sidebar import HEARING

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
    ("stories", "panes"),
    [
        ((), ("list", "sources")),
        ((BARE,), ("list", "article", "sources")),
        ((HEARING,), ("quotes",)),
        (None, ("article",)),
    ],
    ids=["an empty library", "an article", "quotes", "an article that is not read through"],
)
async def test_every_key_changes_the_screen_or_says_something(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stories: Sequence[Story] | None,
    panes: Sequence[str],
) -> None:
    async def send(self: FetcherClient, command: object) -> None:
        """Hear nothing: what the fetcher answers is tested elsewhere."""

    monkeypatch.setattr(FetcherClient, "send", send)
    monkeypatch.setattr("newsreader.tui.awaited_answers.PATIENCE", 0.0)  # it never answers
    monkeypatch.setattr(NewsreaderApp, "browse", lambda self, url: "Sent to the browser.")
    silent = []

    if stories is None:
        list_only(tmp_path, "one")
    async with on_stage(tmp_path, stories, size=WIDE) as stage:
        if stories != ():
            await stage.press("enter")
        for pane, command in product(panes, COMMANDS):
            ends = command.id == "quit" or (command.id == "out" and pane == "list")
            if pane not in command.where or ends:
                continue
            await fall_back(stage, pane)
            before = picture(stage)
            await stage.screen.action_do(command.id)
            await stage.settle()
            if picture(stage) == before:
                silent.append((pane, command.id))
    assert not silent, silent


async def test_a_key_of_another_pane_says_so(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BARE,)) as stage:
        for command in COMMANDS:
            if command.where & PANES and "list" not in command.where:
                stage.screen.status.show("")
                await stage.screen.action_do(command.id)
                assert f"“{command.title}” is for " in stage.line


async def test_what_is_said_names_the_place_of_a_command(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BARE,)) as stage:
        await stage.press("H")
        assert "“Highlight” is for the article and the sidebar." in stage.line
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


async def test_keys_without_a_command_say_so(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BARE,)) as stage:
        for pane in ("list", "article"):
            for key in ("f5", "f6", "f7"):
                await stage.press(key)
                assert f"{key.capitalize()} does nothing; ? shows the keys." in stage.line
            assert stage.here == pane
            await stage.press("enter")
        await stage.press("/", "Q")  # where one types it is a letter
        assert "does nothing" not in stage.line


async def test_only_the_keys_of_some_commands_extend_a_selection(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BARE,)) as stage:
        await stage.press("enter", "v", ")")
        whole = stage.focused_words
        assert whole == BARE.text
        await stage.press("b", "b")
        assert stage.focused_words == "One sentence. Another "
        await stage.screen.do("bookmark")  # as by its name in the palette
        assert stage.focused_words == "One sentence. Another " and "selection is open" in stage.line
        await stage.press("ctrl+right", "w")
        assert stage.focused_words == whole
        await stage.press("ctrl+left", "ctrl+left")
        await stage.press("o", "w", "%", "%")
        assert stage.focused_words == " sentence. Another "
        assert not stage.row(BARE.title).bookmarked


async def test_what_a_key_could_not_do_is_not_said_of_the_next(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BARE,)) as stage:
        await stage.press("k")
        assert "nothing further" in stage.line
        await stage.press("enter")
        assert "nothing further" not in stage.line


async def test_a_sentence_without_room_in_the_last_line_is_said_whole_above_it(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, (BARE,), size=NARROW) as stage:
        await stage.press("enter", "'")
        told = " ".join(stage.text().replace("▎", " ").split())
        assert "There is nothing to list: no quotes, highlights, links or headings." in told
        await stage.press("H", "k")
        assert "There is nothing further this way." in stage.line
        told = " ".join(stage.text().replace("▎", " ").split())
        assert "There is nothing to list" not in told, "a result takes the place of the one before"
