"""Reads library files where nothing can be written: a read-only disk, folder or file."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsreader.storage.queries.text_functions import add_functions

OWNERS = 0o600
"""The mode of every file of a library: for its owner only."""
_user: Callable[[], int] | None = getattr(os, "geteuid", None)
"""Returns whose process this is; None where files have no such modes."""
SIDES = ("", "-wal", "-shm")
"""A database is up to three files."""


def is_read_only(path: Path) -> bool:
    """Return whether the file at ``path`` is there and cannot be written.

    SQLite must also write beside it: a log, and an index of that.
    """
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that reads the file at ``path`` and changes nothing beside it.

    Where no other connection has left an index of the log, SQLite is told that the file cannot
    change, as it would make that index (sqlite.org/uri.html, "immutable"): nobody can write there,
    or nobody has the file open. What stands only in a log is then not seen; see
    ``is_log_unread``. Raises ``sqlite3.Error``.
    """
    address = path.absolute().as_uri()
    if beside(path, "-shm").exists():
        with suppress(sqlite3.OperationalError):
            return _connected(f"{address}?mode=ro")
    return _connected(f"{address}?mode=ro&immutable=1")


def is_log_unread(path: Path) -> bool:
    """Return whether ``connect_to_read`` leaves out what was written last."""
    log = beside(path, "-wal")
    return not beside(path, "-shm").exists() and log.exists() and log.stat().st_size > 0


def make_private(path: Path) -> None:
    """Let the file at ``path``, and what stands beside it, be its owner's to read and write.

    It is made where it is not there; what others could read they cannot any more. SQLite gives the
    files beside it the mode that it has then: those of a time when it was read-only cannot be
    written for ever. Raises ``OSError``.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNERS))
    for side in SIDES:
        with suppress(OSError):  # not there, or on a disk that knows no modes
            found = beside(path, side).stat()
            of_others = _user is not None and found.st_mode & 0o077
            is_ours = _user is None or found.st_uid == _user()
            if is_ours and (of_others or (side and not found.st_mode & 0o200)):
                beside(path, side).chmod(OWNERS)


def beside(path: Path, side: str) -> Path:
    """Return one of the files of the database at ``path``; see ``SIDES``."""
    return path.with_name(path.name + side)


def _connected(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        add_functions(connection)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
