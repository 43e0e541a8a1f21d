"""Articles that are listed before they are read through, as their reader meets them."""

from pathlib import Path

import pytest

from newsreader.fetcher.workers.diff_feed import diff_feed
from newsreader.protocol import (
    Finished,
    Processed,
    Started,
)
from newsreader.storage import feeds
from newsreader.storage.entries import save_entries
from newsreader.storage.processing_queue import keep_document
from newsreader.storage.safety.opening import open_library
from newsreader.tui.fetching import fetcher_events
from tests.builders import NOW, STORIES
from tests.fetcher.harbour import FULL_STORY, item, list_job, rss
from tests.tui.stage import Stage, on_stage
from tests.tui.test_fetcher_events import tell

PATIENCE = 30.0
"""Seconds that a process may take to start on a busy machine."""


def list_only(folder: Path, *keys: str) -> list[int]:
    """Have stories in the library as a refresh leaves them that was cut short."""
    job = list_job(rss(*(item(key, f"Ferry {key}", f"<p>{FULL_STORY}</p>") for key in keys)))
    feed = diff_feed(job)
    assert feed.document is not None
    database = open_library(folder / "newsreader.db", durable=False).database
    feed_id = feeds.add_feed(database, "https://harbour.example/feed", NOW, title=feed.title)
    number = keep_document(database, feed_id, feed.document)
    saved = save_entries(database, feed_id, feed.entries, now=NOW, document_id=number)
    database.close()
    return [article_id for article_id, _ in saved]


def speakers(stage: Stage) -> str:
    return stage.text(stage.screen.sidebar)


async def test_an_article_opened_before_its_time_is_read_through_at_once(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        (article_id,) = list_only(tmp_path, "sails")
        stage.session.everything_changed()
        await stage.until(lambda: "Ferry sails" in stage.titles)
        stage.app.client.listen(lambda event: None)
        stage.session.open(article_id)
        await stage.settle()
        assert stage.shows("The ferry between Harbour"), "what the feed says in short"
        assert "Looking for quotes." in speakers(stage)
        stage.app.client.listen(stage.session.fetcher.hear)
        await stage.session.fetcher.process([article_id])
        await stage.until(lambda: "Jane Roe" in speakers(stage), seconds=PATIENCE)
        assert stage.screen.opened is not None
        assert stage.screen.opened.document.text == FULL_STORY
        assert not stage.library.unprocessed([article_id])


async def test_what_the_last_run_did_not_come_to_is_read_through(tmp_path: Path) -> None:
    ids = list_only(tmp_path, "one", "two")
    async with on_stage(tmp_path, None) as stage:
        await stage.until(lambda: not stage.library.unprocessed(ids), seconds=PATIENCE)
        assert stage.row("Ferry one").quotes == 1


async def test_an_export_waits_until_the_quotes_are_there(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        (article_id,) = list_only(tmp_path, "sails")
        stage.session.everything_changed()
        await stage.until(lambda: "Ferry sails" in stage.titles)
        stage.session.open(article_id)
        await stage.press("e")
        files = list(stage.session.export_folder.rglob("*.md"))
        assert "Jane Roe" in files[0].read_text()


async def test_reading_through_is_told_of_but_hides_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetcher_events, "CALM", 60.0)
    async with on_stage(tmp_path) as stage:
        await tell(stage, Processed((1,), 20, 2_000))
        assert "reading 20 of 2,000 articles" in stage.line
        await tell(stage, Processed((2,), 40, 2_000))
        assert "reading 20 of 2,000 articles" in stage.line, "no more than once a second"
        await tell(stage, Processed((2,), 2_000, 2_000))
        assert "reading" not in stage.line
        await tell(stage, Started(1), Finished(7, 0, 0, 0), Processed((3,), 1, 7))
        assert "7 new articles." in stage.line
        await tell(stage, Processed((4,)))
        assert "7 new articles." in stage.line, "what was asked for by itself is no progress"


async def test_a_story_that_cannot_be_read_through_is_one_sentence(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await tell(stage, Processed((1,), 1, 9, "It takes too much memory to read this.", "Coast"))
        assert stage.shows("Coast: It takes too much memory to read this.")
        assert stage.titles == [story.title for story in STORIES]
