from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsreader.domain.errors import LibraryError, NotFound
from newsreader.domain.feed import Outline
from newsreader.domain.query import Query, parse_query
from newsreader.storage import (
    articles,
    feed_moves,
    feeds,
)
from newsreader.storage.database import Database, moment
from newsreader.storage.feed_removal import put_back, take_out
from tests.builders import NOW, STORIES, Story, a_library, feed_url, passage, save

ONE, TWO, THREE = (f"https://{name}.example/" for name in ("one", "two", "three"))
NAMES = ("The Harbour Gazette", "Coast Daily")


def former(db: Database, feed_id: int) -> tuple[tuple[str, datetime], ...]:
    """Return where a feed was and until when, the latest first."""
    rows = db.rows(
        "SELECT url, until FROM feed_address WHERE feed_id = ? ORDER BY until DESC, rowid DESC",
        (feed_id,),
    )
    return tuple((url, moment(until)) for url, until in rows)


def test_who_follows_an_old_address_again_gets_the_feed_where_it_is(db: Database) -> None:
    feed_id = feeds.add_feed(db, ONE, NOW)
    feed_moves.move_feed(db, feed_id, TWO, NOW)
    assert feeds.add_feed(db, ONE, NOW) == feed_id
    assert feeds.add_feeds(db, [Outline(ONE), Outline(TWO)], NOW) == []
    feeds.remove_feed(db, feed_id)
    assert feeds.add_feed(db, ONE, NOW) != feed_id
    assert [feed.url for feed in feeds.feeds(db)] == [ONE]


def test_a_feed_may_move_back(db: Database) -> None:
    feed_id = feeds.add_feed(db, ONE, NOW)
    feed_moves.move_feed(db, feed_id, TWO, NOW)
    feed_moves.move_feed(db, feed_id, ONE, NOW)
    assert feeds.add_feed(db, ONE, NOW) == feed_id
    assert feeds.add_feed(db, TWO, NOW) == feed_id


def test_a_feed_moves_and_where_it_was_is_remembered(db: Database) -> None:
    feed_id = feeds.add_feed(db, ONE, NOW)
    assert feed_moves.move_feed(db, feed_id, TWO, NOW) == feed_id
    assert feed_moves.move_feed(db, feed_id, THREE, NOW + timedelta(days=1)) == feed_id
    assert [feed.url for feed in feeds.feeds(db)] == [THREE]
    assert former(db, feed_id) == (
        (TWO, NOW + timedelta(days=1)),
        (ONE, NOW),
    )
    with pytest.raises(NotFound):
        feed_moves.move_feed(db, 99, THREE, NOW)


def test_a_move_to_where_it_is_changes_nothing(db: Database) -> None:
    feed_id = feeds.add_feed(db, ONE, NOW)
    assert feed_moves.move_feed(db, feed_id, ONE, NOW) == feed_id
    assert former(db, feed_id) == ()


def test_former_addresses_come_back_with_a_removed_feed(db: Database) -> None:
    feed_id = feeds.add_feed(db, ONE, NOW)
    feed_moves.move_feed(db, feed_id, TWO, NOW)
    take_out(db, feed_id)
    assert former(db, feed_id) == ()
    put_back(db, feed_id)
    assert former(db, feed_id) == ((ONE, NOW),)


def test_a_feed_that_moves_to_a_known_address_becomes_part_of_it(db: Database) -> None:
    ids = [save(db, story) for story in STORIES]
    coast = feeds.add_feed(db, feed_url("Coast Daily"), NOW)
    gazette = feeds.add_feed(db, feed_url("The Harbour Gazette"), NOW)
    before = {one.id: one for one in articles.article_rows(db, ids)}
    feed_moves.move_feed(db, gazette, TWO, NOW)
    assert feed_moves.move_feed(db, gazette, feed_url("Coast Daily"), NOW) == coast
    assert [feed.id for feed in feeds.feeds(db)] == [coast]
    after = articles.article_rows(db, ids)
    assert len(after) == len(ids)
    assert {one.feed_id for one in after} == {coast}
    for one in after:
        old = before[one.id]
        assert (one.title, one.read, one.bookmarked) == (old.title, old.read, old.bookmarked)
        assert articles.document(db, one.id).text
    assert [url for url, _ in former(db, coast)] == [
        TWO,
        feed_url("The Harbour Gazette"),
    ]


