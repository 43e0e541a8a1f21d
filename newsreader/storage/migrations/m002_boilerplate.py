"""Schema 2: fingerprints of a site's stories, boilerplate left out of them, failed page fetches."""

import sqlite3

STATEMENTS = (
    """
    CREATE TABLE story_traces (
        article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        site TEXT NOT NULL,
        address TEXT NOT NULL,
        prints BLOB NOT NULL
    )
    """,
    "CREATE INDEX story_traces_by_site ON story_traces (site, article_id)",
    """
    CREATE TABLE left_out (
        article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        print INTEGER NOT NULL,
        text TEXT NOT NULL,
        shape TEXT NOT NULL,
        UNIQUE (article_id, place)
    )
    """,
    "ALTER TABLE article_text ADD COLUMN page_tries INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX article_text_failed ON article_text (page_tried) WHERE page_error <> ''",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables of boilerplate and a count of failed page fetches."""
    for statement in STATEMENTS:
        db.execute(statement)
