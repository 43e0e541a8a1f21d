"""Reads config.toml into frozen settings, and says in which line what is wrong with it."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from newsreader.domain.errors import SettingsError
from newsreader.domain.feed_options import FeedOptions
from newsreader.settings.feed_tables import (
    KEYS,
    SECRETS,
    NotUsable,
    read_feed_options,
)


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a setting may be."""

    low: float
    """The least."""
    high: float
    """The greatest."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen looks."""

    theme: Literal["dark", "light"] = "dark"
    """The colours."""
    width: Annotated[int, Range(40, 120)] = 72
    """The widest that a line of an article may be, in cells."""
    glyphs: Literal["auto", "unicode", "ascii"] = "auto"
    """The signs for unread, bookmarked and noted; auto asks the locale."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How feeds and pages are fetched."""

    connections: Annotated[int, Range(1, 100)] = 24
    """How many servers are asked at the same time."""
    per_host: Annotated[int, Range(1, 8)] = 1
    """How many connections go to one server at the same time."""
    timeout: Annotated[float, Range(1, 300)] = 20.0
    """How long one answer may take, in seconds, redirects included."""
    full_text: Literal["auto", "never"] = "auto"
    """Whether the page is fetched where a feed has only the beginning of a story."""
    on_start: bool = True
    """Whether feeds that are due are refreshed when the app starts, and while it runs."""
    pause: Annotated[float, Range(0, 60)] = 0.25
    """How long one server is left alone between two requests, in seconds."""
    shortest: Annotated[float, Range(0.25, 168)] = 1.0
    """The shortest time after which a feed is due again, in hours; by itself a feed is due as
    often as it publishes, and never before its server wishes."""
    longest: Annotated[float, Range(1, 720)] = 24.0
    """The longest time after which a feed is due again, in hours."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """Where exports go."""

    directory: Path | None = None
    """The folder for Markdown files; when not set, "exports" beside the library."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that config.toml can say."""

    look: Look = Look()
    """How the screen looks."""
    fetch: Fetching = Fetching()
    """How feeds and pages are fetched."""
    export: Exporting = Exporting()
    """Where exports go."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Other keys for commands: the id of a command and its keys, joined by commas."""
    feeds: tuple[FeedOptions, ...] = ()
    """What is done differently for some feeds; a table for each."""
    warnings: tuple[str, ...] = ()
    """What the file says that is not understood and was passed over, a sentence each."""


TABLES: Mapping[str, type[Look] | type[Fetching] | type[Exporting]] = {
    "look": Look,
    "fetch": Fetching,
    "export": Exporting,
}
"""The tables of the file that hold settings, by name; beside them stands ``[keys]``."""

KEYS_TABLE = "keys"
"""The table that binds commands to other keys."""
FEED_TABLES = "feed"
"""The tables, as many as there are, that are each about some feeds."""

