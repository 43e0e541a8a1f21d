"""Sets a damaged library aside whole and carries what can be read of it into a new one."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsreader.domain.counts import counted, enumerated
from newsreader.domain.document import Document, text_hash
from newsreader.domain.errors import LibraryError
from newsreader.storage import migrations
from newsreader.storage.database import Database, connect, to_ms
from newsreader.storage.failures import READING_FAILS, reason_of, suspicion
from newsreader.storage.queries.fulltext_index import rebuild_indexes
from newsreader.storage.queries.text_functions import add_functions
from newsreader.storage.safety.backup import day_of
from newsreader.storage.safety.damage import (
    UNREADABLE,
    Finding,
    damage,
    look,
    only_read,
    shows_damage,
)
from newsreader.storage.safety.mending import Mending, mend
from newsreader.storage.safety.presence import closed_everywhere
from newsreader.storage.safety.read_only import SIDES, make_private
from newsreader.storage.safety.repair import repair
from newsreader.storage.safety.restore import restore_newest
from newsreader.storage.schema import take_steps

TABLES = (
    "feed",
    "folder",
    "saved_view",
    "feed_address",
    "feed_document",
    "article",
    "article_text",
    "quote",
    "story_version",
    "highlighted_text",
    "highlight",
    "highlight_tag",
    "deleted_highlight",
    "article_tag",
    "correction",
    "alias",
    "person",
    "remembered",
    "rule",
    "caught",
    "gone_entry",
    "found_through",
    "enclosure",
    "shared_record",
)
"""What is carried over; the indexes are built anew."""
_WITHOUT_ROWID = frozenset(
    {
        *("highlighted_text", "highlight_tag", "article_tag", "alias", "person", "remembered"),
        *("folder", "rule", "caught", "gone_entry", "deleted_highlight", "shared_record"),
    }
)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "INTEGER": int,
    "TEXT": str,
    "REAL": (int, float),
    "BLOB": bytes,
}
_GREATEST = 2**43
"""No number in the library is as great; as a time it is the year 2248."""
_FARTHEST = 2**40
"""How far beyond the last readable row it is looked for the next."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged library."""

    reason: str
    """What was wrong with it, as SQLite says."""
    set_aside: Path
    """The damaged file, whole, under a dated name."""
    backup: Path | None
    """The copy from which came what could not be read; None when there was none."""
    complete: bool
    """Whether every row of the damaged file could be read."""
    feeds: int = 0
    """How many feeds were carried over."""
    articles: int = 0
    """How many articles."""
    read: int = 0
    """How many of these are marked read."""
    bookmarks: int = 0
    """How many are bookmarked."""
    tags: int = 0
    """How many tags articles have."""
    highlights: int = 0
    """How many highlights."""

    @property
    def sentence(self) -> str:
        """What the user is told."""
        names = ("feeds", "articles", "bookmarks", "tags", "highlights")
        counts = [counted(getattr(self, name), name[:-1]) for name in names]
        told = (
            f"The library was damaged ({self.reason}) and is kept as {self.set_aside}; "
            f"{enumerated(counts)} were carried over into a new one"
        )
        if self.backup:
            told += f", with the help of the copy of {day_of(self.backup)}"
        if not self.complete:
            told += "; some rows could not be read"
        return told + "."


def recover_library(
    path: Path, now: datetime, looked: Callable[[], Finding] | None = None
) -> Recovery | Mending | None:
    """Recover the library at ``path`` if it is damaged; return what was done, None for a sound one.

    Costs a ``look``, unless ``looked`` gives what one found that was begun before; the whole file
    is read only when a connection met damage in it before. Raises ``LibraryError`` when nothing
    could be done; the damaged file is then as it was.
    """
    try:
        found = looked() if looked else look(path)
        if not found.damage and not found.wrong_rows and not suspicion(path).exists():
            return None
        with _alone(path):
            # Looked at again, as another process may have been first.
            reason = damage(path) or (_rebuild_indexes(path) if suspicion(path).exists() else "")
            done: Recovery | Mending | None = None
            if not reason:
                done, reason = _mended(path, now)
            if reason:
                with closed_everywhere(path):
                    done = _carry_over(path, reason, now)
            suspicion(path).unlink(missing_ok=True)
            return done
    except (OSError, *READING_FAILS) as error:
        reason = reason_of(error)
        raise LibraryError(f"{path} is damaged and could not be recovered: {reason}.") from error


