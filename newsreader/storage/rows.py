"""Reads rows into dataclasses, and writes them, by the names of fields and columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, fields
from datetime import datetime
from enum import Enum
from itertools import starmap
from typing import Any, Generic, TypeVar

from newsreader.storage.database import Database, from_ms, moment, to_ms

_Value = TypeVar("_Value")
_Convert = Callable[[Any], Any]


def split_tags(stored: str | None) -> tuple[str, ...]:
    """Return the tags that ``group_concat(tag, char(10))`` has joined, sorted."""
    return tuple(sorted(stored.split("\n"))) if stored else ()


_BY_TYPE: dict[object, _Convert] = {
    datetime: moment,
    datetime | None: from_ms,
    bool: bool,
    tuple[str, ...]: split_tags,
}
"""How stored values become those of fields that have another type than SQLite."""


class Rows(Generic[_Value]):
    """Rows of a table as values of a dataclass: each field is the column of its name.

    ``columns`` are SQL expressions for fields that are no column of ``table``; ``joins`` are
    the other tables in these; ``within`` are rows of other kinds that fields hold. ``convert``
    are functions from the stored value to that of the field, where its type does not tell. The
    statements are made from the fields, so that a new column needs a field and nothing else.
    """

    def __init__(
        self,
        kind: type[_Value],
        table: str,
        *,
        joins: str = "",
        columns: Mapping[str, str] | None = None,
        within: Mapping[str, "Rows[Any]"] | None = None,
        convert: Mapping[str, _Convert] | None = None,
    ) -> None:
        computed, nested = columns or {}, within or {}
        known: tuple[Field[Any], ...] = fields(kind)  # type: ignore[arg-type]
        self._kind = kind
        self._own = [one.name for one in known if one.name not in {*computed, *nested}]
        self._columns: list[str] = []
        self._convert: list[tuple[int, _Convert]] = []
        self._nested: list[tuple[int, Rows[Any]]] = []
        for field in known:
            at = len(self._columns)
            if inner := nested.get(field.name):
                self._nested.insert(
                    0, (at, inner)
                )  # the last is made first: the others keep theirs
                self._columns += inner._columns
                continue
            self._columns.append(
                f"{computed.get(field.name, f'{table}.{field.name}')} AS {field.name}"
            )
            if function := (convert or {}).get(field.name) or _converter(field.type):
                self._convert.append((at, function))
        self._insert = (
            f"INTO {table} ({', '.join(self._own)}) VALUES ({', '.join('?' * len(self._own))})"
        )
        self._query = f"SELECT {', '.join(self._columns)} FROM {table} {joins}"

    def read(self, db: Database, rest: str = "", values: Sequence[object] = ()) -> list[_Value]:
        """Return what ``SELECT … FROM …`` and the ``rest`` of it find; raises ``LibraryError``."""
        rows = db.rows(f"{self._query} {rest}", values)
        if not self._convert and not self._nested:
            return list(starmap(self._kind, rows))
        return [self._make(list(row)) for row in rows]

    def first(self, db: Database, rest: str, values: Sequence[object] = ()) -> _Value | None:
        """Return the first that ``read`` finds, or None."""
        return next(iter(self.read(db, rest, values)), None)

    def insert(self, db: Database, values: Iterable[_Value]) -> None:
        """Write values as rows, those of computed fields left out, inside a transaction."""
        db.connection.executemany(
            f"INSERT {self._insert}",
            [tuple(_stored(getattr(value, name)) for name in self._own) for value in values],
        )

    def _make(self, row: list[Any]) -> _Value:
        for at, function in self._convert:
            row[at] = function(row[at])
        for at, inner in self._nested:
            end = at + len(inner._columns)
            row[at:end] = (inner._make(row[at:end]),)
        return self._kind(*row)


def _converter(kind: object) -> _Convert | None:
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _BY_TYPE.get(kind)


def _stored(value: object) -> object:
    return to_ms(value) if isinstance(value, datetime) else value
