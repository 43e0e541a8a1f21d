"""Schema 19: the options of single feeds that the user sets by command or in the app."""

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns; so far such options stood in config.toml only."""
    for column in (
        "interval INTEGER",
        "full_text TEXT NOT NULL DEFAULT ''",
        "keep INTEGER",
        "user_agent TEXT NOT NULL DEFAULT ''",
        "proxy TEXT NOT NULL DEFAULT ''",
    ):
        db.execute(f"ALTER TABLE feed ADD COLUMN {column}")
