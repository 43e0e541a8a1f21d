"""Writes jobs and answers as compact JSON, and checks every type when it reads them back.

A message is the length of its JSON in four bytes, the JSON, then the byte strings of the value
one after the other. In the JSON a dataclass is the list of its fields in their order, a byte
string its length, an instant its ISO 8601 form and a time span its seconds. What is read is
built of nothing but the dataclasses that the expected type names: reading a message runs no
code that the sender chose.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

INTEGER_LIMIT = 2**63
"""Integers lie between minus this and this: SQLite holds no others."""

_LENGTH = 4
_Value = TypeVar("_Value")

_Write = Callable[[Any, list[bytes]], Any]
"""Turns a value into what JSON can say, and appends its byte strings to the list."""
_Read = Callable[[Any, "_Blobs"], Any]
"""Undoes that; raises MessageError."""

_dump = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class MessageError(ValueError):
    """Bytes that are no message of the expected type."""


def encode(value: object) -> bytes:
    """Return a message that holds ``value``, which is of one of the types read by ``decode``."""
    blobs: list[bytes] = []
    kind: Any = type(value)
    write = _writer(kind)
    # A JSON feed may hold lone surrogates.
    text = _dump(write(value, blobs) if write else value).encode("utf-8", "surrogatepass")
    return b"".join((len(text).to_bytes(_LENGTH, "big"), text, *blobs))


def decode(kind: type[_Value], message: bytes) -> _Value:
    """Return the ``kind`` that a message holds; raises MessageError for anything else.

    Fields are str, int, float, bool, bytes, datetime (UTC), timedelta, string enumerations,
    dataclasses and named tuples, each or None, and tuples, sequences, frozen sets and mappings
    from str of these.
    """
    if len(message) < _LENGTH:
        raise MessageError("The message is too short.")
    end = _LENGTH + int.from_bytes(message[:_LENGTH], "big")
    if end > len(message):
        raise MessageError("The message breaks off.")
    blobs = _Blobs(message, end)
    wanted: Any = kind
    try:
        text = message[_LENGTH:end].decode("utf-8", "surrogatepass")
        value: _Value = _reader(wanted)(json.loads(text, parse_constant=_refuse), blobs)
    except MessageError:
        raise
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise MessageError(f"The message is no {kind.__name__}.") from error
    if blobs.at != len(message):
        raise MessageError("The message is too long.")
    return value


class _Blobs:
    """The byte strings behind the JSON of a message, taken one after the other."""

    def __init__(self, message: bytes, at: int) -> None:
        self._message = message
        self.at = at

    def take(self, length: object) -> bytes:
        """Return the next byte string, which is so long."""
        if type(length) is not int or not 0 <= length <= len(self._message) - self.at:
            raise MessageError("A byte string is not as long as it says.")
        start, self.at = self.at, self.at + length
        return self._message[start : self.at]


def _refuse(name: str) -> NoReturn:
    raise MessageError(f"{name} is no number.")


def _wrong(expected: str, value: object) -> MessageError:
    return MessageError(f"There is a {type(value).__name__} in place of {expected}.")


# Writing: None stands for "as it is", so that plain values cost nothing.


@cache
def _writer(kind: Any) -> _Write | None:
    """Return how a value of a type is written; None where JSON takes it as it is."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (inner,) = (_writer(one) for one in arguments if one is not NoneType)
        return inner and _optional(inner)
    if origin in (tuple, Sequence, frozenset):
        return _write_sequence(origin, arguments)
    if origin is Mapping:
        return _write_mapping(_writer(arguments[1]))
    if dataclasses.is_dataclass(kind):
        return _write_fields(kind)
    if hasattr(kind, "_fields"):  # named tuples hold plain values only
        return None
    return _PLAIN_WRITERS[StrEnum if issubclass(kind, StrEnum) else kind]


def _write_bytes(value: bytes, blobs: list[bytes]) -> int:
    blobs.append(value)
    return len(value)


_PLAIN_WRITERS: Mapping[type, _Write | None] = {
    **dict.fromkeys((str, int, float, bool, StrEnum)),
    bytes: _write_bytes,
    datetime: lambda value, _: value.isoformat(),
    timedelta: lambda value, _: value.total_seconds(),
}


def _optional(write: _Write) -> _Write:
    return lambda value, blobs: None if value is None else write(value, blobs)


def _write_sequence(origin: Any, arguments: tuple[Any, ...]) -> _Write | None:
    if origin is tuple and arguments[-1] is not ...:
        writers = [_writer(one) for one in arguments]
        assert not any(writers), "tuples of different things hold plain values only"
        return None
    write = _writer(arguments[0])
    if write is None:
        return None if origin is tuple else lambda value, _: list(value)
    return lambda value, blobs: [write(one, blobs) for one in value]


