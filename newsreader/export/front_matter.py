"""Writes and updates the YAML header of an exported file line by line.

Only newsreader's own keys are changed, and of them only those that still have the value that
newsreader wrote last: ``WRITTEN`` holds a hash of it for each. What the user changed or took out
stays so; other keys, their order, comments and spacing stay as the user left them. A header is
changed only when each of its lines is in the subset of YAML 1.2 that ``yaml_subset`` understands.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsreader.export.yaml_subset import (
    KEY_LINE,
    inline_items,
    item_values,
    split_comment,
    understands,
    unquoted,
)

Value = str | tuple[str, ...]
"""A scalar as YAML text, or the items of a list as YAML text each."""

UNITED = "tags"
"""The key whose items are newsreader's or the user's each."""
OWN = "newsreader-"
"""How the keys begin that the user has no reason to change: they are always written."""
WRITTEN = f"{OWN}written"
"""The key that holds, by key, a hash of what newsreader wrote last; of tags one for each."""
HASH_DIGITS = 6
"""Length of such a hash in hexadecimal digits."""

_HEADER = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?)^(---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.M)
_OPENED = re.compile(r"\ufeff?---[ \t]*\r?\n")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One key with all lines of its value, or the lines before the first key."""

    key: str
    """The key; empty before the first one."""
    head: str
    """The line it is on, up to the colon."""
    value: str
    """What follows on that line."""
    comment: str
    """The comment on that line, with the space before it."""
    lines: tuple[str, ...]
    """All its lines, without their line ends."""

    @property
    def below(self) -> tuple[str, ...]:
        """The lines after the one that the key is on."""
        return self.lines[1:]

    @property
    def items(self) -> list[str]:
        """The text of its scalar or of the items of its list."""
        if not self.value:
            return [*map(unquoted, item_values(list(self.below)))]
        listed = inline_items(self.value) if self.value.startswith("[") else [self.value]
        return [*map(unquoted, listed)]

    @property
    def remarks(self) -> list[str]:
        """The blank lines and comments among those."""
        return [line for line in self.below if not line.strip() or line.lstrip().startswith("#")]


def yaml_string(text: str) -> str:
    """Return ``text`` as a JSON string, which is a double-quoted YAML string too (YAML 1.2 §1.3).

    What YAML does not count as printable (§5.1) is written as an escape.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def compose(fields: Mapping[str, Value]) -> str:
    """Return the header for a new file, ``---`` lines included."""
    fields = _with_record(fields)
    lines = [line for key, value in fields.items() for line in _lines(key, value)]
    return "\n".join(["---", *lines, "---", ""])


def is_foreign(text: str) -> bool:
    """Return whether ``text`` begins with a header that is not understood."""
    header = _HEADER.match(text)
    if not header:
        return bool(_OPENED.match(text))
    return not understands(_written_lines(header))


def read_key(head: str, key: str) -> str:
    """Return the scalar of ``key`` in the header that ``head`` begins with; empty without one.

    ``head`` may be only the beginning of a file, and its header need not be valid YAML.
    """
    if not re.match(r"\ufeff?---[ \t]*\r?\n", head):
        return ""
    for line in head.splitlines()[1:]:
        if line.rstrip() == "---":
            break
        if line.startswith(f"{key}:"):
            return unquoted(split_comment(line.removeprefix(f"{key}:"))[0])
    return ""


def read_fields(text: str) -> tuple[dict[str, Value], str]:
    """Return the fields of the header that ``text`` begins with, and what follows it.

    There are none where it has no header. Raises ``ValueError`` for one that is not understood.
    """
    if not _OPENED.match(text):
        return {}, text
    header = _HEADER.match(text)
    if not header or not understands(_written_lines(header)):
        raise ValueError("its properties are not understood")
    fields: dict[str, Value] = {}
    for entry in _entries(_written_lines(header))[1:]:
        listed = not entry.value or entry.value.startswith("[")
        items = inline_items(entry.value) if entry.value else item_values(list(entry.below))
        fields[entry.key] = tuple(items) if listed else entry.value
    return fields, text[header.end() :]


def update(text: str, fields: Mapping[str, Value]) -> str:
    """Return the file ``text`` with ``fields`` brought up to date in its header.

    A file without a header, or with one that is not understood, comes back as it is. Where
    ``WRITTEN`` is missing nothing is known of what the user changed: then only moments, which
    nobody writes by hand, are brought up to date, and missing keys are added.
    """
    header = _HEADER.match(text)
    if not header:
        return text
    newline = "\r\n" if header[1].endswith("\r\n") else "\n"
    written = _written_lines(header)
    if not understands(written):
        return text
    entries = _entries(written)
    before = _read_record(entries)
    fields = _with_record(fields)
    lines: list[str] = []
    for entry in entries:
        lines += _brought_up_to_date(entry, fields.get(entry.key), before)
    present = {entry.key for entry in entries}
    for key, value in fields.items():
        taken_out = before is not None and key in before and not key.startswith(OWN)
        if key not in present and not taken_out:
            lines += _lines(key, value)
    if not understands(lines):
        return text
    body = "".join(line + newline for line in lines)
    return header[1] + body + header[3] + text[header.end() :]


def _written_lines(header: re.Match[str]) -> list[str]:
    newline = "\r\n" if header[1].endswith("\r\n") else "\n"
    return header[2].split(newline)[:-1]


def _with_record(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    return {**fields, WRITTEN: _record(fields)}


def _record(fields: Mapping[str, Value]) -> str:
    """Return the value of ``WRITTEN``: each key with the hash of its value, of tags of each."""
    parts = []
    for key, value in fields.items():
        if key.startswith(OWN):
            continue
        if key == UNITED:
            parts.append(" ".join([key, *(_hash([_tag_name(item)]) for item in value)]))
        else:
            items = [value] if isinstance(value, str) else value
            parts.append(f"{key} {_hash([*map(unquoted, items)])}")
    return yaml_string(", ".join(parts))


def _read_record(entries: Sequence[_Entry]) -> dict[str, list[str]] | None:
    """Return the hashes of ``WRITTEN`` by key; None where the header has none."""
    for entry in entries:
        if entry.key == WRITTEN:
            words = (part.split() for part in unquoted(entry.value).split(","))
            return {key: hashes for key, *hashes in filter(None, words)}
    return None


def _hash(items: Sequence[str]) -> str:
    source = "".join(f"{item}\n" for item in items).encode("utf-8", "replace")
    return hashlib.sha256(source).hexdigest()[:HASH_DIGITS]


def _brought_up_to_date(
    entry: _Entry, value: Value | None, before: Mapping[str, Sequence[str]] | None
) -> Sequence[str]:
    """Return the lines of ``entry`` with ``value``, which is None where it has none any more."""
    if entry.key == UNITED and value is not None and not isinstance(value, str):
        return _united(entry, value, None if before is None else before.get(UNITED, ()))
    if entry.key.startswith(OWN):
        return entry.lines if value is None else _renewed(entry, value)
    if before is None:
        ours = bool(value) and all(map(_MOMENT.fullmatch, (entry.value, str(value))))
    else:
        ours = entry.key in before and [_hash(entry.items)] == before[entry.key]
    if not ours:
        return entry.lines
    return entry.remarks if value is None else _renewed(entry, value)


def _lines(key: str, value: Value) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  - {item}" for item in value)]


def _entries(lines: list[str]) -> list[_Entry]:
    """Return the header's ``lines`` cut before each key."""
    edges = [at for at, line in enumerate(lines) if KEY_LINE.match(line)] + [len(lines)]
    entries = [_Entry("", "", "", "", tuple(lines[: edges[0]]))]
    for start, end in pairwise(edges):
        head, _, rest = lines[start].partition(":")
        value, comment = split_comment(rest)
        entries.append(_Entry(unquoted(head), head, value, comment, tuple(lines[start:end])))
    return entries


