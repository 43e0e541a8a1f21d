"""The full-text index over headlines and texts, kept in step with what articles say."""

import sqlite3

FOLDED_SINCE = 11
"""Since this schema the words in both indexes are folded as now; before that they are not."""
SORTED_AT_ONCE = 64 * 1024 * 1024
"""So many bytes of words are sorted in memory while an index is made anew, then written."""
SORTED_BY_DEFAULT = 1024 * 1024
"""The same otherwise: what FTS5 does by itself (its option "hashsize")."""


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
        configure = f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', ?)"
        connection.execute(configure, (SORTED_AT_ONCE,))
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        connection.execute(configure, (SORTED_BY_DEFAULT,))
