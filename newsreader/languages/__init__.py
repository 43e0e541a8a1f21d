"""The words of each language as data: one TOML file a language, its keys explained in en.toml."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """Return the BCP 47 primary tags of the languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def table(code: str, name: str) -> Mapping[str, Any]:
    """Return one table of a language's file, its subtables included; empty where it has none.

    The name ``""`` stands for the keys above the first table. Only the table's own lines are
    parsed, since most callers need a small part of the file.
    """
    import tomllib  # not at start: tables are read on first need

    if not name:
        return tomllib.loads(_text(code).partition("\n[")[0])
    lines = rf"^\[{name}\]\n.*?(?=^\[(?!{name}\.)|\Z)"
    found = re.search(lines, _text(code), re.MULTILINE | re.DOTALL)
    return tomllib.loads(found[0])[name] if found else {}


@cache
def all_words(name: str, key: str) -> frozenset[str]:
    """Return the words of ``key`` in the table ``name`` of all languages together."""
    return frozenset(word for text in _values(name, key) for word in text.split())


@cache
def all_lines(name: str, key: str) -> tuple[str, ...]:
    """Return the lines of ``key`` in the table ``name``, one language after the other."""
    return tuple(line for text in _values(name, key) for line in text.splitlines() if line)


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the given names of men and of women of all cultures; one that both bear is in both."""
    text = (_FOLDER / "given_names.txt").read_text(encoding="utf-8")
    men, women, both = (
        frozenset(part.split()) for part in re.split(r"^\[\w+\]$", text, flags=re.MULTILINE)[1:]
    )
    return men | both, women | both


def alternatives(name: str, key: str) -> str:
    """Return ``all_lines``, which are regular expressions, as one without a group around it."""
    return "|".join(all_lines(name, key))


def _values(name: str, key: str) -> list[str]:
    return [str(table(code, name).get(key, "")) for code in codes()]


@cache
def _text(code: str) -> str:
    return (_FOLDER / f"{code}.toml").read_text(encoding="utf-8")
