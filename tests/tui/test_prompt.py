"""A prompt whose line will not do keeps it, and says why."""

from pathlib import Path

from textual import events
from textual.widgets import Input

from newsreader.tui.dialogs.prompt import PromptScreen
from tests.tui.stage import on_stage


async def test_a_file_that_is_not_there_is_said_in_the_prompt(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.screen.action_do("import_opml")
        prompt = await stage.over(PromptScreen)
        await stage.write("/nowhere/feeds.opml")
        await stage.press("enter")
        assert stage.app.screen is prompt
        assert stage.shows("This file cannot be read: No such file or directory.")
        assert prompt.query_one(Input).value == "/nowhere/feeds.opml"
        await stage.press("escape")
        assert not isinstance(stage.app.screen, PromptScreen)


async def test_an_address_without_a_feed_is_said_in_the_prompt(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("a")
        prompt = await stage.over(PromptScreen)
        await stage.write("http://127.0.0.1:1/feed")
        stage.app.post_message(events.Key("enter", None))
        await stage.until(lambda: prompt.query_one(".error").display, seconds=20)
        assert stage.app.screen is prompt
        assert prompt.query_one(Input).value == "http://127.0.0.1:1/feed"
