"""The properties at the top of an exported file, written and updated line by line.

Only our own keys are ever changed; other keys, their order, comments and spacing stay as the
reader left them. A header is changed only when every line of it is understood: this reads a
subset of YAML 1.2 and takes everything outside it for the reader's business.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

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
"""The key whose present items stay and are joined by ours."""

_HEADER = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?)^(---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.M)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One key with all lines of its value, or lines between keys."""

    key: str
    """The key; empty for comments and blank lines before the first one."""
    lines: tuple[str, ...]
    """Its lines, without their line ends."""


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
    """Return the file ``text`` with our ``fields`` brought up to date in its header.

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
        value = fields.get(entry.key)
        lines += entry.lines if value is None else _renewed(entry, value)
    present = {entry.key for entry in entries}
    for key, value in fields.items():
        if key not in present:
            lines += _lines(key, value)
    body = "".join(line + newline for line in lines)
    return header[1] + body + header[3] + text[header.end() :]


def _lines(key: str, value: Value) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  - {item}" for item in value)]


def _entries(lines: list[str]) -> list[_Entry]:
    """Return the header's ``lines`` cut before each key."""
    entries: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        if key := KEY_LINE.match(line):
            entries.append((unquoted(key["key"]), [line]))
        else:
            entries[-1][1].append(line)
    return [_Entry(key, tuple(kept)) for key, kept in entries]


def _renewed(entry: _Entry, value: Value) -> list[str]:
    """Return the lines of ``entry`` with ``value``, its comments and equal spellings kept."""
    match = KEY_LINE.match(entry.lines[0])
    assert match is not None  # entries with a key begin with a key line
    present, comment = split_comment(match["value"] or "")
    below = list(entry.lines[1:])
    if isinstance(value, str):
        if unquoted(present) == unquoted(value) and not item_values(below):
            return list(entry.lines)
        kept = [line for line in below if not line.strip() or line.lstrip().startswith("#")]
        return [f"{match['key']}: {value}{comment}", *kept]
    items = inline_items(present) if present else item_values(below)
    wanted = list(value)
    if entry.key == UNITED:
        known = {_tag_name(item) for item in items}
        missing = [item for item in wanted if _tag_name(item) not in known]
    else:
        missing = [] if [*map(unquoted, items)] == [*map(unquoted, wanted)] else wanted
    if not missing:
        return list(entry.lines)
    if entry.key == UNITED and not present:
        return [entry.lines[0], *_with_items(below, missing)]
    if entry.key == UNITED and present.startswith("["):
        flow = f"[{', '.join([*items, *missing])}]"
        return [f"{match['key']}: {flow}{comment}", *below]
    united = [*items, *missing] if entry.key == UNITED else wanted
    kept = [line for line in below if not line.strip() or line.lstrip().startswith("#")]
    return [f"{match['key']}:{comment}", *(f"  - {item}" for item in united), *kept]


def _with_items(below: list[str], missing: list[str]) -> list[str]:
    """Return the list lines ``below`` with ``missing`` after the last item, indented alike."""
    last = max((at for at, line in enumerate(below) if line.lstrip().startswith("-")), default=-1)
    indent = below[last][: below[last].index("-")] if last >= 0 else "  "
    return [*below[: last + 1], *(f"{indent}- {item}" for item in missing), *below[last + 1 :]]


def _tag_name(item: str) -> str:
    return unquoted(item.strip()).removeprefix("#").casefold()
