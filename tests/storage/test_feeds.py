from datetime import timedelta

import pytest

from newsreader.domain.errors import NotFound
from newsreader.domain.feed import DEMO_URL, Outline
from newsreader.domain.health import State, Trouble
from newsreader.domain.permanent_redirect import PermanentRedirect
from newsreader.domain.schedule import Wishes
from newsreader.storage import articles, feed_answers, feed_moves, feeds
from newsreader.storage.database import Database
from tests.builders import NOW, STORIES, feed_url, save
from tests.storage.plans import plan_of

URL = "https://www.gazette.example/feed.xml"


def test_a_feed_is_added_once_and_named_after_its_host(db: Database) -> None:
    first = feeds.add_feed(db, URL, NOW)
    assert feeds.add_feed(db, URL, NOW, title="Another") == first
    assert feeds.feed(db, first).title == "gazette.example"
    assert len(feeds.feeds(db)) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gazette.example/feed.xml",
        "HTTPS://WWW.Gazette.example:443/feed.xml?#top",
        "https://www.gazette.example/f%65ed.xml",
    ],
)
def test_another_spelling_of_an_address_is_no_other_feed(db: Database, url: str) -> None:
    first = feeds.add_feed(db, URL, NOW)
    assert feeds.add_feed(db, url, NOW) == first
    assert feeds.add_feeds(db, [Outline(url), Outline(f"{url}#a")], NOW) == []
    assert feeds.feed(db, first).url == URL
    other = "https://www.gazette.example/Feed.xml"
    (second,) = feeds.add_feeds(db, [Outline(other), Outline(f"{other}#")], NOW)
    assert second != first
    feed_moves.move_feed(db, second, "https://moved.example/feed", NOW)
    assert feeds.add_feed(db, "http://www.gazette.example/Feed.xml", NOW) == second


def test_the_readers_title_wins_and_can_be_taken_back(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW, title="Gazette")
    feeds.rename_feed(db, feed_id, "My paper")
    feed_answers.record_answer(db, feed_id, NOW, title="The Gazette")
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
    plan = plan_of(db, lambda: feeds.feeds(db))
    assert any("article_unread_by_feed" in step for step in plan), plan


def test_there_is_no_such_feed(db: Database) -> None:
    with pytest.raises(NotFound, match="There is no feed 7"):
        feeds.feed(db, 7)
    with pytest.raises(NotFound):
        feeds.feed(db, 2**70)
    assert feeds.remove_feed(db, 7) == 0


