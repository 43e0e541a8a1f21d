"""Schema 13: the same story from several feeds, and the sketches by which it is found."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE article ADD COLUMN story INTEGER",
    "CREATE INDEX article_by_story ON article (story) WHERE story IS NOT NULL",
    """CREATE TABLE story_sketch (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    shingles INTEGER NOT NULL,
    title INTEGER NOT NULL,
    keys TEXT NOT NULL,
    prints BLOB NOT NULL,
    level INTEGER NOT NULL,
    numbers BLOB NOT NULL
)""",
    """CREATE TABLE story_key (
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (key, article_id)
) WITHOUT ROWID""",
    """CREATE TRIGGER sketch_comes AFTER INSERT ON story_sketch BEGIN
    INSERT OR IGNORE INTO story_key SELECT value, new.article_id FROM json_each(new.keys);
END""",
    """CREATE TRIGGER sketch_goes AFTER DELETE ON story_sketch BEGIN
    DELETE FROM story_key WHERE article_id = old.article_id
        AND key IN (SELECT value FROM json_each(old.keys));
END""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add column and tables; ``fetcher.story_rebuild`` fills them."""
    for statement in STATEMENTS:
        db.execute(statement)
