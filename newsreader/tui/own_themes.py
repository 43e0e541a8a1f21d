"""Reads the user's own themes: TOML files in the folder ``themes`` beside config.toml.

Such a file says what is otherwise than in a theme that it is ``like``, at all depths or, in the
tables ``[256]`` and ``[16]``, for terminals with so many colours.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsreader.domain.clean import clean_line
from newsreader.domain.theme_names import FOLDER, OWN_NAME, THEMES
from newsreader.settings.toml_lines import line_numbers
from newsreader.tui.theme import READABLE, Depth, Palette, contrast, palettes, take_own_themes

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_SINGLE = (
    *("background", "raised", "focus", "rule", "text", "strong", "dim", "accent"),
    *("error", "code", "selection"),
)
_LISTS, _TABLES = ("speakers", "tints"), ("highlights", "highlight_bars")
_DEPTHS: tuple[Depth, ...] = ("all", "256", "16")
_MOST_SPEAKERS = 12


class _Wrong(ValueError):
    """What is wrong with a key; the first argument is its name, the second the rule."""


def read_own_themes(config: Path) -> list[str]:
    """Take over the themes beside a configuration file; return what is wrong with them.

    A file that cannot be used is no theme; one that is hard to read is one, and that is said.
    """
    found: dict[str, Mapping[Depth, Palette]] = {}
    wrong: list[str] = []
    try:
        files = sorted((config.parent / FOLDER).glob("*.toml"))
    except OSError:
        files = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
            values = tomllib.loads(text)
        except (OSError, ValueError) as error:
            wrong.append(f"{file}: {clean_line(str(error))}.")
            continue
        lines = line_numbers(text)
        try:
            found[file.stem] = _theme(file.stem, values)
        except _Wrong as error:
            key, rule = error.args
            wrong.append(f"{_place(file, lines, key)}: {clean_line(f'{key} {rule}')}.")
            continue
        wrong += [
            f"{_place(file, lines, key)}: {sentence}"
            for key, sentence in _faint(found[file.stem]["all"])
        ]
    take_own_themes(found)
    return wrong


def _place(file: Path, lines: Mapping[str, int], key: str) -> str:
    line = lines.get(key) or lines.get(key.rpartition(".")[0])
    return f"{file}, line {line}" if line else str(file)


def _theme(name: str, values: dict[str, Any]) -> Mapping[Depth, Palette]:
    if not re.fullmatch(OWN_NAME, name) or name in (*THEMES, "auto"):
        raise _Wrong("the name of the file", "must be small letters and new, such as mine.toml")
    dark = values.pop("dark", None)
    if dark not in (None, True, False):
        raise _Wrong("dark", "must be true or false")
    like = values.pop("like", "light" if dark is False else "dark")
    if like not in THEMES:
        raise _Wrong("like", f"must be one of {', '.join(THEMES)}")
    values.pop("name", None)
    fewer = {depth: values.pop(depth, {}) for depth in _DEPTHS[1:]}
    made: dict[Depth, Palette] = {}
    for depth in _DEPTHS:
        base = palettes(depth)[like]
        changes = dict(_changes(values, base)) if depth == "all" else {}
        if depth != "all":
            if not isinstance(fewer[depth], dict):
                raise _Wrong(depth, f"must be a table, written [{depth}]")
            changes = dict(_changes(fewer[depth], base, f"{depth}."))
        is_dark = base.dark if dark is None else dark
        made[depth] = replace(base, name=f"newsreader-{name}", dark=is_dark, **changes)
    return made


def _changes(
    values: Mapping[str, Any], base: Palette, table: str = ""
) -> Iterator[tuple[str, Any]]:
    """Yield the fields that a table of a file changes; raises ``_Wrong``."""
    for key, value in values.items():
        place = f"{table}{key}"
        if key in _SINGLE:
            yield key, _colour(place, value)
        elif key in _LISTS:
            few = isinstance(value, list) and 0 < len(value) <= _MOST_SPEAKERS
            if not few:
                raise _Wrong(place, f"must be a list of 1 to {_MOST_SPEAKERS} colours")
            yield key, tuple(_colour(place, one) for one in value)
        elif key in _TABLES:
            known: dict[str, str] = getattr(base, key)
            if not isinstance(value, dict):
                raise _Wrong(place, f"must be a table, written [{place}]")
            if other := next((one for one in value if one not in known), None):
                raise _Wrong(f"{place}.{other}", f"is none of {', '.join(known)}")
            yield key, known | {one: _colour(f"{place}.{one}", it) for one, it in value.items()}
        else:
            raise _Wrong(place, "is not known")
    if "speakers" in values and "tints" not in values and not table:
        yield "tints", ()


def _colour(place: str, value: Any) -> str:
    if not (isinstance(value, str) and _COLOUR.fullmatch(value)):
        raise _Wrong(place, 'must be a colour, such as "#1c2a3f"')
    return value.lower()


def _faint(palette: Palette) -> Iterator[tuple[str, str]]:
    """Yield the keys of a theme in which text is hard to read, with a sentence each."""
    for key in ("text", "strong", "dim", "accent"):
        for ground in ("background", "focus", "raised"):
            found = contrast(getattr(palette, key), getattr(palette, ground))
            if found < READABLE:
                told = f"{key} has a contrast of {found:.1f} to {ground}; {READABLE} is readable."
                yield key, told
                break
