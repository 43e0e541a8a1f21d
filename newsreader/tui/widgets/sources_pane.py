"""Lists the sources: everything, what is unread, what is kept, and each feed in its folder."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import var

from newsreader.domain.clean import mask_line
from newsreader.domain.counts import grouped
from newsreader.tui.article.wrap import clip
from newsreader.tui.sources import Source
from newsreader.tui.widgets.virtual_list import VirtualList


class SourcesPane(VirtualList):
    """The sources as rows of one line."""

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
        if [one.query for one in old] == [one.query for one in new]:
            for number, (before, now) in enumerate(zip(old, new, strict=True)):
                if before != now:
                    self.repaint_row(number)
            return
        if old and self.cursor < len(old):
            same = [at for at, one in enumerate(new) if one.query == old[self.cursor].query]
            self.set_reactive(VirtualList.cursor, same[0] if same else 0)
        self.paint_again()

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw title and unread count; a broken feed has its sign."""
        source, palette = self.sources[number], self.palette
        ground = palette.focus if current and self.has_focus else palette.background
        bar = self.glyphs.bar if self.has_focus else self.glyphs.thin_bar
        edge = Segment(bar if current else " ", palette.style(palette.accent, ground))
        count = f" {grouped(source.unread)}" if source.unread else ""
        sign = f"{self.glyphs.broken} " if source.error else ""
        indent = " " * (1 + 2 * source.depth)
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
