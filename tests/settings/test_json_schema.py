"""The JSON Schema of config.toml permits what read_settings does, and nothing else."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.domain.errors import SettingsError
from newsreader.domain.options.theme_names import OWN_NAME
from newsreader.settings.declarations import FEED, TABLES
from newsreader.settings.example import example_config
from newsreader.settings.json_schema import json_schema
from newsreader.settings.reading import read_settings

COMMANDS = ("open", "down")
VALIDATOR = jsonschema.Draft202012Validator(json_schema(COMMANDS))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(COMMANDS))
    jsonschema.Draft202012Validator.check_schema(json_schema())
    json.dumps(json_schema())


def test_it_permits_the_example_as_it_is_and_without_its_comment_signs() -> None:
    text = example_config()
    VALIDATOR.validate(tomllib.loads(text))
    bare = [line.removeprefix("##").removeprefix("#").strip() for line in text.splitlines()]
    values = [line for line in bare if " = " in line or line.startswith("[")]
    content = tomllib.loads("\n".join(values))
    assert set(content["feed"][0]) == set(FEED)
    for name, table in TABLES.items():
        keys = {key for key, one in table.items() if not one.takes_rest}
        patterns = [set(one.example) for one in table.values() if one.takes_rest]
        assert set(content[name]) == keys.union(*patterns)
    VALIDATOR.validate(content)


TEXTS = [
    *("", " ", "a", "on", "off", "auto", "dark", "never", "a\tb", "a\n", "a\u202eb", "👩‍👧"),
    *("a.example", "A-b.example", "-a.example", "a.example\n", "a_b", "localhost:80"),
    *("https://a.example", "HTTPS://a.example/x y", " http://a.example:80/ ", "https://"),
    *("https://ann:pw@a.example/", "https://a.example/@ann", "https://ä.example/ö?x#y"),
    *("http://[::1]:8000/", "http://a.example\n", "https:///x", "http://a b/", "ftp://a.example"),
    *("http://ann:pw@a.example:3128", "http://:80", "//a.example", "~/notes", "notes\0"),
    *("socks5h://a.example", "https://a.example:0", "http://a.example:00", "socks5://u:p@[::1]:9"),
    *("Host", "hOST", "Hosts", "Transfer-Encoding", "content-length", "Proxy-Connection", "TE"),
    *("j", "j,down", " j , ctrl+n ", "ctrl d", "j,", ",", "ctrl+", "J", "j\n", "é", "?\t,!"),
    *("ctrl+ctrl+q", "shift+a", "shift+f1", "ctrl+A", "alt+shift+a", "entr", "page_down"),
    *(
        "90d",
        "3M",
        "1y",
        "9999y",
        "0d",
        "000w",
        "07d",
        "24h",
        "90 d",
        "90d\n",
        "forever",
        "ForEver",
    ),
    *("-1d", "12345d", "٣d", "1d ", "d"),
]
"""Texts on both sides of a rule."""

text = st.sampled_from(TEXTS) | st.text(max_size=8).filter(lambda one: not one.startswith("~"))
leaf = (
    text
    | st.booleans()
    | st.integers(-2, 800)
    # To JSON 72.0 is a whole number, to TOML it is none; JSON has no nan.
    | st.floats(-1, 800).filter(lambda one: not one.is_integer())
)
anything = st.recursive(
    leaf,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=4,
)


def tables(table: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return tables of which most keys are known and many values can be used."""
    known = {key: st.just(one.example) | anything for key, one in table.items()}
    return st.fixed_dictionaries({}, optional=known) | st.dictionaries(text, anything, max_size=1)


feed = st.fixed_dictionaries(
    {"url": st.sampled_from(["a.example", "https://a.example/"]) | text},
    optional={key: st.just(one.example) | anything for key, one in FEED.items() if key != "url"},
)
documents = st.fixed_dictionaries(
    {},
    optional={
        **{name: tables(dict(table)) | anything for name, table in TABLES.items()},
        "keys": st.dictionaries(
            st.sampled_from([*COMMANDS, "opem"]), text | st.lists(text, max_size=2) | anything
        ),
        "feed": st.lists(feed, max_size=2) | st.lists(tables(dict(FEED)), max_size=1) | anything,
        "fetsch": anything,
    },
)


def toml(value: Any) -> str:
    """Return a value of JSON in TOML, tables inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_schema_and_parser_agree(document: dict[str, Any]) -> None:
    assert agree(document)


SHORT = ["", " ", "a", "a\tb", "a\n", "a\u202eb", "notes\0", "j", "ctrl d"]
VALUES: list[Any] = [
    *(True, False, 0, -1, 1, 8, 39, 40, 61, 121, 721, 0.1, 0.25, 1.5, 300.5, [], {}, [[]], [{}]),
    *TEXTS,
    *([one] for one in SHORT),
    *([one, "x"] for one in SHORT),
    *({"X-Key": one} for one in SHORT),
    *({one: "x"} for one in (*SHORT, "Host", "content-LENGTH", "hosts", "te")),
]
"""Values on both sides of every rule."""


@pytest.mark.parametrize("name", [*TABLES, "feed", "keys"])
def test_schema_and_parser_agree_on_every_value_of_a_key(name: str) -> None:
    keys = (*{**TABLES, "feed": FEED, "keys": {"open": None}}[name], "unknown")
    for key in keys:
        for value in VALUES:
            table = {key: value}
            document = {
                name: [{"url": "a.example", "user": "ann", **table}] if name == "feed" else table
            }
            assert agree(document), (key, value)


@pytest.mark.parametrize(
    "document",
    [
        {"feed": []},
        {"feed": {}},
        {"feed": [{}]},
        {"feed": [{"title": "A"}]},
        {"feed": [{"url": "a.example", "password_file": "x"}]},
        {"feed": [{"url": "a.example", "password_command": ["x"]}]},
        {"feed": [{"url": "a.example", "password": "x"}]},
        {"feed": [{"url": "a.example", "user": "", "password_file": "x"}]},
        {"keys": {"opem": "x"}},
        {"keys": {"open": "a,b,c"}},
        {"keys": {"open": "a,b,c,"}},
        {"look": []},
        {"look": 1},
        {"look": {}},
        {"lok": {}},
    ],
)
def test_schema_and_parser_agree_on_tables(document: dict[str, Any]) -> None:
    assert agree(document)


def agree(document: dict[str, Any]) -> bool:
    """Return whether schema and parser take a document both, all that it says, or both do not."""
    text = "".join(f"{toml(name)} = {toml(value)}\n" for name, value in document.items())
    try:
        taken = not read_settings(text, Path("config.toml"), COMMANDS).warnings
    except SettingsError as error:
        if "look.theme" in str(error) and re.fullmatch(OWN_NAME, str(document["look"]["theme"])):
            return True  # a schema cannot know of which themes there are files
        if "must be CSS selectors" in str(error):
            return True  # nor what a selector is
        taken = False
    return VALIDATOR.is_valid(document) is taken
