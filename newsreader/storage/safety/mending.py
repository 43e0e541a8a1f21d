"""Mends rows in place, in a file that is sound: values of a wrong type, and lost references.

What a row held before is put aside, as a line of JSON in a dated file beside the library.
"""

import json
import os
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsreader.domain.counts import counted
from newsreader.domain.document import Document, text_hash
from newsreader.storage.database import Database, connect
from newsreader.storage.quotes import rebuild_derived
from newsreader.storage.safety.damage import is_present
from newsreader.storage.safety.repair import SENSELESS, repair

_RIGHT = {
    "TEXT": ("text",),
    "INTEGER": ("integer",),
    "REAL": ("real", "integer"),
    "BLOB": ("blob",),
}
"""What ``typeof`` may say of a value in a column of this type."""
_EMPTY = {"TEXT": "''", "INTEGER": "0", "REAL": "0", "BLOB": "x''"}
"""What stands in a column that has no default where nothing can be kept."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What became of rows that could not stay as they were."""

    put_aside: Path
    """The file that holds them as they were, a line of JSON each."""
    values: int
    """How many values were of a wrong type, or made no sense."""
    lost: int
    """How many rows belonged to a feed, an article or a highlight that is not there."""

    @property
    def sentence(self) -> str:
        """What the user is told."""
        told = []
        if self.values:
            told.append(f"{counted(self.values, 'value')} of a wrong kind")
        if self.lost:
            told.append(f"{counted(self.lost, 'row')} that belonged to nothing")
        return (
            f"The library held {' and '.join(told)}; that was mended, and what was there before is "
            f"kept in {self.put_aside}."
        )


@dataclass(frozen=True, slots=True)
class _Column:
    """A column, as ``PRAGMA table_info`` tells of it."""

    name: str
    kind: str
    default: str
    """As SQL."""
    nullable: bool

    @property
    def is_wrong(self) -> str:
        """A condition that holds for the rows with a value of a wrong type."""
        right = (*_RIGHT[self.kind], *(["null"] if self.nullable else []))
        return f"typeof({self.name}) NOT IN ({', '.join(map(repr, right))})"


def mend(path: Path, now: datetime) -> Mending | None:
    """Mend the rows of the library at ``path``; return what was done, None where all are right.

    The file must be sound, as ``damage`` has it, and have the present tables; otherwise nothing
    is done. Raises ``LibraryError`` and ``OSError``; all is then as it was.
    """
    with closing(Database(connect(path), path)) as database:
        connection = database.connection
        if not is_present(connection):
            return None
        connection.execute("PRAGMA foreign_keys = OFF")
        with database.transaction():
            aside = list(_mend_types(connection))
            aside += _mend_texts(connection)
            for table, where in SENSELESS.items():
                aside += _rows(connection, table, where)
            values = len(aside)
            aside += lost_rows(connection)
            if not aside:
                return None
            file = put_aside(path, aside, now)
            repair(connection, now)
        rebuild_derived(database)
    return Mending(file, values, len(aside) - values)


def lost_rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the rows that refer to one that is not there, of any schema."""
    found = []
    for table in _tables(connection):
        for _, _, parent, column, key, *_ in connection.execute(
            f"PRAGMA foreign_key_list({table})"
        ).fetchall():
            where = f"{column} NOT IN (SELECT {key or 'rowid'} FROM {parent})"
            found += _rows(connection, table, f"{column} IS NOT NULL AND {where}")
    return found


def put_aside(path: Path, rows: list[dict[str, Any]], now: datetime) -> Path:
    """Write rows to a dated file beside the library at ``path``, for its owner only; return it."""
    file = path.with_name(f"{path.stem}.put-aside-{now:%Y-%m-%d-%H%M%S}.jsonl")
    with os.fdopen(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as target:
        for row in rows:
            target.write(json.dumps(row, default=_in_base64) + "\n")
        target.flush()
        os.fsync(target.fileno())
    return file


def _mend_types(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Turn values of a wrong type into what can be kept of them; yield the rows as they were."""
    for table in _tables(connection):
        for column in _columns(connection, table):
            yield from _rows(connection, table, column.is_wrong, column.name)
            cast = f"CAST({column.name} AS {column.kind})"
            # What another row or the schema does not allow gets the default, else it goes.
            for value in (f"coalesce({cast}, {column.default})", column.default):
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET {column.name} = {value} WHERE {column.is_wrong}"
                )
            connection.execute(f"DELETE FROM {table} WHERE {column.is_wrong}")


def _mend_texts(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Give texts whose shape or hash makes no sense new ones; return the rows as they were."""
    aside: list[dict[str, Any]] = []
    mended = []
    asked = "SELECT article_id, text, shape, hash FROM article_text"
    for article_id, text, shape, hash_ in connection.execute(asked):  # one text at a time
        document, right = Document.from_stored(text, shape)
        if not right or hash_ != text_hash(text):
            aside += _rows(connection, "article_text", f"article_id = {article_id}", "shape")
            mended.append((document.shape(), text_hash(text), article_id))
    connection.executemany(
        "UPDATE article_text SET shape = ?, hash = ? WHERE article_id = ?", mended
    )
    return aside


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables of a library but for those of the full-text indexes."""
    asked = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_index\\_%' ESCAPE '\\'"
    )
    return [name for (name,) in connection.execute(asked).fetchall()]


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[_Column]:
    """Yield the columns of a table but for a row's number, which SQLite keeps right itself."""
    for _, name, kind, strict, default, key in connection.execute(
        f"PRAGMA table_info({table})"
    ).fetchall():
        if kind in _RIGHT and not (kind == "INTEGER" and key):
            yield _Column(name, kind, default or _EMPTY[kind], not strict and not key)


def _rows(
    connection: sqlite3.Connection, table: str, where: str, wrong: str = ""
) -> list[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}")
    names = [one[0] for one in cursor.description]
    return [
        {
            "table": table,
            **({"wrong": wrong} if wrong else {}),
            "row": dict(zip(names, row, strict=True)),
        }
        for row in cursor.fetchall()
    ]


def _in_base64(value: bytes) -> dict[str, str]:
    return {"base64": b64encode(value).decode()}
