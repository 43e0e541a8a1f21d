"""Schema 10: articles can be found by their pages, in whatever way an address is spelt."""

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    """Make room for fingerprints; they are filled when a feed is refreshed."""
    db.execute("ALTER TABLE article ADD COLUMN page_print INTEGER")
    db.execute("CREATE INDEX article_by_page ON article (feed_id, page_print)")
