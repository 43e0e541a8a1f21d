"""Lets a feed move to another address, and two feeds that became one be one."""

import sqlite3
from datetime import datetime

from newsreader.domain.errors import NotFound
from newsreader.storage.database import Database, to_ms
from newsreader.storage.fulltext_index import unindex_article
from newsreader.storage.speakers import count_people


def move_feed(db: Database, feed_id: int, url: str, now: datetime) -> int:
    """Let a feed have the address ``url``, and remember where it was; return its id.

    Where another feed is followed at ``url`` already, this one becomes part of that, whose id
    is returned: its articles go there with all that the reader made of them. Raises
    ``NotFound``.
    """
    with db.transaction() as connection:
        old = connection.execute("SELECT url FROM feed WHERE id = ?", (feed_id,)).fetchone()
        if old is None:
            raise NotFound(f"There is no feed {feed_id}.")
        other = connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
        target = other[0] if other else feed_id
        if other and target != feed_id:
            _merge(connection, feed_id, target)
        else:
            connection.execute(
                "UPDATE feed SET url = ?, moving_to = '', moving_since = NULL, moving_seen = 0 "
                "WHERE id = ?",
                (url, feed_id),
            )
        if old[0] != url:
            connection.execute(
                "INSERT OR REPLACE INTO feed_address (feed_id, url, until) VALUES (?, ?, ?)",
                (target, old[0], to_ms(now)),
            )
    return int(target)


def _merge(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Make everything of feed ``old`` the feed ``new``'s, and remove it."""
    marked = "EXISTS (SELECT 1 FROM highlight WHERE article_id = {}.id)"
    twins = connection.execute(
        f"SELECT mine.id, other.id, {marked.format('mine')} AND NOT {marked.format('other')} "
        "FROM article AS mine JOIN article AS other "
        "ON other.key = mine.key AND other.feed_id = ? WHERE mine.feed_id = ?",
        (new, old),
    ).fetchall()
    for mine, other, is_marked in twins:
        # The text that highlights were made on stays.
        _merge_article(connection, *((other, mine) if is_marked else (mine, other)))
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
    count_people(connection)


def _merge_article(connection: sqlite3.Connection, goes: int, stays: int) -> None:
    """Give what the reader made of one article to the same story of the other feed.

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
