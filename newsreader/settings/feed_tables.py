"""Reads the ``[[feed]]`` tables of config.toml: what is done differently for some feeds."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsreader.domain.clean import clean_url
from newsreader.domain.feed_options import FeedOptions

LEAST_HOURS, MOST_HOURS = 0.25, 720.0
"""The bounds of an interval of the reader's own."""
SECRETS = frozenset({"cookie", "headers", "proxy", "password"})
"""Keys whose values are not repeated in messages and not shown."""

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_PROGRAM = 'must be a list of a program and its arguments, such as ["pass", "show", "news"]'


class NotUsable(ValueError):
    """A value that cannot be used; the message is the rule that it breaks."""

    def __init__(self, key: str, rule: str) -> None:
        super().__init__(rule)
        self.key = key
        """The key whose value it is; empty for the table as a whole."""


def read_feed_options(values: Mapping[str, Any], folder: Path) -> FeedOptions:
    """Return the rule in a table, whose keys must be known; raises NotUsable.

    A path that is not absolute is meant from ``folder``.
    """
    if "password" in values:
        raise NotUsable(
            "password", "is not taken, as a file is no place for it; use password_command"
        )
    if "url" not in values:
        raise NotUsable("", "needs a url: a feed, what addresses begin with, or a host")
    read = {key: _READERS[key](key, value) for key, value in values.items()}
    if "password_file" in read:
        read["password_file"] = folder / read["password_file"]
    for one in ("password_command", "password_file"):
        if one in read and "user" not in read:
            raise NotUsable(one, "needs a user beside it")
    return FeedOptions(**read)


def _url(key: str, value: Any) -> str:
    if isinstance(value, str) and "//" in value and "@" not in value and clean_url(value):
        return clean_url(value)
    if isinstance(value, str) and _HOST.fullmatch(value):
        return value.lower()
    raise NotUsable(key, "must be a web address without a login, or the name of a host")


def _line(key: str, value: Any) -> str:
    if isinstance(value, str) and value and value.isprintable():
        return value
    raise NotUsable(key, "must be one line of text")


def _interval(key: str, value: Any) -> timedelta:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and LEAST_HOURS <= value <= MOST_HOURS:
        return timedelta(hours=value)
    raise NotUsable(key, f"must be hours from {LEAST_HOURS:g} to {MOST_HOURS:g}")


def _full_text(key: str, value: Any) -> str:
    if isinstance(value, str) and value in ("on", "off", "auto"):
        return value
    raise NotUsable(key, 'must be "on" or "off" or "auto"')


def _program(key: str, value: Any) -> tuple[str, ...]:
    if (
        isinstance(value, list)
        and all(isinstance(part, str) and "\0" not in part for part in value)
        and any(value[:1])
    ):
        return tuple(value)
    raise NotUsable(key, _PROGRAM)


def _file(key: str, value: Any) -> Path:
    if isinstance(value, str) and value and "\0" not in value:
        return Path(value).expanduser()
    raise NotUsable(key, "must be the path of a file")


def _headers(key: str, value: Any) -> Mapping[str, str]:
    if isinstance(value, dict) and all(
        _HEADER_NAME.fullmatch(name) and isinstance(text, str) and text.isprintable()
        for name, text in value.items()
    ):
        return MappingProxyType(dict(value))
    raise NotUsable(key, 'must be a table of lines of text, such as { X-Key = "…" }')


def _proxy(key: str, value: Any) -> str:
    if isinstance(value, str) and value.startswith("http://") and clean_url(value):
        return clean_url(value)
    raise NotUsable(key, "must be an address that begins with http://")


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "url": _url,
    "title": _line,
    "interval": _interval,
    "full_text": _full_text,
    "user": _line,
    "password_command": _program,
    "password_file": _file,
    "cookie": _line,
    "headers": _headers,
    "user_agent": _line,
    "proxy": _proxy,
    "command": _program,
    "filter": _program,
}

KEYS = tuple(_READERS)
"""What a table can say."""
