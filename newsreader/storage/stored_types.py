"""Which types SQLite must hold for a field, and what is read where a row holds another.

SQLite keeps a value of any type in any column (sqlite.org/datatype3.html); other programs and
damage leave bytes in the place of text, text in the place of numbers, NULL where none belongs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from newsreader.storage.database import from_ms, moment, repaired

Convert = Callable[[Any], Any]


def split_tags(stored: str | None) -> tuple[str, ...]:
    """Return the tags that ``group_concat(tag, char(10))`` has joined, sorted."""
    return tuple(sorted(stored.split("\n"))) if stored else ()


_CONVERT: dict[object, Convert] = {
    datetime: moment,
    datetime | None: from_ms,
    bool: bool,
    tuple[str, ...]: split_tags,
}
"""How stored values become those of fields that have another type than SQLite."""
_STORED: dict[object, type] = {datetime: int, bool: int, tuple[str, ...]: str}
"""What is stored for these fields."""
_NAMES = {bytes: "bytes", str: "text", int: "a whole number", float: "a number"}


@dataclass(frozen=True, slots=True)
class StoredType:
    """What a column holds, and how it becomes a field."""

    kind: type
    """``str``, ``int``, ``float`` or ``bytes``; ``object`` where it may be anything."""
    nullable: bool
    """Whether NULL may stand there."""
    convert: Convert | None = None
    """From the stored value to that of the field; None for the stored value itself."""

    @classmethod
    def of(cls, annotation: Any, convert: Convert | None = None) -> "StoredType":
        """Return that of a field by its annotation, or by that of what ``convert`` takes."""
        taken = annotation
        if convert is not None:
            taken = next(iter(getattr(convert, "__annotations__", {}).values()), object)
        else:
            convert = _CONVERT.get(annotation)
        options = [one for one in get_args(taken) if one is not type(None)]
        nullable = taken == tuple[str, ...] or type(None) in get_args(taken)
        if type(None) in get_args(taken) and len(options) == 1:
            taken = options[0]
        if isinstance(taken, type) and issubclass(taken, Enum):
            return cls(str, nullable, convert or taken)
        kind = str if get_origin(taken) is Literal else _STORED.get(taken, taken)
        return cls(kind if kind in _NAMES else object, nullable, convert)

    def takes(self, found: type) -> bool:
        """Return whether a value of this type may be stored there."""
        if found is type(None):
            return self.nullable or self.kind is object
        return self.kind is object or found is self.kind or (self.kind is float and found is int)

    def repaired(self, value: object) -> object:
        """Return what a value of another type is read as."""
        return repaired(value, self.kind)

    def field(self, value: Any) -> Any:
        """Return the value of the field; raises ``ValueError`` and its like for a wrong one."""
        return self.convert(value) if self.convert else value

    def least(self) -> Any:
        """Return the value of the field where what is stored makes no sense."""
        if isinstance(self.convert, type) and issubclass(self.convert, Enum):
            return next(iter(self.convert))
        return () if self.convert else self.kind()


def name_of(value: object) -> str:
    """Return what a stored value is, in the user's words."""
    return "nothing" if value is None else _NAMES[type(value)]
