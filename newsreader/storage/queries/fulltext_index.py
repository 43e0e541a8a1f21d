"""The full-text indexes; that over headlines and texts is kept in step with articles here."""

import sqlite3

from newsreader.storage.database import Database
from newsreader.storage.failures import is_damage

FOLDED_SINCE = 11
"""Since this schema words are folded as now; before that they are not."""
SINCE = {"article_index": FOLDED_SINCE, "quote_index": FOLDED_SINCE, "highlight_index": 26}
"""All indexes, and since which schema each has the words that it has now."""
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


def rebuild_indexes(connection: sqlite3.Connection, before: int = 0) -> None:
    """Make the indexes anew from what is stored: those that a file of schema ``before`` lacks."""
    for index, since in SINCE.items():
        if before >= since:
            continue
        configure = f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', ?)"
        connection.execute(configure, (SORTED_AT_ONCE,))
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        connection.execute(configure, (SORTED_BY_DEFAULT,))


def mend_highlight_index(db: Database) -> bool:
    """Make the index of highlights anew where it is damaged or lacks some; return whether it was.

    It is compared with the highlights word by word: 0.1 s for 5,000. Damage in it finds fewer
    highlights rather than raising an error, and ``integrity_check`` looks into such an index only
    from SQLite 3.44 on.
    """
    with db.transaction() as connection:
        index = "highlight_index"
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            return True
    return False
