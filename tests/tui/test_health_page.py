"""The feeds that need a look: a cursor, and what can be done about the feed under it."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.domain.health import Trouble
from newsreader.domain.schedule import Wishes
from newsreader.library import Library
from newsreader.settings.values import Opening, Settings
from newsreader.storage.feed_answers import record_answer, record_failure
from newsreader.storage.safety.opening import open_library
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.pages.health_page import HealthScreen
from tests.builders import NOW, Story
from tests.fake_web import FakeWeb, feed
from tests.fetcher.harbour import item, rss
from tests.tui.stage import MEDIUM, NARROW, Stage, on_stage

PATIENCE = 30.0
"""Seconds that a process may take to start on a busy machine."""
LONG_AGO = Story("The pier is closed", feed="Sleepy Hollow", age=timedelta(days=500))
LATELY = Story("The pier is open", feed="Harbour Post")


def fail(library: Library, title: str, reason: str, trouble: Trouble = Trouble.OTHER) -> None:
    """Let the last refresh of a feed have failed."""
    database = open_library(library.path).database
    record_failure(database, library.find_feed(title).id, NOW, reason, trouble=trouble)
    database.close()


def cut(library: Library, title: str) -> None:
    """Let a feed have been too long to be read whole."""
    database = open_library(library.path).database
    feed_id = library.find_feed(title).id
    record_answer(database, feed_id, NOW, wishes=Wishes(), cut_after=3)
    database.close()


def two_ill(library: Library) -> None:
    fail(library, "Harbour Gazette", "It wants a login.", Trouble.LOGIN)
    fail(library, "Coast Daily", "coast.example has nothing at this address.", Trouble.MISSING)


async def test_the_cursor_tells_more_of_each_feed(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=MEDIUM, prepare=two_ill) as stage:
        await stage.press("!")
        page = await stage.over(HealthScreen)
        assert stage.shows("2 cannot be read")
        assert page.rows.current is not None and page.rows.current.title == "Coast Daily"
        assert stage.shows("https://coast-daily.example/feed.xml")
        assert not stage.shows("password_command")
        await stage.press("j")
        assert stage.shows("password_command")
        await stage.press("q")
        assert stage.app.screen is stage.screen


async def test_no_feed_needs_a_look(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("!")
        page = await stage.over(HealthScreen)
        assert stage.shows("All feeds are well.")
        await stage.press("j", "k", "ctrl+d", "enter", "r", "R", "a", "o", "s", "d")
        assert stage.app.screen is page


async def test_silent_feeds_stand_apart_and_are_no_errors(tmp_path: Path) -> None:
    stories = (LONG_AGO, LATELY)

    def ill(library: Library) -> None:
        fail(library, "Harbour Post", "The server has a fault (503).")

    async with on_stage(tmp_path, stories, size=NARROW, prepare=ill) as stage:
        await stage.press("!")
        page = await stage.over(HealthScreen)
        assert stage.shows("1 cannot be read · 1 silent")
        assert stage.shows("! Harbour Post") and not stage.shows("! Sleepy Hollow")
        await stage.press("j")
        assert page.rows.current is not None and page.rows.current.title == "Sleepy Hollow"
        assert stage.shows("Nothing new since July 2025. See on its site")
        await stage.press("k")
        assert page.rows.current.title == "Harbour Post", "the heading is passed over"
        await stage.press("escape", "S")
        assert stage.shows("! Harbour Post") and not stage.shows("! Sleepy Hollow")


async def test_a_feed_that_is_not_read_whole_is_told_calmly(tmp_path: Path) -> None:
    prepare = partial(cut, title="Harbour Post")
    async with on_stage(tmp_path, (LATELY,), size=MEDIUM, prepare=prepare) as stage:
        await stage.press("!")
        page = await stage.over(HealthScreen)
        assert stage.shows("1 not read whole") and not stage.shows("! Harbour Post")
        assert page.rows.current is not None and page.rows.current.title == "Harbour Post"
        assert stage.shows("It is longer than is read: only its first 3 entries are.")


async def test_the_site_of_a_feed_is_shown_in_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(tmp_path, prepare=two_ill) as stage:
        nowhere = Settings(open=Opening(browser=("/nowhere/b",)))
        monkeypatch.setattr(stage.app, "settings", nowhere)
        await stage.press("!", "o")
        await stage.over(HealthScreen)
        await stage.until(lambda: stage.shows("/nowhere/b could not be started"))


async def test_a_feed_is_removed_and_comes_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, prepare=two_ill) as stage:
        await stage.press("!")
        page = await stage.over(HealthScreen)
        await stage.press("d")
        await stage.until(lambda: not has_coast(page))
        assert stage.shows("Removed Coast Daily; u brings it back.")
        await stage.press("u")
        await stage.until(lambda: has_coast(page))
        assert stage.shows("Undone: removed Coast Daily.")


def has_coast(page: HealthScreen) -> bool:
    return any(one.title == "Coast Daily" for one in page.rows.feeds)


async def test_enter_offers_what_is_advised_first(tmp_path: Path) -> None:
    async with on_stage(tmp_path, prepare=two_ill) as stage:
        await stage.press("!", "j", "enter")
        await stage.over(ChoiceScreen)
        words = stage.text()
        assert words.index("Give it a login") < words.index("Ask it again now")
        await stage.press("enter")
        page = await stage.over(HealthScreen)
        assert stage.shows(str(tmp_path / "config.toml"))
        assert stage.shows("password_command")
        await stage.press("k", "enter", "enter")
        prompt = await stage.over(PromptScreen)
        assert prompt.heading == "Where is Coast Daily now?"
        await stage.press("escape")
        assert stage.app.screen is page


async def test_a_feed_is_asked_again_and_another_gets_its_new_address(tmp_path: Path) -> None:
    with FakeWeb() as web:
        web.answers["/mended.xml"] = feed(
            rss(item("a1", "Storm warning", "A storm."), title="Mended")
        )
        web.answers["/new.xml"] = feed(rss(item("b1", "Calm at last", "A calm."), title="Moved"))

        def ill(library: Library) -> None:
            for path, title in (("/mended.xml", "Mended"), ("/old.xml", "Moved")):
                library.add_feed(web.url(path), title=title)
                fail(library, title, "There is nothing at this address.", Trouble.MISSING)

        async with on_stage(tmp_path, (), prepare=ill) as stage:
            await stage.press("!")
            page = await stage.over(HealthScreen)
            await stage.press("R")
            await stage.until(lambda: stage.shows("It is well."), seconds=PATIENCE)
            await stage.press("k", "k")
            assert page.rows.current is not None and page.rows.current.title == "Moved"
            await stage.press("a")
            await find_new_address(stage, web.url("/mended.xml"))
            await stage.until(
                lambda: stage.shows("the address of Mended, which you follow"), seconds=PATIENCE
            )
            await find_new_address(stage, web.url("/new.xml"))
            await stage.until(lambda: stage.app.screen is page, seconds=PATIENCE)
            await stage.until(lambda: stage.text().count("It is well.") == 2, seconds=PATIENCE)
            assert {one.url for one in stage.library.feeds()} == {
                web.url("/mended.xml"),
                web.url("/new.xml"),
            }
            await stage.press("u")
            await stage.until(lambda: web.url("/old.xml") in urls(stage), seconds=PATIENCE)


async def find_new_address(stage: Stage, url: str) -> None:
    """Type an address into the prompt and look for the feed there."""
    prompt = await stage.over(PromptScreen)
    prompt.query_one(Input).value = ""
    await stage.write(url)
    await stage.press("enter")


def urls(stage: Stage) -> set[str]:
    return {one.url for one in stage.library.feeds()}
