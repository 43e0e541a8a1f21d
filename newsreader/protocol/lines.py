"""Writes messages as lines of JSON and reads them back."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from newsreader.domain.errors import NewsreaderError
from newsreader.domain.feed import FeedCandidate
from newsreader.protocol.events import Event
from newsreader.protocol.orders import Command


class NotUnderstood(NewsreaderError):
    """A line is not JSON, names nothing that is known, or lacks something."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(reason)
        self.what = what
        """The name in the line; empty where it has none."""


_COMMANDS: Mapping[str, type[Command]] = {one.name: one for one in get_args(Command)}
_EVENTS: Mapping[str, type[Event]] = {one.name: one for one in get_args(Event)}
_COMMAND_NAME, _EVENT_NAME = "do", "event"
_CANDIDATE_KEYS = {"url": "url", "title": "title", "kind": "kind"}
"""The keys of a FeedCandidate by its fields; the domain knows nothing of JSON."""


def to_record(message: Command | Event) -> dict[str, Any]:
    """Return a message as the object that is written: its name first, then its fields."""
    first = _EVENT_NAME if isinstance(message, Event) else _COMMAND_NAME
    return {first: message.name, **_encode(message)}


def to_line(message: Command | Event) -> str:
    """Return a message as one line of JSON, all ASCII, without the line break.

    So file names that are not UTF-8 get through, and no other character breaks the line.
    """
    return json.dumps(to_record(message), separators=(",", ":"))


def command_from_line(line: str | bytes) -> Command:
    """Return the command in a line; raises NotUnderstood. Keys that are not known are ignored."""
    reason = "The fetcher does not understand this command."
    command: Command = _from_line(line, _COMMAND_NAME, _COMMANDS, reason)
    return command


def event_from_line(line: str | bytes) -> Event:
    """Return the event in a line; raises NotUnderstood. Keys that are not known are ignored."""
    reason = "The fetcher says something that this newsreader does not understand."
    event: Event = _from_line(line, _EVENT_NAME, _EVENTS, reason)
    return event


def _from_line(line: str | bytes, name_key: str, kinds: Mapping[str, type], reason: str) -> Any:
    name = ""
    try:
        record = json.loads(line)
        name = str(record[name_key])
        return _decode(kinds[name], record)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotUnderstood(name, reason) from error


@cache
def _keys(kind: type) -> Mapping[str, tuple[str, Any, bool]]:
    """Return of each field of a class the key, the type, and whether a line must have it."""
    hints = get_type_hints(kind, include_extras=True)
    shape: dict[str, tuple[str, Any, bool]] = {}
    for field in fields(kind):
        required = field.default is MISSING and field.default_factory is MISSING
        if kind is FeedCandidate:
            shape[field.name] = (_CANDIDATE_KEYS[field.name], hints[field.name], required)
        else:
            hint, key = get_args(hints[field.name])
            shape[field.name] = (key.name, hint, required)
    return shape


def _encode(value: Any) -> Any:
    """Return a message, or a value in it, as JSON has it."""
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if isinstance(value, Path):
        return str(value)
    kind: type = type(value)
    if is_dataclass(kind):
        keys = _keys(kind)
        return {key: _encode(getattr(value, field)) for field, (key, _, _) in keys.items()}
    return value


def _decode(hint: Any, value: Any) -> Any:
    """Return a value of JSON as the type ``hint``; raises TypeError, ValueError or KeyError."""
    if isinstance(hint, UnionType):
        return None if value is None else _decode(get_args(hint)[0], value)
    if get_origin(hint) is Literal and value in get_args(hint):
        return value
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_decode(get_args(hint)[0], one) for one in value)
    if hint is Path and isinstance(value, str):
        return Path(value)
    if hint in (int, str, bool) and type(value) is hint:
        return value
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(
            **{
                field: _decode(inner, value[key])
                for field, (key, inner, required) in _keys(hint).items()
                if required or key in value
            }
        )
    raise TypeError(f"{value!r} is no {hint}")
