"""The steps that a library took from an empty file to its present tables; none ever changes."""

import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]
"""Changes the tables, inside a transaction that it does not end."""


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


def remember_furniture(db: sqlite3.Connection) -> None:
    """Remember the paragraphs of each site's stories, what was left out, and failed pages."""
    _run(
        db,
        """
        CREATE TABLE story_traces (
            article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
            site TEXT NOT NULL,
            address TEXT NOT NULL,
            prints BLOB NOT NULL
        );
        CREATE INDEX story_traces_by_site ON story_traces (site, article_id);
        CREATE TABLE left_out (
            article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            print INTEGER NOT NULL,
            text TEXT NOT NULL,
            shape TEXT NOT NULL,
            UNIQUE (article_id, place)
        );
        ALTER TABLE article_text ADD COLUMN page_tries INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX article_text_failed ON article_text (page_tried) WHERE page_error <> '';
        """,
    )


def hear_speakers(db: sqlite3.Connection) -> None:
    """Hear speakers across articles: people, corrections, an index of quotes, equal words.

    In ``quote``, ``speaker``, ``role`` and ``confidence`` are what the reader is shown; where
    that is not what the finder found, the latter is kept in the ``found_`` columns. A
    correction names its article without referring to it, because it outlives it. The triggers
    keep the index and the list of people to be counted again in step whoever writes, as quotes
    also go by cascade.
    """
    _run(
        db,
        """
        ALTER TABLE article_text ADD COLUMN finder_version INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX article_text_by_finder ON article_text (finder_version, article_id);
        UPDATE article_text SET finder_version = coalesce((SELECT min(finder_version) FROM quote
            WHERE quote.article_id = article_text.article_id), 0);
        ALTER TABLE quote ADD COLUMN found_speaker TEXT;
        ALTER TABLE quote ADD COLUMN found_role TEXT;
        ALTER TABLE quote ADD COLUMN found_confidence REAL;
        ALTER TABLE quote ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE quote ADD COLUMN kept INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE quote ADD COLUMN person TEXT;
        ALTER TABLE quote ADD COLUMN same TEXT;
        ALTER TABLE quote ADD COLUMN published INTEGER NOT NULL DEFAULT 0;
        UPDATE quote SET published = (SELECT published FROM article WHERE id = article_id);
        DROP INDEX quote_by_article;
        CREATE INDEX quote_by_article ON quote (article_id, kept, start);
        CREATE INDEX quote_by_person ON quote (person, published DESC, id DESC, article_id)
            WHERE person IS NOT NULL;
        CREATE INDEX quote_by_words ON quote (same, article_id) WHERE same IS NOT NULL;
        CREATE INDEX quote_by_date ON quote (published DESC, id DESC) WHERE kept = 1;
        CREATE TABLE correction (
            id TEXT PRIMARY KEY,
            article_id INTEGER NOT NULL,
            words TEXT NOT NULL,
            start INTEGER NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            is_quote INTEGER NOT NULL,
            speaker TEXT NOT NULL DEFAULT '',
            found TEXT NOT NULL DEFAULT '',
            outlet TEXT NOT NULL DEFAULT '',
            made INTEGER NOT NULL
        );
        CREATE INDEX correction_by_article ON correction (article_id);
        CREATE INDEX correction_by_outlet ON correction (outlet);
        CREATE TABLE alias (
            key TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            person TEXT NOT NULL,
            person_name TEXT NOT NULL,
            made INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX alias_by_person ON alias (person);
        CREATE TABLE person (
            key TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            sought TEXT NOT NULL,
            role TEXT NOT NULL,
            quotes INTEGER NOT NULL,
            articles INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX person_by_last ON person (last DESC, key);
        CREATE TABLE person_to_count (key TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE VIEW quote_words AS SELECT id, text, speaker FROM quote WHERE kept = 1;
        CREATE VIRTUAL TABLE quote_index USING fts5(
            text, speaker, content='quote_words', content_rowid='id',
            tokenize="unicode61 remove_diacritics 2"
        );
        CREATE VIRTUAL TABLE quote_vocabulary USING fts5vocab(quote_index, col);
        """,
    )
    _fill_speakers(db)
    _run(
        db,
        """
        CREATE TRIGGER quote_comes AFTER INSERT ON quote BEGIN
            INSERT INTO quote_index (rowid, text, speaker)
                SELECT new.id, new.text, new.speaker WHERE new.kept = 1;
            INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
        END;
        CREATE TRIGGER quote_goes AFTER DELETE ON quote BEGIN
            INSERT INTO quote_index (quote_index, rowid, text, speaker)
                SELECT 'delete', old.id, old.text, old.speaker WHERE old.kept = 1;
            INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
        END;
        CREATE TRIGGER quote_changes AFTER UPDATE OF speaker, role, kept, person ON quote BEGIN
            INSERT INTO quote_index (quote_index, rowid, text, speaker)
                SELECT 'delete', old.id, old.text, old.speaker WHERE old.kept = 1;
            INSERT INTO quote_index (rowid, text, speaker)
                SELECT new.id, new.text, new.speaker WHERE new.kept = 1;
            INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
            INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
        END;
        """,
    )


