"""Creates the tables of a library, brings older ones to the present, refuses foreign files."""

import sqlite3
from pathlib import Path

from newsreader.domain.errors import LibraryError
from newsreader.storage import migrations

APPLICATION_ID = 0x4E577352
"""Marks the file as ours ("NwsR" in ASCII)."""
SCHEMA = Path(__file__).with_name("schema.sql")
"""The present tables as one script; the same that all migrations make."""


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the schema number of a file: how many migrations it has taken, 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ``LibraryError`` when the file is another program's or a newer newsreader's.

    The tables are counted before the owner is read: one that makes the tables meanwhile names
    itself in the same transaction.
    """
    tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if owner != APPLICATION_ID and (tables or owner):
        raise LibraryError(f"{path} is a database of another program; it was left as it is.")
    version = schema_of(connection)
    if version > len(migrations.MIGRATIONS):
        raise LibraryError(
            f"{path} was made by a newer newsreader (schema {version}, this one knows "
            f"{len(migrations.MIGRATIONS)}); update newsreader to open it."
        )


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the present tables in an empty file, inside the open transaction."""
    statement = ""
    # One by one: executescript() would commit first.
    for line in SCHEMA.read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def take_steps(connection: sqlite3.Connection, until: int | None = None) -> None:
    """Take the migrations that a file lacks, up to schema ``until``, inside the open transaction.

    Foreign keys must not be enforced: a step that builds a table anew would take along what
    refers to it.
    """
    until = len(migrations.MIGRATIONS) if until is None else until
    for step in migrations.MIGRATIONS[schema_of(connection) : until]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {until}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def check_references(connection: sqlite3.Connection) -> None:
    """Raise ``LibraryError`` when a row refers to one that is not there."""
    for table, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        raise LibraryError(f"The library could not be brought up to date: {table}.")
