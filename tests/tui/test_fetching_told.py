"""An empty list tells what is being fetched for it, and then what came of that."""

from functools import partial
from pathlib import Path

from newsreader.library import Library
from newsreader.protocol import Added, FeedDone, Finished, Started
from newsreader.storage.feeds import add_feed
from newsreader.storage.safety.opening import open_library
from newsreader.tui.fetching.fetcher_client import FetcherLost, Report
from tests.builders import NOW
from tests.fake_web import FakeWeb, feed
from tests.fetcher.harbour import item, rss
from tests.tui.stage import MEDIUM, Stage, on_stage

SLOW = "https://slow.example/feed.xml"
PATIENCE = 30.0
"""Seconds that a process may take to start on a busy machine."""


def subscribe(library: Library, url: str = SLOW, title: str = "The {Slow} [Times]") -> int:
    """Subscribe to a feed that was never fetched, as the fetcher does before it fetches one."""
    database = open_library(library.path).database
    feed_id = add_feed(database, url, NOW, title=title)
    database.close()
    return feed_id


def told(stage: Stage, words: str) -> bool:
    """Whether the list says something, in one line or several."""
    return words in " ".join(stage.text(stage.screen.list_pane).split())


async def hear(stage: Stage, *events: Report) -> None:
    for event in events:
        stage.session.fetcher.hear(event)
    await stage.settle()


async def test_a_feed_that_is_being_fetched_is_named_until_it_is(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), size=MEDIUM) as stage:
        feed_id = subscribe(stage.library)
        await hear(stage, Added(feed_id, "The {Slow} [Times]"), Started(1))
        await stage.until(lambda: stage.shows("Fetching The {Slow} [Times] …"))
        assert not stage.shows("No articles yet")
        await hear(stage, FetcherLost(-9))
        assert told(stage, "No articles yet. r asks for them.")


async def test_several_are_counted(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), size=MEDIUM) as stage:
        for number in range(3):
            subscribe(stage.library, f"https://{number}.example/", f"Feed {number}")
        await stage.session.recount()
        await hear(stage, Started(3))
        assert stage.shows("Fetching 3 feeds …")


async def test_what_is_done_for_the_first_feed_is_told_in_the_empty_library(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, (), size=MEDIUM) as stage:
        assert stage.shows("There are no feeds yet.")
        stage.session.fetcher.doing = "looking at slow.example"
        stage.screen.show_session()
        await stage.settle()
        assert stage.shows("Looking at slow.example …")


async def test_a_refresh_that_fails_altogether_does_not_say_that_nothing_is_new(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        stage.session.fetcher.refreshing.asked = True
        broken = FeedDone(1, "Coast Daily", 1, 1, status="failed", error="It wants a login.")
        await hear(stage, Started(1), broken, Finished(0, 0, 0, 1))
        assert stage.shows("Coast Daily: It wants a login.")
        assert "Nothing new." not in stage.line


async def test_what_came_or_why_nothing_did_is_told(tmp_path: Path) -> None:
    with FakeWeb() as web:
        web.answers["/empty.xml"] = feed(rss(title="The Empty Post"))
        web.answers["/full.xml"] = feed(rss(item("1", "The bridge", "It is open."), title="Full"))
        async with on_stage(tmp_path, (), size=MEDIUM) as stage:
            for path, words in (
                ("/empty.xml", "The Empty Post has no articles at present."),
                ("/gone.xml", "could not be read: 127.0.0.1 has nothing at"),
                ("/full.xml", "The bridge"),
            ):
                stage.session.add_feed(web.url(path))
                await stage.until(partial(told, stage, words), seconds=PATIENCE)
            await stage.until(lambda: stage.shows("Full · 1 unread"))
            await stage.until(lambda: not stage.session.fetcher.refreshing.is_fetching)