def _mended(path: Path, now: datetime) -> tuple[Mending | None, str]:
    """Mend rows, and return what was done, or what damage was met that no check had found."""
    try:
        return mend(path, now), ""
    except (LibraryError, UnicodeDecodeError) as error:
        cause = error.__cause__ if isinstance(error, LibraryError) else error
        if isinstance(cause, READING_FAILS) and shows_damage(cause):
            return None, reason_of(cause)
        raise


def _rebuild_indexes(path: Path) -> str:
    """Build the indexes of sound tables anew; return why that fails, as it does in a bad file."""
    indexes = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(%'"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        add_functions(connection)
        try:
            for (index,) in connection.execute(indexes).fetchall():
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        except READING_FAILS as error:
            if shows_damage(error):
                return reason_of(error)
            raise
    return ""


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from recovering the same library; the lock dies with the process.

    The file stays: one that is removed while another process waits for it locks nothing.
    """
    lock = path.with_name(path.name + "-recovery")
    make_private(lock)
    with closing(sqlite3.connect(lock, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def _carry_over(path: Path, reason: str, now: datetime) -> Recovery:
    aside = path.with_name(f"{path.stem}.damaged-{now:%Y-%m-%d-%H%M%S}{path.suffix}")
    fresh = path.with_name(f"{path.stem}.recovered{path.suffix}")
    for side in SIDES:
        fresh.with_name(fresh.name + side).unlink(missing_ok=True)
    log = path.with_name(path.name + "-wal")
    logged = log.exists() and log.stat().st_size > 0
    for side in SIDES if logged else SIDES[:1]:
        # Copied, not moved: should this be cut short, the next start begins again.
        if path.with_name(path.name + side).exists():
            _copy_whole(path.with_name(path.name + side), aside.with_name(aside.name + side))
    with closing(Database(connect(fresh), fresh)) as new:
        new.connection.execute("PRAGMA foreign_keys = OFF")
        with closing(only_read(path)) as old, new.transaction() as connection:
            # Columns change their names: rows go into tables as they were, then these migrate.
            take_steps(connection, _schema_in(old))
            copied = [_copy_table(old, new, table) for table in TABLES]
            # Letters may be garbled without a sign; the copy's wins unless this one is newer.
            new.connection.execute(
                "UPDATE highlight SET updated = 0 WHERE updated > ?", (to_ms(now),)
            )
            connection.execute("DELETE FROM quote WHERE article_id NOT IN (SELECT id FROM article)")
            _reserve_numbers(new)
            take_steps(connection)
            rebuild_indexes(connection)
        used = restore_newest(new, revive=False)
        with new.transaction():
            repair(new.connection, now)
        told = _count(new, Recovery(reason, aside, used, all(copied)))
    for side in SIDES[1:]:  # first: SQLite would take an old -wal for the new file's
        path.with_name(path.name + side).unlink(missing_ok=True)
    fresh.replace(path)
    return told


def _schema_in(old: sqlite3.Connection) -> int:
    """Return the schema that the tables of a damaged file have; its number may be garbled."""
    found = _columns(old)

    def difference(version: int) -> int:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
            take_steps(model, version)
            return len(found ^ _columns(model))

    return min(range(len(migrations.MIGRATIONS), 0, -1), key=difference)


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return the table and the name of each column that can be read."""
    found: set[tuple[str, str]] = set()
    for table in TABLES:
        with suppress(*UNREADABLE):
            for _, name, *_ in connection.execute(f"PRAGMA table_info({table})"):
                found.add((table, name))
    return found


def _copy_table(old: sqlite3.Connection, new: Database, table: str) -> bool:
    """Copy the rows of a table that can be read and make sense; return whether all did."""
    wanted = {name: _TYPES[type_] for _, name, type_, *_ in new.rows(f"PRAGMA table_info({table})")}
    if not wanted:
        return True  # this schema does not have it
    try:
        known = {name for _, name, *_ in old.execute(f"PRAGMA table_info({table})")}
    except UNREADABLE:
        return False
    columns = {name: kind for name, kind in wanted.items() if name in known}
    if not columns:
        return False
    listed, marks = ", ".join(columns), ", ".join("?" * len(columns))
    holes: list[Exception] = []
    nonsense = 0
    for row in _readable(old, table, listed, holes):
        values = dict(zip(columns, row, strict=True))
        if all(_fits(value, columns[name]) for name, value in values.items()) and (
            table != "article_text" or _is_sound(values)
        ):
            new.connection.execute(
                f"INSERT OR IGNORE INTO {table} ({listed}) VALUES ({marks})", tuple(row)
            )
        else:
            nonsense += 1
    return not holes and not nonsense


def _readable(
    old: sqlite3.Connection, table: str, listed: str, holes: list[Exception]
) -> Iterator[Sequence[object]]:
    """Yield the rows that can be read; each damaged stretch leaves an error in ``holes``."""
    if table in _WITHOUT_ROWID:
        for order in ("ASC", "DESC"):  # from both ends up to the damage
            try:
                yield from old.execute(f"SELECT {listed} FROM {table} ORDER BY 1 {order}")
                return
            except UNREADABLE as error:
                holes.append(error)
        return
    at, step = 0, 1
    while step < _FARTHEST:
        try:
            for number, *row in old.execute(
                f"SELECT rowid, {listed} FROM {table} WHERE rowid > ? ORDER BY rowid", (at,)
            ):
                at, step = number, 1
                yield row
            return
        except UNREADABLE as error:
            holes.append(error)
            at, step = at + step, step * 2


def _fits(value: object, kind: type | tuple[type, ...]) -> bool:
    """Return whether a value may stand in a column; damage leaves numbers beyond all sense."""
    if isinstance(value, int | float) and not abs(value) < _GREATEST:
        return False
    return value is None or isinstance(value, kind)


def _is_sound(values: dict[str, Any]) -> bool:
    """Return whether a text is the one that was stored, by its hash, and its shape fits."""
    try:
        Document.from_shape(values["text"], values["shape"])
        return bool(text_hash(values["text"]) == values["hash"])
    except (ValueError, TypeError, LookupError):  # the name of a column may be damaged, too
        return False


def _reserve_numbers(new: Database) -> None:
    """Give no new article the number of a lost one, whose text may still be there."""
    execute = new.connection.execute
    ((highest,),) = execute(
        "SELECT max(number) FROM (SELECT max(id) AS number FROM article "
        "UNION SELECT max(article_id) FROM article_text "
        "UNION SELECT max(article_id) FROM highlight "
        "UNION SELECT max(article_id) FROM article_tag)"
    ).fetchall()
    if highest is not None:
        execute("DELETE FROM sqlite_sequence WHERE name = 'article'")
        execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('article', ?)", (highest,))


def _count(new: Database, told: Recovery) -> Recovery:
    def count(what: str) -> int:
        return int(new.value(f"SELECT count(*) FROM {what}"))

    return replace(
        told,
        feeds=count("feed"),
        articles=count("article"),
        read=count("article WHERE read = 1"),
        bookmarks=count("article WHERE bookmarked IS NOT NULL"),
        tags=count("article_tag"),
        highlights=count("highlight"),
    )


def _copy_whole(source: Path, target: Path) -> None:
    shutil.copy2(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
