"""Writes a JSON Schema of config.toml, by which editors check and complete it."""

from collections.abc import Collection

from newsreader.domain.options.key_names import PRESETS, SEQUENCE
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
)
from newsreader.settings.example import KEYS_EXAMPLE, is_empty
from newsreader.settings.text_patterns import whole
from newsreader.settings.value_kind import Schema


def json_schema(commands: Collection[str] = ()) -> Schema:
    """Return the schema, draft 2020-12, of a configuration file that is read without a warning.

    ``commands`` are the ids that ``[keys]`` may name; without them any is permitted.
    """
    tables: dict[str, Schema] = {name: _table(table) for name, table in TABLES.items()}
    tables[KEYS_TABLE] = _keys(commands)
    tables[FEED_TABLES] = {"type": "array", "items": _table(FEED)}
    tables[MACRO_TABLES] = {"type": "array", "items": _table(MACRO)}
    tables[RULE_TABLES] = {
        "type": "array",
        "items": {**_table(RULE), "anyOf": [{"required": ["do"]}, {"required": ["run"]}]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of newsreader",
        "type": "object",
        "properties": {
            name: {"description": DOCS[name], **schema} for name, schema in tables.items()
        },
        "additionalProperties": False,
    }


def _table(table: Table) -> Schema:
    required = [key for key, one in table.items() if one.required]
    needs = {key: [one.needs] for key, one in table.items() if one.needs}
    return {
        "type": "object",
        "properties": {key: _property(one) for key, one in table.items() if not one.takes_rest},
        **next((dict(one.kind.schema) for one in table.values() if one.takes_rest), {}),
        "additionalProperties": False,
        **({"required": required} if required else {}),
        **({"dependentRequired": needs} if needs else {}),
    }


def _property(one: Declaration) -> Schema:
    default = None if one.default is None else one.kind.write(one.default)
    return {
        "description": one.doc,
        **one.kind.schema,
        **({} if is_empty(default) else {"default": default}),
        **({} if one.example in (None, default) else {"examples": [one.example]}),
    }


def _keys(commands: Collection[str]) -> Schema:
    key = rf"\s*{SEQUENCE}\s*"
    return {
        "type": "object",
        "properties": {PRESET: {"enum": [*PRESETS]}},
        "propertyNames": {"enum": [PRESET, *commands]} if commands else {},
        "additionalProperties": {
            "anyOf": [
                {"type": "string", "pattern": whole(f"{key}(?:,{key})*")},
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": "string", "pattern": whole(key)},
                },
            ]
        },
        "examples": [dict(KEYS_EXAMPLE)],
    }
