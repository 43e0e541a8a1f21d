"""Articles that are listed before their text is read, and the feeds in which it waits."""

from collections.abc import Sequence
from datetime import timedelta

from newsreader.domain.document import Document
from newsreader.domain.feed import EntryRow, FeedDocument
from newsreader.storage import article_state, articles, feeds
from newsreader.storage.database import Database
from newsreader.storage.entries import known_hashes, save_entries
from newsreader.storage.feed_removal import put_back, take_out
from newsreader.storage.feeds import remove_feed
from newsreader.storage.processing_queue import (
    count_queued,
    finish,
    is_queued,
    keep_document,
    newest_queued,
    queued_among,
    queued_of,
)
from newsreader.storage.queries import search
from tests.builders import NOW, Story, asking, feed_url, save

HOUR = timedelta(hours=1)
CAME = FeedDocument("https://h.example/feed", b"<rss/>", NOW, "text/xml", "utf-8", "gzip")


def entry(key: str, title: str = "", *, age: timedelta = HOUR, print_: str = "x") -> EntryRow:
    return EntryRow(
        key, title or f"Story {key}", "", f"https://h.example/{key}", "Ann", "en",
        f"What {key} is about.", round((NOW - age).timestamp() * 1000), print_,
    )  # fmt: skip


def bring(
    db: Database, *entries: EntryRow, feed: str = "Gazette", document: FeedDocument = CAME
) -> tuple[int, list[int]]:
    """List entries of a feed that came; return its document and the articles."""
    feed_id = feeds.add_feed(db, feed_url(feed), NOW, title=feed)
    number = keep_document(db, feed_id, document)
    saved = save_entries(db, feed_id, entries, now=NOW, document_id=number)
    return number, [article_id for article_id, _ in saved]


def digest(db: Database, number: int, ids: Sequence[int], text: str = "The whole text.") -> None:
    for article_id in ids:
        articles.put_text(db, article_id, Document.from_plain(text), (), finder_version=1)
    finish(db, number, ids)


def found(db: Database, *words: str) -> list[int]:
    return list(search.select_ids(db, asking(" ".join(words))))


def test_what_is_listed_shows_its_summary_until_it_is_digested(db: Database) -> None:
    number, (article_id,) = bring(db, entry("1"))
    article = articles.article(db, article_id)
    assert (article.title, article.author, article.words) == ("Story 1", "Ann", 0)
    assert articles.document(db, article_id).text == "What 1 is about."
    assert found(db, "whole") == found(db, "story") == []
    assert (count_queued(db), is_queued(db, article_id, number)) == (1, True)
    digest(db, number, [article_id])
    assert articles.document(db, article_id).text == "The whole text."
    assert found(db, "whole") == found(db, "story") == [article_id]
    assert (count_queued(db), is_queued(db, article_id, number)) == (0, False)
    assert newest_queued(db) is None
    assert db.rows("SELECT * FROM feed_document") == [], "nothing in it is needed any more"


def test_a_feed_comes_back_as_it_came(db: Database) -> None:
    number, ids = bring(db, entry("1", age=3 * HOUR), entry("2", age=HOUR))
    waiting = newest_queued(db)
    assert waiting is not None
    assert (waiting.id, waiting.document) == (number, CAME)
    assert list(waiting.articles.items()) == [("2", ids[1]), ("1", ids[0])], "the newest first"


def test_the_feed_with_the_newest_story_is_the_first(db: Database) -> None:
    old, _ = bring(db, entry("1", age=9 * HOUR), feed="Old")
    mixed, _ = bring(db, entry("1", age=8 * HOUR), entry("2", age=HOUR), feed="Mixed")
    new, _ = bring(db, entry("1", age=2 * HOUR), feed="New")
    order: list[int] = []
    while waiting := newest_queued(db, order):
        order.append(waiting.id)
    assert order == [mixed, new, old]


def test_a_document_stays_as_long_as_any_of_its_stories_waits(db: Database) -> None:
    number, (first, second) = bring(db, entry("1"), entry("2"))
    digest(db, number, [first])
    waiting = newest_queued(db)
    assert waiting is not None and list(waiting.articles) == ["2"]
    assert queued_among(db, [first, second, 99]) == [second]


