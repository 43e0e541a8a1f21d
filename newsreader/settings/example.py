"""Writes settings as a configuration file, with what the settings' own docstrings say."""

import ast
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from textwrap import wrap
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from newsreader.domain.feed_options import FeedOptions
from newsreader.settings.feed_tables import SECRETS
from newsreader.settings.reading import (
    FEED_TABLES,
    KEYS_TABLE,
    TABLES,
    Settings,
)

_LINE = 88
_FEED_EXAMPLES: Mapping[str, object] = {
    "url": "https://example.org/news/",
    "title": "The Example",
    "interval": 6,
    "full_text": "on",
    "user": "ann",
    "password_command": ["pass", "show", "example.org"],
    "password_file": "~/.example-password",
    "cookie": "session=1234",
    "headers": '{ X-Key = "1234" }',
    "user_agent": "Ann's reader",
    "proxy": "http://localhost:8118",
    "command": ["weather", "--rss"],
    "filter": ["without-sport"],
}
"""A value for each key of a ``[[feed]]``, by which it is explained."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def example_config() -> str:
    """Return a configuration file that says the defaults: every line is a comment or a table."""
    defaults = Settings()
    lines = ["# Settings of newsreader. What is commented out is a default or an example."]
    for name, kind in TABLES.items():
        lines += ["", f"# {field_docs(Settings)[name]}", f"[{name}]"]
        hints = get_type_hints(kind, include_extras=True)
        for field, doc in field_docs(kind).items():
            value = getattr(getattr(defaults, name), field)
            lines += (f"# {line}" for line in wrap(f"{doc} {_choices(hints[field])}", _LINE))
            lines.append(f"# {field} = {_toml('~/notes' if value is None else value)}")
    lines += ["", f"# {field_docs(Settings)[KEYS_TABLE]}", f"[{KEYS_TABLE}]"]
    lines += ['# down = "j,down"', "", f"# {field_docs(Settings)['feeds']}"]
    # Two signs: taken away one by one, these lines would belong to the table above.
    lines.append(f"## [[{FEED_TABLES}]]")
    for key, doc in field_docs(FeedOptions).items():
        unit = " In hours." if key == "interval" else ""
        lines += (f"## # {line}" for line in wrap(doc + unit, _LINE))
        value = _FEED_EXAMPLES[key]
        lines.append(f"## {key} = {value if key == 'headers' else _toml(value)}")
    return "\n".join([*lines, ""])


def write_toml(settings: Settings) -> str:
    """Return ``settings`` as the text of a configuration file; what is not set is left out.

    So are the cookies, headers and proxies of feeds, as they may hold secrets.
    """
    lines: list[str] = []
    for name, kind in TABLES.items():
        values = {one.name: getattr(getattr(settings, name), one.name) for one in fields(kind)}
        lines += _table(name, values)
    lines += _table(KEYS_TABLE, settings.keys)
    for rule in settings.feeds:
        lines += _table(f"[{FEED_TABLES}]", feed_values(rule))
    return "\n".join(lines)


def feed_values(rule: FeedOptions) -> dict[str, Any]:
    """Return what a rule says as config.toml says it, without what may be secret."""
    values = {one.name: getattr(rule, one.name) for one in fields(rule)}
    said = {key: value for key, value in values.items() if value and key not in SECRETS}
    if rule.interval:
        said["interval"] = rule.interval.total_seconds() / 3600
    return said


def field_docs(kind: type) -> dict[str, str]:
    """Return the docstring that stands under each field of a dataclass, by the field's name."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    docs: dict[str, str] = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            assert isinstance(field.target, ast.Name) and isinstance(below.value, ast.Constant)
            docs[field.target.id] = inspect.cleandoc(str(below.value.value))
    return docs


def _table(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{name}]"
    for key, value in values.items():
        if value is not None:
            yield f"{key if _BARE.fullmatch(key) else _toml(key)} = {_toml(value)}"
    yield ""


def _choices(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return f"({', '.join(get_args(hint))})"
    if get_origin(hint) is Annotated:
        limits = get_args(hint)[1]
        return f"({limits.low:g} to {limits.high:g})"
    return ""


def _toml(value: object) -> str:
    # A JSON string, number or boolean is a TOML one too, as long as DEL is escaped.
    text = json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")
