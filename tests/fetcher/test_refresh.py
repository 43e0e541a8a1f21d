"""Refreshing feeds against a real server and a real library."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.domain.errors import LibraryError
from newsreader.domain.health import State
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.refresh import refresh
from newsreader.fetcher.workers.pool import Patience, Workers
from newsreader.protocol import (
    Finished,
    Processed,
    Started,
)
from newsreader.storage import articles, feeds
from tests.fake_web import Answer, FakeWeb, feed, page, refusal
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import FULL_STORY, item, rss

ONE = item("1", "Ferry sails again", FULL_STORY)
TWO = item("2", "Rain by noon", FULL_STORY, date="Sat, 21 Nov 2026 10:00:00 GMT")


def rows(room: Newsroom, sql: str) -> list[tuple[object, ...]]:
    return room.database.rows(sql)


async def test_what_a_feed_brings_is_stored(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = feed(rss(ONE, TWO)).with_validators('"v1"', "Tue, 24 Nov 2026")
    feed_id = newsroom.subscribe(web.url("/feed"))
    outcome = await newsroom.refresh()
    assert (outcome.feeds, outcome.new, outcome.updated, outcome.failed) == (1, 2, 0, 0)
    stored = feeds.feed(newsroom.database, feed_id)
    assert (stored.title, stored.site_url) == ("Harbour Gazette", "https://harbour.example/")
    assert (stored.unread, stored.error, stored.checked) == (2, "", NOW)
    ids = [number for (number,) in rows(newsroom, "SELECT id FROM article ORDER BY published")]
    ferry = articles.article(newsroom.database, int(str(ids[0])))
    assert (ferry.title, ferry.url) == ("Ferry sails again", "https://harbour.example/1")
    assert articles.document(newsroom.database, ferry.id).text.startswith("The ferry")
    assert [one.speaker for one in articles.quotes(newsroom.database, ferry.id)] == ["Jane Roe"]


async def test_a_feed_too_long_to_be_read_whole_says_how_much_was_read(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    stories = [item(str(number), f"Story {number}", FULL_STORY * 100) for number in range(40)]
    web.answers["/feed"] = feed(rss(*stories))
    feed_id = newsroom.subscribe(web.url("/feed"))
    async with Downloader(Limits(feed_size=1)) as downloader:
        context = replace(newsroom.context, downloader=downloader)
        outcome = await refresh(context, feeds.subscriptions(newsroom.database, None))
    assert 0 < outcome.new < 40
    told = newsroom.told(feed_id)
    assert (told.status, told.error) == ("new", "")
    assert told.note.startswith(f"It is longer than 1 MiB: its first {outcome.new} entries")
    kept = feeds.feed(newsroom.database, feed_id)
    assert (kept.state, kept.error, kept.is_calm) == (State.WELL, "", True)
    assert kept.note.startswith(f"It is longer than is read: only its first {outcome.new} entries")
    await newsroom.refresh()  # with the limits that newsreader has
    assert feeds.feed(newsroom.database, feed_id).note == ""


async def test_events_are_told_in_order(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(ONE)), "/b": feed(rss(ONE, title="Island Wire"))}
    for path in ("/a", "/b", "/missing"):
        newsroom.subscribe(web.url(path))
    await newsroom.refresh()
    assert newsroom.events[0] == Started(3)
    assert newsroom.events[4] == Finished(2, 0, 0, 1)
    ours = {one.articles for one in newsroom.events[5:] if isinstance(one, Processed)}
    assert ours == {(1,), (2,)}
    done = [newsroom.told(number) for number in (1, 2, 3)]
    assert sorted(one.done for one in done) == [1, 2, 3]
    assert [one.status for one in done] == ["new", "new", "failed"]
    missing = f"127.0.0.1:{web.port}/missing"
    assert [one.title for one in done] == ["Harbour Gazette", "Island Wire", missing]
    assert done[2].error == "127.0.0.1 has nothing at this address."


async def test_a_second_refresh_is_conditional_and_adds_nothing(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    etag, modified = 'W/"odd  `one`"', "whenever, really"
    web.answers["/feed"] = feed(rss(ONE)).with_validators(etag, modified)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    await newsroom.context.workers.end_idle()
    outcome = await newsroom.refresh()
    assert (outcome.new, outcome.updated, outcome.unchanged) == (0, 0, 1)
    sent = web.last("/feed").headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (etag, modified)
    assert newsroom.context.workers.running == 0, "a 304 needs no worker"
    assert (await newsroom.refresh()).unchanged == 1
    assert web.last("/feed").headers["if-none-match"] == etag, "kept through a 304"


async def test_validators_are_taken_independently(web: FakeWeb, newsroom: Newsroom) -> None:
    newsroom.subscribe(web.url("/feed"))
    web.answers["/feed"] = feed(rss(ONE)).with_validators('"v1"', "Monday")
    await newsroom.refresh()
    # The same date with a new tag: the tag must follow, or every later request is in vain.
    web.answers["/feed"] = feed(rss(ONE)).with_validators('"v2"', "Monday")
    await newsroom.refresh()
    web.answers["/feed"] = feed(rss(ONE)).with_validators(last_modified="Tuesday")
    await newsroom.refresh()
    assert web.last("/feed").headers["if-none-match"] == '"v2"'
    await newsroom.refresh()
    sent = web.last("/feed").headers
    assert "if-none-match" not in sent
    assert sent["if-modified-since"] == "Tuesday"


async def test_an_unchanged_answer_without_validators_adds_nothing(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(ONE, TWO))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    before = rows(newsroom, "SELECT * FROM article, article_text ORDER BY id")
    newsroom.later = timedelta(hours=1)
    assert (await newsroom.refresh()).unchanged == 1
    assert rows(newsroom, "SELECT * FROM article, article_text ORDER BY id") == before


async def test_a_changed_story_is_updated_in_place_and_stays_read(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(ONE, TWO))
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    with newsroom.database.transaction() as connection:
        connection.execute("UPDATE article SET read = 1, bookmarked = 5 WHERE key = '1'")
    changed = item("1", "Ferry sails again on Monday", FULL_STORY.replace("flour", "bread"))
    web.answers["/feed"] = feed(rss(changed, TWO))
    outcome = await newsroom.refresh()
    assert (outcome.new, outcome.updated) == (0, 1)
    assert (newsroom.told(feed_id).updated, newsroom.told(feed_id).status) == (1, "new")
    ((number, title, read, bookmarked),) = rows(
        newsroom, "SELECT id, title, read, bookmarked FROM article WHERE key = '1'"
    )
    assert (title, read, bookmarked) == ("Ferry sails again on Monday", 1, 5)
    assert "bread" in articles.document(newsroom.database, int(str(number))).text


async def test_entries_that_left_the_feed_stay(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = feed(rss(ONE))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    web.answers["/feed"] = feed(rss(TWO))
    await newsroom.refresh()
    assert rows(newsroom, "SELECT count(*) FROM article") == [(2,)]


async def test_the_same_guid_in_two_feeds_is_two_articles(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(ONE)), "/b": feed(rss(ONE))}
    newsroom.subscribe(web.url("/a"))
    newsroom.subscribe(web.url("/b"))
    assert (await newsroom.refresh()).new == 2


async def test_of_entries_without_a_date_the_upper_is_the_newer(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    bare = "<item><guid isPermaLink='false'>{0}</guid><title>{0}</title></item>"
    web.answers["/feed"] = feed(rss(*(bare.format(name) for name in ("top", "middle", "last"))))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    listed = rows(newsroom, "SELECT key FROM article ORDER BY published DESC, id DESC")
    assert [key for (key,) in listed] == ["top", "middle", "last"]


async def test_one_failing_feed_does_not_disturb_the_others(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    endless = "<item><title>&nbsp;</title></item>" * 100_000
    web.answers |= {
        "/good": feed(rss(ONE)),
        "/page": page("<html><body>Sign in to the network</body></html>"),
        "/gone": refusal(410),
        "/hang": Answer(fault="hang"),
        "/slow": feed(rss(endless)),
        "/empty": Answer(b""),
    }
    ids = {path: newsroom.subscribe(web.url(path)) for path in web.answers}
    async with (
        # Far more than the good feed needs on any machine, far less than the endless ones.
        Downloader(Limits(timeout=3)) as downloader,
        Workers(1, Patience(feed=2)) as workers,
    ):
        newsroom.context = replace(newsroom.context, downloader=downloader, workers=workers)
        outcome = await newsroom.refresh()
    assert (outcome.new, outcome.failed) == (1, 5)
    errors = {path: newsroom.told(number).error for path, number in ids.items()}
    assert errors["/good"] == ""
    assert "a web page" in errors["/page"]
    assert "gone for good" in errors["/gone"]
    assert "within 3 seconds" in errors["/hang"]
    assert "more than 2 seconds" in errors["/slow"]
    assert "empty" in errors["/empty"]
    for path, number in ids.items():
        assert feeds.feed(newsroom.database, number).error == errors[path]


async def test_a_failure_keeps_articles_and_validators_and_passes(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(ONE)).with_validators('"v1"')
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    good = web.answers["/feed"]
    web.answers["/feed"] = page("<html>Maintenance</html>")
    assert (await newsroom.refresh()).failed == 1
    assert feeds.feed(newsroom.database, feed_id).unread == 1
    web.answers["/feed"] = good
    assert (await newsroom.refresh()).unchanged == 1
    assert feeds.feed(newsroom.database, feed_id).error == ""


async def test_no_password_reaches_an_error(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = refusal(401)
    feed_id = newsroom.subscribe(web.url("/feed", login="ann:secret"))
    await newsroom.refresh()
    assert newsroom.told(feed_id).error.startswith("127.0.0.1 refuses the login it was given")


async def test_only_the_feeds_named_are_asked(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(ONE)), "/b": feed(rss(ONE))}
    newsroom.subscribe(web.url("/a"))
    second = newsroom.subscribe(web.url("/b"))
    assert (await newsroom.refresh(second)).feeds == 1
    assert (web.count("/a"), web.count("/b")) == (0, 1)


async def test_a_feed_removed_meanwhile_is_no_disaster(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(ONE)), "/b": feed(rss(ONE))}
    newsroom.subscribe(web.url("/a"))
    gone = newsroom.subscribe(web.url("/b"))
    wanted = feeds.subscriptions(newsroom.database)
    feeds.remove_feed(newsroom.database, gone)
    outcome = await refresh(newsroom.context, wanted)
    assert (outcome.new, outcome.failed) == (1, 1)


async def test_a_library_that_cannot_be_written_ends_the_refresh(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/a": feed(rss(ONE)), "/b": Answer(fault="hang")}
    newsroom.subscribe(web.url("/a"))
    newsroom.subscribe(web.url("/b"))
    wanted = feeds.subscriptions(newsroom.database)
    newsroom.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LibraryError):
        await refresh(newsroom.context, wanted)


async def test_an_interrupted_refresh_leaves_whole_feeds(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(ONE, TWO)), "/b": Answer(fault="hang")}
    newsroom.subscribe(web.url("/a"))
    newsroom.subscribe(web.url("/b"))
    task = asyncio.create_task(newsroom.refresh())
    while not any(getattr(event, "new", 0) for event in newsroom.events):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with sqlite3.connect(newsroom.database.path) as other:
        assert other.execute("SELECT count(*) FROM article").fetchone() == (2,)
    other.close()