def test_an_answer_replaces_validators_each_by_itself(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    due = NOW + timedelta(hours=1)
    feed_answers.record_answer(db, feed_id, NOW, etag='W/"1"', last_modified="Friday", due=due)
    feed_answers.record_answer(db, feed_id, NOW, etag=None, last_modified="")
    (subscription,) = feeds.subscriptions(db)
    assert (subscription.etag, subscription.last_modified) == ('W/"1"', "")


def test_a_failure_is_kept_until_the_next_answer(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    for day in range(3):
        feed_answers.record_failure(
            db,
            feed_id,
            NOW + timedelta(days=day),
            "The server is down.",
            NOW + timedelta(hours=2),
            trouble=Trouble.SERVER,
        )
    failing = feeds.feed(db, feed_id, NOW + timedelta(days=2))
    assert (failing.error, failing.due) == ("The server is down.", NOW + timedelta(hours=2))
    assert failing.state is State.BROKEN
    assert failing.advice.startswith("It has failed since 20 November.")
    assert feeds.subscriptions(db)[0].failures == 3
    feed_answers.record_answer(db, feed_id, NOW)
    well = feeds.feed(db, feed_id, NOW)
    assert (well.error, well.advice, well.state, well.checked) == ("", "", State.WELL, NOW)
    assert feeds.subscriptions(db)[0].failures == 0
    feed_answers.record_failure(db, feed_id, NOW + timedelta(days=9), "The server is down.")
    assert "since" not in feeds.feed(db, feed_id, NOW + timedelta(days=9)).advice


def test_a_feed_that_brings_nothing_any_more_is_told(db: Database) -> None:
    for story in STORIES:
        save(db, story)
    gazette = feeds.add_feed(db, feed_url("The Harbour Gazette"), NOW)
    assert feeds.feed(db, gazette, NOW).advice == ""
    later = feeds.feed(db, gazette, NOW + timedelta(days=400))
    assert later.state is State.FROZEN
    assert later.advice.startswith("Nothing new since November 2026. ")
    assert later.error == ""


def test_a_feed_that_is_gone_is_asked_only_by_name(db: Database) -> None:
    gone = feeds.add_feed(db, URL, NOW)
    feed_answers.record_failure(db, gone, NOW, "Gone.", trouble=Trouble.GONE)
    assert feeds.subscriptions(db) == ()
    assert feeds.subscriptions(db, due_by=NOW + timedelta(days=99)) == ()
    assert [one.id for one in feeds.subscriptions(db, [gone])] == [gone]
    assert feeds.feed(db, gone, NOW).state is State.GONE


def test_feeds_that_are_due_are_picked(db: Database) -> None:
    new, old, later = (feeds.add_feed(db, f"https://{n}.example/", NOW) for n in "nol")
    feed_answers.record_answer(db, old, NOW, due=NOW + timedelta(hours=1))
    feed_answers.record_failure(db, later, NOW, "Busy.", due=NOW + timedelta(hours=1))
    feed_answers.postpone(db, later, NOW + timedelta(hours=3))
    feed_answers.postpone(db, later, NOW + timedelta(hours=2))

    def due(hours: float) -> set[int]:
        return {one.id for one in feeds.subscriptions(db, due_by=NOW + timedelta(hours=hours))}

    assert due(0.9) == {new}
    assert due(1) == {new, old}
    assert due(2.9) == {new, old}
    assert due(3) == {new, old, later}


def test_wishes_and_moves_are_kept(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    wishes = Wishes(at_least=timedelta(hours=2), skip_hours=frozenset({0, 7, 23}))
    move = PermanentRedirect("https://new.example/", NOW, 2)
    feed_answers.record_answer(db, feed_id, NOW, wishes=wishes, move=move)
    (stored,) = feeds.subscriptions(db)
    assert (stored.wishes, stored.redirect, stored.received) == (wishes, move, NOW)
    feed_answers.record_answer(db, feed_id, NOW + timedelta(hours=1))
    (stored,) = feeds.subscriptions(db)
    assert (stored.wishes, stored.redirect, stored.received) == (wishes, None, NOW)


def test_failures_of_the_readers_own_network_do_not_count(db: Database) -> None:
    once, often = (feeds.add_feed(db, f"https://{n}.example/", NOW) for n in "ab")
    feed_answers.record_failure(db, often, NOW - timedelta(days=1), "There is no host.")
    for feed_id in (once, often):
        feed_answers.record_failure(db, feed_id, NOW, "There is no host.", NOW + timedelta(hours=9))
    feed_answers.excuse_failures(db, [once, often], NOW + timedelta(minutes=10))
    assert {one.id: one.failures for one in feeds.subscriptions(db)} == {once: 0, often: 1}
    assert {one.due for one in feeds.feeds(db)} == {NOW + timedelta(minutes=10)}
    assert db.rows("SELECT failing_since IS NULL FROM feed ORDER BY id") == [(1,), (0,)]


def test_validators_are_dropped(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    feed_answers.record_answer(db, feed_id, NOW, etag='"1"', last_modified="Friday")
    feed_answers.drop_validators(db, feed_id)
    (stored,) = feeds.subscriptions(db)
    assert (stored.etag, stored.last_modified) == ("", "")


def test_the_longest_unasked_feed_comes_first_and_the_demo_never(db: Database) -> None:
    feeds.add_feed(db, DEMO_URL, NOW, title="Demo")
    old, new, never = (feeds.add_feed(db, f"https://{n}.example/", NOW) for n in "onx")
    feed_answers.record_answer(db, old, NOW - timedelta(days=1))
    feed_answers.record_answer(db, new, NOW)
    assert [one.id for one in feeds.subscriptions(db)] == [never, old, new]
    assert [one.id for one in feeds.subscriptions(db, [new, old])] == [old, new]
    assert feeds.subscriptions(db, []) == ()


def test_removing_a_feed_keeps_what_the_reader_marked(db: Database) -> None:
    ids = [save(db, story) for story in STORIES]
    gazette = feeds.add_feed(db, feed_url("The Harbour Gazette"), NOW)
    assert feeds.remove_feed(db, gazette) == 1
    kept = articles.article(db, ids[3])
    assert (kept.feed_id, kept.feed, kept.outlet) == (None, "", "The Harbour Gazette")
    assert articles.document(db, ids[3]).text
    assert [row.id for row in articles.article_rows(db, ids)] == ids[1:]
