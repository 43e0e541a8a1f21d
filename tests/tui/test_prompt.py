"""A prompt whose line will not do keeps it, and says why."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from newsreader.domain.feed import FeedCandidate
from newsreader.protocol import Added, Failed, Found
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.fetching.fetcher_client import FetcherClient, FetcherLost, Report
from tests.tui.stage import Stage, on_stage


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


async def tell(stage: Stage, *events: Report) -> None:
    """Let the screen hear events of the fetcher."""
    for event in events:
        stage.session.fetcher.hear(event)
    await stage.pilot.pause()


async def wait_for_request(stage: Stage, name: str) -> None:
    """Wait until a command was sent to the fetcher whose answer is waited for."""
    session = stage.session.fetcher
    await stage.until(lambda: session.awaits(name))


@pytest.fixture
def no_fetcher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody hear what is asked of the fetcher, so that a test answers itself."""

    async def send(self: FetcherClient, command: object) -> None:
        pass

    monkeypatch.setattr(FetcherClient, "send", send)


@pytest.mark.usefixtures("no_fetcher")
async def test_a_feed_that_is_found_but_cannot_be_added_keeps_the_prompt(tmp_path: Path) -> None:
    found = Found("https://paper.example/", (FeedCandidate("https://paper.example/f", "F", "rss"),))
    async with on_stage(tmp_path) as stage:
        await stage.press("a")
        prompt = await stage.over(PromptScreen)
        await stage.write("paper.example")
        stage.app.post_message(events.Key("enter", None))
        await wait_for_request(stage, "discover")
        await tell(stage, Failed("refresh", "Something else failed."), found)
        await wait_for_request(stage, "add")
        await tell(stage, Failed("add", "The disk is full."))
        await stage.until(lambda: stage.shows("The disk is full."))
        assert stage.app.screen is prompt
        assert prompt.query_one(Input).value == "paper.example"
        stage.app.post_message(events.Key("enter", None))
        await wait_for_request(stage, "discover")
        await tell(stage, found)
        await wait_for_request(stage, "add")
        await tell(stage, Added(1, "F"))
        await stage.until(lambda: stage.app.screen is stage.screen)
        assert "Added F." in stage.line


@pytest.mark.usefixtures("no_fetcher")
async def test_a_chosen_feed_that_cannot_be_added_asks_again(tmp_path: Path) -> None:
    feeds = [FeedCandidate(f"https://paper.example/{one}", one, "rss") for one in "FG"]
    async with on_stage(tmp_path) as stage:
        await stage.press("a")
        await stage.write("paper.example")
        stage.app.post_message(events.Key("enter", None))
        await wait_for_request(stage, "discover")
        await tell(stage, Found("https://paper.example/", tuple(feeds)))
        await stage.over(ChoiceScreen)
        stage.app.post_message(events.Key("enter", None))
        await wait_for_request(stage, "add")
        await tell(stage, Failed("add", "The disk is full."))
        prompt = await stage.over(PromptScreen)
        assert prompt.query_one(Input).value == "paper.example"
        assert stage.shows("The disk is full.")


@pytest.mark.usefixtures("no_fetcher")
async def test_a_list_that_cannot_be_imported_is_said_in_the_prompt(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text("no list")
    async with on_stage(tmp_path) as stage:
        await stage.screen.action_do("import_opml")
        prompt = await stage.over(PromptScreen)
        await stage.write(str(path))
        stage.app.post_message(events.Key("enter", None))
        await wait_for_request(stage, "import")
        await tell(stage, Failed("import", "This is no list of feeds."))
        await stage.until(lambda: stage.shows("This is no list of feeds."))
        assert prompt.query_one(Input).value == str(path)
        stage.app.post_message(events.Key("enter", None))
        await stage.pilot.pause()
        await wait_for_request(stage, "import")
        await tell(stage, FetcherLost(-9))
        await stage.until(lambda: stage.shows("The fetcher stopped"))
        assert stage.app.screen is prompt
