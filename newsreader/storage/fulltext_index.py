"""The full-text index over headlines and texts, kept in step with what articles say."""

import sqlite3


def index_article(connection: sqlite3.Connection, article_id: int) -> None:
    """Put an article into the index; one without a text does not stand in it."""
    connection.execute(
        "INSERT INTO article_index (rowid, title, text) "
        "SELECT id, title, text FROM article_words WHERE id = ?",
        (article_id,),
    )


def unindex_article(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the index; it needs the very words that were put in."""
    connection.execute(
        "INSERT INTO article_index (article_index, rowid, title, text) "
        "SELECT 'delete', id, title, text FROM article_words WHERE id = ?",
        (article_id,),
    )
