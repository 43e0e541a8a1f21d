"""What a statement raises, whether that is damage, and the note that damage was met."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from newsreader.domain.errors import LibraryError

READING_FAILS = (sqlite3.Error, UnicodeDecodeError)
"""What a statement raises: the latter where SQLite's sentence about a damaged schema quotes bytes
of it that are no text."""


def reason_of(error: Exception) -> str:
    """Return what an error is, in the user's words where SQLite has none for it."""
    if isinstance(error, UnicodeDecodeError):
        return "its schema cannot be read"
    codes = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)  # the index of the log cannot grow
    if getattr(error, "sqlite_errorcode", 0) in codes:
        return "the disk is full"
    # What the system says holds the path once more.
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def is_damage(error: Exception) -> bool:
    """Return whether an error of ``READING_FAILS`` says that the file is damaged or no database."""
    if isinstance(error, UnicodeDecodeError):
        return True
    # An extended code has the primary one in its low byte; Python's own errors have none.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def suspicion(path: Path) -> Path:
    """Return the empty file that says that a connection met damage in the library at ``path``."""
    return path.with_name(path.name + "-suspect")


def note_suspicion(path: Path) -> None:
    """Have the library at ``path`` looked at as a whole when it is opened the next time."""
    with suppress(OSError):  # on a disk that takes nothing there is no recovery either
        suspicion(path).touch(0o600)


def suspect(path: Path, error: Exception) -> LibraryError:
    """Note that damage was met in the library at ``path``; return what the user is told."""
    note_suspicion(path)
    reason = reason_of(error)
    return LibraryError(
        f"The library is damaged ({reason}); start newsreader again and it will be recovered."
    )
