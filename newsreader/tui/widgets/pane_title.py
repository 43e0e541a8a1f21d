"""The title of a pane: what is in it, and where it has the whole screen, the way there and back."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.domain.clean import mask_line
from newsreader.tui.article.wrap import clip
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Themed

RIGHT, APART = 2, 3
"""Cells right of a title, and between the way and the key."""
LEAST = 12
"""Cells of the way beside which a key is worth its room."""


class PaneTitle(Themed):
    """One line over a pane, in line with the text of that."""

    way: reactive[tuple[str, ...]] = reactive(())
    """The steps to what is in the pane, which is the last of them."""
    counts: reactive[str] = reactive("")
    """What is told of it behind the way, which is cut before that."""
    back: reactive[tuple[str, str]] = reactive(("", ""))
    """The key that leads back and where to, empty where nothing is to be said of that."""
    margin: reactive[int] = reactive(3)
    """Cells left of it."""
    active: reactive[bool] = reactive(False)
    """Whether the keys go to the pane."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id, classes="pane-title")
        self.glyphs = glyphs

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Return the title; nothing under it."""
        palette, width = self.palette, self.size.width
        dim, accent = palette.style(palette.dim), palette.style(palette.accent)
        room = width - self.margin - RIGHT
        steps = [mask_line(step) for step in self.way if step]
        kept = room - cell_len(self.counts)
        way, has_back = trail(steps, " ".join(self.back), kept, f" {self.glyphs.step} ")
        way = clip(way + self.counts, room)
        title = palette.style(palette.accent, bold=True) if self.active else dim
        segments = [Segment(" " * self.margin, dim), Segment(way, title)]
        if has_back:
            key, where = self.back
            gap = " " * (room - cell_len(f"{way}{key} {where}"))
            segments += [Segment(gap, dim), Segment(key, accent), Segment(f" {where}", dim)]
        strip = Strip(segments if y == 0 else [])
        return self.glyphs.fit(strip.adjust_cell_length(width, dim))


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
