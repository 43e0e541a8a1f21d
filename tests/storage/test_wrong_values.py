"""Values of a wrong type in the file: each is told by one line, and everything else goes on."""

import json
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.query import Query, in_state
from newsreader.library import Library
from newsreader.storage import (
    boilerplate,
    entries,
    feed_titles,
    feeds,
    full_text_queue,
    host_backoff,
)
from newsreader.storage import processing_queue as queue
from newsreader.storage.failures import note_suspicion, suspicion
from newsreader.storage.safety.backup import backup_lines
from tests.builders import NOW, STORIES, Clock, a_library, asking, id_of, passage

BAD = {"bytes": b"\xff\x00made", "text": "seven", "number": 7.5, "nothing": None}
"""A value of each kind, put where another kind belongs."""
KINDS = {
    "TEXT": ("bytes", "nothing"),  # SQLite makes text of numbers there
    "INTEGER": ("bytes", "text", "nothing"),
    "REAL": ("text", "nothing"),
    "BLOB": ("number", "nothing"),
}
TABLES = (
    *("feed", "feed_address", "resting_host", "article", "article_text", "feed_document"),
    *("story_traces", "left_out", "quote", "correction", "alias", "person", "highlighted_text"),
    *("highlight", "highlight_tag", "article_tag", "remembered", "step", "removed_rows"),
)


@dataclass(frozen=True)
class Column:
    """A column in which a wrong value is put."""

    table: str
    name: str
    kind: str
    key: bool


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a row in every table."""
    library = a_library(tmp_path_factory.mktemp("whole"))
    bridge = id_of(library, STORIES[0].title)
    library.highlight(bridge, *passage(library, bridge, "northern pier"), note="which?")
    library.set_tags(bridge, ["city"])
    library.correct_speaker(bridge, library.opened(bridge).quotes[1], "Ann Shaw")
    library.merge_speakers("Mayor Roe", "Jane Roe")
    library.keep("theme", "dark")
    library.remove_feed(library.add_feed("https://gone.example/").id)
    db = library._write
    queue.queue_html(db, bridge, "<p>Text.", "https://news.example/", NOW)
    with db.transaction() as connection:
        for sql in (
            "INSERT INTO resting_host VALUES ('news.example', 9999999999999)",
            "INSERT INTO highlight_tag SELECT id, 'pier' FROM highlight",
            "INSERT INTO feed_address VALUES (1, 'https://old.example/', 1)",
            "INSERT INTO story_traces VALUES (1, 'news.example', 'a', x'0100000000000000')",
            """INSERT INTO left_out VALUES (1, 0, 0, 'Read on.', '{"b":[],"s":[]}')""",
        ):
            connection.execute(sql)
    library.close()
    return library.path


def columns_of(path: Path) -> Iterator[Column]:
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            for _, name, kind, _, _, key in connection.execute(f"PRAGMA table_info({table})"):
                if not (kind == "INTEGER" and key):  # SQLite takes nothing else there
                    yield Column(table, name, kind, bool(key))


def spoil(path: Path, column: Column, value: object) -> None:
    """Put a value into every row of a column, whatever the schema demands of it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (column.table,)
        ).fetchone()
        for demand in ("NOT NULL", "CHECK (source IN ('feed', 'page', 'demo'))"):
            loose = "UPDATE sqlite_schema SET sql = replace(sql, ?, '') WHERE name = ?"
            connection.execute(loose, (demand, column.table))
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute(f"PRAGMA schema_version = {version + 1}")
        with closing(sqlite3.connect(path, isolation_level=None)) as loosened:
            for (trigger,) in loosened.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall():
                loosened.execute(f"DROP TRIGGER {trigger}")
            loosened.execute(
                f"UPDATE OR IGNORE {column.table} SET {column.name} = ? "
                f"WHERE {column.name} IS NOT NULL",
                (value,),
            )
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, column.table))
        connection.execute(f"PRAGMA schema_version = {version + 3}")


