"""Which pages are to be fetched, and what became of those that could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.domain.schedule import AHEAD
from newsreader.storage.database import Database, to_ms
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class PageValidators:
    """What a server said of a page, by which it is asked whether that changed (RFC 9110 §8.8)."""

    page_etag: str = ""
    """Its ETag, byte for byte."""
    page_last_modified: str = ""
    """Its Last-Modified, byte for byte."""


_VALIDATORS = Rows(PageValidators, "article_text")


def want_page(db: Database, article_id: int) -> None:
    """Note that the page of an article is to be fetched; the wish is kept until it was asked."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article_text SET page_wanted = 1 WHERE article_id = ?", (article_id,)
        )


def page_validators(db: Database, article_id: int) -> PageValidators:
    """Return the validators of the page that an article has its text from; none of another."""
    rest = "WHERE article_id = ? AND source = 'page'"
    return _VALIDATORS.first(db, rest, (article_id,)) or PageValidators()


def keep_validators(db: Database, article_id: int, of: PageValidators) -> None:
    """Keep the validators of the page from which the text of an article was taken just now."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article_text SET page_etag = ?, page_last_modified = ? WHERE article_id = ?",
            (of.page_etag, of.page_last_modified, article_id),
        )


def record_unchanged_page(db: Database, article_id: int, now: datetime) -> None:
    """Note that an article's page was asked, and is what its text was taken from."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article_text SET page_wanted = 0, page_tried = ?, page_error = '', "
            "page_tries = 0 WHERE article_id = ?",
            (to_ms(now), article_id),
        )


def feeds_wanting_pages(db: Database) -> frozenset[int]:
    """Return the feeds that have articles whose page is to be fetched."""
    return frozenset(
        db.column(
            "SELECT DISTINCT feed_id FROM article_text JOIN article ON article.id = article_id "
            "WHERE page_wanted = 1 AND feed_id IS NOT NULL"
        )
    )


def wanted_pages(db: Database, feed_id: int | None, limit: int) -> tuple[int, ...]:
    """Return the newest articles of a feed, or of none, whose page is to be fetched."""
    return tuple(
        db.column(
            "SELECT article_id FROM article_text JOIN article ON article.id = article_id "
            "WHERE page_wanted = 1 AND feed_id IS ? "
            "ORDER BY published DESC, article_id DESC LIMIT ?",
            (feed_id, limit),
        )
    )


def record_page_failure(db: Database, article_id: int, now: datetime, reason: str) -> None:
    """Note that an article's page could not be read, so that it is not asked at once again."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article_text SET page_wanted = 0, page_tried = ?, page_error = ?, "
            "page_tries = page_tries + 1 WHERE article_id = ?",
            (to_ms(now), reason, article_id),
        )


def want_failed_pages(db: Database, now: datetime, waits: Sequence[timedelta]) -> None:
    """Note that pages are to be fetched which failed n times, and last before ``waits[n - 1]``.

    So are those that were tried while the clock was ahead.
    """
    with db.transaction() as connection:
        connection.executemany(
            "UPDATE article_text SET page_wanted = 1 "
            "WHERE page_error <> '' AND (page_tried <= ? OR page_tried > ?) AND page_tries = ?",
            [(to_ms(now - wait), to_ms(now + AHEAD), n) for n, wait in enumerate(waits, 1)],
        )


def want_marked_pages(db: Database, now: datetime, ages: Sequence[timedelta]) -> None:
    """Note that pages of marked articles are to be fetched, once at each of these ages.

    Most publishers change their pages and never their feeds. An article counts as old as it was
    first seen; only those are asked whose text is their page's and came without a failure.
    """
    with db.transaction() as connection:
        connection.executemany(
            "UPDATE article_text SET page_wanted = 1 WHERE article_id IN ("
            "SELECT id FROM article WHERE bookmarked IS NOT NULL "
            "UNION SELECT id FROM article WHERE later IS NOT NULL "
            "UNION SELECT id FROM article WHERE saved IS NOT NULL "
            "UNION SELECT article_id FROM highlight UNION SELECT article_id FROM article_tag) "
            "AND source = 'page' AND page_error = '' AND EXISTS (SELECT 1 FROM article "
            "WHERE id = article_id AND fetched <= ?1 - ?2 AND page_tried < fetched + ?2)",
            [(to_ms(now), age // timedelta(milliseconds=1)) for age in ages],
        )


def page_error(db: Database, article_id: int) -> str:
    """Return why the page of an article could not be read, in one sentence, or nothing."""
    return str(
        db.value("SELECT page_error FROM article_text WHERE article_id = ?", (article_id,), "")
    )