def test_articles_are_asked_for_by_themselves(db: Database) -> None:
    one, (first, _) = bring(db, entry("1"), entry("2"))
    other, (third,) = bring(db, entry("1"), feed="Courier")
    done = save(db, Story("Digested"))
    asked = queued_of(db, [first, third, done, 99])
    assert {each.id: dict(each.articles) for each in asked} == {
        one: {"1": first},
        other: {"1": third},
    }


def test_a_changed_story_is_found_by_its_new_title_and_keeps_its_text_meanwhile(
    db: Database,
) -> None:
    number, (article_id,) = bring(db, entry("1", "Bridge opens"))
    digest(db, number, [article_id])
    again, (same,) = bring(db, entry("1", "Bridge closes"))
    assert same == article_id
    assert articles.document(db, article_id).text == "The whole text."
    assert (found(db, "opens"), found(db, "closes"), found(db, "whole")) == (
        [],
        [article_id],
        [article_id],
    )
    digest(db, again, [article_id], "Another text.")
    assert (found(db, "whole"), found(db, "another")) == ([], [article_id])


def test_a_story_that_changes_before_it_is_digested_waits_in_the_newer_feed(db: Database) -> None:
    number, (article_id,) = bring(db, entry("1"))
    newer, _ = bring(db, entry("1", "Story 1, corrected"))
    assert (is_queued(db, article_id, number), is_queued(db, article_id, newer)) == (False, True)
    finish(db, number, [article_id])
    assert is_queued(db, article_id, newer), "what was digested of the older counts no more"
    assert [row[0] for row in db.rows("SELECT id FROM feed_document")] == [newer]


def test_saving_tells_what_is_new(db: Database) -> None:
    feed_id = feeds.add_feed(db, feed_url("Gazette"), NOW)
    assert save_entries(db, feed_id, [entry("1"), entry("2")], now=NOW) == [(1, True), (2, True)]
    assert save_entries(db, feed_id, [entry("3"), entry("1")], now=NOW) == [(3, True), (1, False)]
    assert save_entries(db, feed_id, [], now=NOW) == []


def test_many_entries_are_saved_at_once(db: Database) -> None:
    many = [entry(str(n)) for n in range(2_500)]
    _, ids = bring(db, *many)
    _, again = bring(db, *many)
    assert again == ids


def test_a_date_in_the_future_is_now(db: Database) -> None:
    _, (article_id,) = bring(db, entry("1", age=-5 * HOUR))
    assert articles.article(db, article_id).published == NOW


def test_the_fingerprints_of_a_feed_are_those_of_its_newest_entries(db: Database) -> None:
    bring(db, *(entry(f"key {n}", age=n * HOUR, print_=f"print {n}") for n in range(3)))
    bring(db, entry("key 0", print_="other"), feed="Courier")
    feed_id = feeds.add_feed(db, feed_url("Gazette"), NOW)
    assert known_hashes(db, feed_id) == {f"key {n}": f"print {n}" for n in range(3)}
    assert known_hashes(db, feed_id, limit=1) == {"key 0": "print 0"}


def test_a_removed_feed_that_comes_back_is_digested(db: Database) -> None:
    number, (first, second) = bring(db, entry("1"), entry("2"))
    article_state.set_mark(db, "bookmarked", [first], NOW)
    feed_id = articles.article(db, first).feed_id or 0
    take_out(db, feed_id)
    waiting = newest_queued(db)
    assert waiting is not None
    assert (waiting.feed_id, list(waiting.articles)) == (None, ["1"]), "what is marked stays"
    digest(db, number, [first])
    assert newest_queued(db) is None
    put_back(db, feed_id)
    waiting = newest_queued(db)
    assert waiting is not None
    assert (waiting.id, waiting.feed_id, waiting.document) == (number, feed_id, CAME)
    assert dict(waiting.articles) == {"2": second}


def test_a_removed_feed_leaves_nothing_to_digest(db: Database) -> None:
    number, (article_id,) = bring(db, entry("1"))
    remove_feed(db, articles.article(db, article_id).feed_id or 0)
    assert count_queued(db) == 0
    finish(db, number, ())
    assert newest_queued(db) is None
