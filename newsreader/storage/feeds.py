"""Subscriptions: what is followed, and what the servers said last."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from newsreader.domain.errors import NotFound
from newsreader.domain.feed import Feed, Outline, Subscription
from newsreader.storage.database import Database, from_ms, to_ms
from newsreader.storage.people import count_people

_FEED = """
    SELECT id, url, title, own_title, site_url, folder, error, checked, due,
        (SELECT count(*) FROM article WHERE feed_id = feed.id AND read = 0)
    FROM feed
"""


def add_feed(
    db: Database, url: str, now: datetime, *, title: str = "", site_url: str = "", folder: str = ""
) -> int:
    """Return the id of the feed at ``url``, subscribing to it when it is new."""
    with db.transaction() as connection:
        connection.execute(
            "INSERT INTO feed (url, title, site_url, folder, added) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (url) DO NOTHING",
            (url, title or _host(url), site_url, folder, to_ms(now)),
        )
        row = connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
    return int(row[0])


def add_feeds(db: Database, outlines: Iterable[Outline], now: datetime) -> list[int]:
    """Subscribe to many feeds in one transaction; return the ids of those that are new."""
    with db.transaction() as connection:
        known = {row[0] for row in connection.execute("SELECT url FROM feed")}
        new = {one.url: one for one in outlines if one.url not in known}
        return [
            add_feed(db, one.url, now, title=one.title, site_url=one.site_url, folder=one.folder)
            for one in new.values()
        ]


def feeds(db: Database) -> tuple[Feed, ...]:
    """Return all feeds, by folder and title."""
    return tuple(
        _feed(row)
        for row in db.rows(
            _FEED + "ORDER BY folder, coalesce(nullif(own_title, ''), title) COLLATE NOCASE"
        )
    )


def feed(db: Database, feed_id: int) -> Feed:
    """Return one feed; raises ``NotFound``."""
    row = db.row(_FEED + "WHERE id = ?", (feed_id,))
    if row is None:
        raise NotFound(f"There is no feed {feed_id}.")
    return _feed(row)


def remove_feed(db: Database, feed_id: int) -> int:
    """Unsubscribe and return how many of its articles stay because the reader marked them."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article SET outlet = (SELECT title FROM feed WHERE id = ?1) "
            f"WHERE feed_id = ?1 AND outlet = '' AND {MARKED}",
            (feed_id,),
        )
        unmarked = f"SELECT id FROM article WHERE feed_id = ? AND NOT ({MARKED})"
        connection.execute(
            "INSERT INTO article_index (article_index, rowid, title, text) "
            f"SELECT 'delete', id, title, text FROM article_words WHERE id IN ({unmarked})",
            (feed_id,),
        )
        connection.execute(f"DELETE FROM article WHERE id IN ({unmarked})", (feed_id,))
        left = connection.execute("SELECT count(*) FROM article WHERE feed_id = ?", (feed_id,))
        stay = int(left.fetchone()[0])
        connection.execute("DELETE FROM feed WHERE id = ?", (feed_id,))
        count_people(connection)
    return stay


MARKED = """(
    bookmarked IS NOT NULL
    OR EXISTS (SELECT 1 FROM highlight WHERE highlight.article_id = article.id)
    OR EXISTS (SELECT 1 FROM article_tag WHERE article_tag.article_id = article.id)
)"""
"""The articles that are never thrown away."""


def rename_feed(db: Database, feed_id: int, title: str) -> None:
    """Give a feed a title of the reader's own; an empty one brings the publisher's back."""
    with db.transaction() as connection:
        connection.execute("UPDATE feed SET own_title = ? WHERE id = ?", (title, feed_id))


def subscriptions(db: Database, feed_ids: Sequence[int] | None = None) -> tuple[Subscription, ...]:
    """Return what a refresh needs to ask for all feeds, or for ``feed_ids``.

    The demo has no server and is left out.
    """
    rows = db.rows(
        "SELECT id, url, coalesce(nullif(own_title, ''), title), etag, last_modified, failures "
        "FROM feed WHERE url LIKE 'http%' ORDER BY coalesce(checked, 0), id"
    )
    wanted = None if feed_ids is None else set(feed_ids)
    return tuple(Subscription(*row) for row in rows if wanted is None or row[0] in wanted)


def record_answer(
    db: Database,
    feed_id: int,
    now: datetime,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    title: str = "",
    site_url: str = "",
    language: str = "",
    due: datetime | None = None,
) -> None:
    """Store that a server answered well.

    ``etag`` and ``last_modified`` replace what is stored, each by itself, also by an empty
    string; None (a 304 without the header) keeps it. Empty titles and addresses keep the old.
    """
    with db.transaction() as connection:
        connection.execute(
            """UPDATE feed SET checked = ?, due = ?, error = '', failures = 0,
                etag = coalesce(?, etag), last_modified = coalesce(?, last_modified),
                title = coalesce(nullif(?, ''), title),
                site_url = coalesce(nullif(?, ''), site_url),
                language = coalesce(nullif(?, ''), language)
            WHERE id = ?""",
            (to_ms(now), to_ms(due), etag, last_modified, title, site_url, language, feed_id),
        )


def record_answers(db: Database, feed_ids: Iterable[int], now: datetime) -> None:
    """Store that these feeds have nothing new (304 without new validators), in one statement."""
    with db.transaction() as connection:
        connection.executemany(
            "UPDATE feed SET checked = ?, error = '', failures = 0 WHERE id = ?",
            [(to_ms(now), feed_id) for feed_id in feed_ids],
        )


def record_failure(
    db: Database, feed_id: int, now: datetime, reason: str, due: datetime | None = None
) -> None:
    """Store why a feed could not be read; its articles stay."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE feed SET checked = ?, due = ?, error = ?, failures = failures + 1 WHERE id = ?",
            (to_ms(now), to_ms(due), reason, feed_id),
        )


def move_feed(db: Database, feed_id: int, url: str) -> None:
    """Follow a permanent redirect, unless the new address is subscribed to already."""
    with db.transaction() as connection:
        connection.execute("UPDATE OR IGNORE feed SET url = ? WHERE id = ?", (url, feed_id))


def _feed(row: tuple[object, ...]) -> Feed:
    feed_id, url, title, own_title, site_url, folder, error, checked, due, unread = row
    assert isinstance(feed_id, int) and isinstance(unread, int)
    assert checked is None or isinstance(checked, int)
    assert due is None or isinstance(due, int)
    return Feed(
        id=feed_id,
        url=str(url),
        title=str(own_title or title),
        site_url=str(site_url),
        folder=str(folder),
        unread=unread,
        error=str(error),
        checked=from_ms(checked),
        due=from_ms(due),
    )


def _host(url: str) -> str:
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")
