"""Reads rows into dataclasses, and writes them, by the names of fields and columns."""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import Field, fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from newsreader.storage.database import Database, to_ms
from newsreader.storage.stored_types import Convert, StoredType, name_of

_Value = TypeVar("_Value")
_NAMING = ("id", "article_id", "key", "url", "host")
"""The columns that name a row in messages, the first that a table has."""
_SENSELESS = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, struct.error)
"""What a conversion raises where a value of the right type makes no sense."""


class Rows(Generic[_Value]):
    """Rows of a table as values of a dataclass: each field is the column of its name.

    ``columns`` are SQL expressions for fields that are no column of ``table``; ``joins`` are
    the other tables in these; ``within`` are rows of other kinds that fields hold. ``convert``
    are functions from the stored value to that of the field, where its type does not tell; the
    annotation of their parameter says what is stored. The statements are made from the fields, so
    that a new column needs a field and nothing else.

    A row that holds a value of another type than its column is read all the same, as
    ``StoredType.repaired`` says, and told by ``Database.misread``.
    """

    def __init__(
        self,
        kind: type[_Value],
        table: str,
        *,
        joins: str = "",
        columns: Mapping[str, str] | None = None,
        within: Mapping[str, "Rows[Any]"] | None = None,
        convert: Mapping[str, Convert] | None = None,
    ) -> None:
        computed, nested = columns or {}, within or {}
        known: tuple[Field[Any], ...] = fields(kind)  # type: ignore[arg-type]
        self._kind = kind
        self._table = table
        self._own = [one.name for one in known if one.name not in {*computed, *nested}]
        self._columns: list[str] = []
        self._names: list[str] = []
        self._types: list[StoredType] = []
        self._nested: list[tuple[int, Rows[Any]]] = []
        for field in known:
            if inner := nested.get(field.name):
                # The last is made first: the others keep their places.
                self._nested.insert(0, (len(self._columns), inner))
                self._columns += inner._columns
                self._names += inner._names
                self._types += inner._types
                continue
            name = computed.get(field.name, f"{table}.{field.name}")
            self._columns.append(f"{name} AS {field.name}")
            self._names.append(field.name)
            self._types.append(StoredType.of(field.type, (convert or {}).get(field.name)))
        self._convert = [
            (at, one.field) for at, one in enumerate(self._types) if one.convert is not None
        ]
        self._sound: set[tuple[type, ...]] = set()
        self._insert = (
            f"INTO {table} ({', '.join(self._own)}) VALUES ({', '.join('?' * len(self._own))})"
        )
        self._query = f"SELECT {', '.join(self._columns)} FROM {table} {joins}"

    def read(self, db: Database, rest: str = "", values: Sequence[object] = ()) -> list[_Value]:
        """Return what ``SELECT … FROM …`` and the ``rest`` of it find; raises ``LibraryError``."""
        return [self._make(db, row) for row in db.rows(f"{self._query} {rest}", values)]

    def each(self, db: Database, rest: str = "", values: Sequence[object] = ()) -> Iterator[_Value]:
        """Yield what ``read`` returns, one by one; see ``Database.each``."""
        for row in db.each(f"{self._query} {rest}", values):
            yield self._make(db, row)

    def first(self, db: Database, rest: str, values: Sequence[object] = ()) -> _Value | None:
        """Return the first that ``read`` finds, or None."""
        return next(iter(self.read(db, rest, values)), None)

    def insert(self, db: Database, values: Iterable[_Value]) -> None:
        """Write values as rows, those of computed fields left out, inside a transaction."""
        db.connection.executemany(
            f"INSERT {self._insert}",
            [tuple(_stored(getattr(value, name)) for name in self._own) for value in values],
        )

    def _make(self, db: Database, row: tuple[Any, ...]) -> _Value:
        types = tuple(map(type, row))
        if types not in self._sound:
            if all(map(StoredType.takes, self._types, types)):
                self._sound.add(types)
            else:
                row = self._repaired(db, row)
        if not self._convert and not self._nested:
            return self._kind(*row)
        made = list(row)
        for at, convert in self._convert:
            try:
                made[at] = convert(made[at])
            except _SENSELESS:
                self._tell(db, row, at, "makes no sense")
                made[at] = self._types[at].least()
        return self._nest(made)

    def _nest(self, made: list[Any]) -> _Value:
        """Return the value of a row whose columns are converted, with those that it holds."""
        for at, inner in self._nested:
            end = at + len(inner._columns)
            made[at:end] = (inner._nest(made[at:end]),)
        return self._kind(*made)

    def _repaired(self, db: Database, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row in which each value has the type of its column; tell of the others."""
        made = list(row)
        for at, (stored, value) in enumerate(zip(self._types, row, strict=True)):
            if not stored.takes(type(value)):
                made[at] = stored.repaired(value)
                self._tell(db, row, at, f"is {name_of(value)}")
        return tuple(made)

    def _tell(self, db: Database, row: tuple[Any, ...], at: int, what: str) -> None:
        named = next((name for name in _NAMING if name in self._names), "")
        which = f" {row[self._names.index(named)]}" if named else ""
        db.misread(f"{self._table}{which}: {self._names[at]} {what}")


def _stored(value: object) -> object:
    return to_ms(value) if isinstance(value, datetime) else value
