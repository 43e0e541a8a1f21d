"""Events of the fetcher: what it reports becomes what the screen shows."""

from pathlib import Path

from newsreader.domain.feed import FeedCandidate
from newsreader.protocol import (
    Added,
    Failed,
    FeedDone,
    Finished,
    Found,
    Imported,
    PageDone,
    Started,
)
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.fetching.fetcher_client import FetcherLost, Report
from tests.builders import Story, bring
from tests.tui.stage import BROAD, Stage, on_stage


async def tell(stage: Stage, *events: Report) -> None:
    """Let the screen hear events of the fetcher."""
    for event in events:
        stage.session.fetcher.hear(event)
    await stage.settle()


def ask(stage: Stage) -> None:
    """Let the next refresh be one that the user has asked for, without a real fetcher."""
    stage.session.fetcher.refreshing.asked = True


async def test_a_refresh_is_followed_in_the_last_line(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await tell(stage, Started(310))
        assert "refreshing 0 of 310 feeds" in stage.line
        await tell(stage, FeedDone(1, "Coast Daily", 214, 310), PageDone(1, 1))
        assert "refreshing 214 of 310 feeds" in stage.line
        assert stage.text(stage.screen.status).count("━") == round(120 * 214 / 310)
        stage.screen.say("Bookmarked.")
        await tell(stage, FeedDone(1, "Coast Daily", 215, 310))
        assert "Bookmarked." in stage.line  # what is said is not displaced
        bring(tmp_path / "newsreader.db", Story("Storm warning"))
        await tell(stage, Finished(1, 0, 309, 0))
        assert "1 new article." in stage.line
        assert "refreshing" not in stage.line and "━" not in stage.text(stage.screen.status)
        await stage.until(lambda: "Storm warning" in stage.titles)
        await tell(stage, Started(1), Finished(0, 0, 1, 0))
        assert "Nothing new." not in stage.line
        ask(stage)
        await tell(stage, Started(1), Finished(0, 0, 1, 0))
        assert "Nothing new." in stage.line
        await tell(stage, Finished(1_234, 0, 1, 0))
        assert "1,234 new articles." in stage.line


async def test_one_failing_feed_is_one_sentence_and_many_are_counted(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        broken = FeedDone(
            1, "Coast [Daily]", 1, 2, status="failed", error="The server says 404 (not found)."
        )
        gazette = FeedDone(2, "Gazette", 2, 2)
        await tell(stage, Started(2), broken, gazette, Finished(0, 0, 1, 1))
        assert "Coast [Daily] could not be read; ! says why." in stage.line
        await tell(stage, Started(2), broken, broken, Finished(3, 0, 0, 2))
        assert "3 new articles. 2 feeds could not be read; ! says why." in stage.line
        assert not stage.app._notifications, "nobody asked"
        ask(stage)
        await tell(stage, Started(2), broken, gazette, Finished(0, 0, 1, 1))
        assert stage.shows("Coast [Daily]: The server says 404")
        stage.app.clear_notifications()
        ask(stage)
        await tell(stage, Started(2), broken, broken, Finished(0, 0, 0, 2))
        assert stage.shows("2 feeds could not be read;")
        stage.app.clear_notifications()
        await tell(stage, Started(2), Finished(0, 0, 2, 0))
        assert not stage.shows("could not be read")


async def test_several_feeds_are_offered_and_may_be_declined(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        candidates = (
            FeedCandidate("https://paper.example/news.xml", "News [all]", "rss"),
            FeedCandidate("https://paper.example/sport.xml", "", "rss"),
        )
        await tell(stage, Found("https://paper.example/", candidates))
        await stage.over(ChoiceScreen)
        assert stage.shows("This page has several feeds")
        assert stage.shows("News [all]")
        assert stage.text().count("https://paper.example/sport.xml") == 2
        await stage.press("escape")
        assert stage.here == "list"
        assert len(stage.library.feeds()) == 2


async def test_what_is_no_feed_any_more_is_told_beside_those_that_are(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        candidates = (
            FeedCandidate("https://paper.example/news.xml", "News", "rss"),
            FeedCandidate("https://paper.example/sport.xml", "Sport", "rss"),
        )
        dead = ("https://paper.example/old.xml: The server says [404].", "Y.", "Z.")
        await tell(stage, Found("https://paper.example/", candidates, dead))
        await stage.over(ChoiceScreen)
        assert stage.shows("Named there, but not to be read: https://paper.example/old.xml:")
        assert stage.shows("The server says [404]. So it is with 2 others.")
        await stage.press("escape")
        await tell(stage, Found("https://paper.example/", candidates[:1], dead[:1]))
        await stage.until(lambda: stage.shows("The server says [404]."))
        assert not isinstance(stage.app.screen, ChoiceScreen)


async def test_an_added_feed_is_named_and_gone_to(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("enter")
        bring(tmp_path / "newsreader.db", Story("Storm warning", feed="Weather Desk"))
        added = next(one.id for one in stage.library.feeds() if one.title == "Weather Desk")
        await tell(stage, Added(added, "Weather Desk"))
        assert "Added Weather Desk." in stage.line
        await stage.until(lambda: stage.titles == ["Storm warning"])
        assert stage.here == "list"
        source = stage.screen.source
        assert source is not None and source.title == "Weather Desk"


async def test_an_import_is_counted(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await tell(stage, Imported(1, 2, 0))
        assert "1 feed added, 2 known already." in stage.line
        await tell(stage, Imported(3, 0, 1, ("exec:[b]x",)))
        assert stage.shows("Refused, as no feeds of the web: “exec:[b]x”.")
        assert "3 feeds added, 1 refused." in stage.line


async def test_the_count_of_an_import_outlasts_its_refresh(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        ask(stage)
        await tell(stage, Imported(5, 1, 1), Started(6), Finished(112, 0, 0, 0))
        assert "5 feeds added, 1 known already, 1 refused. 112 new articles." in stage.line
        ask(stage)
        await tell(stage, Started(6), Finished(0, 0, 6, 0))
        assert "Nothing new." in stage.line
        assert "added" not in stage.line


async def test_what_fails_is_said_and_nothing_goes_on(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await tell(stage, Started(2), Failed("refresh", "Another refresh is running."))
        assert stage.shows("Another refresh is running.")
        assert "refreshing" not in stage.line
        await tell(stage, Started(2), FetcherLost(-9))
        assert stage.shows("The fetcher stopped; it starts again with the next")
        assert "refreshing" not in stage.line