def _write_mapping(write: _Write | None) -> _Write:
    if write is None:
        return lambda value, _: dict(value)
    return lambda value, blobs: {key: write(one, blobs) for key, one in value.items()}


def _write_fields(kind: Any) -> _Write:
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    get = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    special = [(at, write) for at, name in enumerate(names) if (write := _writer(hints[name]))]
    if not special:
        return lambda value, _: get(value)

    def write_fields(value: Any, blobs: list[bytes]) -> list[Any]:
        parts = list(get(value))
        for at, write in special:
            parts[at] = write(parts[at], blobs)
        return parts

    return write_fields


# Reading.


@cache
def _reader(kind: Any) -> _Read:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (read,) = (_reader(one) for one in arguments if one is not NoneType)
        return lambda value, blobs: None if value is None else read(value, blobs)
    if origin is tuple and arguments[-1] is not ...:
        return _read_fields(lambda *values: values, arguments)
    if origin in (tuple, Sequence):
        return _read_sequence(arguments[0], tuple)
    if origin is frozenset:
        return _read_sequence(arguments[0], frozenset)
    if origin is Mapping:
        return _read_mapping(_reader(arguments[1]))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return _read_fields(kind, [hints[field.name] for field in dataclasses.fields(kind)])
    if hasattr(kind, "_fields"):
        return _read_fields(kind, list(get_type_hints(kind).values()))
    return _read_member(kind) if issubclass(kind, StrEnum) else _PLAIN_READERS[kind]


def _read_fields(make: Callable[..., Any], kinds: Sequence[Any]) -> _Read:
    count = len(kinds)
    texts = [at for at, kind in enumerate(kinds) if kind is str]
    special = [(at, _reader(kind)) for at, kind in enumerate(kinds) if kind is not str]

    def read(value: Any, blobs: _Blobs) -> Any:
        if type(value) is not list or len(value) != count:
            raise _wrong(f"a list of {count}", value)
        for at in texts:
            if type(value[at]) is not str:
                raise _wrong("a text", value[at])
        for at, convert in special:
            value[at] = convert(value[at], blobs)
        return make(*value)

    return read


def _read_sequence(kind: Any, make: Callable[[Iterable[Any]], Any]) -> _Read:
    if kind is int:
        return lambda value, _: make(_integers(value))
    read = _reader(kind)

    def read_all(value: Any, blobs: _Blobs) -> Any:
        if type(value) is not list:
            raise _wrong("a list", value)
        return make([read(one, blobs) for one in value])

    return read_all


def _integers(value: Any) -> list[int]:
    """Return a list of integers, which are checked together: there are many of them."""
    if type(value) is not list or not {type(one) for one in value} <= {int}:
        raise _wrong("a list of integers", value)
    if value and not (min(value) >= -INTEGER_LIMIT and max(value) < INTEGER_LIMIT):
        raise MessageError("A number is too large.")
    return value


def _read_mapping(read: _Read) -> _Read:
    def read_all(value: Any, blobs: _Blobs) -> Any:
        if type(value) is not dict:
            raise _wrong("an object", value)
        return {key: read(one, blobs) for key, one in value.items()}

    return read_all


def _read_member(kind: type[StrEnum]) -> _Read:
    members = {str(member): member for member in kind}

    def read(value: Any, _: _Blobs) -> Any:
        if type(value) is not str or value not in members:
            raise _wrong(f"a {kind.__name__}", value)
        return members[value]

    return read


def _read_text(value: Any, _: _Blobs) -> Any:
    if type(value) is not str:
        raise _wrong("a text", value)
    return value


def _read_integer(value: Any, _: _Blobs) -> Any:
    if type(value) is not int or not -INTEGER_LIMIT <= value < INTEGER_LIMIT:
        raise _wrong("an integer", value)
    return value


def _read_number(value: Any, _: _Blobs) -> Any:
    if type(value) not in (int, float):
        raise _wrong("a number", value)
    return float(value)


def _read_truth(value: Any, _: _Blobs) -> Any:
    if type(value) is not bool:
        raise _wrong("true or false", value)
    return value


def _read_instant(value: Any, _: _Blobs) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo != UTC:
        raise _wrong("an instant in UTC", value)
    return instant


def _read_time_span(value: Any, _: _Blobs) -> timedelta:
    if type(value) not in (int, float):
        raise _wrong("seconds", value)
    return timedelta(seconds=value)


_PLAIN_READERS: Mapping[type, _Read] = {
    str: _read_text,
    int: _read_integer,
    float: _read_number,
    bool: _read_truth,
    bytes: lambda value, blobs: blobs.take(value),
    datetime: _read_instant,
    timedelta: _read_time_span,
}
