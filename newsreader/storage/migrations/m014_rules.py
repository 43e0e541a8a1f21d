"""Schema 14: rules made in the app, what rules caught, and articles that one muted.

Lists leave muted articles out: the indexes they are read from know which ones these are.
"""

import sqlite3

STATEMENTS = (
    "ALTER TABLE article ADD COLUMN muted INTEGER",
    "ALTER TABLE article ADD COLUMN muted_by TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE rule (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    actions TEXT NOT NULL,
    until TEXT NOT NULL DEFAULT '',
    made INTEGER NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE caught (
    rule TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (rule, article_id)
) WITHOUT ROWID""",
    "CREATE INDEX caught_by_article ON caught (article_id)",
    "DROP INDEX article_by_date",
    "DROP INDEX article_by_feed",
    "DROP INDEX article_unread",
    "DROP INDEX article_unread_by_feed",
    "CREATE INDEX article_by_date ON article (published DESC, id DESC, muted)",
    "CREATE INDEX article_by_feed ON article (feed_id, published DESC, id DESC, muted)",
    "CREATE INDEX article_unread ON article (published DESC, id DESC) "
    "WHERE read = 0 AND muted IS NULL",
    "CREATE INDEX article_unread_by_feed ON article (feed_id) WHERE read = 0 AND muted IS NULL",
    "CREATE INDEX article_muted ON article (published DESC, id DESC) WHERE muted IS NOT NULL",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add tables, columns and indexes."""
    for statement in STATEMENTS:
        db.execute(statement)
