"""Schema 25: what the speakers of quotes are, which is known once the quotes are found again."""

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    """Add the column."""
    db.execute("ALTER TABLE quote ADD COLUMN kind TEXT NOT NULL DEFAULT ''")
