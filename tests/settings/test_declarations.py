"""A setting is one dataclass field: what is declared, and what cannot be."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest

from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.setting import Form, Range, setting
from newsreader.settings.declarations import FEED, TABLES, TYPES, Table, declared
from newsreader.settings.example import example_config, is_empty
from newsreader.settings.json_schema import json_schema
from newsreader.settings.value_kind import WrongValue

EVERY_TABLE: dict[str, tuple[type[Any], Table]] = {
    **{name: (TYPES[name], table) for name, table in TABLES.items()},
    "feed": (FeedOptions, FEED),
}


@dataclass(frozen=True)
class Probe:
    level: int = setting(3, "How high it is.", Range(1, 5))
    share: float = setting(0.5, "How much of it.", Range(0, 1))
    name: str = setting("", "What it is called.")
    place: Path | None = setting(None, "Where it lies.", Form.FOLDER)


def test_a_field_is_read_as_its_type_and_not_as_a_path(tmp_path: Path) -> None:
    table = declared(Probe)
    assert list(table) == ["level", "share", "name", "place"]
    assert table["name"].kind.read("x/y", tmp_path) == "x/y"
    assert table["place"].kind.read("x/y", tmp_path) == tmp_path / "x" / "y"
    assert table["level"].default == 3
    assert table["share"].doc == "How much of it."
    with pytest.raises(WrongValue, match="a whole number from 1 to 5"):
        table["level"].kind.read(6, tmp_path)


@dataclass(frozen=True)
class OfUnknownType:
    when: complex = setting(0j, "A type that no setting has.")


@dataclass(frozen=True)
class WithoutRange:
    level: int = setting(3, "A number that says no bounds.")


@dataclass(frozen=True)
class OfAnotherForm:
    name: str = setting("", "A text that should be a folder.", Form.FOLDER)


@dataclass(frozen=True)
class Undeclared:
    level: int = 3


@pytest.mark.parametrize("table", [OfUnknownType, WithoutRange, OfAnotherForm, Undeclared])
def test_a_field_that_cannot_be_read_is_a_fault_of_the_program(table: type[Any]) -> None:
    with pytest.raises(TypeError, match=rf"{table.__name__}\.\w+"):
        declared(table)


@pytest.mark.parametrize("name", EVERY_TABLE)
def test_every_field_is_read_explained_and_in_the_schema(name: str, tmp_path: Path) -> None:
    kind, table = EVERY_TABLE[name]
    assert list(table) == [field.name for field in fields(kind)]
    schema = json_schema()["properties"][name]
    properties = schema.get("items", schema)["properties"]
    example = example_config()
    for key, one in table.items():
        one.kind.read(one.example, tmp_path)
        if one.takes_rest:
            assert all(f'# "{pattern}" = ' in example for pattern in one.example)
            assert schema["patternProperties"] and key not in properties
            continue
        assert f"# {key} = " in example
        assert properties[key]["description"] == one.doc


@pytest.mark.parametrize("name", EVERY_TABLE)
def test_every_default_is_written_as_it_is_read(name: str, tmp_path: Path) -> None:
    for one in EVERY_TABLE[name][1].values():
        if not is_empty(one.default):
            assert one.kind.read(one.kind.write(one.default), tmp_path) == one.default
