"""In the sources, commands act on the source under the cursor, whatever is listed."""

from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.tui.fetching.fetcher_events import FetcherSession
from tests.builders import STORIES, written_beside
from tests.tui.stage import Stage, on_stage

TITLES = [story.title for story in STORIES]


async def go_to_source(stage: Stage, title: str) -> None:
    """Put the cursor of the sources on one of them."""
    await stage.press("S")
    pane = stage.screen.sources_pane
    pane.cursor = [one.title for one in pane.sources].index(title)
    await stage.settle()


async def test_all_read_means_the_source_under_the_cursor(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await go_to_source(stage, "Coast Daily")
        await stage.press("A")
        assert "2 articles in Coast Daily marked read; u brings them back." in stage.line
        assert [stage.row(title).read for title in TITLES] == [False, True, True, True]
        await stage.press("A")
        assert "Nothing is unread here." in stage.line
        await stage.press("u")
        assert [stage.row(title).read for title in TITLES] == [False, False, False, True]


async def test_all_read_in_a_folder_means_its_feeds(tmp_path: Path) -> None:
    def put_in_folder(_library: Library) -> None:
        with written_beside(tmp_path / "newsreader.db") as db:
            db.execute("UPDATE feed SET folder = 'Coast' WHERE title = 'Coast Daily'")

    async with on_stage(tmp_path, prepare=put_in_folder) as stage:
        await go_to_source(stage, "Coast")
        await stage.press("A")
        assert "2 articles in Coast marked read; u brings them back." in stage.line
        assert not stage.row(TITLES[0]).read


async def test_refresh_means_the_source_under_the_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    async def note(self: FetcherSession, feed_ids: object) -> None:
        asked.append(feed_ids)

    def put_others_in_folder(_library: Library) -> None:
        with written_beside(tmp_path / "newsreader.db") as db:
            db.execute("UPDATE feed SET folder = 'None' WHERE title <> 'Coast Daily'")

    monkeypatch.setattr(FetcherSession, "refresh", note)
    async with on_stage(tmp_path, prepare=put_others_in_folder) as stage:
        wanted = [feed.id for feed in stage.library.feeds() if feed.title == "Coast Daily"]
        await go_to_source(stage, "Coast Daily")
        await stage.press("r")
        assert asked == [wanted]
        await go_to_source(stage, "All")
        await stage.press("r")
        assert asked == [wanted, None]