def use(library: Library) -> None:
    """Do what users and the fetcher do, as far as what is asked for is there."""
    db = library._read
    for row in library.rows(library.listing(Query()).ids):
        assert isinstance(row.title, str) and isinstance(row.tags, tuple)
        opened = library.opened(row.id)
        library.reopened(opened)
        library.opened_with_boilerplate(row.id)
        library.cast(row.id)
        for quote in opened.quotes:
            library.same_quotes(quote.id)
        full_text_queue.page_error(db, row.id)
    library.listing(in_state("highlighted"))
    library.highlights(Query())
    library.search(asking("bridge"))
    for feed in library.feeds():
        entries.known_hashes(db, feed.id)
        feeds.published_lately(db, feed.id)
        feed_titles.feed_title(db, feed.id).casefold()
        boilerplate.stories_of_feed(db, feed.id)
    feeds.subscriptions(db)
    for speaker in library.speakers():
        library.quote_hits(speaker.name)
    library.recall("theme").casefold()
    host_backoff.backing_off_hosts(db, NOW)
    queue.newest_queued(db)
    list(backup_lines(db))
    library.bookmark(1)
    library.undo()
    library.rename_feed(1, "Other")
    while library.undo():
        pass
    while library.redo():
        pass


def look_all(path: Path) -> str:
    """Open a library, use it and return what was told."""
    library = Library(path, clock=Clock())
    use(library)
    assert library.close() == ""
    return " ".join([*library.notices, library.complaint()])


def of_table(path: Path, table: str) -> list[Column]:
    return [one for one in columns_of(path) if one.table == table]


@pytest.mark.parametrize("table", TABLES)
def test_a_value_of_a_wrong_type_stops_nothing(whole: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "newsreader.db"
    for column in of_table(whole, table):
        for kind in KINDS[column.kind]:
            shutil.copyfile(whole, path)
            spoil(path, column, BAD[kind])
            told = look_all(path)
            assert not told.strip() or " of a wrong kind" in told, (column, kind)
            suspicion(path).unlink(missing_ok=True)


@pytest.mark.parametrize("table", TABLES)
def test_all_of_a_table_is_mended(whole: Path, tmp_path: Path, table: str) -> None:
    path = Path(shutil.copyfile(whole, tmp_path / "newsreader.db"))
    for column in of_table(whole, table):
        spoil(path, column, BAD["bytes" if column.kind != "BLOB" else "number"])
    note_suspicion(path)  # also what nobody reads is looked for
    library = Library(path, clock=Clock())
    assert [one for one in library.notices if " of a wrong kind" in one] == library.notices != []
    assert library._write.rows("PRAGMA integrity_check") == [("ok",)]
    assert library._write.rows("PRAGMA foreign_key_check") == []
    use(library)
    assert library.complaint() == ""
    library.close()
    again = Library(path, clock=Clock())
    assert again.notices == []
    again.close()


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("article", "title", b"\xff", "article 1: title is bytes, and "),
        ("article", "published", "soon", "article 1: published is text"),
        ("highlight", "note", b"n", ": note is bytes"),
        ("highlight", "state", "gone", ": state makes no sense"),
        ("feed", "failures", "many", "failures is text, and 1 more"),
        ("article_text", "shape", "{}", "article_text 1: shape makes no sense"),
    ],
)
def test_the_line_names_table_row_and_column(
    whole: Path, tmp_path: Path, table: str, column: str, value: object, told: str
) -> None:
    path = Path(shutil.copyfile(whole, tmp_path / "newsreader.db"))
    spoil(path, Column(table, column, "", False), value)
    assert told in look_all(path)
    assert suspicion(path).exists()


def test_what_was_there_is_put_aside(whole: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(whole, tmp_path / "newsreader.db"))
    spoil(path, Column("highlight", "note", "", False), b"\xffmine")
    spoil(path, Column("highlight", "start", "", False), "soon")
    note_suspicion(path)
    library = Library(path, clock=Clock())
    file = tmp_path / "newsreader.put-aside-2026-11-20-120000.jsonl"
    assert library.notices == [
        "The library held 2 values of a wrong kind; that was mended, and what was there before is "
        f"kept in {file}."
    ]
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["table"], line["wrong"]) for line in lines] == [
        *(("highlight", "start"), ("highlight", "note"))
    ]
    assert lines[1]["row"]["note"] == {"base64": b64encode(b"\xffmine").decode()}
    assert file.stat().st_mode & 0o077 == 0
    (found,) = library.highlights(Query())
    assert (found.note, found.text) == ("\ufffdmine", "northern pier")
    assert library.opened(found.article_id).highlights[0].state is AnchorState.OK
    library.close()