TWICE = Story("Bridge is rebuilt", "The bridge is rebuilt.\n\nWork begins in spring.")
ELSEWHERE = replace(TWICE, feed="Coast Daily", text="Now: the bridge is rebuilt in spring.")


@pytest.mark.parametrize("marked", [0, 1, 2], ids=["neither", "the old one", "both"])
def test_the_same_story_in_both_feeds_keeps_every_mark(tmp_path: Path, marked: int) -> None:
    library = a_library(tmp_path, (replace(TWICE, read=True, tags=("a",)), ELSEWHERE))
    old, new = sorted(library.listing(Query()).ids)
    library.bookmark(old, True)
    for number, words in ((old, "spring"), (new, "bridge"))[:marked]:
        start, end = passage(library, number, words)
        library.highlight(number, start, end, note=f"on {words}")
    database = library._write
    gazette, coast = (feeds.add_feed(database, feed_url(n), NOW) for n in NAMES)
    feeds.rename_feed(database, gazette, "My paper")
    feed_moves.move_feed(database, gazette, feed_url("Coast Daily"), NOW)
    (left,) = library.listing(Query()).ids
    row = articles.article(database, left)
    assert (row.feed_id, row.feed, row.tags) == (coast, "My paper", ("a",))
    assert row.read and row.bookmarked
    assert (row.highlights, row.notes) == (marked, marked)
    assert {one.text for one in library.opened(left).highlights} == {*("spring", "bridge")[:marked]}
    assert library.listing(parse_query("rebuilt", NOW)).ids
    assert database.rows("PRAGMA foreign_key_check") == []
    database.rows("INSERT INTO article_index(article_index, rank) VALUES('integrity-check', 1)")
    library.close()


def test_stories_of_one_feed_at_two_addresses_are_known_by_more_than_their_keys(
    db: Database,
) -> None:
    one = Story("Council votes for the bridge", key="http://news.example/1", bookmarked=True)
    other = replace(one, key="https://news.example/1", feed="Coast Daily", bookmarked=False)
    shared = Story("Rain by noon", key="g", read=True, summary="Rain comes from the west.")
    stranger = Story("Ferry sails", key="g", feed="Coast Daily", age=timedelta(days=9))
    for story in (one, other, shared, stranger):
        save(db, story)
    gazette, coast = (feeds.add_feed(db, feed_url(name), NOW) for name in NAMES)
    feed_moves.move_feed(db, gazette, f"{feed_url('Coast Daily')}#", NOW)
    rows = articles.article_rows(db, db.column("SELECT id FROM article ORDER BY title"))
    assert [(row.title, row.feed_id, row.read, bool(row.bookmarked)) for row in rows] == [
        ("Council votes for the bridge", coast, False, True),
        ("Ferry sails", coast, False, False),
        ("Rain by noon", coast, True, False),
    ]


def test_a_merge_that_fails_changes_nothing(db: Database) -> None:
    for story in (TWICE, ELSEWHERE):
        save(db, story)
    gazette, coast = (feeds.add_feed(db, feed_url(name), NOW) for name in NAMES)
    db.connection.execute(
        "CREATE TEMP TRIGGER fail BEFORE DELETE ON feed BEGIN SELECT raise(ABORT, 'no'); END"
    )
    before = db.rows("SELECT * FROM article"), db.rows("SELECT * FROM feed")
    with pytest.raises(LibraryError):
        feed_moves.move_feed(db, gazette, feed_url("Coast Daily"), NOW)
    assert (db.rows("SELECT * FROM article"), db.rows("SELECT * FROM feed")) == before
    assert {feed.id for feed in feeds.feeds(db)} == {gazette, coast}
