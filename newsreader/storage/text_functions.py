"""What SQL asks of texts, by the functions that answer it for one article in ``domain.query``."""

import sqlite3
from collections.abc import Callable, Mapping

from newsreader.domain.query.matching import is_in_folder, is_tag
from newsreader.domain.query.timed_pattern import Pattern
from newsreader.domain.words import Phrase, fold_part, index_text, spaced_words


def _index_text(stored: bytes | None) -> str:
    return index_text((stored or b"").decode("utf-8", "replace"))


def _has_words(words: str, unfinished: int, text: str) -> bool:
    return Phrase(tuple(words.split()), bool(unfinished)).is_in(spaced_words(text))


_FUNCTIONS: Mapping[str, Callable[..., str | bool]] = {
    "index_text": _index_text,
    "is_part": lambda value, text: value in fold_part(text),
    "is_in_folder": is_in_folder,
    "is_tag": is_tag,
    "has_words": _has_words,
    "fits_pattern": lambda source, text: Pattern(source).is_in(text),
}


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that views, triggers and queries call."""
    connection.execute("PRAGMA trusted_schema = ON")
    for name, function in _FUNCTIONS.items():
        connection.create_function(name, -1, function, deterministic=True)
