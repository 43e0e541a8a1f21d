"""Takes a feed out of the library so that it can be put back exactly as it was."""

from collections.abc import Collection
from itertools import count
from typing import Any

from newsreader.storage.compressed_json import compressed, decompressed
from newsreader.storage.database import Database
from newsreader.storage.feed_addresses import feed_at
from newsreader.storage.feed_moves import join_feeds
from newsreader.storage.feeds import remove_feed
from newsreader.storage.speakers import count_speakers

_OF_ARTICLES = (
    "article_text",
    "story_traces",
    "story_sketch",
    "left_out",
    "quote",
    "caught",
    "story_version",
    "found_through",
    "enclosure",
)
"""What is kept of articles, beside their own rows."""
_KEPT = {
    "feed": "SELECT * FROM feed WHERE id = ?1",
    "feed_address": "SELECT * FROM feed_address WHERE feed_id = ?1",
    "feed_document": "SELECT * FROM feed_document WHERE feed_id = ?1",
    "feed_listing": "SELECT * FROM feed_listing WHERE feed_id = ?1",
    "gone_entry": "SELECT * FROM gone_entry WHERE feed_id = ?1",
    "article": "SELECT * FROM article WHERE feed_id = ?1",
} | {
    one: f"SELECT {one}.* FROM {one} JOIN article ON article.id = article_id WHERE feed_id = ?1"
    for one in _OF_ARTICLES
}
"""How the rows of a feed are found, by their table."""

_AT_ONCE = 50
"""How many rows are kept in one piece, so that no removal takes much memory."""


def take_out(db: Database, feed_id: int) -> int:
    """Remove a feed, keeping a copy for ``put_back`` until ``forget``.

    Returns how many articles stay: those with a highlight, tag or bookmark.
    """
    with db.transaction() as connection:
        connection.execute("DELETE FROM removed_rows WHERE feed_id = ?", (feed_id,))
        for table, query in _KEPT.items():
            found = connection.execute(query, (feed_id,))
            columns = [name for name, *_ in found.description]
            for number in count():
                rows = found.fetchmany(_AT_ONCE)
                if not rows:
                    break
                connection.execute(
                    "INSERT INTO removed_rows VALUES (?, ?, ?, ?)",
                    (feed_id, table, number, compressed([columns, *rows])),
                )
        return remove_feed(db, feed_id)


def forget(db: Database, *, besides: Collection[int]) -> None:
    """Drop the copies of removed feeds, inside a transaction, but those of some."""
    kept = set(db.column("SELECT DISTINCT feed_id FROM removed_rows")).difference(besides)
    db.connection.executemany(
        "DELETE FROM removed_rows WHERE feed_id = ?", [(one,) for one in kept]
    )


def put_back(db: Database, feed_id: int) -> bool:
    """Undo ``take_out``: the feed, its articles and their state are as they were.

    Articles that stayed keep what was made of them since, also another feed that they belong to
    now. Where the feed was followed anew meanwhile, that one takes in what comes back, as when
    two feeds become one. Returns whether there was a copy.
    """
    mine = (feed_id,)
    with db.transaction() as connection:
        execute = connection.execute
        copy = _copy(db, feed_id)
        if copy is None:
            return False
        _lay_out(db, copy)
        url = str(db.value("SELECT url FROM removed_feed", default=""))
        followed_anew = feed_at(db, url)
        if followed_anew is not None:
            execute("UPDATE removed_feed SET url = 'removed:' || id")
        execute("INSERT INTO feed SELECT * FROM removed_feed")
        execute("INSERT INTO feed_address SELECT * FROM removed_feed_address")
        execute("INSERT INTO feed_listing SELECT * FROM removed_feed_listing")
        execute("INSERT INTO gone_entry SELECT * FROM removed_gone_entry")
        execute("INSERT OR REPLACE INTO feed_document SELECT * FROM removed_feed_document")
        execute(
            "UPDATE article SET feed_id = stayed.feed_id, outlet = stayed.outlet "
            "FROM removed_article AS stayed "
            "WHERE stayed.id = article.id AND article.feed_id IS NULL"
        )
        execute(
            "CREATE TEMP TABLE coming_back AS SELECT * FROM removed_article "
            "WHERE id NOT IN (SELECT id FROM article)"
        )
        execute("INSERT INTO article SELECT * FROM coming_back")
        for table in _OF_ARTICLES:
            execute(
                f"INSERT INTO {table} SELECT * FROM removed_{table} "
                "WHERE article_id IN (SELECT id FROM coming_back)"
            )
        execute(
            "INSERT INTO article_index (rowid, title, text) "
            "SELECT id, title, text FROM article_words WHERE id IN (SELECT id FROM coming_back)"
        )
        for table in _KEPT:
            execute(f"DROP TABLE removed_{table}")
        execute("DROP TABLE coming_back")
        execute("DELETE FROM removed_rows WHERE feed_id = ?", mine)
        if followed_anew is not None:
            join_feeds(db, feed_id, followed_anew)
        count_speakers(db)
    return True


_Copy = dict[str, list[tuple[list[str], list[list[Any]]]]]
"""The rows of a removed feed in pieces, by table, each with the names of its columns."""


def _copy(db: Database, feed_id: int) -> _Copy | None:
    """Return what is kept of a removed feed; None where there is nothing that can be read."""
    kept: _Copy = {table: [] for table in _KEPT}
    pieces = db.rows(
        "SELECT source, body FROM removed_rows WHERE feed_id = ? ORDER BY source, number",
        (feed_id,),
    )
    try:
        for table, body in pieces:
            columns, *rows = decompressed(body)
            kept[table].append((columns, rows))
    except (ValueError, TypeError, LookupError):
        return None
    return kept if kept["feed"] else None


def _lay_out(db: Database, copy: _Copy) -> None:
    """Make temporary tables ``removed_…`` of the copy of a feed.

    A column that the copy lacks, as it was made under an older schema, has its default.
    """
    for table, pieces in copy.items():
        db.connection.execute(f"CREATE TEMP TABLE removed_{table} AS SELECT * FROM {table} LIMIT 0")
        defaults = {
            name: default or "NULL"
            for _, name, _, _, default, _ in db.rows(f"PRAGMA table_info({table})")
        }
        for columns, rows in pieces:
            marks = ", ".join(
                f"?{columns.index(name) + 1}" if name in columns else default
                for name, default in defaults.items()
            )
            db.connection.executemany(f"INSERT INTO removed_{table} VALUES ({marks})", rows)
