"""Writes settings as a configuration file: those that hold, or the defaults with their meaning."""

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from newsreader.domain.options.key_names import DEFAULT_PRESET
from newsreader.settings.declarations import (
    DOCS,
    FEED,
    FEED_TABLES,
    KEYS_TABLE,
    MACRO,
    MACRO_TABLES,
    PRESET,
    RULE,
    RULE_TABLES,
    TABLES,
    Declaration,
    Table,
    shown,
)
from newsreader.settings.values import Settings

KEYS_EXAMPLE: Mapping[str, str] = {PRESET: DEFAULT_PRESET, "down": "j,down"}
"""An example of ``[keys]``."""

_LINE = 88
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def example_config() -> str:
    """Return a configuration file that says the defaults: every line is a comment or a table."""
    lines = ["# Settings of newsreader. What is commented out is a default or an example."]
    for name, table in TABLES.items():
        lines += ["", f"# {DOCS[name]}", f"[{name}]"]
        lines += (f"# {line}" for line in _explained(table))
    lines += ["", f"# {DOCS[KEYS_TABLE]}", f"[{KEYS_TABLE}]"]
    lines += (f"# {line}" for line in _assignments(KEYS_EXAMPLE))
    # Two signs: taken away one by one, these lines would belong to the table above.
    lines += ["", f"# {DOCS[MACRO_TABLES]}", f"## [[{MACRO_TABLES}]]"]
    lines += (f"## {line}" for line in _explained(MACRO, "# "))
    lines += ["", f"# {DOCS[FEED_TABLES]}", f"## [[{FEED_TABLES}]]"]
    lines += (f"## {line}" for line in _explained(FEED, "# "))
    lines += ["", f"# {DOCS[RULE_TABLES]}", f"## [[{RULE_TABLES}]]"]
    lines += (f"## {line}" for line in _explained(RULE, "# "))
    return "\n".join([*lines, ""])


def write_toml(settings: Settings) -> str:
    """Return ``settings`` as the text of a configuration file; what is not set is left out.

    Of what may be secret it says only that it is set.
    """
    lines: list[str] = []
    for name, table in TABLES.items():
        lines += [f"[{name}]", *_set(table, getattr(settings, name)), ""]
    preset = {} if settings.preset == DEFAULT_PRESET else {PRESET: settings.preset}
    lines += [f"[{KEYS_TABLE}]", *_assignments({**preset, **settings.keys}), ""]
    for macro in settings.macros:
        lines += [f"[[{MACRO_TABLES}]]", *_set(MACRO, macro), ""]
    for options in settings.feeds:
        lines += [f"[[{FEED_TABLES}]]", *_set(FEED, options), ""]
    for rule in settings.rules:
        lines += [f"[[{RULE_TABLES}]]", *_set(RULE, rule), ""]
    return "\n".join(lines)


def _explained(table: Table, sign: str = "") -> Iterator[str]:
    """Yield the lines that explain each key of a table, after ``sign``, and give an example."""
    for key, one in table.items():
        yield from (f"{sign}{line}" for line in wrap(_meaning(one), _LINE))
        yield from _assignments(one.example if one.takes_rest else {key: one.example})


def _meaning(one: Declaration) -> str:
    return f"{one.doc} ({one.kind.limits})" if one.kind.limits else one.doc


def _set(table: Table, values: Any) -> Iterator[str]:
    """Yield the lines of what is set in a table, and a comment for each secret that is set."""
    yield from _assignments(
        {key: value for key, value in shown(table, values).items() if not is_empty(value)}
    )
    for key, one in table.items():
        if one.secret and not is_empty(getattr(values, key)):
            yield f"# {key} is set, and not shown."


def is_empty(value: object) -> bool:
    """Return whether a setting says nothing: no value, or an empty text, list or table."""
    return value is None or (not value and not isinstance(value, bool | int | float))


def _assignments(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{_key(key)} = {_toml(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _toml(key)


def _toml(value: object) -> str:
    """Return a value in TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_assignments(value)) + " }"
    # A JSON text, number, list or boolean is a TOML one too, as long as DEL is escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
