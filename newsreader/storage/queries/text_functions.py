"""What SQL asks of texts, by the functions that answer it for one article in ``domain.query``.

What they need is loaded when SQL calls one for the first time: to list articles none is needed.
"""

import sqlite3
from collections.abc import Callable, Mapping


def _index_text(stored: bytes | None) -> str:
    from newsreader.domain.words import index_text

    return index_text((stored or b"").decode("utf-8", "replace"))


def _is_part(value: str, text: str) -> bool:
    from newsreader.domain.words import fold_part

    return value in fold_part(text)


def _is_in_folder(*values: str) -> bool:
    from newsreader.domain.query.matching import is_in_folder

    return is_in_folder(*values)


def _is_tag(*values: str) -> bool:
    from newsreader.domain.query.matching import is_tag

    return is_tag(*values)


def _has_words(words: str, unfinished: int, text: str) -> bool:
    from newsreader.domain.words import has_phrase

    return has_phrase(words, bool(unfinished), text)


def _fits_pattern(source: str, text: str) -> bool:
    from newsreader.domain.query.timed_pattern import Pattern

    return Pattern(source).is_in(text)


_FUNCTIONS: Mapping[str, Callable[..., str | bool]] = {
    "index_text": _index_text,
    "is_part": _is_part,
    "is_in_folder": _is_in_folder,
    "is_tag": _is_tag,
    "has_words": _has_words,
    "fits_pattern": _fits_pattern,
}


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that views, triggers and queries call."""
    connection.execute("PRAGMA trusted_schema = ON")
    for name, function in _FUNCTIONS.items():
        connection.create_function(name, -1, function, deterministic=True)