def _renewed(entry: _Entry, value: Value) -> list[str]:
    """Return the lines of ``entry`` with ``value``, comments and equal spellings kept."""
    if entry.items == [*map(unquoted, [value] if isinstance(value, str) else value)]:
        return list(entry.lines)
    if isinstance(value, str):
        return [f"{entry.head}: {value}{entry.comment}", *entry.remarks]
    return [f"{entry.head}:{entry.comment}", *(f"  - {item}" for item in value), *entry.remarks]


def _united(entry: _Entry, value: Sequence[str], before: Sequence[str] | None) -> list[str]:
    """Return the lines of the tags ``entry`` with ``value`` in the place of what was written.

    ``before`` has the hashes of those: such a tag goes when it is not in ``value``, and one of
    them that the user took out stays out. What is no simple list stays as it is.
    """
    items = inline_items(entry.value) if entry.value else item_values(list(entry.below))
    names = {_tag_name(item) for item in value}
    written = set(before or ())
    gone = [
        item
        for item in items
        if _tag_name(item) not in names and _hash([_tag_name(item)]) in written
    ]
    known = {_tag_name(item) for item in items}
    missing = [
        item
        for item in value
        if _tag_name(item) not in known and _hash([_tag_name(item)]) not in written
    ]
    content = [line for line in entry.below if line not in entry.remarks]
    nested = any(KEY_LINE.match(item) or item.startswith("[") for item in items)
    odd = nested or len(content) != (0 if entry.value else len(items))
    if odd or not (missing or gone):
        return list(entry.lines)
    kept = [item for item in items if item not in gone]
    if entry.value.startswith("["):
        flow = f"[{', '.join([*kept, *missing])}]"
        return [f"{entry.head}: {flow}{entry.comment}", *entry.below]
    if entry.value:
        listed = (f"  - {item}" for item in [*kept, *missing])
        return [f"{entry.head}:{entry.comment}", *listed, *entry.remarks]
    below = [line for line in entry.below if not set(item_values([line])) & set(gone)]
    last = max((at for at, line in enumerate(below) if line.lstrip().startswith("-")), default=-1)
    indent = below[last][: below[last].index("-")] if last >= 0 else "  "
    added = [f"{indent}- {item}" for item in missing]
    return [entry.lines[0], *below[: last + 1], *added, *below[last + 1 :]]


def _tag_name(item: str) -> str:
    return unquoted(item.strip()).removeprefix("#").casefold()
