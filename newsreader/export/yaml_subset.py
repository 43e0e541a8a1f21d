"""Recognises and reads the subset of YAML 1.2 that note properties are written in.

That is: scalars on one line, ``[a, b]``, ``[[a]]`` (what an unquoted wikilink of Obsidian is to
YAML: a list in a list), block scalars, lists and mappings of these, nested by
indentation. Anything else (anchors, tags, scalars over several lines, tabs for indentation, a
key given twice) is not understood, so that the header is not updated; misreading it could
destroy properties of the user.
"""

import json
import re

KEY_LINE = re.compile(
    r"(?P<key>[^\W\d][\w.-]*(?: [\w.-]+)*|\"[\w .-]+\"|'[\w .-]+')[ ]*:(?:[ ]+(?P<value>.*))?$"
)
"""A key at the very beginning of a line and the rest of that line."""

DEEPEST = 80
"""From this indentation on nesting is not followed."""

_ITEM = re.compile(r"-(?:[ ]+(?P<value>.*))?$")
_DOUBLE = r'"(?:[^"\\]|\\["\\/bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*"'
_SINGLE = r"'(?:[^']|'')*'"
_PLAIN_START = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}]))"
_IN_LIST = rf"(?:{_DOUBLE}|{_SINGLE}|{_PLAIN_START}[^,\[\]{{}}#:\"']*)"
_INNER = rf"\[\s*(?:{_IN_LIST}\s*(?:,\s*{_IN_LIST}\s*)*)?\]"
_LISTED = rf"(?:{_IN_LIST}|{_INNER})"
_FLOW = rf"\[\s*(?:{_LISTED}\s*(?:,\s*{_LISTED}\s*)*)?\]"
_PLAIN = rf"{_PLAIN_START}(?:(?!:(?:\s|$)|\s#).)*"
_SCALAR = re.compile(rf"(?:{_DOUBLE}|{_SINGLE}|{_FLOW}|{_PLAIN})$")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?$")
_UNPRINTABLE = re.compile("[^ -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_COMMENTED = re.compile(
    rf"(?P<value>(?:{_DOUBLE}|{_SINGLE}|(?:(?!\s#).)*?))(?P<comment>\s+#.*)?\s*$"
)


def understands(lines: list[str]) -> bool:
    """Return whether ``lines`` (without line ends) are surely one YAML mapping, or nothing."""
    if any(_UNPRINTABLE.search(line) for line in lines):
        return False
    texts = [(len(line) - len(line.lstrip(" ")), line.strip()) for line in lines if line.strip()]
    kept = [(indent, text) for indent, text in texts if not text.startswith("#")]
    if not kept:
        return True
    # A comment inside a block scalar may end it; telling which do is not worth the rules.
    if len(kept) < len(texts) and any(re.search(r"[|>][+-]?$", text) for _, text in kept):
        return False
    if kept[0][0] > 0 or _ITEM.match(kept[0][1]) or max(kept)[0] > DEEPEST:
        return False
    try:
        return _node(kept, 0) == len(kept)
    except _NotUnderstood:
        return False


def split_comment(value: str) -> tuple[str, str]:
    """Return the ``value`` of a line and the comment behind it with the space before it."""
    value = value.strip()
    if value.startswith("#"):
        return "", f" {value}"
    match = _COMMENTED.match(value)
    return (match["value"].rstrip(), match["comment"] or "") if match else (value, "")


def unquoted(scalar: str) -> str:
    """Return the text of a scalar on one line, quoted or not."""
    scalar = scalar.strip()
    if len(scalar) > 1 and scalar[0] == scalar[-1] == "'":
        return scalar[1:-1].replace("''", "'")
    if re.fullmatch(_DOUBLE, scalar):
        return str(json.loads(scalar, strict=False))
    return scalar


def item_values(lines: list[str]) -> list[str]:
    """Return the scalars of the block list in ``lines``, as they are written."""
    found = (_ITEM.match(line.strip()) for line in lines)
    return [split_comment(match["value"] or "")[0] for match in found if match]


def inline_items(value: str) -> list[str]:
    """Return the items of ``[a, b]``, of one quoted string, or of ``a, b`` as old notes have it."""
    if value[0] in "\"'":
        return [value]
    inner = value.removeprefix("[").removesuffix("]")
    items = re.findall(rf"{_DOUBLE}|{_SINGLE}|{_INNER}|[^,\s][^,]*", inner)
    return [item.strip() for item in items]


class _NotUnderstood(Exception):
    """A line is outside the subset."""


def _node(lines: list[tuple[int, str]], at: int) -> int:
    """Return the index after the list or mapping that begins at ``lines[at]``."""
    indent, is_list = lines[at][0], bool(_ITEM.match(lines[at][1]))
    keys: set[str] = set()
    while at < len(lines) and lines[at][0] == indent:
        text = lines[at][1]
        item = _ITEM.match(text)
        if is_list and not item:
            break
        if is_list and item and KEY_LINE.match(item["value"] or ""):
            lines[at] = (indent + len(text) - len(item["value"]), item["value"])
            at = _node(lines, at)
            continue
        match = item if is_list else KEY_LINE.match(text)
        if not match:
            raise _NotUnderstood
        if not is_list:
            if unquoted(match["key"]) in keys:
                raise _NotUnderstood
            keys.add(unquoted(match["key"]))
        at = _value(lines, at + 1, indent, split_comment(match["value"] or "")[0], is_list)
    if at < len(lines) and lines[at][0] > indent:
        raise _NotUnderstood
    return at


def _value(lines: list[tuple[int, str]], at: int, indent: int, value: str, in_list: bool) -> int:
    """Return the index after a value: ``value`` on its line, then what lies deeper from ``at``."""
    if _BLOCK_SCALAR.match(value):
        first = lines[at][0] if at < len(lines) else 0
        while at < len(lines) and lines[at][0] > indent:
            if lines[at][0] < first:
                raise _NotUnderstood
            at += 1
        return at
    if value:
        if not _SCALAR.match(value):
            raise _NotUnderstood
        return at
    if at < len(lines):
        deeper = lines[at][0] > indent
        # A list may stand at the indentation of its key.
        beside = not in_list and lines[at][0] == indent and _ITEM.match(lines[at][1])
        if deeper or beside:
            return _node(lines, at)
    return at
