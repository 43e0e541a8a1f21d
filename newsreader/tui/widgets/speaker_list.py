"""Lists speakers of the library: names, roles, how much they said."""

from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import var

from newsreader.domain.age import age
from newsreader.domain.clean import mask_line
from newsreader.domain.speaker import Speaker
from newsreader.tui.article.wrap import clip
from newsreader.tui.widgets.virtual_list import VirtualList


class SpeakerList(VirtualList):
    """One speaker a row, the one quoted last first as they are given."""

    EMPTY = "Nobody."

    speakers: var[tuple[Speaker, ...]] = var(())
    """Who is listed."""
    now: var[datetime | None] = var(None)
    """The moment from which ages are told."""

    @property
    def count(self) -> int:
        """How many are listed."""
        return len(self.speakers)

    @property
    def current(self) -> Speaker | None:
        """The speaker under the cursor."""
        return self.speakers[self.cursor] if self.cursor < self.count else None

    def watch_speakers(self) -> None:
        """Show other speakers from the first."""
        self.set_reactive(VirtualList.cursor, 0)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw name and role, at the right how many quotes and when the last."""
        speaker, palette = self.speakers[number], self.palette
        ground = palette.focus if current else palette.background
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        when = age(speaker.last, self.now) if self.now else ""
        count = f"{speaker.quotes:>5}  {when:>11} "
        name = clip(mask_line(speaker.name), max(8, (width - len(count)) // 2))
        role = clip(mask_line(speaker.role), max(0, width - len(count) - cell_len(name) - 6))
        gap = " " * max(1, width - 4 - cell_len(name) - cell_len(role) - len(count))
        strong = palette.style(palette.strong, ground, bold=current)
        dim = palette.style(palette.dim, ground)
        return [
            [
                edge,
                Segment(f" {name}", strong),
                Segment(f"  {role}", dim),
                Segment(gap + count, dim),
            ]
        ]