def _fill_speakers(db: sqlite3.Connection) -> None:
    """Enter the quotes that are there already into the index and among the people."""
    # Imported here, as storing people goes through a Database, which migrates first.
    from newsreader.storage.quotes import FOUND, keys, to_quote
    from newsreader.storage.speakers import count_people

    quotes = [to_quote(row) for row in db.execute(FOUND).fetchall()]
    db.executemany(
        "UPDATE quote SET person = ?, same = ? WHERE id = ?",
        ((*keys(quote), quote.id) for quote in quotes),
    )
    db.execute("INSERT INTO quote_index (quote_index) VALUES ('rebuild')")
    db.execute(
        "INSERT INTO person_to_count SELECT DISTINCT person FROM quote WHERE person IS NOT NULL"
    )
    count_people(db)


def mind_manners(db: sqlite3.Connection) -> None:
    """Remember what servers wish, where feeds move and lay before, and why they fail.

    ``received`` is when a feed last came whole, ``at_least`` its own interval in seconds,
    ``skip_hours`` a bit for each hour of the day. ``resting_host`` are the hosts that asked to
    be left alone.
    """
    _run(
        db,
        """
        ALTER TABLE feed ADD COLUMN trouble TEXT NOT NULL DEFAULT '';
        ALTER TABLE feed ADD COLUMN failing_since INTEGER;
        ALTER TABLE feed ADD COLUMN received INTEGER;
        ALTER TABLE feed ADD COLUMN at_least INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE feed ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE feed ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';
        ALTER TABLE feed ADD COLUMN moving_since INTEGER;
        ALTER TABLE feed ADD COLUMN moving_seen INTEGER NOT NULL DEFAULT 0;
        UPDATE feed SET received = checked;
        CREATE TABLE feed_address (
            feed_id INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
            url TEXT NOT NULL,
            until INTEGER NOT NULL,
            UNIQUE (feed_id, url)
        );
        CREATE TABLE resting_host (host TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
        """,
    )


def digest_later(db: sqlite3.Connection) -> None:
    """Keep the documents of feeds as they came until all that is new in them is digested.

    ``undigested_in`` is the document in which the newest text of an article lies, NULL where
    that is in ``article_text``; ``newest`` is when the newest of its articles was published.
    The feed of a document may go before it does, as marked articles stay.
    """
    _run(
        db,
        """
        CREATE TABLE feed_document (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            feed_id INTEGER REFERENCES feed(id) ON DELETE SET NULL,
            newest INTEGER NOT NULL,
            came INTEGER NOT NULL,
            url TEXT NOT NULL,
            content_type TEXT NOT NULL,
            charset TEXT NOT NULL,
            encoding TEXT NOT NULL,
            body BLOB NOT NULL
        );
        CREATE INDEX feed_document_by_date ON feed_document (newest DESC, id DESC);
        CREATE INDEX feed_document_by_feed ON feed_document (feed_id);
        ALTER TABLE article ADD COLUMN undigested_in INTEGER;
        CREATE INDEX article_undigested ON article (undigested_in)
            WHERE undigested_in IS NOT NULL;
        """,
    )


def _run(db: sqlite3.Connection, script: str) -> None:
    """Execute the statements of ``script`` one by one: executescript() would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
