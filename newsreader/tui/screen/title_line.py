"""Draws the title of a pane: what is in it, and the key that leads back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment

from newsreader.domain.clean import mask_line
from newsreader.tui.article.wrap import clip
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.theme import Palette

MARGIN = 3
"""Cells left of a title, as of the text in the panes but the article."""
RIGHT, APART = 2, 3
"""Cells right of a title, and between the way and the key."""
LEAST = 12
"""Cells of the way beside which a key is worth its room."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """What stands in the title of a pane."""

    way: Sequence[str]
    """The steps to what is in the pane, which is the last of them."""
    counts: str = ""
    """What is told of it behind the way, which is cut before that."""
    back: tuple[str, str] = ("", "")
    """The key that leads back and where to, empty where nothing is to be said of that."""
    margin: int = MARGIN
    """Cells left of it."""
    active: bool = False
    """Whether the keys go to the pane."""


def draw_title(line: TitleLine, width: int, palette: Palette, glyphs: Glyphs) -> list[Segment]:
    """Return a title in at most so many cells."""
    dim, accent = palette.style(palette.dim), palette.style(palette.accent)
    room = width - line.margin - RIGHT
    # In the list of a feed the list and the outlet have one name.
    steps = [step for step, _ in groupby(mask_line(one) for one in line.way if one)]
    kept = room - cell_len(line.counts)
    way, has_back = trail(steps, " ".join(line.back), kept, glyphs.onward)
    way = clip(way + line.counts, room)
    title = palette.style(palette.accent, bold=True) if line.active else dim
    segments = [Segment(" " * line.margin, dim), Segment(way, title)]
    if has_back:
        key, where = line.back
        gap = " " * (room - cell_len(f"{way}{key} {where}"))
        segments += [Segment(gap, dim), Segment(key, accent), Segment(f" {where}", dim)]
    return segments


def draw_rule(active: bool, width: int, palette: Palette, glyphs: Glyphs) -> list[Segment]:
    """Return the rule under a title, in the accent colour where the keys go to the pane."""
    return [Segment(glyphs.rule * width, palette.style(palette.accent if active else palette.rule))]


def trail(steps: Sequence[str], back: str, room: int, between: str) -> tuple[str, bool]:
    """Return the steps in a line of ``room`` cells, and whether there is room for ``back`` too.

    The last step is where one is: the first are cut before it.
    """
    beside = room - cell_len(back) - APART
    has_back = bool(back.strip()) and beside >= LEAST
    left = beside if has_back else max(1, room)
    way = ""
    for step in reversed(steps):
        rest = f"{between}{way}" if way else ""
        if way and cell_len(rest) + min(2, cell_len(step)) > left:
            break
        way = clip(step, left - cell_len(rest)) + rest
    return way, has_back
