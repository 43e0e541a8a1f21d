"""The settings that the dataclasses declare: each key with its kind, default and meaning."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any, get_type_hints

from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.macros import Macro
from newsreader.domain.options.setting import Form, about
from newsreader.domain.rules import Rule
from newsreader.settings.kinds import kind_of
from newsreader.settings.value_kind import Kind
from newsreader.settings.values import Settings


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is known about one key of a table."""

    kind: Kind
    """How its value is read, written and explained."""
    doc: str
    """What it means."""
    default: Any
    """The setting where the file does not say it; None where it must."""
    required: bool
    """Whether a table without it cannot be used."""
    example: Any
    """A value as config.toml holds it, by which it is explained."""
    secret: bool
    """Whether its value is never shown."""
    takes_rest: bool
    """Whether it is no key itself, but holds the others of its table that are patterns."""
    needs: str
    """The key beside it without which it means nothing; empty for none."""


Table = Mapping[str, Declaration]
"""The keys of a table, in the order of the fields."""


def declared(table: type[Any]) -> Table:
    """Return the keys that the fields of a dataclass declare.

    Raises TypeError for a field that says nothing about itself or has an unknown type.
    """
    hints = get_type_hints(table)
    found: dict[str, Declaration] = {}
    for field in fields(table):
        said = about(field)
        if said is None:
            raise TypeError(f"{table.__name__}.{field.name} is not declared by setting().")
        try:
            kind = kind_of(hints[field.name], said.accepts, said.example)
        except TypeError as error:
            raise TypeError(f"{table.__name__}.{field.name}: {error}") from None
        factory = field.default_factory
        default = None if factory is MISSING else factory()
        found[field.name] = Declaration(
            kind=kind,
            doc=said.doc,
            default=default,
            required=factory is MISSING,
            example=kind.write(default) if said.example is None else said.example,
            secret=said.secret,
            takes_rest=said.accepts is Form.PROGRAMS,
            needs=said.needs,
        )
    return MappingProxyType(found)


KEYS_TABLE = "keys"
"""The table that binds commands to other keys."""
FEED_TABLES = "feed"
"""The tables, as many as there are, that are each about some feeds."""
MACRO_TABLES = "macro"
"""The tables that each put several commands under one name."""
PRESET = "preset"
"""The key of ``[keys]`` that names the keys to begin with."""
RULE_TABLES = "rule"
"""The tables that each say what is done with articles."""

_DOCS = {one.name: said.doc for one in fields(Settings) if (said := about(one))}

TYPES: Mapping[str, type[Any]] = {
    name: kind
    for name, kind in get_type_hints(Settings).items()
    if isinstance(kind, type) and is_dataclass(kind)
}
"""The dataclass of each table that holds settings, by the table's name."""
TABLES: Mapping[str, Table] = {name: declared(kind) for name, kind in TYPES.items()}
"""The tables that hold settings, by name; beside them stand ``[keys]``, each ``[[feed]]``,
each ``[[macro]]`` and each ``[[rule]]``."""
FEED: Table = declared(FeedOptions)
"""The keys of a ``[[feed]]``."""
MACRO: Table = declared(Macro)
"""The keys of a ``[[macro]]``."""
RULE: Table = declared(Rule)
"""The keys of a ``[[rule]]``."""
DOCS: Mapping[str, str] = {
    FEED_TABLES: _DOCS.pop("feeds"),
    MACRO_TABLES: _DOCS.pop("macros"),
    RULE_TABLES: _DOCS.pop("rules"),
    **_DOCS,
}
"""What each table is about."""


def shown(table: Table, values: Any) -> dict[str, Any]:
    """Return what a dataclass of ``table`` says, as TOML and JSON hold it, without the secrets."""
    said: dict[str, Any] = {}
    for key, one in table.items():
        value = getattr(values, key)
        if one.takes_rest:
            said |= one.kind.write(value)
        elif not one.secret:
            said[key] = None if value is None else one.kind.write(value)
    return said
