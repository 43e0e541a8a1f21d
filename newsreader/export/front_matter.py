"""Writes and updates the YAML header of an exported file line by line.

Only newsreader's own keys are changed; other keys, their order, comments and spacing stay as
the user left them. A header is changed only when each of its lines is in the subset of YAML 1.2
that ``yaml_subset`` understands.
"""

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
"""The key whose present items stay and are merged with newsreader's."""

_HEADER = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?)^(---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.M)
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
    lines = [line for key, value in fields.items() for line in _lines(key, value)]
    return "\n".join(["---", *lines, "---", ""])


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


def update(text: str, fields: Mapping[str, Value]) -> str:
    """Return the file ``text`` with ``fields`` brought up to date in its header.

    A file without a header, or with one that is not understood, comes back as it is.
    """
    header = _HEADER.match(text)
    if not header:
        return text
    newline = "\r\n" if header[1].endswith("\r\n") else "\n"
    written = header[2].split(newline)[:-1]
    if not understands(written):
        return text
    entries = _entries(written)
    lines: list[str] = []
    for entry in entries:
        lines += _renewed(entry, fields[entry.key]) if entry.key in fields else entry.lines
    present = {entry.key for entry in entries}
    for key, value in fields.items():
        if key not in present:
            lines += _lines(key, value)
    if not understands(lines):
        return text
    body = "".join(line + newline for line in lines)
    return header[1] + body + header[3] + text[header.end() :]


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
    if isinstance(value, str):
        if unquoted(entry.value) == unquoted(value):
            return list(entry.lines)
        return [f"{entry.head}: {value}{entry.comment}", *entry.remarks]
    items = inline_items(entry.value) if entry.value else item_values(list(entry.below))
    if entry.key == UNITED:
        return _united(entry, items, value)
    if [*map(unquoted, items)] == [*map(unquoted, value)]:
        return list(entry.lines)
    return [f"{entry.head}:{entry.comment}", *(f"  - {item}" for item in value), *entry.remarks]


def _united(entry: _Entry, items: list[str], value: Sequence[str]) -> list[str]:
    """Return the lines of the list ``entry`` with what ``value`` has and ``items`` has not.

    What is no simple list stays as it is.
    """
    known = {_tag_name(item) for item in items}
    missing = [item for item in value if _tag_name(item) not in known]
    content = [line for line in entry.below if line not in entry.remarks]
    nested = any(KEY_LINE.match(item) for item in items)
    odd = nested or len(content) != (0 if entry.value else len(items))
    if odd or not missing:
        return list(entry.lines)
    if entry.value.startswith("["):
        flow = f"[{', '.join([*items, *missing])}]"
        return [f"{entry.head}: {flow}{entry.comment}", *entry.below]
    if entry.value:
        listed = (f"  - {item}" for item in [*items, *missing])
        return [f"{entry.head}:{entry.comment}", *listed, *entry.remarks]
    below = list(entry.below)
    last = max((at for at, line in enumerate(below) if line.lstrip().startswith("-")), default=-1)
    indent = below[last][: below[last].index("-")] if last >= 0 else "  "
    added = [f"{indent}- {item}" for item in missing]
    return [entry.lines[0], *below[: last + 1], *added, *below[last + 1 :]]


def _tag_name(item: str) -> str:
    return unquoted(item.strip()).removeprefix("#").casefold()
