"""Lets a feed move to another address, and two feeds that became one be one."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.errors import NotFound
from newsreader.storage.database import Database, to_ms
from newsreader.storage.fulltext_index import unindex_article
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers


def move_feed(db: Database, feed_id: int, url: str, now: datetime) -> int:
    """Let a feed have the address ``url``, and remember where it was; return its id.

    Where another feed is followed at ``url`` already, this one becomes part of that, whose id
    is returned: its articles go there with all that the user made of them. Raises
    ``NotFound``.
    """
    with db.transaction() as connection:
        old = db.value("SELECT url FROM feed WHERE id = ?", (feed_id,))
        if old is None:
            raise NotFound(f"There is no feed {feed_id}.")
        target = int(db.value("SELECT id FROM feed WHERE url = ?", (url,), feed_id))
        if target != feed_id:
            _merge(db, feed_id, target)
        else:
            connection.execute(
                "UPDATE feed SET url = ?, moving_to = '', moving_since = NULL, moving_seen = 0 "
                "WHERE id = ?",
                (url, feed_id),
            )
        if old != url:
            connection.execute(
                "INSERT OR REPLACE INTO feed_address (feed_id, url, until) VALUES (?, ?, ?)",
                (target, old, to_ms(now)),
            )
    return target


def correct_address(db: Database, feed_id: int, url: str, now: datetime) -> str:
    """Let a feed have the address that the user has found for it; return the one it had.

    What was known of the old address, failures among it, is forgotten, and the feed is due.
    Raises ``NotFound``.
    """
    with db.transaction() as connection:
        before = str(db.value("SELECT url FROM feed WHERE id = ?", (feed_id,), ""))
        move_feed(db, feed_id, url, now)
        connection.execute("DELETE FROM feed_address WHERE url = ?", (url,))
        connection.execute(
            "UPDATE feed SET etag = '', last_modified = '', checked = NULL, due = NULL, "
            "error = '', trouble = '', failures = 0, failing_since = NULL WHERE id = ?",
            (feed_id,),
        )
    return before


@dataclass(frozen=True, slots=True)
class _Twins:
    """One story as an article of each of two feeds."""

    mine: int
    other: int
    is_marked: bool
    """Whether only the first has highlights."""


def _merge(db: Database, old: int, new: int) -> None:
    """Make everything of feed ``old`` the feed ``new``'s, and remove it."""
    connection = db.connection
    marked = "EXISTS (SELECT 1 FROM highlight WHERE article_id = {}.id)"
    twins = Rows(
        _Twins,
        "article AS mine",
        joins="JOIN article AS other ON other.key = mine.key",
        columns={
            "mine": "mine.id",
            "other": "other.id",
            "is_marked": f"{marked.format('mine')} AND NOT {marked.format('other')}",
        },
    )
    for one in twins.read(db, "WHERE other.feed_id = ? AND mine.feed_id = ?", (new, old)):
        # The text that highlights were made on stays.
        pair = (one.other, one.mine) if one.is_marked else (one.mine, one.other)
        _merge_article(connection, *pair)
    connection.execute("UPDATE article SET feed_id = ? WHERE feed_id = ?", (new, old))
    connection.execute(
        "UPDATE OR IGNORE feed_address SET feed_id = ? WHERE feed_id = ?", (new, old)
    )
    connection.execute(
        "UPDATE feed SET own_title = coalesce(nullif(feed.own_title, ''), other.own_title), "
        "folder = coalesce(nullif(feed.folder, ''), other.folder) "
        "FROM feed AS other WHERE feed.id = ? AND other.id = ?",
        (new, old),
    )
    connection.execute("DELETE FROM feed WHERE id = ?", (old,))
    count_speakers(db)


def _merge_article(connection: sqlite3.Connection, goes: int, stays: int) -> None:
    """Give what the user made of one article to the same story of the other feed.

    A highlight finds its place again when its article is opened, as after any change of text.
    """
    pair = (stays, goes)
    execute = connection.execute
    execute(
        "UPDATE article SET read = max(article.read, twin.read), "
        "bookmarked = coalesce(min(article.bookmarked, twin.bookmarked), article.bookmarked, "
        "twin.bookmarked), position = max(article.position, twin.position) "
        "FROM article AS twin WHERE article.id = ? AND twin.id = ?",
        pair,
    )
    execute("UPDATE highlight SET article_id = ? WHERE article_id = ?", pair)
    execute("UPDATE correction SET article_id = ? WHERE article_id = ?", pair)
    execute(
        "INSERT OR IGNORE INTO article_tag (article_id, tag) "
        "SELECT ?, tag FROM article_tag WHERE article_id = ?",
        pair,
    )
    execute("DELETE FROM article_tag WHERE article_id = ?", (goes,))
    unindex_article(connection, goes)
    execute("DELETE FROM article WHERE id = ?", (goes,))
