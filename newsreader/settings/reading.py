"""Reads config.toml into frozen settings, and says in which line what is wrong with it."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsreader.domain.clean import clean_line
from newsreader.domain.errors import SettingsError
from newsreader.domain.feed_options import FeedOptions
from newsreader.domain.key_names import DEFAULT_PRESET, KEY, PRESETS, nearest_key
from newsreader.domain.macros import Macro
from newsreader.domain.openers import PATTERN_SIGNS
from newsreader.domain.rules import Rule, fault_of
from newsreader.settings.declarations import (
    FEED,
    FEED_TABLES,
    KEYS_TABLE,
    MACRO,
    MACRO_TABLES,
    PRESET,
    RULE,
    RULE_TABLES,
    TABLES,
    TYPES,
    Declaration,
    Table,
)
from newsreader.settings.toml_lines import line_numbers
from newsreader.settings.value_kind import WrongValue
from newsreader.settings.values import Settings

_AT_LINE = r"(?s)^(.*?)\s*\(at line (\d+), column \d+\)$"
_KEY_RULE = 'must be a key, such as "j" or "ctrl+d"'
_COMMA_RULE = 'must be keys with commas between them ("comma" is the key itself)'
_NAME_LIMIT = 80
_LARGE = 10**18


def load_settings(path: Path, commands: Collection[str] = ()) -> Settings:
    """Return the settings in the file at ``path``; a file that is not there is empty.

    Raises SettingsError when the file cannot be read, else as ``read_settings``.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # editors on Windows write a BOM
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
    return read_settings(text, path, commands)


