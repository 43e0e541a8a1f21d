"""Schema 11: articles set aside for later, and indexes of words that are folded before.

Both indexes are given their words by the function ``index_text`` of the connection, where one was
cut and folded by SQLite's "unicode61", which sees no words in Japanese, Chinese or Thai. They are
empty after this step; ``opening`` fills them.
"""

import sqlite3

STATEMENTS = (
    "ALTER TABLE article ADD COLUMN later INTEGER",
    "CREATE INDEX article_later ON article (published DESC, id DESC) WHERE later IS NOT NULL",
    "DROP TABLE article_index",
    "DROP VIEW article_words",
    """CREATE VIEW article_words AS
    SELECT article.id AS id, index_text(CAST(article.title AS BLOB)) AS title,
        index_text(CAST(article_text.text AS BLOB)) AS text
    FROM article JOIN article_text ON article_text.article_id = article.id""",
    """CREATE VIRTUAL TABLE article_index USING fts5(
    title, text, content='article_words', content_rowid='id', tokenize="ascii"
)""",
    "DROP TRIGGER quote_comes",
    "DROP TRIGGER quote_goes",
    "DROP TRIGGER quote_changes",
    "DROP TABLE quote_vocabulary",
    "DROP TABLE quote_index",
    "DROP VIEW quote_words",
    """CREATE VIEW quote_words AS
    SELECT id, index_text(CAST(text AS BLOB)) AS text,
        index_text(CAST(speaker AS BLOB)) AS speaker
    FROM quote WHERE kept = 1""",
    """CREATE VIRTUAL TABLE quote_index USING fts5(
    text, speaker, content='quote_words', content_rowid='id', tokenize="ascii"
)""",
    "CREATE VIRTUAL TABLE quote_vocabulary USING fts5vocab(quote_index, col)",
    """CREATE TRIGGER quote_comes AFTER INSERT ON quote BEGIN
    INSERT INTO quote_index (rowid, text, speaker)
        SELECT new.id, index_text(CAST(new.text AS BLOB)), index_text(CAST(new.speaker AS BLOB))
        WHERE new.kept = 1;
    INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
END""",
    """CREATE TRIGGER quote_goes AFTER DELETE ON quote BEGIN
    INSERT INTO quote_index (quote_index, rowid, text, speaker)
        SELECT 'delete', old.id, index_text(CAST(old.text AS BLOB)),
            index_text(CAST(old.speaker AS BLOB))
        WHERE old.kept = 1;
    INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
END""",
    """CREATE TRIGGER quote_changes AFTER UPDATE OF speaker, role, kept, person ON quote BEGIN
    INSERT INTO quote_index (quote_index, rowid, text, speaker)
        SELECT 'delete', old.id, index_text(CAST(old.text AS BLOB)),
            index_text(CAST(old.speaker AS BLOB))
        WHERE old.kept = 1;
    INSERT INTO quote_index (rowid, text, speaker)
        SELECT new.id, index_text(CAST(new.text AS BLOB)), index_text(CAST(new.speaker AS BLOB))
        WHERE new.kept = 1;
    INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
    INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
END""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the column, and make both indexes anew, without words in them."""
    for statement in STATEMENTS:
        db.execute(statement)
