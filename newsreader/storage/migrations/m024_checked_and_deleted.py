"""Schema 24: highlights are verified, those that are deleted stay in a bin, others are told."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE highlight ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE highlight ADD COLUMN verification TEXT NOT NULL DEFAULT 'unchecked'",
    "ALTER TABLE highlight ADD COLUMN checked_against TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE highlight ADD COLUMN checked_on TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE deleted_highlight (
    id TEXT PRIMARY KEY,                    -- that of the highlight
    article_id INTEGER NOT NULL,            -- the article it was in, which may be gone
    deleted INTEGER NOT NULL,               -- when
    line TEXT NOT NULL                      -- JSON: all of it, as in a backup; '' once emptied
) WITHOUT ROWID""",
    """CREATE TABLE shared_record (
    kind TEXT NOT NULL,                     -- what it is: a domain.mark_record.RecordKind
    id TEXT NOT NULL,                       -- which one
    record TEXT NOT NULL,                   -- JSON: a domain.mark_record.MarkRecord
    PRIMARY KEY (kind, id)
) WITHOUT ROWID""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns and the tables."""
    for statement in STATEMENTS:
        db.execute(statement)
