"""The kinds of value in config.toml: how each is read, written, explained and put in a schema.

``Kind.read`` and ``Kind.schema`` permit the same values, except that only ``read`` refuses what a
schema cannot express: an address or a selector that only parsing shows to be wrong, the home folder
of an unknown user, a theme without a file, a whole number with a decimal point, and ``nan``.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from newsreader.domain.clean import clean_line, clean_url
from newsreader.domain.options.openers import Opener
from newsreader.domain.options.proxy import PROXY_RULE, clean_proxy
from newsreader.domain.options.setting import Form, Range
from newsreader.domain.options.theme_names import AUTO, FOLDER, THEMES
from newsreader.domain.rules import read_actions
from newsreader.domain.time_span import ALWAYS, KEEPING_RULE, read_keeping, span_words
from newsreader.settings.program_kinds import NAMED_PROGRAMS, OPENERS, program
from newsreader.settings.selectors import SHOWN, selector_fault
from newsreader.settings.text_patterns import (
    ACTIONS,
    DAY,
    FEED_PLACE,
    HEADER_NAME,
    KEEPING,
    KEYS,
    OWN_HEADERS,
    PROXY,
    THEME,
)
from newsreader.settings.value_kind import LINE_SCHEMA, NO_NUL, Kind, WrongValue, line_of_text


def kind_of(annotation: Any, accepts: Range | Form | None = None, example: Any = None) -> Kind:
    """Return the kind of a field that has this type and accepts these values.

    ``example`` explains what is refused; a list of a program and its arguments needs one. Raises
    TypeError when there is no such kind: a field of an unknown type is a fault of the program.
    """
    words = _words(annotation)
    if words and accepts is None:
        return _choice(words)
    if isinstance(accepts, Range):
        if annotation is int or annotation is float:
            return _number(annotation, accepts)
        if annotation == timedelta | None:
            return _hours(accepts)
    if annotation == tuple[str, ...] and accepts is None and example:
        return program(example)
    for known_type, form, kind in _KINDS:
        if annotation == known_type and accepts is form:
            return kind
    raise TypeError(f"There is no setting of type {annotation} that accepts {accepts}.")


def _words(annotation: Any) -> tuple[str, ...]:
    """Return the words that a ``Literal`` permits, also one that may be None; else nothing."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    options = [one for one in get_args(annotation) if one is not type(None)]
    is_optional = get_origin(annotation) in (Union, UnionType) and len(options) == 1
    return _words(options[0]) if is_optional else ()


def _read_flag(value: Any, folder: Path) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongValue("must be true or false")


def _choice(words: tuple[str, ...]) -> Kind:
    rule = "must be " + " or ".join(f'"{word}"' for word in words)

    def read(value: Any, folder: Path) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise WrongValue(rule)

    return Kind(read, {"enum": [*words]}, ", ".join(words))


def _within(value: Any, limits: Range) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and limits.low <= value <= limits.high


def _number(number: type[int] | type[float], limits: Range) -> Kind:
    noun = "a whole number" if number is int else "a number"

    def read(value: Any, folder: Path) -> float:
        if _within(value, limits) and isinstance(value, int | number):
            return number(value)
        raise WrongValue(f"must be {noun} from {limits.low:g} to {limits.high:g}")

    return Kind(
        read,
        {
            "type": "integer" if number is int else "number",
            "minimum": limits.low,
            "maximum": limits.high,
        },
        f"{limits.low:g} to {limits.high:g}",
    )


def _hours(limits: Range) -> Kind:
    def read(value: Any, folder: Path) -> timedelta:
        if _within(value, limits):
            return timedelta(hours=value)
        raise WrongValue(f"must be hours from {limits.low:g} to {limits.high:g}")

    return Kind(
        read,
        {"type": "number", "minimum": limits.low, "maximum": limits.high},
        f"{limits.low:g} to {limits.high:g}",
        lambda value: value.total_seconds() / 3600,
    )


def _read_line(value: Any, folder: Path) -> str:
    if line_of_text(value):
        return str(value)
    raise WrongValue("must be one line of text")


def _read_filled_line(value: Any, folder: Path) -> str:
    if value and line_of_text(value):
        return str(value)
    raise WrongValue("must be one line of text that is not empty")


def _read_lines(value: Any, folder: Path) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(one and line_of_text(one) for one in value):
        return tuple(value)
    raise WrongValue('must be a list of lines of text, such as ["bookmark", "next unread"]')


def _read_selectors(value: Any, folder: Path) -> tuple[str, ...]:
    if not (isinstance(value, list) and value and all(one and line_of_text(one) for one in value)):
        raise WrongValue('must be a list of CSS selectors, such as [".story", "#notes"]')
    for selector in value:
        if fault := selector_fault(selector):
            named = clean_line(selector, SHOWN)
            raise WrongValue(f'must be CSS selectors ("{named}" is none: {fault})')
    return tuple(value)


def _read_keys(value: Any, folder: Path) -> str:
    if isinstance(value, str) and re.match(KEYS, value):
        return value.strip()
    raise WrongValue('must be keys with commas between them, such as "g k"')


