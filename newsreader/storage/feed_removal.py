"""Takes a feed out of the library so that it can be put back exactly as it was."""

from collections.abc import Collection
from itertools import count
from typing import Any

from newsreader.storage.compressed_json import compressed, decompressed
from newsreader.storage.database import Database
from newsreader.storage.feeds import feed_at, remove_feed
from newsreader.storage.speakers import count_speakers

_KEPT = {
    "feed": "SELECT * FROM feed WHERE id = ?1",
    "feed_address": "SELECT * FROM feed_address WHERE feed_id = ?1",
    "feed_document": "SELECT * FROM feed_document WHERE feed_id = ?1",
    "article": "SELECT * FROM article WHERE feed_id = ?1",
    "article_text": "SELECT article_text.* FROM article_text JOIN article ON "
    "article.id = article_id WHERE feed_id = ?1",
    "story_traces": "SELECT story_traces.* FROM story_traces JOIN article ON "
    "article.id = article_id WHERE feed_id = ?1",
    "story_sketch": "SELECT story_sketch.* FROM story_sketch JOIN article ON "
    "article.id = article_id WHERE feed_id = ?1",
    "left_out": "SELECT left_out.* FROM left_out JOIN article ON article.id = article_id "
    "WHERE feed_id = ?1",
    "quote": "SELECT quote.* FROM quote JOIN article ON article.id = article_id WHERE feed_id = ?1",
}

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

    Where the feed was followed anew meanwhile, its articles join those that it has now. Returns
    whether there was a copy.
    """
    mine = (feed_id,)
    with db.transaction() as connection:
        execute = connection.execute
        copy = _copy(db, feed_id)
        if copy is None:
            return False
        _lay_out(db, copy)
        was_at = str(db.value("SELECT url FROM removed_feed WHERE id = ?", mine, ""))
        home = (feed_at(db, was_at) or feed_id,)
        execute("INSERT OR IGNORE INTO feed SELECT * FROM removed_feed WHERE id = ?", home)
        execute(
            "INSERT INTO feed_address SELECT * FROM removed_feed_address "
            "WHERE feed_id = ? AND feed_id IN (SELECT id FROM feed)",
            mine,
        )
        execute(
            "CREATE TEMP TABLE coming_back AS SELECT * FROM removed_article WHERE feed_id = ?", mine
        )
        execute("UPDATE coming_back SET feed_id = ?", home)
        execute("UPDATE removed_feed_document SET feed_id = ? WHERE feed_id = ?", (*home, feed_id))
        execute(
            "INSERT OR REPLACE INTO feed_document "
            "SELECT * FROM removed_feed_document WHERE feed_id = ?",
            home,
        )
        execute(
            "DELETE FROM coming_back WHERE EXISTS (SELECT 1 FROM article "
            "WHERE article.feed_id = coming_back.feed_id AND article.key = coming_back.key)"
        )
        # Those that stayed keep what was made of them since.
        execute(
            "UPDATE article SET feed_id = coming_back.feed_id, outlet = coming_back.outlet "
            "FROM coming_back WHERE coming_back.id = article.id"
        )
        execute("DELETE FROM coming_back WHERE id IN (SELECT id FROM article)")
        execute("INSERT INTO article SELECT * FROM coming_back")
        for table in ("article_text", "story_traces", "story_sketch", "left_out", "quote"):
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
