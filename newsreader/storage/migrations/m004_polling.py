"""Schema 4: polling hints of servers, permanent redirects, former addresses and host back-off."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE feed ADD COLUMN trouble TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feed ADD COLUMN failing_since INTEGER",
    "ALTER TABLE feed ADD COLUMN received INTEGER",
    "ALTER TABLE feed ADD COLUMN at_least INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feed ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feed ADD COLUMN moving_to TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feed ADD COLUMN moving_since INTEGER",
    "ALTER TABLE feed ADD COLUMN moving_seen INTEGER NOT NULL DEFAULT 0",
    "UPDATE feed SET received = checked",
    """
    CREATE TABLE feed_address (
        feed_id INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
        url TEXT NOT NULL,
        until INTEGER NOT NULL,
        UNIQUE (feed_id, url)
    )
    """,
    "CREATE TABLE resting_host (host TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add what decides when and where a feed is asked."""
    for statement in STATEMENTS:
        db.execute(statement)
