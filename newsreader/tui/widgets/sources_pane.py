"""The tree of sources: everything, saved views, and each feed in its folder."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import var

from newsreader.domain.clean import mask_line
from newsreader.domain.counts import grouped
from newsreader.tui.article.wrap import clip
from newsreader.tui.listing.row_places import HEADING
from newsreader.tui.listing.sources import Source, SourceKind
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.virtual_list import VirtualList

MARGIN, AIR = 3, 2
"""Cells left of the tree, for the cursor, what is wrong and a space; around the counts."""
GUIDE = "│ "
"""What stands before a row for each folder around it."""
_PARTS = {
    SourceKind.VIEW: "Views",
    SourceKind.FOLDER: "Feeds",
    SourceKind.FEED: "Feeds",
}
"""The headings of the parts of the tree; what every library has comes first and has none."""


class SourcesPane(VirtualList):
    """The sources as rows of one line, in parts."""

    class Folded(VirtualList.Moved):
        """The folder under the cursor is to be folded or unfolded."""

    class Dropped(Message):
        """A feed or a folder was drawn onto another row by the mouse."""

        def __init__(self, source: Source, onto: Source) -> None:
            super().__init__()
            self.source = source
            self.onto = onto

    _held: Source | None = None
    _was_drawn = False

    sources: var[tuple[Source, ...]] = var(())
    """What can be listed."""

    @property
    def count(self) -> int:
        """How many sources there are."""
        return len(self.sources)

    @property
    def current(self) -> Source | None:
        """The source under the cursor."""
        return self.sources[self.cursor] if self.sources else None

    def watch_sources(self, old: tuple[Source, ...], new: tuple[Source, ...]) -> None:
        """Show other sources with the cursor on the same one, or only the counts that changed."""
        if [one.identity for one in old] == [one.identity for one in new]:
            for number, (before, now) in enumerate(zip(old, new, strict=True)):
                if before != now:
                    self.repaint_row(number)
            return
        if old and self.cursor < len(old):
            self.set_reactive(VirtualList.cursor, _row_of(old[self.cursor], new))
        self.paint_again()
        self.show_cursor()

    def go_to(self, source: Source) -> None:
        """Put the cursor on a source, or on the folder that it is folded away in."""
        if self.sources:
            self.cursor = _row_of(source, self.sources)

    @property
    def headed(self) -> Sequence[int]:
        """The rows before which a heading stands: the first saved view, the first of the feeds."""
        return [row for row, _ in self._parts]

    def draw_heading(self, number: int, width: int) -> list[Segment]:
        """Draw the name of a part of the tree on a rule."""
        label = f"{' ' * MARGIN}{self._parts[number][1]} "
        rest = self.glyphs.rule * max(0, width - 1 - cell_len(label))
        rule, dim = self.palette.style(self.palette.rule), self.palette.style(self.palette.dim)
        return [Segment(label, dim), Segment(rest, rule)]

    def fold(self) -> None:
        """Fold or unfold the folder under the cursor."""
        if self.current is not None and self.current.folded is not None:
            self.post_message(self.Folded(self))

    def _source_at(self, event: events.MouseEvent) -> Source | None:
        number, line = self.places.at(event.y + self.scroll_offset.y)
        return self.sources[number] if line != HEADING and 0 <= number < self.count else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Hold the feed or the folder under the mouse."""
        source = self._source_at(event)
        movable = source is not None and source.kind in (SourceKind.FEED, SourceKind.FOLDER)
        self._held, self._was_drawn = source if movable else None, False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where what is held would go."""
        there = self._source_at(event)
        if self._held is not None and there is not None and event.button:
            self.cursor = self.sources.index(there)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let what is held go onto the row under the mouse."""
        held, self._held, there = self._held, None, self._source_at(event)
        if held is not None and there is not None and held.identity != there.identity:
            self._was_drawn = True
            self.post_message(self.Dropped(held, there))

    def on_click(self, event: events.Click) -> None:
        """A click on the sign before a folder folds it; elsewhere it lists the source."""
        if self._was_drawn:
            event.prevent_default()  # the list below would open the row
            return
        source = self._source_at(event)
        if source is None or source.folded is None:
            return
        if event.x <= MARGIN + len(GUIDE) * source.depth:
            event.prevent_default()  # the list below would open it
            self.cursor = self.sources.index(source)
            self.fold()

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw what is wrong, a line for each folder around, the title, how much is unread."""
        source, palette, glyphs = self.sources[number], self.palette, self.glyphs
        ground = palette.focus if current and self.has_focus else palette.background
        bar = glyphs.bar if self.has_focus else glyphs.thin_bar
        dim = palette.style(palette.dim, ground)
        sign = glyphs.broken if source.error else glyphs.bullet if source.silence else " "
        ill = palette.style(palette.error, ground) if source.error else dim
        guides = glyphs.guide.ljust(len(GUIDE)) * source.depth
        fold = "" if source.folded is None else f"{_sign(source.folded, glyphs)} "
        count = grouped(source.unread) if source.unread else ""
        room = width - MARGIN - cell_len(guides + fold) - AIR
        title = clip(mask_line(source.title), max(3, room - cell_len(count) - AIR * bool(count)))
        gap = " " * max(0, room - cell_len(title) - cell_len(count))
        color = palette.strong if source.unread else palette.text
        return [
            [
                Segment(bar if current else " ", palette.style(palette.accent, ground)),
                Segment(f"{sign} ", ill),
                Segment(guides, palette.style(palette.rule, ground)),
                Segment(fold, dim),
                Segment(title, palette.style(color, ground)),
                Segment(gap + count, dim),
            ]
        ]

    @property
    def _parts(self) -> list[tuple[int, str]]:
        """The first row of each part of the tree that has a heading, with that."""
        names = [_PARTS.get(one.kind, "") for one in self.sources]
        return [
            (row, name)
            for row, name in enumerate(names)
            if name and (row == 0 or names[row - 1] != name)
        ]


def _sign(folded: bool, glyphs: Glyphs) -> str:
    return glyphs.folded if folded else glyphs.unfolded


def _row_of(source: Source, rows: tuple[Source, ...]) -> int:
    """Return where a source is now, or the folder that it is folded away in; else the first row."""
    places = {one.identity: number for number, one in enumerate(rows)}
    if source.identity in places:
        return places[source.identity]
    around = source.around
    while around:
        if (SourceKind.FOLDER, around) in places:
            return places[SourceKind.FOLDER, around]
        around = around.rpartition("/")[0]
    return 0
