"""Takes a feed out of the library so that it can be put back exactly as it was."""

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


def take_out(db: Database, feed_id: int) -> int:
    """Remove a feed, keeping a copy for ``put_back`` as long as this connection is open.

    Returns how many articles stay: those with a highlight, tag or bookmark.
    """
    with db.transaction() as connection:
        for table, rows in _KEPT.items():
            connection.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS removed_{table} AS {rows} LIMIT 0", (feed_id,)
            )
            connection.execute(f"INSERT INTO removed_{table} {rows}", (feed_id,))
        return remove_feed(db, feed_id)


def put_back(db: Database, feed_id: int) -> None:
    """Undo ``take_out``: the feed, its articles and their state are as they were.

    Where the feed was followed anew meanwhile, its articles join those that it has now.
    """
    mine = (feed_id,)
    with db.transaction() as connection:
        execute = connection.execute
        was_at = str(db.value("SELECT url FROM removed_feed WHERE id = ?", mine, ""))
        home = (feed_at(db, was_at) or feed_id,)
        execute("INSERT OR IGNORE INTO feed SELECT * FROM removed_feed WHERE id = ?", home)
        execute(
            "INSERT INTO feed_address SELECT * FROM removed_feed_address "
            "WHERE feed_id = ? AND feed_id IN (SELECT id FROM feed)",
            mine,
        )
        execute("DELETE FROM removed_feed_address WHERE feed_id = ?", mine)
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
        execute("DELETE FROM removed_feed_document WHERE feed_id = ?", home)
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
                f"DELETE FROM removed_{table} WHERE article_id IN "
                "(SELECT id FROM removed_article WHERE feed_id = ?)",
                mine,
            )
        execute(
            "INSERT INTO article_index (rowid, title, text) "
            "SELECT id, title, text FROM article_words WHERE id IN (SELECT id FROM coming_back)"
        )
        execute("DELETE FROM removed_article WHERE feed_id = ?", mine)
        execute("DELETE FROM removed_feed WHERE id = ?", mine)
        execute("DROP TABLE coming_back")
        count_speakers(db)
