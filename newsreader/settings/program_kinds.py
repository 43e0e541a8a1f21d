"""The kinds of value in config.toml that are programs."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsreader.domain.clean import clean_line
from newsreader.domain.options.openers import Opener
from newsreader.settings.value_kind import LINE_SCHEMA, NO_NUL, Kind, WrongValue, line_of_text


def program(example: list[str]) -> Kind:
    """Return the kind of a list of a program and its arguments, explained by an example."""
    shown = ", ".join(f'"{part}"' for part in example)
    rule = f"must be a list of a program and its arguments, such as [{shown}]"

    def read(value: Any, folder: Path) -> tuple[str, ...]:
        if (
            isinstance(value, list)
            and all(isinstance(part, str) and "\0" not in part for part in value)
            and any(value[:1])
        ):
            return tuple(value)
        raise WrongValue(rule)

    return Kind(
        read,
        {
            "type": "array",
            "minItems": 1,
            "prefixItems": [{**NO_NUL, "minLength": 1}],
            "items": NO_NUL,
        },
        write=list,
    )


_EXAMPLE = program(["mpv"])
_PATTERN = r"[*?/]"
_COMMAND, _TERMINAL = "command", "terminal"
_OPENER_SCHEMA = {
    "anyOf": [
        _EXAMPLE.schema,
        {
            "type": "object",
            "properties": {_COMMAND: _EXAMPLE.schema, _TERMINAL: {"type": "boolean"}},
            "required": [_COMMAND],
            "additionalProperties": False,
        },
    ]
}


def _read_opener(value: Any, folder: Path) -> Opener:
    """Read a program, or a table that says besides that it needs the terminal."""
    if not isinstance(value, dict):
        return Opener(_EXAMPLE.read(value, folder))
    in_terminal = value.get(_TERMINAL, False)
    if not value.keys() <= {_COMMAND, _TERMINAL} or not isinstance(in_terminal, bool):
        raise WrongValue('must be a table such as { command = ["vim"], terminal = true }')
    try:
        return Opener(_EXAMPLE.read(value.get(_COMMAND), folder), in_terminal)
    except WrongValue as error:
        raise WrongValue(f"has a {_COMMAND} that {error}") from None


def _write_opener(opener: Opener) -> list[str] | dict[str, Any]:
    command = [*opener.command]
    return {_COMMAND: command, _TERMINAL: True} if opener.in_terminal else command


def _read_openers(value: Any, folder: Path) -> Mapping[str, Opener]:
    return MappingProxyType({key: _read_opener(one, folder) for key, one in value.items()})


def _read_named(value: Any, folder: Path) -> Mapping[str, tuple[str, ...]]:
    if isinstance(value, dict) and all(name and line_of_text(name) for name in value):
        return MappingProxyType({name: _EXAMPLE.read(one, folder) for name, one in value.items()})
    raise WrongValue('must be a table of programs, such as { print = ["lp"] }')


def pattern_advice(key: str, value: Any) -> str:
    """Return how a program is given to a pattern, where a key of ``[open]`` is none, as ``pdf``."""
    name, words = key.strip(" ."), value
    while isinstance(words, dict) and words and _COMMAND not in words:  # a.b = …
        inner, words = next(iter(words.items()))
        name = f"{name}.{inner}"
    words = words.get(_COMMAND) if isinstance(words, dict) else words
    words = [words] if isinstance(words, str) else words
    is_program = isinstance(words, list) and all(isinstance(one, str) for one in words)
    program_words = words if is_program and words else ["program"]
    meant = f"{name}/*" if name in _MEDIA or "." in name else f"*.{name}"
    shown = ", ".join(f'"{one}"' for one in program_words)
    return clean_line(
        f'a program is given to a pattern, "{meant}" = [{shown}]: '
        '"*.pdf" is for files, "video/*" for kinds of media, "news.example/*" for a site.'
    )


_MEDIA = frozenset({"application", "audio", "image", "text", "video"})

OPENERS = Kind(
    _read_openers,
    {"patternProperties": {_PATTERN: _OPENER_SCHEMA}},
    write=lambda value: {pattern: _write_opener(one) for pattern, one in value.items()},
)
"""Programs by patterns of addresses, which stand in a table beside other keys."""
NAMED_PROGRAMS = Kind(
    _read_named,
    {
        "type": "object",
        "propertyNames": {**LINE_SCHEMA, "minLength": 1},
        "additionalProperties": _EXAMPLE.schema,
    },
    write=lambda value: {name: list(one) for name, one in value.items()},
)
"""Programs by names."""
