"""Reads the user's own themes: TOML files in the folder ``themes`` beside config.toml.

Such a file says what is otherwise than in a theme that it is ``like``, at all depths or, in the
tables ``[256]`` and ``[16]``, for terminals with so many colours.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsreader.domain.clean import clean_line
from newsreader.domain.options.theme_names import FOLDER, OWN_NAME, THEMES
from newsreader.settings.faults import Fault, read_toml
from newsreader.tui.look.theme import READABLE, Depth, Palette, contrast, palettes, take_own_themes

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_SINGLE = (
    *("background", "raised", "focus", "rule", "text", "strong", "dim", "accent"),
    *("error", "code", "selection"),
)
_LISTS, _TABLES = ("speakers", "tints"), ("highlights", "highlight_bars")
_DEPTHS: tuple[Depth, ...] = ("all", "256", "16")
_MOST_SPEAKERS = 12


def read_own_themes(config: Path) -> list[Fault]:
    """Take over the themes beside a configuration file; return what is wrong with them.

    A file that cannot be used is no theme; one that is hard to read is one, and that is said.
    """
    found: dict[str, Mapping[Depth, Palette]] = {}
    wrong: list[Fault] = []
    try:
        files = sorted((config.parent / FOLDER).glob("*.toml"))
    except OSError:
        files = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            wrong.append(Fault(file, None, "", f"{file.name} is not UTF-8 text."))
            continue
        except OSError as error:
            reason = error.strerror or str(error)
            wrong.append(Fault(file, None, "", f"{file.name} cannot be read: {reason}."))
            continue
        read = read_toml(text, file)
        theme = _ThemeFile(file, read.lines, [*read.faults])
        palettes_by_depth = theme.palettes(dict(read.content))
        wrong += theme.faults
        if not theme.faults:
            found[file.stem] = palettes_by_depth
            wrong += theme.faint(palettes_by_depth["all"])
    take_own_themes(found)
    return wrong


@dataclass(frozen=True, slots=True)
class _ThemeFile:
    """A theme that is being read, with what is wrong with it."""

    file: Path
    lines: Mapping[str, int]
    faults: list[Fault]

    def palettes(self, values: dict[str, Any]) -> Mapping[Depth, Palette]:
        """Return the palettes at all depths; keys that are wrong are left out."""
        name = self.file.stem
        if not re.fullmatch(OWN_NAME, name) or name in (*THEMES, "auto"):
            self._wrong("the name of the file", "must be small letters and new, such as mine.toml")
        dark = values.pop("dark", None)
        if dark not in (None, True, False):
            self._wrong("dark", "must be true or false")
            dark = None
        like = values.pop("like", "light" if dark is False else "dark")
        if like not in THEMES:
            self._wrong("like", f"must be one of {', '.join(THEMES)}")
            like = "dark"
        values.pop("name", None)
        fewer = {depth: values.pop(depth, {}) for depth in _DEPTHS[1:]}
        made: dict[Depth, Palette] = {}
        for depth in _DEPTHS:
            base = palettes(depth)[like]
            changes = dict(self._changes(values, base)) if depth == "all" else {}
            if depth != "all" and isinstance(fewer[depth], dict):
                changes = dict(self._changes(fewer[depth], base, f"{depth}."))
            elif depth != "all":
                self._wrong(depth, f"must be a table, written [{depth}]")
            is_dark = base.dark if dark is None else dark
            made[depth] = replace(base, name=f"newsreader-{name}", dark=is_dark, **changes)
        return made

    def faint(self, palette: Palette) -> Iterator[Fault]:
        """Yield the keys in which text is hard to read."""
        for key in ("text", "strong", "dim", "accent"):
            for ground in ("background", "focus", "raised"):
                found = contrast(getattr(palette, key), getattr(palette, ground))
                if found < READABLE:
                    told = f"a contrast of {found:.1f} to {ground}; {READABLE} is readable."
                    yield Fault(self.file, self._line(key), key, f"{key} has {told}", serious=False)
                    break

    def _changes(
        self, values: Mapping[str, Any], base: Palette, table: str = ""
    ) -> Iterator[tuple[str, Any]]:
        """Yield the fields that a table of the file changes."""
        for key, value in values.items():
            place = f"{table}{key}"
            if key in _SINGLE:
                if colour := self._colour(place, value):
                    yield key, colour
            elif key in _LISTS:
                if isinstance(value, list) and 0 < len(value) <= _MOST_SPEAKERS:
                    colours = [self._colour(place, one) for one in value]
                    yield key, tuple(one for one in colours if one)
                else:
                    self._wrong(place, f"must be a list of 1 to {_MOST_SPEAKERS} colours")
            elif key in _TABLES:
                known: dict[str, str] = getattr(base, key)
                yield key, known | dict(self._named_colours(place, value, known))
            else:
                self._wrong(place, "is not known")
        if "speakers" in values and "tints" not in values and not table:
            yield "tints", ()

    def _named_colours(
        self, place: str, value: Any, known: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Yield the colours of a table by their names, which must be known."""
        if not isinstance(value, dict):
            self._wrong(place, f"must be a table, written [{place}]")
            return
        for name, colour in value.items():
            if name not in known:
                self._wrong(f"{place}.{name}", f"is none of {', '.join(known)}")
            elif read := self._colour(f"{place}.{name}", colour):
                yield name, read

    def _colour(self, place: str, value: Any) -> str:
        """Return a colour in small letters; empty where the value is none."""
        if isinstance(value, str) and _COLOUR.fullmatch(value):
            return value.lower()
        self._wrong(place, 'must be a colour, such as "#1c2a3f"')
        return ""

    def _wrong(self, key: str, rule: str) -> None:
        told = f"{clean_line(f'{key} {rule}')}."
        self.faults.append(Fault(self.file, self._line(key), key, told))

    def _line(self, key: str) -> int | None:
        return self.lines.get(key) or self.lines.get(key.rpartition(".")[0])
