"""Opens a library file, the only way to do so: recover, copy, migrate, connect."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsreader.domain.counts import counted
from newsreader.domain.errors import LibraryError, LibraryMissing
from newsreader.storage import migrations
from newsreader.storage.database import BUSY_MILLISECONDS, Database, connect, connecting
from newsreader.storage.failures import READING_FAILS, is_damage, suspect
from newsreader.storage.queries.fulltext_index import FOLDED_SINCE, rebuild_indexes
from newsreader.storage.quotes import rebuild_derived
from newsreader.storage.safety.backup import backup_folder, backups, day_of
from newsreader.storage.safety.damage import Finding, damage
from newsreader.storage.safety.mending import Mending, lost_rows, put_aside
from newsreader.storage.safety.presence import hold_open, was_open
from newsreader.storage.safety.read_only import is_read_only
from newsreader.storage.safety.recovery import Recovery, recover_library
from newsreader.storage.safety.repair import repair
from newsreader.storage.safety.upgrade_notice import upgrade_notice
from newsreader.storage.schema import (
    check_references,
    create_tables,
    refuse_foreign,
    schema_of,
    take_steps,
)

_MODE_PAUSE = 0.01
"""Seconds between two tries to change the mode of a file that others open."""


@dataclass(frozen=True, eq=False)
class OpenedLibrary:
    """A library file that is sound and has the present tables."""

    database: Database
    """A connection that may write; ``Database.another`` gives more."""
    recovery: Recovery | None = None
    """What became of a damaged file, to be told to the user; None for a sound one."""
    mending: Mending | None = None
    """What became of rows that could not stay as they were, to be told to the user."""


def open_library(
    path: Path,
    *,
    durable: bool = True,
    recover: bool = True,
    looked: Callable[[], Finding] | None = None,
    anew: bool = False,
    now: datetime | None = None,
    tell: Callable[[str], object] = lambda sentence: None,
) -> OpenedLibrary:
    """Open the library at ``path``; a new one is made where there is none.

    Where it is missing beside backups of it a new one is made only when ``anew`` says so,
    otherwise ``LibraryMissing`` is raised.

    A damaged file is replaced by what can be read of it, unless ``recover`` is false; while it
    is open elsewhere that is an error, as what is written there would be lost. ``looked`` gives
    what a look at the file found that was begun before (``begin_look``). A file of an
    older schema is copied whole beside itself, then migrated. Nothing reads its tables before
    that, so that every query may rely on the present schema; before a migration that takes a
    while ``tell`` is called with a sentence. A read-only file is opened as it is.
    Raises ``LibraryError``; the file is then as it was. Damage that only the migration meets is
    recovered from at the next opening.
    """
    now = now or datetime.now(UTC)
    _refuse_missing(path, anew)
    if is_read_only(path):
        return _open_to_read(path)
    done = recover_library(path, now, looked) if recover else None
    if not was_open(path):  # nothing may be laid beside a foreign file
        with connecting(path) as connection:
            refuse_foreign(connection, path)
            connection.close()
    # Held before the file is opened to stay: nobody can replace it from here on.
    presence = hold_open(path)
    try:
        with connecting(path) as connection:
            with _suspecting(path):
                mending = _bring_up_to_date(connection, path, now, tell)
            database = Database(connection, path, durable=durable, presence=presence)
            if isinstance(done, Recovery) or mending:
                rebuild_derived(database)
    except BaseException:
        presence.close()
        raise
    if isinstance(done, Recovery):
        return OpenedLibrary(database, done, mending)
    return OpenedLibrary(database, mending=mending or done)


def _refuse_missing(path: Path, anew: bool) -> None:
    """Raise ``LibraryError`` where a new library would take the place of one out of reach."""
    for one in (path, path.parent):
        if one.is_symlink() and not one.exists():
            raise LibraryError(f"{one} is a link to {one.readlink()}, which is not there.")
    if path.exists() and not path.is_file():  # a device or a pipe would never end
        raise LibraryError(f"{path} is no file, so no library can be in it.")
    kept = backups(backup_folder(path))
    if kept and not anew and not path.exists():
        raise LibraryMissing(
            f"The library {path} is missing, but {counted(len(kept), 'backup')} of what you made "
            f"lie{'s' * (len(kept) == 1)} beside it: “newsreader restore” makes it anew from that "
            f"of {day_of(kept[0])}; to begin with an empty one, move {kept[0].parent} away."
        )


def _open_to_read(path: Path) -> OpenedLibrary:
    """Open a library that cannot be written: as it is, which must be sound and not older."""
    if reason := damage(path):
        raise LibraryError(
            f"The library {path} is damaged ({reason}) and read-only: not recovered."
        )
    with connecting(path, frozen=True) as connection:
        refuse_foreign(connection, path)
        if schema_of(connection) < len(migrations.MIGRATIONS):
            raise LibraryError(
                f"The library {path} is of an older newsreader, and read-only: it cannot be "
                "brought up to date. Copy it to where it can be written."
            )
        return OpenedLibrary(Database(connection, path, frozen=True))


@contextmanager
def _suspecting(path: Path) -> Iterator[None]:
    """Run a block that reads the whole file; note damage in it for ``recover_library``."""
    try:
        yield
    except READING_FAILS as error:
        if is_damage(error):
            raise suspect(path, error) from error
        raise


def _bring_up_to_date(
    connection: sqlite3.Connection, path: Path, now: datetime, tell: Callable[[str], object]
) -> Mending | None:
    """Let a file have the present tables; return what became of rows that belonged to nothing."""
    execute = connection.execute
    mending = None
    refuse_foreign(connection, path)
    _use_wal(connection)
    if schema_of(connection) == len(migrations.MIGRATIONS):
        return None
    execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have been first.
        refuse_foreign(connection, path)
        version = schema_of(connection)
        indexed = 0 < version < FOLDED_SINCE
        if not version:
            create_tables(connection)
        elif version < len(migrations.MIGRATIONS):
            present = len(migrations.MIGRATIONS)
            size = path.stat().st_size / 1_000_000
            articles = int(execute("SELECT count(*) FROM article").fetchone()[0])
            if notice := upgrade_notice(version, present, size, articles, indexed=indexed):
                tell(notice)
            # The copy is of exactly what is migrated, as nobody else can write meanwhile.
            _copy_whole(path, path.with_suffix(f".before-{present}.db"))
        lost = lost_rows(connection)
        take_steps(connection)
        if version:
            rebuild_indexes(connection, version)
        if lost:
            mending = Mending(put_aside(path, lost, now), 0, len(lost))
            repair(connection, now)
        check_references(connection)
    except BaseException:
        execute("ROLLBACK")
        raise
    execute("COMMIT")
    return mending


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let a file be written in WAL mode.

    SQLite does not wait for others here, as it does elsewhere (``sqlite3_busy_timeout``): of two
    that change the mode of a new file at once, one is refused immediately.
    """
    end = time.monotonic() + BUSY_MILLISECONDS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_MODE_PAUSE)


def _copy_whole(path: Path, copy: Path) -> None:
    """Write the committed state of a library to ``copy``, for its owner only, whole or not."""
    unfinished = copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    # VACUUM INTO takes an empty file, which has its mode before anything is in it.
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(connect(path)) as reader:
            reader.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        unfinished.unlink(missing_ok=True)  # on a full disk nothing else could be written
        raise
    unfinished.replace(copy)
