"""Connects to a library file, runs queries and transactions on it, and turns SQLite's errors."""

import sqlite3
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar, cast, overload

from newsreader.domain.clean import clean_line
from newsreader.domain.counts import grouped
from newsreader.domain.errors import LibraryError
from newsreader.storage.failures import READING_FAILS, is_damage, note_suspicion, reason_of, suspect
from newsreader.storage.queries.text_functions import add_functions
from newsreader.storage.safety.read_only import connect_to_read, make_private

BUSY_MILLISECONDS = 10_000
"""How long a writer waits for another process's transaction."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = -62_135_596_800_000, 253_402_300_799_000
_EXACT = 2**42
"""Up to this a float holds seconds exactly enough for milliseconds (the year 2109)."""
_CHUNK = 900
"""How many values a statement has at most; old SQLites take 999."""
CACHE = 2_000
"""How much of the file each connection keeps in memory, in KiB: app and fetcher stay open for days,
and the pages that the system keeps are near."""

_Value = TypeVar("_Value")


class Database:
    """One connection to a library of the present schema; ``opening.open_library`` makes the first.

    ``read_only`` connections cannot write and see each commit of the others. ``durable``
    connections wait for the disk at each commit (``synchronous=FULL``), so that what the user
    made is safe when the screen shows it; the fetcher's need not, as what it writes can be
    fetched again (SQLite "PRAGMA synchronous": WAL with NORMAL may lose the last commits at a
    power cut, never consistency). ``presence`` is closed with it; see ``presence.hold_open``.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        read_only: bool = False,
        durable: bool = True,
        presence: sqlite3.Connection | None = None,
        frozen: bool = False,
        misread: dict[str, None] | None = None,
    ) -> None:
        self.connection = connection
        self.path = path
        self.frozen = frozen
        """Whether the file cannot be written by any connection."""
        self._misread = {} if misread is None else misread
        self._presence = presence
        self._last_calls: dict[Callable[[Database], object], None] = {}
        self._pause = self._next_last_calls = 0.0
        execute = connection.execute
        execute("PRAGMA temp_store = MEMORY")
        execute(f"PRAGMA cache_size = -{CACHE}")
        if read_only or frozen:
            execute("PRAGMA query_only = ON")
            return
        execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        execute("PRAGMA journal_size_limit = 67108864")
        execute("PRAGMA foreign_keys = ON")

    def another(self, *, read_only: bool = False, durable: bool = True) -> "Database":
        """Return one more connection to the same file; raises ``LibraryError``."""
        with connecting(self.path, frozen=self.frozen) as connection:
            return Database(
                connection,
                self.path,
                read_only=read_only,
                durable=durable,
                frozen=self.frozen,
                misread=self._misread,
            )

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all that a query finds; raises ``LibraryError`` where the file is damaged.

        A number too great for SQLite (over 63 bits) is in no row.
        """
        try:
            return self.connection.execute(sql, values).fetchall()
        except OverflowError:
            return []
        except READING_FAILS as error:
            raise self._failure("read", error) from error

    def each(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield what ``rows`` returns, one by one: for what is too much to be held at once.

        Nothing may be written by this connection until the last is read.
        """
        try:
            with closing(self.connection.execute(sql, values)) as found:
                yield from found
        except OverflowError:
            return
        except READING_FAILS as error:
            raise self._failure("read", error) from error

    def ids(self, sql: str, values: Sequence[object] = ()) -> "array[int]":
        """Return what a query for the numbers of rows finds; raises ``LibraryError``."""
        return array("q", (number for (number,) in self.each(sql, values)))

    def row(self, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Return the first row that a query finds, or None; raises ``LibraryError``."""
        return next(iter(self.rows(sql, values)), None)

    def column(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return the values that a query for one column finds; raises ``LibraryError``."""
        return [value for (value,) in self.rows(sql, values)]

    def value(self, sql: str, values: Sequence[object] = (), default: object = None) -> Any:
        """Return the first value that a query for one column finds, else ``default``.

        With a number or a text as ``default`` the value has its type, also where the file holds
        another; see ``misread``.
        """
        for value in self.column(sql, values):
            if default is None or type(value) is type(default):
                return value
            self.misread(" ".join(sql.split()[1:4]))
            return default if value is None else repaired(value, type(default))
        return default

    def misread(self, what: str) -> None:
        """Note that a row holds a value of another type than its column, for ``complaint``."""
        if what not in self._misread:
            self._misread[what] = None
            if not self.frozen:
                note_suspicion(self.path)

    def complaint(self) -> str:
        """Return in one sentence what was misread since the last call, by any connection."""
        first = next(iter(self._misread), "")
        more = len(self._misread) - 1
        self._misread.clear()
        if not first:
            return ""
        others = f", and {grouped(more)} more" if more > 0 else ""
        return (
            f"The library holds values of a wrong kind ({clean_line(first, 120)}{others}); all "
            "else is shown, and they are mended when newsreader starts again."
        )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run a block as one transaction: all of it is on disk afterwards, or none.

        Inside another transaction the block joins it. Raises ``LibraryError`` where the disk
        is full, the file damaged or read-only.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        if self.frozen:
            raise LibraryError(
                f"The library {self.path} is read-only: nothing can be changed or fetched."
            )
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            with self.connection:  # commits at the end, rolls back when the block raises
                yield self.connection
                self._make_last_calls()
        except sqlite3.Error as error:
            raise self._failure("written", error) from error
        finally:
            if not self._pause:
                self._last_calls.clear()

    def at_commit(self, call: Callable[["Database"], object]) -> None:
        """Let ``call`` run once at the end of the open transaction, however often it is asked for.

        For what is derived from everything that a transaction writes.
        """
        self._last_calls[call] = None

    @contextmanager
    def seldom_at_commit(self, pause: float) -> Iterator[None]:
        """Make the calls of ``at_commit`` every ``pause`` seconds only, and after the block.

        For many transactions in a row, where what is derived may be a little behind: it must
        be noted in the file itself what is still to be derived.
        """
        self._pause = pause
        self._next_last_calls = time.monotonic() + pause
        try:
            yield
        finally:
            self._pause = 0.0
            if self._last_calls:
                with self.transaction():
                    pass

    def _make_last_calls(self) -> None:
        if self._pause:
            if time.monotonic() < self._next_last_calls:
                return
            self._next_last_calls = time.monotonic() + self._pause
        for call in self._last_calls:
            call(self)
        self._last_calls.clear()

    def _failure(self, what: str, error: Exception) -> LibraryError:
        if not is_damage(error):
            return LibraryError(f"The library could not be {what}: {reason_of(error)}.")
        if self.frozen:
            return LibraryError(
                f"The library is damaged ({reason_of(error)}) and read-only: not recovered."
            )
        return suspect(self.path, error)

    def version(self) -> int:
        """Return a number that changes when another connection has committed."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def optimize(self) -> None:
        """Keep the query planner's statistics fresh, so that no query grows with the library."""
        if self.frozen:
            return
        self.rows("PRAGMA analysis_limit = 400")
        self.rows("PRAGMA optimize(0x10002)")

    def close(self) -> None:
        """Close the connection; what was committed stays."""
        self.connection.close()
        if self._presence:
            self._presence.close()


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the file at ``path``, which is created with its folder, private.

    No transaction is open, none is begun by itself, and stored text is read whatever bytes it
    is. Raises ``sqlite3.Error`` and ``OSError``.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_private(path)
    connection = sqlite3.connect(
        path,
        timeout=BUSY_MILLISECONDS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    connection.text_factory = forgiving
    add_functions(connection)
    return connection


@contextmanager
def connecting(path: Path, *, frozen: bool = False) -> Iterator[sqlite3.Connection]:
    """Connect to the file at ``path`` for a block that prepares it, or ``frozen`` only reads it.

    When the block fails the connection is closed; SQLite's and the system's errors are raised
    as ``LibraryError``.
    """
    connection = None
    try:
        connection = connect_to_read(path) if frozen else connect(path)
        connection.text_factory = forgiving
        yield connection
    except BaseException as error:
        if connection:
            connection.close()
        if isinstance(error, (*READING_FAILS, OSError)):
            raise LibraryError(
                f"The library {path} cannot be opened: {reason_of(error)}."
            ) from error
        raise


def chunks(values: Sequence[_Value]) -> Iterator[tuple[str, Sequence[_Value]]]:
    """Cut values into pieces that SQLite takes at once, each with its question marks."""
    for at in range(0, len(values), _CHUNK):
        chunk = values[at : at + _CHUNK]
        yield ",".join("?" * len(chunk)), chunk


@overload
def to_ms(moment: datetime) -> int: ...
@overload
def to_ms(moment: None) -> None: ...
@overload
def to_ms(moment: datetime | None) -> int | None: ...
def to_ms(moment: datetime | None) -> int | None:
    """Return ``moment`` as milliseconds since 1970 UTC, the form in which times are stored."""
    return None if moment is None else round(moment.timestamp() * 1000)


def from_ms(milliseconds: int | None) -> datetime | None:
    """Return the UTC moment that ``to_ms`` stored."""
    return None if milliseconds is None else moment(milliseconds)


def moment(milliseconds: int) -> datetime:
    """Return the UTC moment of a column that is never NULL, within the years 1 to 9999."""
    if 0 <= milliseconds < _EXACT:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return _EPOCH + timedelta(milliseconds=min(max(milliseconds, _FIRST), _LAST))


def repaired(value: object, kind: type[_Value]) -> _Value:
    """Return what a stored value of another type is read as: what ``kind`` can keep of it.

    ``kind`` is ``str``, ``int``, ``float`` or ``bytes``; NULL becomes its empty value or 0.
    """
    text = forgiving(value) if isinstance(value, bytes) else str(value)
    if value is None:
        made: object = kind()
    elif kind is bytes:
        made = text.encode("utf-8", "replace")
    elif kind is str:
        made = text
    else:
        try:
            number = float(text)
        except ValueError:
            number = 0.0
        made = int(number) if kind is int and isfinite(number) else number
        made = made if isfinite(number) else kind()
    return cast(_Value, made)


def forgiving(raw: bytes) -> str:
    """Return stored bytes as text whatever they are."""
    return raw.decode("utf-8", "replace")
