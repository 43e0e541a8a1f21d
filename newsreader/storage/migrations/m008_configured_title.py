"""Schema 8: the title that config.toml gives to a feed, beside the publisher's and the user's."""

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    """Add the column, empty until the settings are read."""
    db.execute("ALTER TABLE feed ADD COLUMN configured_title TEXT NOT NULL DEFAULT ''")
