"""Takes each table of config.toml for what it stands for, and keeps what is wrong with it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsreader.domain.clean import clean_line
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.key_names import DEFAULT_PRESET, KEY, PRESETS, nearest_key
from newsreader.domain.options.macros import Macro
from newsreader.domain.options.openers import PATTERN_SIGNS
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
    Table,
)
from newsreader.settings.faults import Fault
from newsreader.settings.program_kinds import pattern_advice
from newsreader.settings.value_kind import WrongValue
from newsreader.settings.values import Settings

_KEY_RULE = 'must be a key, such as "j" or "ctrl+d"'
_COMMA_RULE = 'must be keys with commas between them ("comma" is the key itself)'
_NAME_LIMIT = 80
_LARGE = 10**18


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file that is being read, to name it and its lines in messages."""

    path: Path
    lines: Mapping[str, int]
    commands: Collection[str]
    faults: list[Fault] = field(default_factory=list)
    named: dict[str, int | None] = field(default_factory=dict)
    """The lines of macros and rules, by what sentences call them."""

    def settings(self, content: Mapping[str, Any]) -> Settings:
        """Return the settings that can be used; what is wrong with the others is kept."""
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
                self._wrong(name, f"must be a table, written [{name}]", values)
            elif name == KEYS_TABLE:
                preset = values.pop(PRESET, DEFAULT_PRESET)
                tables["preset"] = self._preset(preset, f"{name}.{PRESET}")
                tables[name] = MappingProxyType(dict(self._keys(values)))
            else:
                known, wrong = self._known(name, TABLES[name], values, _setting_names())
                self.faults.extend(wrong)
                tables[name] = TYPES[name](**known)
        return Settings(**tables)

    def _tables(self, name: str, tables: Any) -> list[dict[str, Any]]:
        """Return the tables of an array, none where it is something else."""
        if isinstance(tables, list) and all(isinstance(one, dict) for one in tables):
            return tables
        self._wrong(name, f"must be tables, each written [[{name}]]", tables)
        return []

    def _feeds(self, tables: Any) -> Iterator[FeedOptions]:
        names = [f"{FEED_TABLES}.{key}" for key in FEED]
        for number, values in enumerate(self._tables(FEED_TABLES, tables)):
            place = f"{FEED_TABLES}[{number}]"
            if values.pop("password", None) is not None:
                self._error(
                    f"{place}.password",
                    f"{FEED_TABLES}.password is not taken, as a file is no place for it; "
                    "use password_command",
                )
            known, wrong = self._known(FEED_TABLES, FEED, values, names, place)
            self.faults.extend(wrong)
            if "url" not in values:
                self._error(
                    place,
                    f"{FEED_TABLES} needs a url: a feed, what addresses begin with, or a host",
                )
            elif "url" in known:
                yield FeedOptions(**known)

    def _preset(self, value: Any, name: str) -> str:
        if value in PRESETS:
            return str(value)
        known = ", ".join(f'"{one}"' for one in PRESETS)
        self._wrong(name, f"must be one of {known}", value)
        return DEFAULT_PRESET

    def _macros(self, tables: Any) -> Iterator[Macro]:
        """Yield the macros that can be used; what is wrong with another is not serious."""
        names = [f"{MACRO_TABLES}.{key}" for key in MACRO]
        taken: set[str] = set()
        for number, values in enumerate(self._tables(MACRO_TABLES, tables)):
            place = f"{MACRO_TABLES}[{number}]"
            known, wrong = self._known(MACRO_TABLES, MACRO, values, names, place)
            if wrong:
                self.faults.extend(replace(one, serious=False) for one in wrong)
                continue
            fault = next((f"needs {key}" for key in ("name", "do") if key not in known), "")
            if not fault and known["name"] in taken:
                fault = f"has two of the name “{known['name']}”; the second is left out"
            if fault:
                self._warn(place, f"{MACRO_TABLES} {fault}.")
                continue
            taken.add(known["name"])
            self.named[f"macro {known['name']}"] = self._line(place)
            yield Macro(**known)

    def _rules(self, tables: Any) -> Iterator[Rule]:
        """Yield the rules that can be used; what is wrong with another is not serious."""
        names = [f"{RULE_TABLES}.{key}" for key in RULE]
        taken: set[str] = set()
        for number, values in enumerate(self._tables(RULE_TABLES, tables)):
            place = f"{RULE_TABLES}[{number}]"
            if "query" not in values:
                self._warn(place, f"{RULE_TABLES} needs a query.")
                continue
            known, wrong = self._known(RULE_TABLES, RULE, values, names, place)
            if wrong:
                self.faults.extend(replace(one, serious=False) for one in wrong)
                continue
            rule = Rule(**known)
            fault = fault_of(rule, datetime.now(UTC))
            if rule.label in taken:
                fault = f"two rules are called “{rule.label}”; the second is left out"
            if fault:
                self._warn(f"{place}.query", f"{clean_line(fault)}.")
                continue
            taken.add(rule.label)
            self.named[f"the rule “{rule.label}”"] = self._line(place)
            yield rule

    def _known(
        self,
        name: str,
        table: Table,
        values: Mapping[str, Any],
        names: Collection[str],
        place: str = "",
    ) -> tuple[dict[str, Any], list[Fault]]:
        """Return the settings that ``values`` hold, by the names of their fields, and the faults.

        ``names`` are the keys that an unknown one may be meant for, ``place`` is where the
        table stands, if not at its ``name``.
        """
        place = place or name
        read: dict[str, Any] = {}
        wrong: list[Fault] = []
        rest = next((key for key, one in table.items() if one.takes_rest), "")
        for key, value in values.items():
            is_pattern = bool(rest) and not PATTERN_SIGNS.isdisjoint(key)
            if not is_pattern and (key not in table or key == rest):
                advice = pattern_advice(key, value) if rest and key != rest else ""
                self._pass_over(f"{name}.{key}", names, f"{place}.{key}", advice)
                continue
            declared = table[rest if is_pattern else key]
            try:
                taken = declared.kind.read({key: value} if is_pattern else value, self.path.parent)
            except WrongValue as error:
                secret = declared.secret or (isinstance(value, str) and "@" in value)
                written = "" if secret else f", not {_written(value)}"
                wrong.append(self._fault(f"{place}.{key}", f"{name}.{key} {error}{written}"))
                continue
            read[rest if is_pattern else key] = (
                {**read.get(rest, {}), **taken} if is_pattern else taken
            )
        for key in [*read]:
            needed = table[key].needs
            if needed and needed not in values:
                wrong.append(
                    self._fault(f"{place}.{key}", f"{name}.{key} needs a {needed} beside it")
                )
        return read, wrong

    def _keys(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for command, value in values.items():
            name = f"{KEYS_TABLE}.{command}"
            if self.commands and command not in self.commands:
                self._pass_over(name, [f"{KEYS_TABLE}.{one}" for one in self.commands])
                continue
            parts = value.split(",") if isinstance(value, str) else value
            if not isinstance(parts, list) or not parts:
                self._wrong(name, _KEY_RULE, value)
                continue
            wrong = next(_no_keys(parts), None)
            if wrong is None:
                yield command, ",".join(" ".join(part.split()) for part in parts)
            else:
                self._no_key(name, wrong, value)

    def _no_key(self, name: str, part: object, value: object) -> None:
        """Say why ``part`` of the ``value`` of a command is no key, and which one is meant."""
        if isinstance(part, str):
            if part.strip() == "," or (isinstance(value, str) and "," in value and not part):
                self._wrong(name, _COMMA_RULE, value if isinstance(value, str) else part)
                return
            nearest = nearest_key(part[:_NAME_LIMIT])
            if re.fullmatch(KEY, nearest):
                rule = f'must be a key that terminals send, such as "{nearest}"'
                self._wrong(name, rule, part)
                return
        self._wrong(name, _KEY_RULE, part)

    def _wrong(self, name: str, rule: str, value: object) -> None:
        self._error(name, f"{name} {rule}, not {_written(value)}")

    def _error(self, place: str, sentence: str) -> None:
        self.faults.append(self._fault(place, sentence))

    def _fault(self, place: str, sentence: str) -> Fault:
        key = re.sub(r"\[\d+\]", "", place)
        return Fault(self.path, self._line(place), key, f"{clean_line(sentence)}.")

    def _warn(self, place: str, sentence: str) -> None:
        """Take note of what is passed over; ``sentence`` is whole."""
        self.faults.append(replace(self._fault(place, ""), told=sentence, serious=False))

    def _pass_over(
        self, name: str, known: Collection[str], place: str = "", advice: str = ""
    ) -> None:
        """Warn of a name that is not known; without one that is near there may be an advice."""
        nearest = _nearest(name, known)
        if advice and nearest.rpartition(".")[0] != name.rpartition(".")[0]:
            nearest = ""
        hint = f"; did you mean {nearest}?" if nearest else f"; {advice}" if advice else "."
        self._warn(place or name, f"{clean_line(name, _NAME_LIMIT)} is not known{hint}")

    def _line(self, place: str) -> int | None:
        inside = (line for name, line in self.lines.items() if name.startswith(f"{place}."))
        return (
            self.lines.get(place) or next(inside, None) or self.lines.get(place.partition(".")[0])
        )


def _no_keys(parts: Sequence[object]) -> Iterator[object]:
    """Yield what is no key of the keys of a command, as the user wrote it."""
    for part in parts:
        if not isinstance(part, str) or not part.split():
            yield part
            continue
        for key in part.split():
            if not re.fullmatch(KEY, key):
                yield key if " " in part.strip() else part


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
    table, _, last = name[:_NAME_LIMIT].rpartition(".")
    elsewhere = [one for one in known if one.rpartition(".")[2] == last]
    here = [one.rpartition(".")[2] for one in known if one.rpartition(".")[0] == table]
    mistyped = [f"{table}.{one}" if table else one for one in get_close_matches(last, here, 1)]
    return (elsewhere or mistyped or [""])[0]


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
