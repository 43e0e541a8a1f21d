"""Schema 22: stories as they were are kept; a text bears the hash that it has."""

import hashlib
import sqlite3
import zlib

STATEMENTS = (
    """CREATE TABLE story_version (
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,                -- 1 is the oldest
    hash TEXT NOT NULL,                     -- domain.document.text_hash of its text
    title TEXT NOT NULL,                    -- the headline it had
    url TEXT NOT NULL,                      -- where its page was
    author TEXT NOT NULL,                   -- its authors then
    outlet TEXT NOT NULL,                   -- who published it, where that was not the feed
    language TEXT NOT NULL,                 -- BCP 47
    published INTEGER NOT NULL,             -- when it was published, as it said then
    dated INTEGER NOT NULL,                 -- 0: that is only when it was first seen
    source TEXT NOT NULL,                   -- as in article_text
    seen INTEGER,                           -- when this version was first seen; NULL: not known
    base INTEGER,                           -- the version that body needs to be read; NULL: none
    body BLOB NOT NULL,                     -- text and shape, see storage/story_versions.py
    PRIMARY KEY (article_id, number)
)""",
    "ALTER TABLE article_text ADD COLUMN seen INTEGER",
    "UPDATE highlight SET state = 'changed' WHERE state = 'fuzzy'",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the table; the texts that highlights were made on are the first versions."""
    for statement in STATEMENTS:
        db.execute(statement)
    _keep_first_versions(db)
    _mend_hashes(db)


def _mend_hashes(db: sqlite3.Connection) -> None:
    """Drop texts under the hash of another, such as recoveries wrote: they get their own."""
    kept = db.execute("SELECT hash, text FROM highlighted_text").fetchall()
    for false, text in kept:
        true = _text_hash(text)
        if false == true:
            continue
        db.execute(
            "INSERT OR IGNORE INTO highlighted_text (hash, text) VALUES (?, ?)", (true, text)
        )
        db.execute("UPDATE highlight SET made_on = ? WHERE made_on = ?", (true, false))
        db.execute("DELETE FROM highlighted_text WHERE hash = ?", (false,))


def _keep_first_versions(db: sqlite3.Connection) -> None:
    made = db.execute(
        "SELECT article_id, made_on, min(highlight.created), highlighted_text.text "
        "FROM highlight JOIN highlighted_text ON highlighted_text.hash = made_on "
        "JOIN article_text USING (article_id) "
        "WHERE made_on <> article_text.hash "
        "GROUP BY article_id, made_on ORDER BY article_id, 3"
    ).fetchall()
    for article_id, hash_, seen, text in made:
        if _text_hash(text) != hash_:  # only the words around the passage, by a recovery
            continue
        db.execute(
            "INSERT INTO story_version SELECT id, "
            "(SELECT count(*) + 1 FROM story_version WHERE article_id = article.id), "
            "?, title, url, author, outlet, language, published, dated, "
            "(SELECT source FROM article_text WHERE article_id = article.id), ?, NULL, ? "
            "FROM article WHERE id = ?",
            (hash_, seen, zlib.compress(f"{text}\0".encode("utf-8", "replace"), 9), article_id),
        )


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
