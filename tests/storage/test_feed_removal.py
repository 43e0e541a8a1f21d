from dataclasses import replace
from typing import Any

from newsreader.domain.boilerplate import (
    RemovedBlock,
    StoryCleanup,
    StoryFingerprints,
)
from newsreader.domain.document import Document
from newsreader.domain.rules import Rule
from newsreader.storage import article_state, articles, boilerplate, feed_answers, feeds
from newsreader.storage.database import Database
from newsreader.storage.feed_removal import put_back, take_out
from newsreader.storage.queries import search
from newsreader.storage.rules import apply_rules
from tests.builders import NOW, STORIES, Story, asking, feed_url, save

TABLES = (
    "feed",
    "feed_address",
    "article",
    "article_text",
    "quote",
    "highlight",
    "article_tag",
    "story_traces",
    "left_out",
    "caught",
)


def everything(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, and what a search finds."""
    rows = {table: sorted(db.rows(f"SELECT * FROM {table}")) for table in TABLES}
    rows["found"] = [tuple(search.select_ids(db, asking("the")))]
    return rows


def feed_of(db: Database, title: str) -> int:
    return next(feed.id for feed in feeds.feeds(db) if feed.title == title)


def test_a_feed_is_put_back_row_by_row(db: Database) -> None:
    ids = [save(db, story) for story in STORIES]
    article_state.set_read(db, ids[:1], True)
    article_state.set_position(db, ids[0], 30)
    feed_answers.record_answer(db, feed_of(db, "The Harbour Gazette"), NOW, etag='"1"')
    alone = Document.from_plain("Follow the tides.")
    learned = StoryCleanup(
        "a.example", StoryFingerprints("a.example/1", (1, 2)), (RemovedBlock(3, 2, alone),)
    )
    boilerplate.keep(db, ids[0], learned)
    apply_rules(db, [Rule("-zzz", "read")], ids, NOW)
    before = everything(db)
    for title, stay in (("The Harbour Gazette", 1), ("Coast Daily", 0)) * 2:
        feed_id = feed_of(db, title)
        assert take_out(db, feed_id) == stay
        assert everything(db) != before
        put_back(db, feed_id)
        assert everything(db) == before
    assert not db.rows("SELECT * FROM removed_rows")


def test_feeds_are_put_back_in_any_order(db: Database) -> None:
    for story in STORIES:
        save(db, story)
    before = everything(db)
    gazette, coast = feed_of(db, "The Harbour Gazette"), feed_of(db, "Coast Daily")
    take_out(db, gazette)
    take_out(db, coast)
    put_back(db, gazette)
    put_back(db, coast)
    assert everything(db) == before


def test_what_came_meanwhile_is_not_mixed_up_with_what_comes_back(db: Database) -> None:
    old = [save(db, story) for story in STORIES]
    coast = feed_of(db, "Coast Daily")
    take_out(db, coast)
    new = [save(db, Story(f"New {n}", feed="Weather Desk", said=(("It", ""),))) for n in range(5)]
    put_back(db, coast)
    assert [row.feed for row in articles.article_rows(db, new)] == ["Weather Desk"] * 5
    assert len(articles.article_rows(db, old)) == len(STORIES)
    assert [row.quotes for row in articles.article_rows(db, new)] == [1] * 5


def test_a_feed_that_was_followed_anew_meanwhile_takes_its_old_articles_in(db: Database) -> None:
    noted = replace(STORIES[1], bookmarked=True)
    kept, gone = save(db, noted), save(db, STORIES[2])
    coast = feed_of(db, "Coast Daily")
    take_out(db, coast)
    again = save(db, STORIES[2])
    fresh = save(db, Story("A new one", feed="Coast Daily"))
    put_back(db, coast)
    (feed,) = feeds.feeds(db)
    assert feed.url == feed_url("Coast Daily")
    rows = articles.article_rows(db, [kept, gone, again, fresh])
    assert [row.id for row in rows] == [kept, again, fresh]
    assert {row.feed_id for row in rows} == {feed.id}


def test_what_the_user_had_done_is_joined_with_what_was_done_since(db: Database) -> None:
    gone = save(db, replace(STORIES[2], key="a#0", url="https://coast.example/rain"))
    coast = feed_of(db, "Coast Daily")
    article_state.set_read(db, [gone], True)
    apply_rules(db, [Rule("rain", "read", "Weather")], [gone], NOW)
    take_out(db, coast)
    again = save(db, replace(STORIES[2], key="a#1", url="https://coast.example/rain"))
    article_state.set_mark(db, "bookmarked", [again], NOW)
    put_back(db, coast)
    assert search.select_ids(db, asking("rain")).tolist() == [again]
    article = articles.article(db, again)
    assert article.read and article.bookmarked == NOW
    assert db.rows("SELECT rule, article_id FROM caught") == [("Weather", again)]


def test_an_article_that_went_to_another_feed_stays_there(db: Database) -> None:
    kept = save(db, STORIES[3])
    gazette = feed_of(db, "The Harbour Gazette")
    take_out(db, gazette)
    other = feeds.add_feed(db, "https://other.example/", NOW)
    db.connection.execute("UPDATE article SET feed_id = ? WHERE id = ?", (other, kept))
    put_back(db, gazette)
    assert articles.article(db, kept).feed_id == other
    assert {feed.id for feed in feeds.feeds(db)} == {gazette, other}


def test_a_feed_that_was_followed_anew_by_another_spelling_is_one_feed(db: Database) -> None:
    gone = save(db, STORIES[2])
    coast = feed_of(db, "Coast Daily")
    take_out(db, coast)
    again = feeds.add_feed(db, feed_url("Coast Daily").replace("https", "http"), NOW)
    put_back(db, coast)
    assert [feed.id for feed in feeds.feeds(db)] == [again]
    assert articles.article(db, gone).feed_id == again


def test_what_was_made_of_a_kept_article_since_stays(db: Database) -> None:
    kept = save(db, STORIES[3])
    gazette = feed_of(db, "The Harbour Gazette")
    take_out(db, gazette)
    article_state.set_tags(db, kept, ["new"])
    article_state.set_mark(db, "bookmarked", [kept], None)
    put_back(db, gazette)
    article = articles.article(db, kept)
    assert (article.tags, article.bookmarked, article.feed_id) == (("new",), None, gazette)
