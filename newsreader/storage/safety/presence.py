"""Tells whether a library file is open somewhere, so that nobody replaces it meanwhile.

Who has a library open holds a shared lock on an empty SQLite file beside it; the lock ends with the
process. The file stays: one that is removed while another process waits for it locks nothing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newsreader.domain.errors import LibraryError
from newsreader.storage.database import connect, connecting

WAIT_MILLISECONDS = 60_000
"""How long an opener waits while the file is being replaced."""
_SUFFIX = "-open"


def was_open(path: Path) -> bool:
    """Return whether the library at ``path`` has ever been open: its lock stays beside it."""
    return path.with_name(path.name + _SUFFIX).exists()


def hold_open(path: Path) -> sqlite3.Connection:
    """Return a connection that says, as long as it is open, that the library at ``path`` is.

    Raises ``LibraryError``.
    """
    with connecting(path.with_name(path.name + _SUFFIX)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return connection


@contextmanager
def closed_everywhere(path: Path) -> Iterator[None]:
    """Let nobody open the library for as long as a block runs.

    Raises ``LibraryError`` when it is open, in this process or in another, ``sqlite3.Error`` and
    ``OSError`` where nothing can be written beside it.
    """
    with closing(connect(path.with_name(path.name + _SUFFIX))) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise LibraryError(
                f"The library {path} is damaged, and newsreader still has it open elsewhere; "
                "close it there, and it will be recovered."
            ) from error
        yield
