"""Pages are asked for when they are wanted, and again a while after they failed."""

from datetime import timedelta

from newsreader.domain.document import Document
from newsreader.storage import articles, full_text_queue
from newsreader.storage.database import Database
from tests.builders import NOW, Story, save

WAITS = (timedelta(days=1), timedelta(days=7))


def test_a_page_is_wanted_until_it_was_asked_newest_first(db: Database) -> None:
    old, new, other = (
        save(db, Story(title, age=timedelta(hours=hours), feed=feed))
        for title, hours, feed in (("Old", 9, "Coast"), ("New", 1, "Coast"), ("Other", 1, "Rain"))
    )
    coast = articles.article(db, old).feed_id or 0
    assert full_text_queue.feeds_wanting_pages(db) == frozenset()
    for article_id in (old, new):
        full_text_queue.want_page(db, article_id)
    assert full_text_queue.feeds_wanting_pages(db) == {coast}
    assert full_text_queue.wanted_pages(db, coast, 9) == (new, old)
    assert full_text_queue.wanted_pages(db, coast, 1) == (new,)
    assert full_text_queue.wanted_pages(db, articles.article(db, other).feed_id or 0, 9) == ()
    full_text_queue.record_page_failure(db, new, NOW, "Gone.")
    articles.replace_text(db, old, Document.from_plain("All."), (), now=NOW, finder_version=1)
    assert full_text_queue.feeds_wanting_pages(db) == frozenset()
    assert [articles.text_source(db, one) for one in (old, new)] == ["page", "feed"]


def test_a_failed_page_is_wanted_again_after_each_wait_and_then_no_more(db: Database) -> None:
    article_id = save(db, Story("Old"))
    full_text_queue.want_page(db, article_id)
    moment = NOW
    for wait in WAITS:
        full_text_queue.record_page_failure(db, article_id, moment, "The server is down.")
        assert full_text_queue.page_error(db, article_id) == "The server is down."
        full_text_queue.want_failed_pages(db, moment + wait - timedelta(seconds=1), WAITS)
        assert full_text_queue.feeds_wanting_pages(db) == frozenset()
        moment += wait
        full_text_queue.want_failed_pages(db, moment, WAITS)
        assert full_text_queue.feeds_wanting_pages(db) != frozenset()
    full_text_queue.record_page_failure(db, article_id, moment, "Gone.")
    full_text_queue.want_failed_pages(db, moment + timedelta(days=99), WAITS)
    assert full_text_queue.feeds_wanting_pages(db) == frozenset()


def test_a_page_that_came_counts_its_failures_anew(db: Database) -> None:
    article_id = save(db, Story("Old"))
    for _ in range(3):
        full_text_queue.record_page_failure(db, article_id, NOW, "The server is down.")
    articles.replace_text(
        db, article_id, Document.from_plain("All."), (), now=NOW, finder_version=1
    )
    assert full_text_queue.page_error(db, article_id) == ""
    full_text_queue.want_failed_pages(db, NOW + timedelta(days=99), WAITS)
    assert full_text_queue.feeds_wanting_pages(db) == frozenset()
    full_text_queue.record_page_failure(db, article_id, NOW, "The server is down.")
    full_text_queue.want_failed_pages(db, NOW + timedelta(days=1), WAITS)
    assert full_text_queue.feeds_wanting_pages(db) != frozenset()


def test_the_page_of_a_marked_article_is_wanted_once_at_each_age(db: Database) -> None:
    ages = (timedelta(hours=1), timedelta(days=1))
    marked = save(db, Story("Marked", tags=("city",)))
    plain = save(db, Story("Plain", feed="Rain"))
    save(db, Story("Of the feed", feed="Coast", bookmarked=True))
    for one in (marked, plain):
        articles.replace_text(db, one, Document.from_plain("All."), (), now=NOW, finder_version=1)
    feed = articles.article(db, marked).feed_id or 0
    for age in ages:
        full_text_queue.want_marked_pages(db, NOW + age - timedelta(seconds=1), ages)
        assert full_text_queue.feeds_wanting_pages(db) == frozenset()
        full_text_queue.want_marked_pages(db, NOW + age, ages)
        assert full_text_queue.feeds_wanting_pages(db) == {feed}
        articles.replace_text(
            db, marked, Document.from_plain("All."), (), now=NOW + age, finder_version=1
        )
    full_text_queue.want_marked_pages(db, NOW + timedelta(days=99), ages)
    assert full_text_queue.feeds_wanting_pages(db) == frozenset()