_KEY = re.compile(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*(?:[a-z][a-z0-9_]*|[^\s,])")
_HEADER = re.compile(r"\s*(\[{1,2})\s*([^\[\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"""\s*([\w."'-]+(?:\s*\.\s*[\w."'-]+)*)\s*=""")
_AT_LINE = re.compile(r"^(.*?)\s*\(at line (\d+), column \d+\)$", re.DOTALL)


def load_settings(path: Path, commands: Collection[str] = ()) -> Settings:
    """Return the settings in the TOML file at ``path``; a file that is not there is empty.

    ``commands`` are the ids that ``[keys]`` may name; without them any is taken. What is not
    known becomes one of ``Settings.warnings``. Raises ``SettingsError``, naming file, line and
    key, when the file is not TOML or a value cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax_sentence(path, str(error))) from None
    return _ConfigFile(path, _line_numbers(text)).read(content, commands)


@dataclass(frozen=True, slots=True)
class _ConfigFile:
    """A file that is being read, to name it and its lines in messages."""

    path: Path
    lines: Mapping[str, int]

    def read(self, content: Mapping[str, Any], commands: Collection[str]) -> Settings:
        warnings: list[str] = []
        tables: dict[str, Any] = {}
        for name, values in content.items():
            if name == FEED_TABLES:
                tables["feeds"] = self._feeds(values, warnings)
            elif name not in (*TABLES, KEYS_TABLE):
                warnings.append(self._unknown(name, _setting_names()))
            elif not isinstance(values, dict):
                raise self._error(name, f"must be a table, written [{name}]", values)
            elif name == KEYS_TABLE:
                tables[name] = MappingProxyType(self._keys(values, commands, warnings))
            else:
                tables[name] = self._table(name, values, warnings)
        return Settings(**tables, warnings=tuple(warnings))

    def _table(self, name: str, values: Mapping[str, Any], warnings: list[str]) -> Any:
        kind = TABLES[name]
        hints = get_type_hints(kind, include_extras=True)
        known: dict[str, Any] = {}
        for key, value in values.items():
            if key in hints:
                known[key] = self._value(f"{name}.{key}", hints[key], value)
            else:
                warnings.append(self._unknown(f"{name}.{key}", _setting_names()))
        return kind(**known)

    def _value(self, key: str, hint: Any, value: Any) -> Any:
        """Return ``value`` as the type ``hint`` wants it; raises ``SettingsError``."""
        if get_origin(hint) is Literal:
            if value in get_args(hint) and isinstance(value, str):
                return value
            choices = " or ".join(f'"{choice}"' for choice in get_args(hint))
            raise self._error(key, f"must be {choices}", value)
        if get_origin(hint) is Annotated:
            number, limits = get_args(hint)
            usable = isinstance(value, int) or (number is float and isinstance(value, float))
            if usable and not isinstance(value, bool) and limits.low <= value <= limits.high:
                return number(value)
            noun = "a whole number" if number is int else "a number"
            raise self._error(key, f"must be {noun} from {limits.low:g} to {limits.high:g}", value)
        if hint is bool:
            if isinstance(value, bool):
                return value
            raise self._error(key, "must be true or false", value)
        if isinstance(value, str) and value and "\0" not in value:
            # A path that is not absolute is meant from the folder of the file that says it.
            return self.path.parent / Path(value).expanduser()
        raise self._error(key, "must be the path of a folder", value)

    def _feeds(self, tables: Any, warnings: list[str]) -> tuple[FeedOptions, ...]:
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self._error(FEED_TABLES, "must be tables, each written [[feed]]", tables)
        rules: list[FeedOptions] = []
        for number, values in enumerate(tables):
            place = f"{FEED_TABLES}[{number}]"
            names = [f"{FEED_TABLES}.{key}" for key in KEYS]
            for key in [key for key in values if key not in (*KEYS, "password")]:
                warnings.append(self._unknown(f"{FEED_TABLES}.{key}", names, f"{place}.{key}"))
                del values[key]
            try:
                rules.append(read_feed_options(values, self.path.parent))
            except NotUsable as error:
                key = f"{FEED_TABLES}.{error.key}".rstrip(".")
                value = values.get(error.key, "")
                if error.key in SECRETS or "@" in str(value):
                    value = ""
                raise self._error(key, str(error), value, f"{place}.{error.key}") from None
        return tuple(rules)

    def _keys(
        self, values: Mapping[str, Any], commands: Collection[str], warnings: list[str]
    ) -> dict[str, str]:
        keys: dict[str, str] = {}
        for command, value in values.items():
            name = f"{KEYS_TABLE}.{command}"
            if commands and command not in commands:
                warnings.append(self._unknown(name, [f"{KEYS_TABLE}.{one}" for one in commands]))
                continue
            parts = value.split(",") if isinstance(value, str) else value
            if not isinstance(parts, list) or not parts:
                raise self._error(name, 'must be a key, such as "j" or "ctrl+d"', value)
            for part in parts:
                if not isinstance(part, str) or not _KEY.fullmatch(part.strip()):
                    raise self._error(name, 'must be a key, such as "j" or "ctrl+d"', part)
            keys[command] = ",".join(part.strip() for part in parts)
        return keys

    def _error(self, key: str, rule: str, value: object, place: str = "") -> SettingsError:
        """Return the error that ``key``, which stands at ``place``, breaks ``rule``.

        Of a ``[[feed]]``, which has a ``place``, an empty value is one that is not told.
        """
        written = str(value).lower() if isinstance(value, bool) else repr(value)
        instead = f", not {written[:80]}" if value != "" or not place else ""
        return SettingsError(f"{self._place(place or key)}: {key} {rule}{instead}.")

    def _unknown(self, key: str, known: Collection[str], place: str = "") -> str:
        nearest = _nearest(key, known)
        hint = f"; did you mean {nearest}?" if nearest else "."
        return f"{self._place(place or key)}: {key} is not known{hint}"

    def _place(self, key: str) -> str:
        line = self.lines.get(key) or self.lines.get(key.partition(".")[0])
        return f"{self.path}, line {line}" if line else str(self.path)


def _setting_names() -> list[str]:
    names = [f"{table}.{one.name}" for table, kind in TABLES.items() for one in fields(kind)]
    return [*TABLES, KEYS_TABLE, FEED_TABLES, *names]


def _nearest(key: str, known: Collection[str]) -> str:
    """Return the known name that ``key`` probably means: one mistyped, or in the wrong table."""
    last = key.rpartition(".")[2]
    elsewhere = [name for name in known if name.rpartition(".")[2] == last]
    return (elsewhere or get_close_matches(key, known, 1) or [""])[0]


def _syntax_sentence(path: Path, reason: str) -> str:
    placed = _AT_LINE.match(reason)
    where, what = (f"{path}, line {placed[2]}", placed[1]) if placed else (str(path), reason)
    return f"{where}: {what}."


def _line_numbers(text: str) -> dict[str, int]:
    """Return the line at which each table and each key of a TOML text first stands.

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


def _bare(key: str) -> str:
    """Return a TOML key without quotation marks and spaces around its points."""
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
