"""Lists sources that were found by their names, each with the folder that it lies in."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import var

from newsreader.domain.clean import mask_line
from newsreader.domain.counts import grouped
from newsreader.tui.article.wrap import clip
from newsreader.tui.listing.sources import Source, SourceKind
from newsreader.tui.widgets.virtual_list import VirtualList

_KINDS = {SourceKind.VIEW: "saved view", SourceKind.FOLDER: "folder"}


class SourceList(VirtualList):
    """One source a row."""

    EMPTY = "Nothing is called so."

    sources: var[tuple[Source, ...]] = var(())
    """What is listed."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.sources)

    @property
    def current(self) -> Source | None:
        """The source under the cursor."""
        return self.sources[self.cursor] if self.sources else None

    def show(self, sources: tuple[Source, ...]) -> None:
        """Show other sources from the first."""
        self.sources = sources
        self.set_reactive(VirtualList.cursor, 0)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw the title, where it lies or what it is, and at the right how much is unread."""
        source, palette = self.sources[number], self.palette
        ground = self.ground(number)
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        dim = palette.style(palette.dim, ground)
        health = Segment(
            self.glyphs.broken if source.error else " ", palette.style(palette.error, ground)
        )
        count = f"  {grouped(source.unread)}" if source.unread else ""
        around = (
            source.around if source.kind is SourceKind.FEED else source.around.rpartition("/")[0]
        )
        about = mask_line(around or _KINDS.get(source.kind, ""))
        room = max(8, width - len(count) - 5)
        title = clip(mask_line(source.title), max(room // 2, room - 2 - cell_len(about)))
        about = clip(about, max(0, room - 2 - cell_len(title)))
        gap = " " * max(0, room - 2 - cell_len(title) - cell_len(about))
        ink = palette.style(palette.strong if source.unread else palette.text, ground, bold=current)
        return [
            [
                edge,
                health,
                Segment(f" {title}", ink),
                Segment(f"  {about}", dim),
                Segment(f"{gap}{count}", dim),
            ]
        ]
