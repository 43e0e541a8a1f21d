"""Schema 12: folders that may be empty, the folder that config.toml gives, and saved views."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE feed ADD COLUMN configured_folder TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE folder (path TEXT PRIMARY KEY) WITHOUT ROWID",
    """CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    sort TEXT NOT NULL DEFAULT '',
    notify INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL,
    made INTEGER NOT NULL
)""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the column and both tables."""
    for statement in STATEMENTS:
        db.execute(statement)
