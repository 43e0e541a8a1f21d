"""Lists quotes from many articles: the words, then where and when they stood."""

from rich.segment import Segment
from textual.reactive import var

from newsreader.domain.age import dateline
from newsreader.domain.clean import mask_line
from newsreader.domain.counts import counted
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.tui.article.wrap import clip, clip_lines
from newsreader.tui.widgets.virtual_list import VirtualList


class QuoteList(VirtualList):
    """One quote a row, newest first as they are given."""

    ROW_HEIGHT = 4
    EMPTY = "Nothing."

    said: var[tuple[QuoteHit, ...]] = var(())
    """What is listed."""

    @property
    def count(self) -> int:
        """How many quotes are listed."""
        return len(self.said)

    @property
    def current(self) -> QuoteHit | None:
        """The quote under the cursor."""
        return self.said[self.cursor] if self.cursor < self.count else None

    def watch_said(self) -> None:
        """Show other quotes from the first."""
        self.set_reactive(VirtualList.cursor, 0)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()

    def show(self, said: tuple[QuoteHit, ...]) -> None:
        """Show other quotes, with the cursor on the same one where it is among them."""
        before = self.current
        self.said = said
        ids = [one.quote.id for one in said]
        if before is not None and before.quote.id in ids:
            self.cursor = ids.index(before.quote.id)
        self.post_message(self.Moved(self))

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw two lines of the words at most, then the source."""
        one, palette = self.said[number], self.palette
        ground = palette.focus if current else palette.background
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        text = palette.style(palette.strong if current else palette.text, ground)
        dim = palette.style(palette.dim, ground)
        words = f"“{' '.join(mask_line(one.quote.marked_text).split())}”"
        lines = [[edge, Segment(f" {line}", text)] for line in clip_lines(words, width - 4, 2)]
        parts = [one.outlet, dateline(one.published, one.dated), one.title]
        if one.also_in:
            first = f", first in {one.first_in}" if one.first_in else ""
            parts.insert(2, f"also in {counted(one.also_in, 'article')}{first}")
        if one.quote.attribution.startswith("probably"):
            parts.insert(0, "probably")
        source = self.glyphs.apart.join(mask_line(part) for part in parts)
        lines.append([edge, Segment(f" {clip(source, width - 4)}", dim)])
        blank = [Segment(" " * width, palette.style(palette.text))]
        return lines + [blank] * (self.ROW_HEIGHT - len(lines))
