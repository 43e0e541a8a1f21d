"""The full-text index over headlines and texts, kept in step with what articles say."""

import sqlite3

FOLDED_SINCE = 11
"""Since this schema the words in both indexes are folded as now; before that they are not."""


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


def rebuild_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes of articles and quotes anew from what is stored."""
    for index in ("article_index", "quote_index"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
