"""Schema 6: one meaning a column for the state of a page, and highlights' hashes by their names.

``page_tried`` was NULL for "never asked", 0 for "to be fetched" and else the time of the last
request. The hash of the text that a highlight was made on stood in ``text_hash``, that of the text
in which its offsets count in ``anchor_hash``.
"""

import sqlite3

STATEMENTS = (
    "ALTER TABLE article_text ADD COLUMN page_wanted INTEGER NOT NULL DEFAULT 0",
    "UPDATE article_text SET page_wanted = 1, page_tried = NULL WHERE page_tried = 0",
    "DROP INDEX article_text_wanted",
    "CREATE INDEX article_text_wanted ON article_text (article_id) WHERE page_wanted = 1",
    "ALTER TABLE highlight RENAME COLUMN text_hash TO made_on",
    "ALTER TABLE highlight RENAME COLUMN anchor_hash TO text_hash",
)


def migrate(db: sqlite3.Connection) -> None:
    """Split the state of a page in two columns and rename the two hashes of a highlight."""
    for statement in STATEMENTS:
        db.execute(statement)
