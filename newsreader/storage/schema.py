"""The tables of the library, as a list of named steps from an empty file to the present."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from newsreader.domain.errors import LibraryError

APPLICATION_ID = 0x4E577352
"""Marks the file as ours ("NwsR" in ASCII)."""


def create_library(db: sqlite3.Connection) -> None:
    """Create feeds, articles, quotes, marks and the full-text index.

    ``article`` holds small rows only; the text lies in ``article_text``, which list queries
    never read. Times are milliseconds since 1970 UTC. A number is never given twice
    (AUTOINCREMENT), so that undoing a removal cannot meet a stranger in its place.
    """
    _run(
        db,
        """
        CREATE TABLE feed (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            own_title TEXT NOT NULL DEFAULT '',
            site_url TEXT NOT NULL DEFAULT '',
            folder TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL DEFAULT '',
            etag TEXT NOT NULL DEFAULT '',
            last_modified TEXT NOT NULL DEFAULT '',
            checked INTEGER,
            due INTEGER,
            error TEXT NOT NULL DEFAULT '',
            failures INTEGER NOT NULL DEFAULT 0,
            added INTEGER NOT NULL
        );
        CREATE TABLE article (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            feed_id INTEGER REFERENCES feed(id) ON DELETE SET NULL,
            key TEXT NOT NULL,
            title TEXT NOT NULL,
            outlet TEXT NOT NULL DEFAULT '',
            url TEXT NOT NULL DEFAULT '',
            author TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL DEFAULT '',
            summary TEXT NOT NULL DEFAULT '',
            published INTEGER NOT NULL,
            fetched INTEGER NOT NULL,
            words INTEGER NOT NULL DEFAULT 0,
            content_hash TEXT NOT NULL DEFAULT '',
            read INTEGER NOT NULL DEFAULT 0,
            bookmarked INTEGER,
            position INTEGER NOT NULL DEFAULT 0,
            UNIQUE (feed_id, key)
        );
        CREATE INDEX article_by_date ON article (published DESC, id DESC);
        CREATE INDEX article_by_feed ON article (feed_id, published DESC, id DESC);
        CREATE INDEX article_unread ON article (published DESC, id DESC) WHERE read = 0;
        CREATE INDEX article_unread_by_feed ON article (feed_id) WHERE read = 0;
        CREATE INDEX article_bookmarked ON article (published DESC, id DESC)
            WHERE bookmarked IS NOT NULL;
        CREATE TABLE article_text (
            article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            shape TEXT NOT NULL,
            hash TEXT NOT NULL,
            source TEXT NOT NULL DEFAULT 'feed' CHECK (source IN ('feed', 'page', 'demo')),
            page_tried INTEGER,
            page_error TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX article_text_wanted ON article_text (article_id) WHERE page_tried = 0;
        CREATE TABLE quote (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            text TEXT NOT NULL,
            speaker TEXT NOT NULL DEFAULT '',
            role TEXT NOT NULL DEFAULT '',
            cue TEXT NOT NULL DEFAULT '',
            confidence REAL NOT NULL DEFAULT 0,
            inferred INTEGER NOT NULL DEFAULT 0,
            parts TEXT NOT NULL DEFAULT '[]',
            finder_version INTEGER NOT NULL
        );
        CREATE INDEX quote_by_article ON quote (article_id, start);
        CREATE TABLE highlight (
            id TEXT PRIMARY KEY,
            article_id INTEGER NOT NULL REFERENCES article(id),
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            text TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            text_hash TEXT NOT NULL REFERENCES highlighted_text(hash),
            anchor_hash TEXT NOT NULL,
            colour TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            speaker TEXT NOT NULL DEFAULT '',
            role TEXT NOT NULL DEFAULT '',
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'ok'
        );
        CREATE INDEX highlight_by_article ON highlight (article_id, start);
        CREATE TABLE highlighted_text (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE highlight_tag (
            highlight_id TEXT NOT NULL REFERENCES highlight(id) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (highlight_id, tag)
        ) WITHOUT ROWID;
        CREATE TABLE article_tag (
            article_id INTEGER NOT NULL REFERENCES article(id),
            tag TEXT NOT NULL,
            PRIMARY KEY (article_id, tag)
        ) WITHOUT ROWID;
        CREATE INDEX article_tag_by_tag ON article_tag (tag);
        CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE VIEW article_words AS
            SELECT article.id AS id, article.title AS title, article_text.text AS text
            FROM article JOIN article_text ON article_text.article_id = article.id;
        CREATE VIRTUAL TABLE article_index USING fts5(
            title, text, content='article_words', content_rowid='id',
            tokenize="unicode61 remove_diacritics 2"
        );
        """,
    )


Step = Callable[[sqlite3.Connection], None]
"""Changes the tables, inside a transaction that it does not end."""

MIGRATIONS: tuple[Step, ...] = (create_library,)
"""Every step, oldest first; the version of a file is how many it has taken."""


def refuse_strangers(db: sqlite3.Connection, path: Path) -> None:
    """Raise ``LibraryError`` when the file is another program's or a newer newsreader's."""
    owner = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = int(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if owner != APPLICATION_ID and (tables or owner):
        raise LibraryError(f"{path} is a database of another program; it was left as it is.")
    version = _version(db)
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"{path} was made by a newer newsreader (schema {version}, this one knows "
            f"{len(MIGRATIONS)}); update newsreader to open it."
        )


def migrate(db: sqlite3.Connection, path: Path, before: Callable[[], object]) -> None:
    """Bring the file to the present schema, in one transaction, after a copy of the old.

    ``before`` is called ahead of the first step when the file holds something.
    """
    version = _version(db)
    if version == len(MIGRATIONS):
        return
    if version:
        before()
        _copy(db, path.with_suffix(f".before-{len(MIGRATIONS)}.db"))
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have been first.
        for step in MIGRATIONS[_version(db) :]:
            step(db)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise LibraryError(f"The library could not be brought up to date: {broken[0][0]}.")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _copy(db: sqlite3.Connection, copy: Path) -> None:
    unfinished = copy.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", (str(unfinished),))
    unfinished.chmod(0o600)
    unfinished.replace(copy)


def _run(db: sqlite3.Connection, script: str) -> None:
    """Execute the statements of ``script`` one by one: executescript() would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
