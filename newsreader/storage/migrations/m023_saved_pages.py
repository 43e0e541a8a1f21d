"""Schema 23: pages that are saved or found by a link, and files that come with articles."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE article ADD COLUMN saved INTEGER",
    "CREATE INDEX article_saved ON article (published DESC, id DESC) WHERE saved IS NOT NULL",
    """CREATE TABLE found_through (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    through INTEGER NOT NULL,               -- the article with the link, which may be gone
    title TEXT NOT NULL,                    -- what that was called then
    outlet TEXT NOT NULL,                   -- who published it
    url TEXT NOT NULL                       -- its page
)""",
    """CREATE TABLE enclosure (
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,                -- its place among those of the article, from 0
    kind TEXT NOT NULL,                     -- a domain.enclosure.EnclosureKind
    url TEXT NOT NULL,                      -- where it lies
    title TEXT NOT NULL,                    -- what its publisher calls it
    type TEXT NOT NULL,                     -- its media type, as the feed says
    length INTEGER,                         -- its size in bytes, as the feed says
    seconds INTEGER,                        -- how long it plays, as the feed says
    UNIQUE (article_id, number)
)""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the column and the tables; what feeds have now brings their files when it comes again."""
    for statement in STATEMENTS:
        db.execute(statement)
