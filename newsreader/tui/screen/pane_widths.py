"""Decides how wide the panes are: by the width of the terminal, and as the user changed them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from newsreader.commands.scopes import LIST, QUOTES, SOURCES

if TYPE_CHECKING:
    from newsreader.library import Library

KEY = "widths of the panes"
"""The key under which the changes are kept."""
STEP = 2
"""Columns that a pane is made wider or narrower by at once."""
LEAST_TEXT = 30
"""Columns that the article keeps, its rule included, whatever else is made wider."""
BESIDE = 150
"""Columns of the terminal from which on the sources stand beside the list."""
_SHARES = {SOURCES: (0.173, 0, 26, 38), LIST: (0.3, -10, 34, 72), QUOTES: (0.18, 0, 28, 44)}
"""The part of the terminal that a pane gets, with so many columns, and the least and most of them.

What they leave at ``BESIDE`` columns is enough for an article with notes beside its text.
"""
_FEWER = {SOURCES: (0.19, 0, 28, 38), LIST: (0.32, 0, 34, 72), QUOTES: (0.18, 0, 28, 44)}
"""The same where the sources do not stand beside the list."""
_LEAST = {SOURCES: 18, LIST: 24, QUOTES: 20}
"""To how many columns the user can make a pane narrower."""


@dataclass(frozen=True, slots=True)
class PaneWidths:
    """By how many columns the user made panes wider; negative where narrower."""

    sources: int = 0
    list: int = 0
    quotes: int = 0

    def at(self, width: int) -> Mapping[str, int]:
        """Return the columns of the panes beside the article on a terminal of ``width``."""
        changes = asdict(self)
        usual = {
            pane: min(most, max(least, round(width * share) + more))
            for pane, (share, more, least, most) in (_SHARES if width >= BESIDE else _FEWER).items()
        }
        return {pane: max(_LEAST[pane], usual[pane] + changes[pane]) for pane in usual}

    def changed(self, pane: str, by: int, width: int) -> "PaneWidths":
        """Return them with a pane made ``by`` columns wider; the same where it is at its limit.

        The article is made wider by making the list narrower. ``width`` is that of the terminal.
        """
        if pane not in _SHARES:
            pane, by = LIST, -by
        there = self.at(width)[pane] + by
        if not _LEAST[pane] <= there <= width - LEAST_TEXT:
            return self
        usual = PaneWidths().at(width)[pane]
        return replace(self, **{pane: there - usual})

    def drawn(self, pane: str, columns: int, width: int) -> "PaneWidths":
        """Return them with a pane ``columns`` wide, or as near to that as its limits allow."""
        there = max(_LEAST[pane], min(width - LEAST_TEXT, columns))
        return replace(self, **{pane: there - PaneWidths().at(width)[pane]})


def widths_at_start(library: "Library") -> PaneWidths:
    """Return what the user changed in an earlier session; nothing where that is garbled."""
    try:
        kept = {str(pane): int(by) for pane, by in json.loads(library.recall(KEY, "{}")).items()}
        return PaneWidths(**kept)
    except (ValueError, TypeError, AttributeError):
        return PaneWidths()


def keep_widths(library: "Library", widths: PaneWidths) -> None:
    """Keep what the user changed."""
    library.keep(KEY, json.dumps(asdict(widths)))
