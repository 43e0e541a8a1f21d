"""What is wrong with a TOML file of the user's: in which line, at which key, and why."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsreader.domain.clean import clean_line
from newsreader.settings.toml_lines import line_numbers, name_in_line

_AT_LINE = r"(?s)^(.*?)\s*\(at line (\d+), column \d+\)$"
_BARE_VALUE = r"[^=]+=\s*([A-Za-z][\w./-]*)\s*(?:#.*)?"
"""A line that gives a key a word without quotation marks."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file."""

    file: Path
    """The file."""
    line: int | None
    """The line, from 1; None where it is in none, or in a line that is not known."""
    key: str
    """The key, with the table before it: ``look.width``; empty where it is about no key."""
    told: str
    """What is wrong, as one sentence that names the key."""
    serious: bool = True
    """Whether the file cannot be used because of that; else it is passed over."""

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else str(self.file)
        return f"{place}: {self.told}"


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A text that was read as TOML, as far as it is."""

    content: Mapping[str, Any]
    """What it holds, without the lines that are no TOML."""
    lines: Mapping[str, int]
    """The lines of its tables and keys, as ``line_numbers`` returns them."""
    faults: tuple[Fault, ...]
    """Its lines that are no TOML, and what else keeps it from being read."""


def read_toml(text: str, path: Path) -> TomlFile:
    """Return what a TOML text holds, which is that of the file at ``path``.

    A line that gives a key a value and is no TOML is left out, and the rest is read: the faults of
    the rest are faults too. Where it is another line, nothing below it is looked at, as what is no
    fault by itself may only be taken for one.
    """
    faults: list[Fault] = []
    lines = text.splitlines()
    while True:
        try:
            content = tomllib.loads("\n".join(lines) + "\n")
        except tomllib.TOMLDecodeError as error:
            fault = _syntax_fault(path, str(error), text)
            at = fault.line or 0
            again = any(one.line == fault.line for one in faults)
            if not again:
                faults.append(fault)
            if again or not (0 < at <= len(lines) and name_in_line(lines[at - 1])):
                return TomlFile({}, {}, tuple(faults))
            lines[at - 1] = ""
        except ValueError:  # what Python says to more than 4,300 of them
            return _unread(path, "holds a number of too many digits")
        except RecursionError:
            return _unread(path, "cannot be read: it is nested too deeply")
        else:
            return TomlFile(content, line_numbers("\n".join(lines)), tuple(faults))


def _unread(path: Path, why: str) -> TomlFile:
    return TomlFile({}, {}, (Fault(path, None, "", f"{path.name} {why}."),))


def _syntax_fault(path: Path, reason: str, text: str) -> Fault:
    """Return a fault of syntax, with the key of its line."""
    placed = re.match(_AT_LINE, reason)
    number, what = (int(placed[2]), placed[1]) if placed else (None, reason)
    names = {line: name for name, line in line_numbers(text).items()}
    lines = text.splitlines()
    line = lines[number - 1] if number and number <= len(lines) else ""
    key = names.get(number or 0, "") if name_in_line(line) else ""
    if bare := re.fullmatch(_BARE_VALUE, line):
        what = f'text is written between quotation marks, "{bare[1]}"'
    told = f"{key}: {what}" if key else what
    return Fault(path, number, key, f"{clean_line(told)}.")
