"""Schema 18: when a publisher changed the text of an article that the user had read or marked."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE article ADD COLUMN changed INTEGER",
    "CREATE INDEX article_changed ON article (published DESC, id DESC) WHERE changed IS NOT NULL",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add a column and its index; what was changed before is not known."""
    for statement in STATEMENTS:
        db.execute(statement)
