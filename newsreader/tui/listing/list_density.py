"""Decides in how many lines an article is listed: what the settings say, or the app was told.

What was chosen in the app is kept with what the settings file said then, so that it holds until
the file says something else.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.library import Library

KEY = "lines of the list"
"""The key under which the choice is kept."""
NAMES = ("Compact", "Normal", "Cosy")
"""What one, two and three lines an article are called."""


@dataclass(frozen=True, slots=True)
class DensityChoice:
    """A number of lines that the user chose in the app."""

    chosen: int
    """From 1 to 3."""
    in_file: int
    """What the settings said then."""


def lines_at_start(library: "Library", in_file: int) -> int:
    """Return with how many lines an article to start; the app counts under the same settings."""
    known = {f"{lines} {in_file}": lines for lines in (1, 2, 3)}
    return known.get(library.recall(KEY), in_file)


def keep_density(library: "Library", choice: DensityChoice) -> None:
    """Keep what the user chose in the app."""
    library.keep(KEY, f"{choice.chosen} {choice.in_file}")
