"""Schema 17: the categories that an imported list gives a feed besides its folder."""

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    """Add the column; of feeds that were imported before, nothing is known."""
    db.execute("ALTER TABLE feed ADD COLUMN categories TEXT NOT NULL DEFAULT ''")
