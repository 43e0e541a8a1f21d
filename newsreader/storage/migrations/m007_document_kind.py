"""Schema 7: the processing queue takes the HTML of single articles besides feeds."""

import sqlite3

STATEMENT = "ALTER TABLE feed_document ADD COLUMN kind TEXT NOT NULL DEFAULT 'feed'"


def migrate(db: sqlite3.Connection) -> None:
    """Let each queued document say what its bytes are; all until now are feeds."""
    db.execute(STATEMENT)
