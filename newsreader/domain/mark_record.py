"""What a user made, as devices tell it to each other: records that merge in any order.

A record is a map of values, each with the moment at which it was given: the later one wins
("last writer wins map"). Notes are kept by every edit that no later one replaced ("multi-value
register"), so that two edits of the same note on two devices both stay (M. Shapiro et al.,
"A comprehensive study of Convergent and Commutative Replicated Data Types", INRIA RR-7506, 2011).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

DELETED = "deleted"
"""The name of the value that says whether a thing was deleted: None where it was not, else the
list of the ids of its notes that were known then."""
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
LATEST = 32_503_679_999_999
"""No clock shows a later moment, however wrong it is: the last millisecond of the year 2999."""
BETWEEN_NOTES = "\n\n---\n\n"
"""What stands between two notes that were written on two devices."""


class RecordKind(StrEnum):
    """What a record is about."""

    TEXT = "text"
    """A text that highlights were made on and no version has; its id is its hash."""
    VERSION = "version"
    """A story as it was."""
    ARTICLE = "article"
    """The state of an article."""
    HIGHLIGHT = "highlight"
    """A highlight."""
    CORRECTION = "correction"
    """What the user knows better about a quote."""
    ALIAS = "alias"
    """A name that is joined to another; its id is the name, folded."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the moment at which it was given."""

    value: Any
    """What JSON can hold."""
    at: int
    """Milliseconds since 1970 UTC."""

    @property
    def order(self) -> tuple[int, str]:
        """What decides between two: the moment, then, so that devices agree, the value."""
        return self.at, canonical(self.value)


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """One thing that the user made, as one or several devices know it."""

    kind: RecordKind
    """What it is."""
    id: str
    """Which one of its kind."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What it is made of, by name."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Its notes by their ids: one, or several where devices wrote at the same time."""
    replaced: frozenset[str] = frozenset()
    """The ids of notes that later ones replaced."""
    seen: Mapping[str, Any] = field(default_factory=dict)
    """How one device sees it: where its words stand, who says them. It is not merged, as each
    device finds that itself."""

    @property
    def note(self) -> str:
        """Its notes as one text, oldest first; those that are equal once."""
        told = dict.fromkeys(text for _, text in sorted(self.notes.items()) if text)
        return BETWEEN_NOTES.join(told)

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted, and nobody wrote a note that was not known then."""
        told = self.values.get(DELETED)
        if told is None or told.value is None:
            return False
        return all(id_ in told.value for id_, text in self.notes.items() if text)

    def told(self, name: str, default: Any = None) -> Any:
        """Return a value by its name."""
        found = self.values.get(name)
        return default if found is None else found.value


def merge_records(one: MarkRecord, other: MarkRecord) -> MarkRecord:
    """Return what two devices know together of the same thing.

    The order in which any number of records is merged makes no difference, nor does merging one
    twice.
    """
    names = sorted({*one.values, *other.values})
    both = [[each.values[name] for each in (one, other) if name in each.values] for name in names]
    replaced = one.replaced | other.replaced
    notes: dict[str, str] = {}
    for id_, text in sorted((*one.notes.items(), *other.notes.items())):
        if id_ not in replaced:
            notes[id_] = text
    return MarkRecord(
        one.kind,
        one.id,
        {
            name: max(values, key=lambda value: value.order)
            for name, values in zip(names, both, strict=True)
        },
        notes,
        replaced,
        max(one.seen, other.seen, key=canonical),
    )


def merge_all(
    *devices: Iterable[MarkRecord],
) -> dict[tuple[RecordKind, str], MarkRecord]:
    """Return what several devices know together, by kind and id."""
    merged: dict[tuple[RecordKind, str], MarkRecord] = {}
    for records in devices:
        for one in records:
            known = merged.get((one.kind, one.id))
            merged[one.kind, one.id] = merge_records(known, one) if known else one
    return merged


def as_now(
    known: MarkRecord | None,
    kind: RecordKind,
    id_: str,
    values: Mapping[str, Any],
    *,
    at: int,
    ahead: int = 0,
    note: str | None = None,
    seen: Mapping[str, Any] | None = None,
) -> MarkRecord:
    """Return what a device has to tell of a thing, given what was ``known`` of it before.

    ``values`` and ``note`` are what it is now; what is as it was keeps its moment, what is not is
    as of ``at``, by a clock that is ``ahead`` of the one here, or just later than what was known. A
    value that was known and is not named is left as it was.
    """
    before = known or MarkRecord(kind, id_)
    told = dict(before.values)
    for name, value in values.items():
        old = told.get(name)
        if old is None or not _is_same(old.value, value):
            when = at if old is None else max(at + ahead, old.at + 1)
            told[name] = Value(value, min(max(0, when), LATEST))
    record = replace(before, values=told, seen=seen if seen is not None else before.seen)
    if note is None or note == before.note:
        return record
    replaced = before.replaced.union(before.notes)
    return replace(
        record,
        notes={_note_id(note, at + ahead, replaced): note} if note else {},
        replaced=replaced,
    )


def latest(records: Iterable[MarkRecord]) -> int:
    """Return the latest moment at which a value of these was given; 0 where there is none."""
    return max((value.at for one in records for value in one.values.values()), default=0)


def canonical(value: Any) -> str:
    """Return a value as JSON that is the same for equal values."""
    return _CANONICAL.encode(value)


def _is_same(one: Any, other: Any) -> bool:
    """Return whether two values are the same JSON; most are the same in Python, too."""
    if type(one) is type(other) and one == other:
        return True
    return canonical(one) == canonical(other)


def _note_id(note: str, at: int, taken: frozenset[str]) -> str:
    """Return an id for a note that is not ``taken``; it is the same wherever it is made anew."""
    digest = hashlib.sha256(note.encode("utf-8", "replace")).hexdigest()[:8]
    while (id_ := f"{at:014}-{digest}") in taken:
        at += 1
    return id_
