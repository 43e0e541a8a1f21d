"""Schema 5: feed documents kept as they came until every new article in them is processed."""

import sqlite3

STATEMENTS = (
    """
    CREATE TABLE feed_document (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        feed_id INTEGER REFERENCES feed(id) ON DELETE SET NULL,
        newest INTEGER NOT NULL,
        came INTEGER NOT NULL,
        url TEXT NOT NULL,
        content_type TEXT NOT NULL,
        charset TEXT NOT NULL,
        encoding TEXT NOT NULL,
        body BLOB NOT NULL
    )
    """,
    "CREATE INDEX feed_document_by_date ON feed_document (newest DESC, id DESC)",
    "CREATE INDEX feed_document_by_feed ON feed_document (feed_id)",
    "ALTER TABLE article ADD COLUMN undigested_in INTEGER",
    """
    CREATE INDEX article_undigested ON article (undigested_in)
        WHERE undigested_in IS NOT NULL
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the processing queue."""
    for statement in STATEMENTS:
        db.execute(statement)
