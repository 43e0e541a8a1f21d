"""Takes a feed out of the library so that it can be put back exactly as it was."""

from newsreader.storage.database import Database
from newsreader.storage.feeds import remove_feed

_KEPT = {
    "feed": "SELECT * FROM feed WHERE id = ?1",
    "article": "SELECT * FROM article WHERE feed_id = ?1",
    "article_text": "SELECT article_text.* FROM article_text JOIN article ON "
    "article.id = article_id WHERE feed_id = ?1",
    "quote": "SELECT quote.* FROM quote JOIN article ON article.id = article_id WHERE feed_id = ?1",
}


def take_out(db: Database, feed_id: int) -> int:
    """Remove a feed, keeping a copy for ``put_back`` as long as this connection is open.

    Returns how many articles stay because the reader marked them.
    """
    with db.transaction() as connection:
        for table, rows in _KEPT.items():
            connection.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS removed_{table} AS {rows} LIMIT 0", (feed_id,)
            )
            connection.execute(f"INSERT INTO removed_{table} {rows}", (feed_id,))
        return remove_feed(db, feed_id)


def put_back(db: Database, feed_id: int) -> None:
    """Undo ``take_out``: the feed, its articles and their read marks are as they were."""
    articles = "SELECT id FROM removed_article WHERE feed_id = ?1"
    with db.transaction() as connection:
        execute = connection.execute
        execute("INSERT INTO feed SELECT * FROM removed_feed WHERE id = ?1", (feed_id,))
        execute(f"UPDATE article SET feed_id = ?1 WHERE id IN ({articles})", (feed_id,))
        gone = f"{articles} AND id NOT IN (SELECT id FROM article)"
        execute("CREATE TEMP TABLE returning_article (id INTEGER PRIMARY KEY)")
        execute(f"INSERT INTO returning_article {gone}", (feed_id,))
        back = "IN (SELECT id FROM returning_article)"
        execute(f"INSERT INTO article SELECT * FROM removed_article WHERE id {back}")
        for table in ("article_text", "quote"):
            execute(f"INSERT INTO {table} SELECT * FROM removed_{table} WHERE article_id {back}")
        execute(
            "INSERT INTO article_index (rowid, title, text) "
            f"SELECT id, title, text FROM article_words WHERE id {back}"
        )
        execute("DROP TABLE returning_article")
        for table in ("article_text", "quote"):
            execute(f"DELETE FROM removed_{table} WHERE article_id IN ({articles})", (feed_id,))
        execute("DELETE FROM removed_article WHERE feed_id = ?1", (feed_id,))
        execute("DELETE FROM removed_feed WHERE id = ?1", (feed_id,))
