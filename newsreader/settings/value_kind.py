"""What a kind of value in config.toml is: how it is read, written and put in a schema."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsreader.settings.text_patterns import NO_LINE

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12."""


class WrongValue(ValueError):
    """A value that cannot be used; the message is the rule that it breaks: "must be …"."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    read: Callable[[Any, Path], Any]
    """Takes a value out of a TOML file and the file's folder, returns the setting that it stands
    for. Raises WrongValue."""
    schema: Schema
    """Permits the values that ``read`` does."""
    limits: str = ""
    """The permitted values as the documentation has them in brackets; empty for no such remark."""
    write: Callable[[Any], Any] = lambda value: value
    """Takes a setting, returns what TOML and JSON hold for it: the opposite of ``read``."""


def line_of_text(value: Any) -> bool:
    """Return whether a value is text in one line: no control or invisible characters."""
    return isinstance(value, str) and not re.search(NO_LINE, value)


LINE_SCHEMA: Schema = {"type": "string", "not": {"pattern": NO_LINE}}
NO_NUL: Schema = {"type": "string", "not": {"pattern": r"\u0000"}}
