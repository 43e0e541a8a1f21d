from datetime import timedelta

import pytest

from newsreader.domain.errors import NotFound
from newsreader.domain.feed import DEMO_URL
from newsreader.storage import articles, feeds
from newsreader.storage.database import Database
from tests.builders import NOW, STORIES, feed_url, save

URL = "https://www.gazette.example/feed.xml"


def test_a_feed_is_added_once_and_named_after_its_host(db: Database) -> None:
    first = feeds.add_feed(db, URL, NOW)
    assert feeds.add_feed(db, URL, NOW, title="Another") == first
    assert feeds.feed(db, first).title == "gazette.example"
    assert len(feeds.feeds(db)) == 1


def test_the_readers_title_wins_and_can_be_taken_back(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW, title="Gazette")
    feeds.rename_feed(db, feed_id, "My paper")
    feeds.record_answer(db, feed_id, NOW, title="The Gazette")
    assert feeds.feed(db, feed_id).title == "My paper"
    feeds.rename_feed(db, feed_id, "")
    assert feeds.feed(db, feed_id).title == "The Gazette"


def test_feeds_come_by_folder_and_the_title_that_is_shown(db: Database) -> None:
    for folder, title in (("b", "A"), ("a", "zebra"), ("a", "Apple"), ("a", "Mango")):
        feeds.add_feed(db, f"https://x.example/{title}", NOW, title=title, folder=folder)
    mango = next(feed for feed in feeds.feeds(db) if feed.title == "Mango")
    feeds.rename_feed(db, mango.id, "aardvark")
    assert [feed.title for feed in feeds.feeds(db)] == ["aardvark", "Apple", "zebra", "A"]


def test_unread_articles_are_counted_from_their_index(db: Database) -> None:
    for story in STORIES:
        save(db, story)
    assert {feed.title: feed.unread for feed in feeds.feeds(db)} == {
        "The Harbour Gazette": 1,
        "Coast Daily": 2,
    }
    plan = db.rows(f"EXPLAIN QUERY PLAN {feeds._FEED}")
    assert any("article_unread_by_feed" in row[3] for row in plan), plan


def test_there_is_no_such_feed(db: Database) -> None:
    with pytest.raises(NotFound, match="There is no feed 7"):
        feeds.feed(db, 7)
    with pytest.raises(NotFound):
        feeds.feed(db, 2**70)
    assert feeds.remove_feed(db, 7) == 0


def test_an_answer_replaces_validators_each_by_itself(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    due = NOW + timedelta(hours=1)
    feeds.record_answer(db, feed_id, NOW, etag='W/"1"', last_modified="Friday", due=due)
    feeds.record_answer(db, feed_id, NOW, etag=None, last_modified="")
    (subscription,) = feeds.subscriptions(db)
    assert (subscription.etag, subscription.last_modified) == ('W/"1"', "")


def test_a_failure_is_kept_until_the_next_answer(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    for _ in range(2):
        feeds.record_failure(db, feed_id, NOW, "The server is down.", NOW + timedelta(hours=2))
    assert feeds.feed(db, feed_id).error == "The server is down."
    assert feeds.feed(db, feed_id).due == NOW + timedelta(hours=2)
    assert feeds.subscriptions(db)[0].failures == 2
    feeds.record_answers(db, [feed_id], NOW)
    assert feeds.feed(db, feed_id).error == ""
    assert feeds.feed(db, feed_id).checked == NOW
    assert feeds.subscriptions(db)[0].failures == 0


def test_the_longest_unasked_feed_comes_first_and_the_demo_never(db: Database) -> None:
    feeds.add_feed(db, DEMO_URL, NOW, title="Demo")
    old, new, never = (feeds.add_feed(db, f"https://{n}.example/", NOW) for n in "onx")
    feeds.record_answers(db, [old], NOW - timedelta(days=1))
    feeds.record_answers(db, [new], NOW)
    assert [one.id for one in feeds.subscriptions(db)] == [never, old, new]
    assert [one.id for one in feeds.subscriptions(db, [new, old])] == [old, new]
    assert feeds.subscriptions(db, []) == ()


def test_a_feed_follows_a_redirect_unless_that_is_followed_already(db: Database) -> None:
    one = feeds.add_feed(db, "https://one.example/", NOW)
    two = feeds.add_feed(db, "https://two.example/", NOW)
    feeds.move_feed(db, one, "https://two.example/")
    feeds.move_feed(db, two, "https://three.example/")
    assert {feed.url for feed in feeds.feeds(db)} == {
        "https://one.example/",
        "https://three.example/",
    }


def test_removing_a_feed_keeps_what_the_reader_marked(db: Database) -> None:
    ids = [save(db, story) for story in STORIES]
    gazette = feeds.add_feed(db, feed_url("The Harbour Gazette"), NOW)
    assert feeds.remove_feed(db, gazette) == 1
    kept = articles.article(db, ids[3])
    assert (kept.feed_id, kept.feed, kept.outlet) == (None, "", "The Harbour Gazette")
    assert articles.document(db, ids[3]).text
    assert [row.id for row in articles.article_rows(db, ids)] == ids[1:]
