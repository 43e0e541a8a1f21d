"""Schema 20: which entries feeds have, and which articles were removed because they are old."""

import sqlite3

STATEMENTS = (
    """CREATE TABLE feed_listing (
        feed_id INTEGER PRIMARY KEY REFERENCES feed(id) ON DELETE CASCADE,
        keys BLOB NOT NULL
    )""",
    """CREATE TABLE gone_entry (
        feed_id INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        article_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        url TEXT NOT NULL,
        published INTEGER NOT NULL,
        dated INTEGER NOT NULL,
        page_print INTEGER,
        content_hash TEXT NOT NULL,
        seen INTEGER NOT NULL,
        PRIMARY KEY (feed_id, key)
    ) WITHOUT ROWID""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; which entries a feed has is known once it comes again."""
    for statement in STATEMENTS:
        db.execute(statement)
