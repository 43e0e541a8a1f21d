"""A backup and back: every column of what the user made is there again, or is named here."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.domain.document import Document, text_hash
from newsreader.storage.database import Database
from newsreader.storage.safety.backup import write_backup
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.restore import restore
from tests.builders import NOW

TIME = 1_763_640_000_000
"""Milliseconds since 1970, before ``NOW``."""

NO_VALUE = object()
"""Stands for NULL."""

DELETED = {
    **{"id": "gone", "start": 3, "end": 9, "text": "marked", "prefix": "", "suffix": ""},
    **{"made_on": "", "text_hash": "", "colour": "blue", "note": "", "tags": [], "speaker": ""},
    **{"role": "", "created": NOW.isoformat(), "updated": NOW.isoformat(), "state": "ok"},
}
"""A highlight in the bin, as a line has it."""
VALUES: dict[str, dict[str, object]] = {
    "feed": {
        **{"url": "https://coast.example/feed", "site_url": "https://coast.example/"},
        **{"interval": 7_200, "full_text": "on", "keep": 0, "proxy": "http://localhost:8118/"},
    },
    "folder": {},
    "saved_view": {"notify": 1},
    "article": {"url": "https://coast.example/1", "feed_id": 1, "read": 1, "dated": 0},
    "found_through": {"article_id": 1, "through": 7, "url": "https://sea.example/"},
    "article_tag": {"article_id": 1},
    "highlight": {
        **{"article_id": 1, "start": 3, "end": 9, "text": "marked", "confidence": 0.25},
        **{"colour": "blue", "state": "changed", "made_on": text_hash("words")},
        **{"verification": "checked", "checked_on": "2026-11-20", "inferred": 1, "quoting": 1},
    },
    "deleted_highlight": {
        "id": "gone",
        "line": json.dumps({"highlight": DELETED, "article": None}),
    },
    "story_version": {
        **{"article_id": 1, "number": 1, "hash": text_hash("words"), "url": "https://a.example/"},
        **{"dated": 1, "base": NO_VALUE, "body": zlib.compress(b"words\0", 9)},
    },
    "highlight_tag": {"highlight_id": "id text"},
    "correction": {"article_id": 1, "start": 3, "is_quote": 1, "outlet": "coast.example"},
    "rule": {"name": "name text", "actions": "mute", "until": "2026-12-31"},
    "alias": {
        **{"key": "jane roe", "name": "Jane Roe"},
        **{"person": "ann shaw", "person_name": "Ann Shaw"},
    },
}
"""The tables of what the user made, with the values that cannot be any."""

CONNECTED = {"id", "number", "article_id", "feed_id", "highlight_id", "through"}
"""The numbers of rows, which may be others afterwards, and the id of a highlight."""

NOT_KEPT = {
    "feed": {
        *("language", "etag", "last_modified", "checked", "due", "error", "failures", "trouble"),
        *(
            "failing_since",
            "received",
            "at_least",
            "skip_hours",
            "cut_after",
        ),  # the next answer tells
        *("moving_to", "moving_since", "moving_seen"),  # a redirect is seen again
        *("configured_title", "configured_folder"),  # stand in config.toml
    },
    "article": {
        *("summary", "words", "content_hash", "undigested_in"),  # the next refresh brings them
        *("page_print", "story"),  # found again
        *("muted", "muted_by"),  # an article that comes again is muted again by its rule
        "changed",  # the text that was changed is not kept, either
        "fetched",  # an article that comes back counts as first seen when it was published
    },
}
"""The columns that are deliberately left out."""

TABLES_NOT_KEPT = {
    *("article_text", "feed_document", "story_traces", "left_out"),  # the next refresh brings them
    "enclosure",  # so it does them
    *("story_sketch", "story_key"),  # made from texts
    *("quote", "person", "person_to_count"),  # made from texts, corrections and aliases
    "highlighted_text",  # a highlight carries its words and what stood beside them
    "feed_listing",  # the next answer tells
    "gone_entry",  # what comes again into a new library is new there
    "feed_address",  # the present address is kept
    "resting_host",
    "caught",  # what comes again is caught again
    "remembered",  # the state of the screen
    "shared_record",  # what was told to others; it is told again
    *("step", "removed_rows"),  # the way back to what was before, not what is
}
"""The tables that are deliberately left out."""


def columns(db: Database, table: str) -> dict[str, str]:
    """Return the columns of a table, each with its type."""
    return {name: kind for _, name, kind, *_ in db.rows(f"PRAGMA table_info({table})")}


def fill(db: Database) -> None:
    """Put a row into each table in which no column has its default."""
    empty = Document("")
    with db.transaction() as connection:
        connection.execute(
            "INSERT INTO highlighted_text VALUES (?, 'words')", (text_hash("words"),)
        )
        for table, fixed in VALUES.items():
            kinds = columns(db, table)
            row = {
                name: fixed.get(name, 1 if name in ("id", "number") and kind == "INTEGER" else None)
                for name, kind in kinds.items()
            }
            for at, (name, kind) in enumerate(kinds.items()):
                if row[name] is None:
                    row[name] = f"{name} text" if kind == "TEXT" else TIME + at
            row |= {"undigested_in": None} if table == "article" else {}
            row = {name: None if value is NO_VALUE else value for name, value in row.items()}
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row.values()))
        connection.execute(
            "INSERT INTO article_text (article_id, text, shape, hash) VALUES (1, ?, ?, ?)",
            (empty.text, empty.shape(), text_hash(empty.text)),
        )


def kept(db: Database, table: str) -> list[dict[str, object]]:
    """Return the rows of a table without what is left out."""
    left_out = NOT_KEPT.get(table, set()) | CONNECTED
    names = [one for one in columns(db, table) if one not in left_out]
    rows = db.rows(f"SELECT {', '.join(names)} FROM {table}")
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def restored(db: Database, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """A library whose every column is filled, and what its backup makes of an empty one."""
    source = open_library(tmp_path / "source.db").database
    fill(source)
    file = write_backup(source, tmp_path / "backups", NOW.date())
    assert file is not None
    restore(db, file)
    yield source, db
    source.close()


def test_every_table_is_kept_or_named(db: Database) -> None:
    tables = db.column(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
        "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_index_%'"
    )
    assert set(tables) == set(VALUES) | TABLES_NOT_KEPT


@pytest.mark.parametrize("table", VALUES)
def test_every_column_that_the_user_made_comes_back(
    restored: tuple[Database, Database], table: str
) -> None:
    source, new = restored
    assert NOT_KEPT.get(table, set()) <= set(columns(new, table))
    assert kept(new, table) == kept(source, table) != []


def test_rows_belong_to_the_same_feed_article_and_highlight(
    restored: tuple[Database, Database],
) -> None:
    joined = (
        "SELECT feed.url, article.key, article_tag.tag, highlight.id, highlight_tag.tag "
        "FROM feed JOIN article ON article.feed_id = feed.id "
        "JOIN article_tag ON article_tag.article_id = article.id "
        "JOIN highlight ON highlight.article_id = article.id "
        "JOIN highlight_tag ON highlight_tag.highlight_id = highlight.id"
    )
    source, new = restored
    assert new.rows(joined) == source.rows(joined) != []
    (article,) = new.column("SELECT id FROM article")
    assert new.column("SELECT article_id FROM correction") == [article]
