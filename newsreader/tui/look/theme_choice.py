"""Decides between the theme that the settings name and the one chosen in the app.

What was chosen in the app is kept in the library together with what the settings file said at
that moment, so that it holds until the file says something else.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from newsreader.domain.options.theme_names import AUTO

if TYPE_CHECKING:
    from newsreader.library import Library

KEY = "theme"
"""The key under which the choice is kept; releases before 1.0 kept the name of the theme there."""


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme that the user chose in the app."""

    chosen: str
    """The name of its file without the suffix."""
    in_file: str
    """What the settings said then."""


def theme_at_start(library: "Library", known: Collection[str], in_file: str, default: str) -> str:
    """Return which of the ``known`` themes to start with.

    ``in_file`` is what the settings say and ``default`` what they say where nothing is set. The
    choice made in the app counts if it was made under the same settings.
    """
    kept = library.recall(KEY)
    try:
        choice = ThemeChoice(**json.loads(kept))
    except (ValueError, TypeError):
        choice = ThemeChoice(kept.removeprefix("newsreader-"), default)
    is_current = choice.in_file == in_file and choice.chosen in (AUTO, *known)
    return choice.chosen if is_current else in_file


def keep_theme(library: "Library", choice: ThemeChoice) -> None:
    """Keep what the user chose in the app."""
    library.keep(KEY, json.dumps(asdict(choice)))
