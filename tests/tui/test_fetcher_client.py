"""The pipe to the real fetcher process, from the screen and by itself."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from time import monotonic
from typing import TypeVar

from newsreader.fetcher.locks import refresh_lock
from newsreader.protocol import Failed, FetchPage, RebuildQuotes, Started
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.fetching.fetcher_client import FetcherClient, FetcherLost, Report
from tests.builders import STORIES, a_library
from tests.fake_web import FakeWeb, feed, page
from tests.fetcher.harbour import item, rss
from tests.tui.stage import on_stage

PATIENCE = 30.0
"""Seconds that a process may take to start on a busy machine."""


Kind = TypeVar("Kind", bound=Report)


async def heard(reports: list[Report], kind: type[Kind]) -> Kind:
    """Wait for the first report of a kind."""
    end = monotonic() + PATIENCE
    while not (found := [one for one in reports if isinstance(one, kind)]):
        assert monotonic() < end, "nothing was heard"
        await asyncio.sleep(0.01)
    return found[0]


async def test_a_fetcher_that_dies_is_reported_and_starts_again(tmp_path: Path) -> None:
    a_library(tmp_path).close()
    link = FetcherClient(tmp_path, tmp_path / "config.toml")
    events: list[Report] = []
    link.listen(events.append)
    await link.send(FetchPage(9))
    assert await heard(events, Failed) == Failed("full_text", "There is no article 9.")
    first = link._process
    assert first is not None
    first.kill()
    assert (await heard(events, FetcherLost)).status in (-9, 1)
    events.clear()
    await link.send(FetchPage(9))
    await heard(events, Failed)
    second = link._process
    assert second is not None and second.pid != first.pid
    await link.close()
    assert second.returncode is not None
    await link.close()  # once more does no harm
    assert [type(one) for one in events] == [Failed]


async def test_lines_that_are_not_understood_are_told_once(tmp_path: Path) -> None:
    link = FetcherClient(tmp_path, tmp_path / "config.toml")
    reports: list[Report] = []
    link.listen(reports.append)
    lines = ['{"event":"weather"}', "words", "x" * 999, '{"event":"started","feeds":2}']
    stranger = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"print({chr(10).join(lines)!r})", stdout=PIPE, limit=99
    )
    await link._read(stranger)
    sentence = "The fetcher says something that this newsreader does not understand."
    assert reports == [Failed("weather", sentence), Started(2)]


async def test_a_feed_is_added_by_its_website_and_refreshed(tmp_path: Path) -> None:
    links = "".join(
        f"<link rel='alternate' type='application/rss+xml' title='{name}' href='/{name}.xml'>"
        for name in ("news", "sport")
    )
    with FakeWeb() as web:
        web.answers["/"] = page(f"<html><head>{links}</head><body><p>Hello</p></body></html>")
        story = item("a1", "Storm warning", "<p>A storm is coming, said Jane Roe.</p>")
        web.answers["/news.xml"] = feed(rss(story, title="Harbour News"))
        web.answers["/sport.xml"] = feed(rss(title="Harbour Sport"))
        async with on_stage(tmp_path, (), look=None) as stage:
            await stage.press("a")
            await stage.over(PromptScreen)
            await stage.write(web.url("/"))
            await stage.press("enter")
            await stage.until(lambda: isinstance(stage.app.screen, ChoiceScreen), seconds=PATIENCE)
            await stage.press("enter")
            await stage.until(lambda: stage.titles == ["Storm warning"], seconds=PATIENCE)
            await stage.until(lambda: stage.shows("Storm warning"))
            assert [one.title for one in stage.library.feeds()] == ["Harbour News"]
            await stage.press("R")
            await stage.until(lambda: "Nothing new." in stage.line, seconds=PATIENCE)
            assert web.count("/news.xml") >= 2
            await stage.press("a")
            await stage.over(PromptScreen)
            await stage.write(web.url("/nothing"))
            await stage.press("enter")
            await stage.until(lambda: stage.shows("has nothing at this"), seconds=PATIENCE)
            await stage.press("escape")
            process = stage.app.client._process
            assert process is not None
            os.kill(process.pid, signal.SIGTERM)
            await stage.until(lambda: stage.shows("The fetcher stopped"), seconds=PATIENCE)
            await stage.press("R")
            await stage.until(lambda: "Nothing new." in stage.line, seconds=PATIENCE)
            process = stage.app.client._process
            assert process is not None
            await stage.pilot.press("q")
            await stage.until(lambda: not stage.app.is_running)
            assert process.returncode is not None  # it ends with the app


async def test_an_address_behind_the_command_is_looked_at_like_one_that_is_asked_for(
    tmp_path: Path,
) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}" title="News">'
    with FakeWeb() as web:
        web.answers["/one"] = page(f"<html><head>{link.format('/news.xml')}</head></html>")
        web.answers["/none"] = page("<html><body><p>No feed.</p></body></html>")
        web.answers["/news.xml"] = feed(rss(item("a", "Storm warning", ""), title="Harbour News"))
        async with on_stage(tmp_path, (), look=None) as stage:
            for path in ("/none", "/one"):
                await stage.press(":")
                await stage.write(f"add {web.url(path)}")
                await stage.press("enter")
                if path == "/none":
                    await stage.until(
                        lambda: isinstance(stage.app.screen, PromptScreen), seconds=PATIENCE
                    )
                    assert stage.shows(web.url(path)) and stage.shows("no feed")
                    await stage.press("escape")
            await stage.until(lambda: stage.titles == ["Storm warning"], seconds=PATIENCE)
            assert [one.url for one in stage.library.feeds()] == [web.url("/news.xml")]


async def test_beside_another_refresh_only_who_asks_is_told(tmp_path: Path) -> None:
    with FakeWeb() as web:
        web.answers["/news.xml"] = feed(rss(title="Harbour News"))
        with refresh_lock(tmp_path):
            stage_ = on_stage(
                tmp_path,
                (),
                on_start=True,
                prepare=lambda library: library.add_feed(web.url("/news.xml")),
            )
            async with stage_ as stage:
                await stage.press("R")
                await stage.until(lambda: "Another refresh" in stage.line, seconds=PATIENCE)
                assert "What it brings is shown here." in stage.line
                assert not stage.app._notifications
        assert not web.requests


async def test_feeds_that_are_due_are_refreshed_at_the_start(tmp_path: Path) -> None:
    with FakeWeb() as web:
        story = item("a1", "Storm warning", "<p>A storm is coming.</p>")
        web.answers["/news.xml"] = feed(rss(story, title="Harbour News"))
        async with on_stage(
            tmp_path,
            STORIES[:0],
            on_start=True,
            prepare=lambda library: library.add_feed(web.url("/news.xml")),
        ) as stage:
            await stage.until(lambda: stage.titles == ["Storm warning"], seconds=PATIENCE)
            await stage.pilot.press("q")
            await stage.until(lambda: not stage.app.is_running)


async def test_the_fetcher_ends_with_the_app_whatever_that_ends_by(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.app.client.send(RebuildQuotes())
        process = stage.app.client._process
        assert process is not None
        assert process.returncode is None
    assert process.returncode is not None
