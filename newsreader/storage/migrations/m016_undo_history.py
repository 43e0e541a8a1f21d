"""Schema 16: what the user did, to be undone by any process, and feeds that were removed."""

import sqlite3

STATEMENTS = (
    """CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made INTEGER NOT NULL,
    label TEXT NOT NULL,
    article_id INTEGER,
    undone INTEGER NOT NULL DEFAULT 0,
    changes BLOB NOT NULL
)""",
    """CREATE TABLE removed_rows (
    feed_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (feed_id, source, number)
)""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add both tables."""
    for statement in STATEMENTS:
        db.execute(statement)
