"""Finds damage in a library file: at every opening what shows at once, seldom in the whole file."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from newsreader.storage import migrations
from newsreader.storage.database import Database, forgiving
from newsreader.storage.failures import (
    READING_FAILS,
    is_damage,
    note_suspicion,
    reason_of,
    suspicion,
)
from newsreader.storage.queries.text_functions import add_functions
from newsreader.storage.safety.backup import backup_folder, backups
from newsreader.storage.safety.read_only import connect_to_read, is_read_only
from newsreader.storage.schema import APPLICATION_ID, schema_of
from newsreader.storage.ui_state import keep, recall

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises; the second where SQLite's own message is garbage."""

WHOLE_LOOK = timedelta(days=7)
"""How long after a look at the whole file the next may come."""
_LOOKED = "whole file looked at"
"""Under which key it is remembered when that was."""
_OF_THE_USER = (
    "feed",
    "folder",
    "saved_view",
    "highlight",
    "highlight_tag",
    "deleted_highlight",
    "article_tag",
    "correction",
    "alias",
    "rule",
)
"""The tables that hold only what the user made; they stay small."""
_TWICE = (
    ("highlight", "highlight_by_article", "count(*), total(article_id), total(start)"),
    ("article_tag", "article_tag_by_tag", "count(*), total(article_id), total(length(tag))"),
)
"""Tables and indexes that hold the same; what is counted shows where one has lost something."""
_REFERENCES = (
    ("highlight", "article_id", "article"),
    ("article_tag", "article_id", "article"),
    ("highlight_tag", "highlight_id", "highlight"),
)
"""Which rows of the user belong to which."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at a library file found."""

    damage: str = ""
    """What is wrong with the file; empty for a sound one."""
    wrong_rows: bool = False
    """Whether a sound file holds rows of the user that must be mended."""


def damage(path: Path) -> str:
    """Return what is wrong with the file at ``path``; nothing when it is sound or not there."""
    return look(path).damage


def look(path: Path) -> Finding:
    """Look at the file at ``path``: at header, schema and the tables of the user.

    That takes some milliseconds for thousands of highlights; the whole file is read only where a
    connection met damage before.
    """
    if not path.exists():
        return Finding()
    if not path.stat().st_size:
        # A new file is empty too, but no file is new that has copies from days before.
        return Finding("it is empty" if backups(backup_folder(path)) else "")
    try:
        with closing(only_read(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if suspicion(path).exists():
                for found in _check(connection, "quick_check"):
                    return Finding(found)
            return _look_at_marks(connection) if is_present(connection) else Finding()
    except READING_FAILS as error:
        # Locked, or not allowed: opening it will say so.
        return Finding(reason_of(error) if shows_damage(error) else "")


def begin_look(path: Path) -> Callable[[], Finding]:
    """Begin to look at the file at ``path`` in a thread; return what waits for the finding.

    SQLite lets other threads run meanwhile, so that the time of other preparations is used.
    """
    from concurrent.futures import ThreadPoolExecutor  # no command needs it

    thread = ThreadPoolExecutor(1, "look")
    finding = thread.submit(look, path)
    thread.shutdown(wait=False)
    return finding.result


def damage_within(path: Path) -> str:
    """Return what is wrong anywhere in the file at ``path``, its indexes and rows included.

    Reads all of it: seconds for 100,000 articles.
    """
    try:
        with closing(only_read(path)) as connection:
            for found in _check(connection, "integrity_check"):
                return found
            for table, *_ in connection.execute("PRAGMA foreign_key_check"):
                return f"a row of {table} belongs to nothing"
    except READING_FAILS as error:
        return reason_of(error) if shows_damage(error) else ""
    return ""


def begin_whole_look(db: Database, now: datetime) -> bool:
    """Return whether ``look_at_whole`` is due, and count it as done."""
    with suppress(ValueError):
        last = datetime.fromisoformat(recall(db, _LOOKED, ""))
        if now - WHOLE_LOOK < last <= now:
            return False
    keep(db, _LOOKED, now.isoformat())
    return True


def look_at_whole(path: Path) -> None:
    """Look at the whole file at ``path``, and note damage for ``look``; for a thread of its own."""
    if damage_within(path):
        note_suspicion(path)


def is_present(connection: sqlite3.Connection) -> bool:
    """Return whether a file is ours and has the present tables."""
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return owner == APPLICATION_ID and schema_of(connection) == len(migrations.MIGRATIONS)


def only_read(path: Path) -> sqlite3.Connection:
    """Open a file so that nothing in it changes, not even by a checkpoint of its log."""
    if is_read_only(path):
        connection = connect_to_read(path)
    else:
        address = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.text_factory = forgiving
    add_functions(connection)
    return connection


def shows_damage(error: Exception) -> bool:
    """Return whether an error in a statement that is right by itself comes from the file."""
    code = getattr(error, "sqlite_errorcode", 0)
    return is_damage(error) or code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG)


def _check(connection: sqlite3.Connection, check: str) -> list[str]:
    """Return what a check of SQLite finds, but for values of a wrong kind, which can be mended."""
    found = [str(one) for (one,) in connection.execute(f"PRAGMA {check}").fetchall()]
    return [one.replace("\n", " ") for one in found if one != "ok" and " value in " not in one]


def _look_at_marks(connection: sqlite3.Connection) -> Finding:
    """Look at the tables of the user: at their pages, and at what stands in two of them."""
    execute = connection.execute
    execute("BEGIN")  # of one moment, whatever others write
    for table in _OF_THE_USER:
        for found in _check(connection, f"quick_check({table})"):
            return Finding(found)
    for table, index, counted in _TWICE:
        by_row = execute(f"SELECT {counted} FROM {table} NOT INDEXED").fetchone()
        if by_row != execute(f"SELECT {counted} FROM {table} INDEXED BY {index}").fetchone():
            return Finding(f"{table} and its index differ")
    return Finding(wrong_rows=any(_lost(connection)))


def _lost(connection: sqlite3.Connection) -> Iterator[bool]:
    for table, column, parent in _REFERENCES:
        lost = f"SELECT 1 FROM {table} WHERE {column} NOT IN (SELECT id FROM {parent})"
        yield bool(connection.execute(f"SELECT EXISTS ({lost})").fetchone()[0])
