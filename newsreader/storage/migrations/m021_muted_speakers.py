"""Schema 21: who is quoted is counted without the articles that rules muted."""

import sqlite3

STATEMENTS = (
    "CREATE INDEX article_muted_by_id ON article (id) WHERE muted IS NOT NULL",
    """CREATE TRIGGER article_is_muted AFTER UPDATE OF muted ON article
WHEN (old.muted IS NULL) <> (new.muted IS NULL) BEGIN
    INSERT OR IGNORE INTO person_to_count
        SELECT person FROM quote WHERE article_id = new.id AND person IS NOT NULL;
END""",
    "INSERT OR IGNORE INTO person_to_count SELECT person FROM quote JOIN article "
    "ON article.id = article_id WHERE muted IS NOT NULL AND person IS NOT NULL",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the index and the trigger; what is muted already is counted with the next quotes."""
    for statement in STATEMENTS:
        db.execute(statement)