def read_settings(text: str, path: Path, commands: Collection[str] = ()) -> Settings:
    """Return the settings in a TOML text, which is that of the file at ``path``.

    ``commands`` are the ids that ``[keys]`` may name; without them any is taken. What is not
    known becomes one of ``Settings.warnings``. Raises SettingsError, naming file, line and key,
    when the text is not TOML or a value cannot be used.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax_sentence(path, str(error))) from None
    except ValueError:  # what Python says to more than 4,300 of them
        raise SettingsError(f"{path} holds a number of too many digits.") from None
    except RecursionError:
        raise SettingsError(f"{path} cannot be read: it is nested too deeply.") from None
    return _ConfigFile(path, line_numbers(text), commands).settings(content)


@dataclass(frozen=True, slots=True)
class _ConfigFile:
    """A file that is being read, to name it and its lines in messages."""

    path: Path
    lines: Mapping[str, int]
    commands: Collection[str]
    warnings: list[str] = field(default_factory=list)

    def settings(self, content: Mapping[str, Any]) -> Settings:
        tables: dict[str, Any] = {}
        for name, values in content.items():
            if name == FEED_TABLES:
                tables["feeds"] = tuple(self._feeds(values))
            elif name == RULE_TABLES:
                tables["rules"] = tuple(self._rules(values))
            elif name == MACRO_TABLES:
                tables["macros"] = tuple(self._macros(values))
            elif name == KEYS_TABLE and isinstance(values, str):
                tables["preset"] = self._preset(values, name)
            elif name not in (*TABLES, KEYS_TABLE):
                self._pass_over(name, _setting_names())
            elif not isinstance(values, dict):
                raise self._wrong(name, f"must be a table, written [{name}]", values)
            elif name == KEYS_TABLE:
                preset = values.pop(PRESET, DEFAULT_PRESET)
                tables["preset"] = self._preset(preset, f"{name}.{PRESET}")
                tables[name] = MappingProxyType(dict(self._keys(values)))
            else:
                known = self._known(name, TABLES[name], values, _setting_names())
                tables[name] = TYPES[name](**known)
        return Settings(**tables, warnings=tuple(self.warnings))

    def _feeds(self, tables: Any) -> Iterator[FeedOptions]:
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self._wrong(
                FEED_TABLES, f"must be tables, each written [[{FEED_TABLES}]]", tables
            )
        names = [f"{FEED_TABLES}.{key}" for key in FEED]
        for number, values in enumerate(tables):
            place = f"{FEED_TABLES}[{number}]"
            if "password" in values:
                raise self._error(
                    f"{place}.password",
                    f"{FEED_TABLES}.password is not taken, as a file is no place for it; "
                    "use password_command",
                )
            if "url" not in values:
                raise self._error(
                    place,
                    f"{FEED_TABLES} needs a url: a feed, what addresses begin with, or a host",
                )
            yield FeedOptions(**self._known(FEED_TABLES, FEED, values, names, place))

    def _preset(self, value: Any, name: str) -> str:
        if value in PRESETS:
            return str(value)
        known = ", ".join(f'"{one}"' for one in PRESETS)
        raise self._wrong(name, f"must be one of {known}", value)

    def _macros(self, tables: Any) -> Iterator[Macro]:
        """Yield the macros that can be used; what is wrong with another is one of the warnings."""
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            rule = f"must be tables, each written [[{MACRO_TABLES}]]"
            raise self._wrong(MACRO_TABLES, rule, tables)
        names = [f"{MACRO_TABLES}.{key}" for key in MACRO]
        taken: set[str] = set()
        for number, values in enumerate(tables):
            place = f"{MACRO_TABLES}[{number}]"
            try:
                known = self._known(MACRO_TABLES, MACRO, values, names, place)
            except SettingsError as error:
                self.warnings.append(str(error))
                continue
            fault = next((f"needs {key}" for key in ("name", "do") if key not in known), "")
            if not fault and known["name"] in taken:
                fault = f"has two of the name “{known['name']}”; the second is left out"
            if fault:
                self.warnings.append(f"{self._line(place)}: {MACRO_TABLES} {fault}.")
                continue
            taken.add(known["name"])
            yield Macro(**known)

    def _rules(self, tables: Any) -> Iterator[Rule]:
        """Yield the rules that can be used; what is wrong with another is one of the warnings."""
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self._wrong(
                RULE_TABLES, f"must be tables, each written [[{RULE_TABLES}]]", tables
            )
        names = [f"{RULE_TABLES}.{key}" for key in RULE]
        taken: set[str] = set()
        for number, values in enumerate(tables):
            place = f"{RULE_TABLES}[{number}]"
            if "query" not in values:
                self.warnings.append(f"{self._line(place)}: {RULE_TABLES} needs a query.")
                continue
            try:
                rule = Rule(**self._known(RULE_TABLES, RULE, values, names, place))
            except SettingsError as error:
                self.warnings.append(str(error))
                continue
            fault = fault_of(rule, datetime.now(UTC))
            if rule.label in taken:
                fault = f"two rules are called “{rule.label}”; the second is left out"
            if fault:
                self.warnings.append(f"{self._line(f'{place}.query')}: {clean_line(fault)}.")
                continue
            taken.add(rule.label)
            yield rule

    def _known(
        self,
        name: str,
        table: Table,
        values: Mapping[str, Any],
        names: Collection[str],
        place: str = "",
    ) -> dict[str, Any]:
        """Return the settings that ``values`` hold, by the names of their fields.

        ``names`` are the keys that an unknown one may be meant for, ``place`` is where the
        table stands, if not at its ``name``. Raises SettingsError.
        """
        place = place or name
        read: dict[str, Any] = {}
        rest = next((key for key, one in table.items() if one.takes_rest), "")
        for key, value in values.items():
            if rest and not PATTERN_SIGNS.isdisjoint(key):
                program = self._value(table[rest], key, {key: value}, name, f"{place}.{key}")
                read[rest] = {**read.get(rest, {}), **program}
                continue
            if key not in table or key == rest:
                self._pass_over(f"{name}.{key}", names, f"{place}.{key}")
                continue
            read[key] = self._value(table[key], key, value, name, f"{place}.{key}")
        for key in read:
            if (needed := table[key].needs) and needed not in read:
                raise self._error(f"{place}.{key}", f"{name}.{key} needs a {needed} beside it")
        return read

    def _value(self, declared: Declaration, key: str, value: Any, table: str, place: str) -> Any:
        """Return what a value stands for; raises SettingsError."""
        try:
            return declared.kind.read(value, self.path.parent)
        except WrongValue as error:
            value = value[key] if declared.takes_rest else value
            secret = declared.secret or (isinstance(value, str) and "@" in value)
            written = "" if secret else f", not {_written(value)}"
            raise self._error(place, f"{table}.{key} {error}{written}") from None

    def _keys(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for command, value in values.items():
            name = f"{KEYS_TABLE}.{command}"
            if self.commands and command not in self.commands:
                self._pass_over(name, [f"{KEYS_TABLE}.{one}" for one in self.commands])
                continue
            parts = value.split(",") if isinstance(value, str) else value
            if not isinstance(parts, list) or not parts:
                raise self._wrong(name, _KEY_RULE, value)
            for part in parts:
                if not isinstance(part, str) or not part.split():
                    raise self._no_key(name, part, value)
                for key in part.split():
                    if not re.fullmatch(KEY, key):
                        raise self._no_key(name, key if " " in part.strip() else part, value)
            yield command, ",".join(" ".join(part.split()) for part in parts)

    def _no_key(self, name: str, part: object, value: object) -> SettingsError:
        """Say why ``part`` of the ``value`` of a command is no key, and which one is meant."""
        if isinstance(part, str):
            if part.strip() == "," or (isinstance(value, str) and "," in value and not part):
                return self._wrong(name, _COMMA_RULE, value if isinstance(value, str) else part)
            nearest = nearest_key(part[:_NAME_LIMIT])
            if re.fullmatch(KEY, nearest):
                rule = f'must be a key that terminals send, such as "{nearest}"'
                return self._wrong(name, rule, part)
        return self._wrong(name, _KEY_RULE, part)

    def _wrong(self, name: str, rule: str, value: object) -> SettingsError:
        return self._error(name, f"{name} {rule}, not {_written(value)}")

    def _error(self, place: str, sentence: str) -> SettingsError:
        return SettingsError(f"{self._line(place)}: {clean_line(sentence)}.")

    def _pass_over(self, name: str, known: Collection[str], place: str = "") -> None:
        """Warn of a name that is not known."""
        nearest = _nearest(name, known)
        hint = f"; did you mean {nearest}?" if nearest else "."
        shown = clean_line(name, _NAME_LIMIT)
        self.warnings.append(f"{self._line(place or name)}: {shown} is not known{hint}")

    def _line(self, place: str) -> str:
        line = self.lines.get(place) or self.lines.get(place.partition(".")[0])
        return f"{self.path}, line {line}" if line else str(self.path)


def _setting_names() -> list[str]:
    names = [
        f"{name}.{key}"
        for name, table in TABLES.items()
        for key, one in table.items()
        if not one.takes_rest
    ]
    return [*TABLES, KEYS_TABLE, MACRO_TABLES, FEED_TABLES, RULE_TABLES, *names]


def _nearest(name: str, known: Collection[str]) -> str:
    """Return the known name that ``name`` probably means: one mistyped, or in the wrong table."""
    last = name.rpartition(".")[2]
    elsewhere = [one for one in known if one.rpartition(".")[2] == last]
    return (elsewhere or get_close_matches(name[:_NAME_LIMIT], known, 1) or [""])[0]


def _written(value: object) -> str:
    """Return a value as it may stand in a message; of a list or table only that it is one."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):  # also of one whose items are wrong where a list is right
        return "this list" if value else "an empty list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > _LARGE:
        return "a number so large"
    return repr(value)[:_NAME_LIMIT]


def _syntax_sentence(path: Path, reason: str) -> str:
    placed = re.match(_AT_LINE, reason)
    where, what = (f"{path}, line {placed[2]}", placed[1]) if placed else (str(path), reason)
    return f"{where}: {clean_line(what)}."
