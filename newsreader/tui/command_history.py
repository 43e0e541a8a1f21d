"""Keeps the lines that were typed into the command line of the app."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.library import Library

KEY = "command lines"
"""The key under which they are kept."""
MOST = 100
"""So many are kept."""


def command_history(library: "Library") -> tuple[str, ...]:
    """Return the lines, the newest last; none where what is kept is garbled."""
    try:
        kept = json.loads(library.recall(KEY, "[]"))
    except ValueError:
        return ()
    return tuple(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else ()


def with_line(history: Sequence[str], line: str) -> tuple[str, ...]:
    """Return the lines with another one, which stands there once."""
    return (*(one for one in history if one != line), line)[-MOST:]


def keep_history(library: "Library", history: Sequence[str]) -> None:
    """Keep the lines."""
    library.keep(KEY, json.dumps(history, ensure_ascii=False))
