"""Finds the lines of a TOML text at which its tables and keys stand, to name them in messages."""

import re

_HEADER = re.compile(r"\s*(\[{1,2})([^\[\]]+)\]")
_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_ASSIGNMENT = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


def line_numbers(text: str) -> dict[str, int]:
    """Return the line, from 1, at which each table and each key of a TOML text first stands.

    The tables of an array are numbered from 0: ``feed[0].url``.

    The standard parser does not tell; reading headers and assignments line by line finds them
    wherever they are not inside a multi-line string, where nobody writes a setting.
    """
    found: dict[str, int] = {}
    tables: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header, assignment = _HEADER.match(line), _ASSIGNMENT.match(line)
        if header:
            table = _bare(header[2])
            if header[1] == "[[":
                tables[table] = tables.get(table, -1) + 1
            array, point, rest = table.partition(".")
            if array in tables:
                table = f"{array}[{tables[array]}]{point}{rest}"
            found.setdefault(array, number)
            found.setdefault(table, number)
        elif assignment:
            key = _bare(assignment[1])
            name = f"{table}.{key}" if table else key
            found.setdefault(name, number)
            found.setdefault(name.partition(".")[0], number)
    return found


def name_in_line(line: str) -> str:
    """Return the key to which a line of a TOML text gives a value; empty for another line."""
    assignment = _ASSIGNMENT.match(line)
    return _bare(assignment[1]) if assignment else ""


def _bare(key: str) -> str:
    """Return a TOML key without quotation marks and spaces around its points."""
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
