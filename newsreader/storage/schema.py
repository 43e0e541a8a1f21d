"""Brings a library's file to the present tables, step by step, or refuses it with a sentence."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from newsreader.domain.errors import LibraryError
from newsreader.storage.steps import (
    Step,
    create_library,
    digest_later,
    hear_speakers,
    mind_manners,
    remember_furniture,
)

APPLICATION_ID = 0x4E577352
"""Marks the file as ours ("NwsR" in ASCII)."""


MIGRATIONS: tuple[Step, ...] = (
    create_library,
    remember_furniture,
    hear_speakers,
    mind_manners,
    digest_later,
)
"""Every step, oldest first; the version of a file is how many it has taken."""


def refuse_strangers(db: sqlite3.Connection, path: Path) -> None:
    """Raise ``LibraryError`` when the file is another program's or a newer newsreader's."""
    owner = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = int(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if owner != APPLICATION_ID and (tables or owner):
        raise LibraryError(f"{path} is a database of another program; it was left as it is.")
    version = _version(db)
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"{path} was made by a newer newsreader (schema {version}, this one knows "
            f"{len(MIGRATIONS)}); update newsreader to open it."
        )


def migrate(db: sqlite3.Connection, path: Path, before: Callable[[], object]) -> None:
    """Bring the file to the present schema, in one transaction, after a copy of the old.

    ``before`` is called ahead of the first step when the file holds something.
    """
    version = _version(db)
    if version == len(MIGRATIONS):
        return
    if version:
        before()
        _copy(db, path.with_suffix(f".before-{len(MIGRATIONS)}.db"))
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have been first.
        for step in MIGRATIONS[_version(db) :]:
            step(db)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise LibraryError(f"The library could not be brought up to date: {broken[0][0]}.")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _copy(db: sqlite3.Connection, copy: Path) -> None:
    unfinished = copy.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", (str(unfinished),))
    unfinished.chmod(0o600)
    unfinished.replace(copy)
