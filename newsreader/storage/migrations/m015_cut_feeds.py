"""Schema 15: how much was read of a feed that is too long to be read whole."""

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    """Add the column; the next answer fills it."""
    db.execute("ALTER TABLE feed ADD COLUMN cut_after INTEGER NOT NULL DEFAULT 0")
