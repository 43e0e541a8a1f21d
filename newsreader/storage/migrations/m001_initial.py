"""Schema 1: feeds, articles, texts, quotes, article state, highlights and the full-text index."""

import sqlite3

STATEMENTS = (
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
    )
    """,
    """
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
    )
    """,
    "CREATE INDEX article_by_date ON article (published DESC, id DESC)",
    "CREATE INDEX article_by_feed ON article (feed_id, published DESC, id DESC)",
    "CREATE INDEX article_unread ON article (published DESC, id DESC) WHERE read = 0",
    "CREATE INDEX article_unread_by_feed ON article (feed_id) WHERE read = 0",
    """
    CREATE INDEX article_bookmarked ON article (published DESC, id DESC)
        WHERE bookmarked IS NOT NULL
    """,
    """
    CREATE TABLE article_text (
        article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        shape TEXT NOT NULL,
        hash TEXT NOT NULL,
        source TEXT NOT NULL DEFAULT 'feed' CHECK (source IN ('feed', 'page', 'demo')),
        page_tried INTEGER,
        page_error TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX article_text_wanted ON article_text (article_id) WHERE page_tried = 0",
    """
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
    )
    """,
    "CREATE INDEX quote_by_article ON quote (article_id, start)",
    """
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
    )
    """,
    "CREATE INDEX highlight_by_article ON highlight (article_id, start)",
    "CREATE TABLE highlighted_text (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE highlight_tag (
        highlight_id TEXT NOT NULL REFERENCES highlight(id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (highlight_id, tag)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE article_tag (
        article_id INTEGER NOT NULL REFERENCES article(id),
        tag TEXT NOT NULL,
        PRIMARY KEY (article_id, tag)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX article_tag_by_tag ON article_tag (tag)",
    "CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE VIEW article_words AS
        SELECT article.id AS id, article.title AS title, article_text.text AS text
        FROM article JOIN article_text ON article_text.article_id = article.id
    """,
    """
    CREATE VIRTUAL TABLE article_index USING fts5(
        title, text, content='article_words', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    """Create the first tables in an empty file."""
    for statement in STATEMENTS:
        db.execute(statement)
