"""What the app keeps when it is left, so that its next first screenful needs no settings.

Of the articles nothing is kept: they are read anew. What is kept holds for the same program, the
same file of settings and the same terminal; otherwise the app alone paints.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args
from zlib import crc32

from newsreader import __version__
from newsreader.tui.cells.visual_order import TELLING
from newsreader.tui.look.glyphs import ASCII, UNICODE, Glyphs
from newsreader.tui.look.theme import Palette
from newsreader.tui.screen.pane_widths import PaneWidths

KEY = "first screenful"
"""The key under which it is kept."""
_VARIABLES = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TEXTUAL_COLOR_SYSTEM"),
    *("LANG", "LC_ALL", "LC_CTYPE"),
    *TELLING,
)
"""What tells of a terminal: its colours, its encoding, what it does with Arabic."""

Colours = Literal["standard", "256", "truecolor"]
"""How many colours the terminal has, as Rich names it."""


@dataclass(frozen=True, slots=True)
class FirstFacts:
    """How the first screenful is painted."""

    palette: Palette
    """The colours of the theme."""
    colours: Colours
    """How many colours the terminal has."""
    hints: tuple[tuple[str, str], ...] = ()
    """The keys that the last line names in the list, and what they do."""
    back: tuple[str, str] = ("", "")
    """The key that leads from the list to the sources, and what they are called."""
    plain: bool = False
    """Whether signs are those of ASCII."""
    reorders: bool = False
    """Whether the app puts text that runs from right to left in order."""
    lines: int = 3
    """How many lines an article has."""
    by_day: bool = False
    """Whether articles are grouped by day."""
    widths: PaneWidths = field(default_factory=PaneWidths)
    """How the user changed the widths of the panes."""

    @property
    def glyphs(self) -> Glyphs:
        """The signs."""
        return ASCII if self.plain else replace(UNICODE, reorders=self.reorders)


def written(facts: FirstFacts, config: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return facts as they are kept, with what they hold for."""
    return json.dumps({"for": _holds_for(config, environment), "facts": asdict(facts)})


def read(kept: str, config: Path, environment: Mapping[str, str] = os.environ) -> FirstFacts | None:
    """Return the facts that are kept; None where they hold for something else, or are garbled."""
    try:
        content = json.loads(kept)
        if content["for"] != _holds_for(config, environment):
            return None
        facts: dict[str, Any] = content["facts"]
        palette: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one
            for name, one in facts.pop("palette").items()
        }
        hints = tuple((str(key), str(word)) for key, word in facts.pop("hints"))
        key, where = map(str, facts.pop("back"))
        widths = PaneWidths(**facts.pop("widths"))
        made: dict[str, Any] = facts | {"hints": hints, "back": (key, where), "widths": widths}
        found = FirstFacts(palette=Palette(**palette), **made)
        return found if _makes_sense(found) else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _makes_sense(facts: FirstFacts) -> bool:
    palette = facts.palette
    grounds, inks = (palette.background, palette.focus), (palette.text, palette.strong)
    colours = (*grounds, *inks, palette.dim, palette.accent, palette.rule)
    return (
        facts.colours in get_args(Colours)
        and facts.lines in (1, 2, 3)
        and isinstance(facts.plain, bool)
        and isinstance(facts.reorders, bool)
        and isinstance(facts.by_day, bool)
        and all(re.fullmatch("#[0-9a-f]{6}", one) for one in colours)
        and all(isinstance(one, int) for one in asdict(facts.widths).values())
    )


def _holds_for(config: Path, environment: Mapping[str, str]) -> list[object]:
    try:
        content = config.read_bytes()
    except OSError:
        content = b""
    known = [len(content), crc32(content)]
    return [__version__, known, [environment.get(name, "") for name in _VARIABLES]]
