"""A record of what the user made as a line of JSON, and back."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from newsreader.domain.mark_record import LATEST, MarkRecord, RecordKind, Value, canonical

FORM = 1
"""The number of the form; a file with a greater one was written by a later newsreader."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def header(device: str = "") -> str:
    """Return the first line of a file, with the name of the device that writes it."""
    return canonical({"newsreader": "marks", "form": FORM, "device": device})


def read_header(line: str) -> str:
    """Return which device wrote a file, by its first line; raises ``ValueError`` for no such."""
    told = json.loads(line)
    if not isinstance(told, dict) or told.get("newsreader") != "marks":
        raise ValueError("it has another form")
    if not isinstance(told.get("form"), int) or told["form"] > FORM:
        raise ValueError("it was written by a later version of newsreader")
    return str(told.get("device", ""))


def read_lines(text: str) -> tuple[str, list[MarkRecord]]:
    """Return which device wrote a text of such lines, and what it tells.

    Raises ``ValueError`` with the number of the line that makes no sense.
    """
    number, records = 1, list[MarkRecord]()
    try:
        first, *lines = text.split("\n")
        device = read_header(first)
        for line in lines:
            number += 1
            if line.strip():
                records.append(read_record(line))
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise ValueError(f"in line {number} {error}") from error
    return device, records


def write_record(one: MarkRecord) -> str:
    """Return a record as a line; equal records have equal lines."""
    line: dict[str, Any] = {str(one.kind): one.id}
    line["values"] = {name: [value.value, _iso(value.at)] for name, value in one.values.items()}
    if one.notes:
        line["notes"] = dict(one.notes)
    if one.replaced:
        line["replaced"] = sorted(one.replaced)
    if one.seen:
        line["seen"] = dict(one.seen)
    return canonical(line)


def read_record(line: str) -> MarkRecord:
    """Return the record of a line; raises ``ValueError`` and its like where it makes no sense."""
    told = json.loads(line)
    if not isinstance(told, dict):
        raise ValueError("it is no object")
    named = [kind for kind in RecordKind if kind in told]
    if len(named) != 1:
        raise ValueError("it names nothing known")
    values = {
        str(name): Value(value, _milliseconds(at)) for name, (value, at) in _map(told, "values")
    }
    notes = {str(id_): str(text) for id_, text in _map(told, "notes")}
    replaced = frozenset(str(id_) for id_ in told.get("replaced", []))
    seen = dict(_map(told, "seen"))
    if not isinstance(seen.get("article"), dict | None):
        raise ValueError("its article is no object")
    return MarkRecord(
        named[0],
        str(told[named[0]]),
        values,
        {id_: text for id_, text in notes.items() if id_ not in replaced},
        replaced,
        seen,
    )


def _map(told: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    found = told.get(name, {})
    if not isinstance(found, dict):
        raise ValueError(f"“{name}” is no object")
    return list(found.items())


def _iso(at: int) -> str:
    moment = _EPOCH + at * _MILLISECOND
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _milliseconds(text: str) -> int:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"the time {text} has no zone")
    at = (moment - _EPOCH) // _MILLISECOND
    if not 0 <= at <= LATEST:
        raise ValueError(f"the time {text} is no time of a clock")
    return at