def _read_theme(value: Any, folder: Path) -> str:
    if isinstance(value, str) and value in (AUTO, *THEMES):
        return value
    is_name = isinstance(value, str) and re.match(THEME, value)
    if is_name and (folder / FOLDER / f"{value}.toml").is_file():
        return str(value)
    named = ", ".join(f'"{one}"' for one in (AUTO, *THEMES))
    raise WrongValue(f"must be {named}, or the name of a file in {FOLDER} beside this file")


def _read_feed_place(value: Any, folder: Path) -> str:
    if isinstance(value, str) and re.match(FEED_PLACE, value):
        if "//" not in value:
            return value.lower()
        if address := clean_url(value):
            return address
    raise WrongValue("must be a web address without a login, or the name of a host")


def _read_proxy(value: Any, folder: Path) -> str:
    if isinstance(value, str) and re.match(PROXY, value):
        try:
            return value and clean_proxy(value)
        except ValueError:
            pass
    raise WrongValue(PROXY_RULE)


def _path(noun: str) -> Kind:
    def read(value: Any, folder: Path) -> Path:
        if not (isinstance(value, str) and value and "\0" not in value):
            raise WrongValue(f"must be the path of {noun}")
        try:
            return folder / Path(value).expanduser()
        except RuntimeError:
            raise WrongValue("names a home folder that is not known") from None

    return Kind(read, {**NO_NUL, "minLength": 1}, write=lambda value: value and str(value))


def _read_actions_line(value: Any, folder: Path) -> str:
    if not isinstance(value, str):
        raise WrongValue("must be one line of text")
    try:
        read_actions(value)
    except ValueError as error:
        raise WrongValue(str(error)) from None
    return value


def _read_day(value: Any, folder: Path) -> date:
    try:
        if isinstance(value, str) and re.match(DAY, value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise WrongValue("must be a day, such as 2026-12-31")


def _read_keeping(value: Any, folder: Path) -> timedelta:
    if not (isinstance(value, str) and re.match(KEEPING, value)):
        raise WrongValue(KEEPING_RULE)
    return read_keeping(value)


def _read_headers(value: Any, folder: Path) -> Mapping[str, str]:
    if isinstance(value, dict):
        for name in value:
            if name.lower() in map(str.lower, OWN_HEADERS):
                raise WrongValue(f"must not name {name}, which each request sets by itself")
    if isinstance(value, dict) and all(
        re.match(HEADER_NAME, name) and line_of_text(text) for name, text in value.items()
    ):
        return MappingProxyType(dict(value))
    raise WrongValue('must be a table of lines of text, such as { X-Key = "…" }')


_KEEPING_KIND = Kind(
    _read_keeping,
    {"type": "string", "pattern": KEEPING},
    f"7d, 3m, 1y, {ALWAYS}",
    lambda value: value and span_words(value),
)
_KINDS: tuple[tuple[Any, Form | None, Kind], ...] = (
    (bool, None, Kind(_read_flag, {"type": "boolean"})),
    (str, None, Kind(_read_line, LINE_SCHEMA)),
    (str, Form.FILLED_LINE, Kind(_read_filled_line, {**LINE_SCHEMA, "minLength": 1})),
    (
        tuple[str, ...],
        Form.LINES,
        Kind(
            _read_lines,
            {"type": "array", "minItems": 1, "items": {**LINE_SCHEMA, "minLength": 1}},
            write=list,
        ),
    ),
    (
        tuple[str, ...],
        Form.SELECTORS,
        Kind(
            _read_selectors,
            {"type": "array", "minItems": 1, "items": {**LINE_SCHEMA, "minLength": 1}},
            write=list,
        ),
    ),
    (
        str,
        Form.THEME,
        Kind(
            _read_theme,
            {"type": "string", "pattern": THEME, "examples": [AUTO, *THEMES]},
            ", ".join((AUTO, *THEMES)),
        ),
    ),
    (str, Form.KEYS, Kind(_read_keys, {"type": "string", "pattern": KEYS})),
    (
        str,
        Form.FEED_PLACE,
        Kind(_read_feed_place, {"type": "string", "pattern": FEED_PLACE}),
    ),
    (str, Form.PROXY, Kind(_read_proxy, {"type": "string", "pattern": PROXY})),
    (str, Form.ACTIONS, Kind(_read_actions_line, {"type": "string", "pattern": ACTIONS})),
    (
        date | None,
        None,
        Kind(
            _read_day,
            {"type": "string", "format": "date", "pattern": DAY},
            write=lambda value: value and value.isoformat(),
        ),
    ),
    (timedelta, Form.KEEPING, _KEEPING_KIND),
    (timedelta | None, Form.KEEPING, _KEEPING_KIND),
    (Path | None, Form.FILE, _path("a file")),
    (Path | None, Form.FOLDER, _path("a folder")),
    (Mapping[str, Opener], Form.PROGRAMS, OPENERS),
    (Mapping[str, tuple[str, ...]], None, NAMED_PROGRAMS),
    (
        Mapping[str, str],
        None,
        Kind(
            _read_headers,
            {
                "type": "object",
                "propertyNames": {"pattern": HEADER_NAME},
                "additionalProperties": LINE_SCHEMA,
            },
            write=dict,
        ),
    ),
)
"""The kinds by the type of a field and the form that it accepts."""
