"""Lets a feed move to another address, and two feeds that became one be one."""

import sqlite3
from datetime import datetime

from newsreader.domain.errors import NotFound
from newsreader.storage.database import Database, to_ms
from newsreader.storage.entry_identity import same_stories
from newsreader.storage.feed_addresses import feed_at
from newsreader.storage.queries.fulltext_index import unindex_article
from newsreader.storage.retention import forget_listing
from newsreader.storage.speakers import count_speakers
from newsreader.storage.story_versions import move_versions


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
        other = feed_at(db, url, besides=feed_id)
        target = feed_id if other is None else other
        if target != feed_id:
            join_feeds(db, feed_id, target)
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
        forget_listing(db, feed_id)
        connection.execute(
            "UPDATE feed SET etag = '', last_modified = '', checked = NULL, due = NULL, "
            "error = '', trouble = '', failures = 0, failing_since = NULL WHERE id = ?",
            (feed_id,),
        )
    return before


def join_feeds(db: Database, old: int, new: int) -> None:
    """Make everything of feed ``old`` the feed ``new``'s, and remove it, inside a transaction."""
    connection = db.connection
    for mine, other in same_stories(db, old, new).items():
        # The text that highlights were made on stays.
        keeps_mine = _is_highlighted(db, mine) and not _is_highlighted(db, other)
        goes, stays = (other, mine) if keeps_mine else (mine, other)
        move_versions(db, goes, stays)
        _merge_article(connection, goes, stays)
    connection.execute("UPDATE article SET feed_id = ? WHERE feed_id = ?", (new, old))
    connection.execute(
        "UPDATE OR IGNORE feed_address SET feed_id = ? WHERE feed_id = ?", (new, old)
    )
    connection.execute("UPDATE OR IGNORE gone_entry SET feed_id = ? WHERE feed_id = ?", (new, old))
    connection.execute(
        "UPDATE feed SET own_title = coalesce(nullif(feed.own_title, ''), other.own_title), "
        "folder = coalesce(nullif(feed.folder, ''), other.folder), "
        "interval = coalesce(feed.interval, other.interval), "
        "keep = coalesce(feed.keep, other.keep), "
        "full_text = coalesce(nullif(feed.full_text, ''), other.full_text), "
        "user_agent = coalesce(nullif(feed.user_agent, ''), other.user_agent), "
        "proxy = coalesce(nullif(feed.proxy, ''), other.proxy) "
        "FROM feed AS other WHERE feed.id = ? AND other.id = ?",
        (new, old),
    )
    connection.execute("DELETE FROM feed WHERE id = ?", (old,))
    count_speakers(db)


def _is_highlighted(db: Database, article_id: int) -> bool:
    return bool(
        db.value("SELECT EXISTS (SELECT 1 FROM highlight WHERE article_id = ?)", (article_id,))
    )


def _merge_article(connection: sqlite3.Connection, goes: int, stays: int) -> None:
    """Give what the user made of one article to the same story of the other feed.

    A highlight finds its place again when its article is opened, as after any change of text.
    """
    pair = (stays, goes)
    execute = connection.execute
    execute(
        "UPDATE article SET read = max(article.read, twin.read), "
        "bookmarked = coalesce(min(article.bookmarked, twin.bookmarked), article.bookmarked, "
        "twin.bookmarked), "
        "later = coalesce(min(article.later, twin.later), article.later, twin.later), "
        "saved = coalesce(min(article.saved, twin.saved), article.saved, twin.saved), "
        "muted = coalesce(article.muted, twin.muted), "
        "muted_by = coalesce(nullif(article.muted_by, ''), twin.muted_by), "
        "changed = coalesce(article.changed, twin.changed), "
        "position = max(article.position, twin.position) "
        "FROM article AS twin WHERE article.id = ? AND twin.id = ?",
        pair,
    )
    execute("UPDATE highlight SET article_id = ? WHERE article_id = ?", pair)
    execute("UPDATE deleted_highlight SET article_id = ? WHERE article_id = ?", pair)
    execute("UPDATE correction SET article_id = ? WHERE article_id = ?", pair)
    execute(
        "INSERT OR IGNORE INTO article_tag (article_id, tag) "
        "SELECT ?, tag FROM article_tag WHERE article_id = ?",
        pair,
    )
    execute("DELETE FROM article_tag WHERE article_id = ?", (goes,))
    execute(
        "INSERT OR IGNORE INTO caught (rule, article_id, at) "
        "SELECT rule, ?, at FROM caught WHERE article_id = ?",
        pair,
    )
    unindex_article(connection, goes)
    execute("DELETE FROM article WHERE id = ?", (goes,))
