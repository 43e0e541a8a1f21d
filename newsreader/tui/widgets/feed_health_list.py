"""Lists feeds that need a look: those that cannot be read, then those that are well."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from rich.segment import Segment

from newsreader.domain.clean import mask_line
from newsreader.domain.feed import Feed
from newsreader.domain.health import State
from newsreader.tui.article.wrap import clip
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.virtual_list import VirtualList

CALM = "Silent for a year or more, or not read whole; nothing is wrong with these."
"""The heading of the second part."""


class FeedHealthList(VirtualList):
    """Two lines a feed: its title, and how it is."""

    ROW_HEIGHT = 2
    EMPTY = "All feeds are well."

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs, id="ill")
        self._rows: tuple[Feed | None, ...] = ()
        self._asked: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """How many rows there are, the heading of the calm ones among them."""
        return len(self._rows)

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The feeds that are listed."""
        return tuple(feed for feed in self._rows if feed is not None)

    @property
    def current(self) -> Feed | None:
        """The feed under the cursor."""
        return self._rows[self.cursor] if self.cursor < self.count else None

    def show(self, feeds: Sequence[Feed], asked: Collection[int]) -> None:
        """List feeds, those of ``asked`` as being asked again; the cursor stays on its feed."""
        before = self.current
        calm = [feed for feed in feeds if feed.is_calm]
        others = [feed for feed in feeds if not feed.is_calm]
        self._rows = (*others, *([None] if calm else []), *calm)
        self._asked = frozenset(asked)
        ids = [feed.id if feed else 0 for feed in self._rows]
        at = ids.index(before.id) if before and before.id in ids else self.cursor
        self.set_reactive(VirtualList.cursor, self.validate_cursor(at))
        self.paint_again()
        self.show_cursor()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a feed; it passes over the heading."""
        at = super().validate_cursor(cursor)
        if at < self.count and self._rows[at] is None:
            at += -1 if 0 < at < self.cursor else 1
        return at

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw the title, and under it how the feed is."""
        feed, palette = self._rows[number], self.palette
        dim = palette.style(palette.dim)
        if feed is None:
            return [[Segment("", dim)], [Segment(clip(f"  {CALM}", width), dim)]]
        ground = palette.focus if current else palette.background
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        dim = palette.style(palette.dim, ground)
        is_ill = feed.state not in (State.WELL, State.FROZEN)
        sign = self.glyphs.broken if is_ill else " "
        title = clip(mask_line(feed.name), width - 5)
        ink = palette.style(palette.strong if is_ill else palette.text, ground, bold=current)
        told = clip(mask_line(self._told(feed)), width - 5)
        gap = " " * max(0, width - 4 - cell_len(title))
        return [
            [
                edge,
                Segment(f" {sign} ", palette.style(palette.error, ground)),
                Segment(title, ink),
                Segment(gap, dim),
            ],
            [edge, Segment(f"   {told}", dim)],
        ]

    def _told(self, feed: Feed) -> str:
        """Return how a feed is, as one sentence."""
        if feed.id in self._asked:
            return "It is being asked again…"
        if feed.state is State.WELL:
            return (feed.note or "It is well.").partition(" “")[0]
        return feed.error or feed.advice.partition(". ")[0] + "."
