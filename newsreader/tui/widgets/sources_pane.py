"""The tree of sources: everything, saved views, and each feed in its folder."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import var

from newsreader.domain.clean import mask_line
from newsreader.domain.counts import grouped
from newsreader.tui.article.wrap import clip
from newsreader.tui.sources import Source, SourceKind
from newsreader.tui.widgets.virtual_list import VirtualList


class SourcesPane(VirtualList):
    """The sources as rows of one line."""

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

    def fold(self) -> None:
        """Fold or unfold the folder under the cursor."""
        if self.current is not None and self.current.folded is not None:
            self.post_message(self.Folded(self))

    def _source_at(self, event: events.MouseEvent) -> Source | None:
        number = event.y + self.scroll_offset.y
        return self.sources[number] if 0 <= number < self.count else None

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
        number = event.y + self.scroll_offset.y
        if not 0 <= number < self.count or self.sources[number].folded is None:
            return
        if event.x <= 2 + 2 * self.sources[number].depth:
            event.prevent_default()  # the list below would open it
            self.cursor = number
            self.fold()

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw title and unread count; a folder and a broken feed have their signs."""
        source, palette = self.sources[number], self.palette
        ground = palette.focus if current and self.has_focus else palette.background
        bar = self.glyphs.bar if self.has_focus else self.glyphs.thin_bar
        edge = Segment(bar if current else " ", palette.style(palette.accent, ground))
        count = f" {grouped(source.unread)}" if source.unread else ""
        sign = f"{self.glyphs.broken} " if source.error else ""
        indent = "  " * source.depth
        if source.folded is None:
            indent += "  "
        else:
            indent += f"{self.glyphs.folded if source.folded else self.glyphs.unfolded} "
        room = max(3, width - 2 - cell_len(indent) - cell_len(count) - cell_len(sign))
        title = clip(mask_line(source.title), room)
        gap = " " * max(0, width - 2 - cell_len(indent + sign + title + count))
        color = palette.strong if source.unread else palette.text
        return [
            [
                edge,
                Segment(indent, palette.style(palette.dim, ground)),
                Segment(sign, palette.style(palette.error, ground)),
                Segment(title, palette.style(color, ground)),
                Segment(gap + count, palette.style(palette.dim, ground)),
            ]
        ]


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
