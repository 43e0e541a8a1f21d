"""Schema 26: words of highlights are found by an index; pages are asked whether they changed.

The index is empty after this step; ``opening`` fills it. Highlights get numbers for it, as those
that SQLite gives by itself may change.
"""

import sqlite3

COLUMNS = (
    "id, article_id, start, end, text, prefix, suffix, made_on, text_hash, colour, note, speaker, "
    "role, created, updated, state, confidence, inferred, verification, checked_against, checked_on"
)
STATEMENTS = (
    "ALTER TABLE article_text ADD COLUMN page_etag TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE article_text ADD COLUMN page_last_modified TEXT NOT NULL DEFAULT ''",
    """CREATE TRIGGER article_moves AFTER UPDATE OF url ON article WHEN old.url <> new.url BEGIN
    UPDATE article_text SET page_etag = '', page_last_modified = '' WHERE article_id = new.id;
END""",
    """CREATE TABLE new_highlight (
    number INTEGER PRIMARY KEY,             -- by which its words are found, of this file only
    id TEXT NOT NULL UNIQUE,                -- UUIDv7
    article_id INTEGER NOT NULL REFERENCES article(id),
    start INTEGER NOT NULL,                 -- where it begins in the text that text_hash names
    end INTEGER NOT NULL,                   -- where it ends, excluded
    text TEXT NOT NULL,                     -- the exact words, never overwritten
    prefix TEXT NOT NULL,                   -- what stood before them
    suffix TEXT NOT NULL,                   -- what stood after them
    made_on TEXT NOT NULL REFERENCES highlighted_text(hash), -- hash of the text it was made on
    text_hash TEXT NOT NULL,                -- hash of the text in which start and end count
    colour TEXT NOT NULL,                   -- one of domain.highlight.COLOURS
    note TEXT NOT NULL DEFAULT '',          -- the user's note, Markdown
    speaker TEXT NOT NULL DEFAULT '',       -- who said it where it was made on a quote
    role TEXT NOT NULL DEFAULT '',          -- what the article calls that speaker
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'ok',       -- a domain.highlight.AnchorState
    confidence REAL NOT NULL DEFAULT 0,     -- how likely that speaker is right, 0 to 1
    inferred INTEGER NOT NULL DEFAULT 0,    -- 1: nothing beside the passage names that speaker
    verification TEXT NOT NULL DEFAULT 'unchecked', -- a domain.highlight.Verification
    checked_against TEXT NOT NULL DEFAULT '', -- the address it was checked against
    checked_on TEXT NOT NULL DEFAULT '',    -- the day on which: 2026-12-31
    quoting INTEGER NOT NULL DEFAULT 0      -- 1: only a part of it is said by that speaker
)""",
    f"INSERT INTO new_highlight ({COLUMNS}) SELECT {COLUMNS} FROM highlight ORDER BY id",
    "DROP TABLE highlight",
    "ALTER TABLE new_highlight RENAME TO highlight",
    "CREATE INDEX highlight_by_article ON highlight (article_id, start)",
    """CREATE VIEW highlight_words AS
    SELECT number, index_text(CAST(text AS BLOB)) AS text,
        index_text(CAST(note AS BLOB)) AS note
    FROM highlight""",
    """CREATE VIRTUAL TABLE highlight_index USING fts5(
    text, note, content='highlight_words', content_rowid='number', tokenize="ascii"
)""",
    """CREATE TRIGGER highlight_comes AFTER INSERT ON highlight BEGIN
    INSERT INTO highlight_index (rowid, text, note) VALUES (new.number,
        index_text(CAST(new.text AS BLOB)), index_text(CAST(new.note AS BLOB)));
END""",
    """CREATE TRIGGER highlight_goes AFTER DELETE ON highlight BEGIN
    INSERT INTO highlight_index (highlight_index, rowid, text, note) VALUES ('delete', old.number,
        index_text(CAST(old.text AS BLOB)), index_text(CAST(old.note AS BLOB)));
END""",
    """CREATE TRIGGER highlight_changes AFTER UPDATE OF text, note ON highlight BEGIN
    INSERT INTO highlight_index (highlight_index, rowid, text, note) VALUES ('delete', old.number,
        index_text(CAST(old.text AS BLOB)), index_text(CAST(old.note AS BLOB)));
    INSERT INTO highlight_index (rowid, text, note) VALUES (new.number,
        index_text(CAST(new.text AS BLOB)), index_text(CAST(new.note AS BLOB)));
END""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns of pages, and make the table of highlights anew."""
    for statement in STATEMENTS:
        db.execute(statement)
