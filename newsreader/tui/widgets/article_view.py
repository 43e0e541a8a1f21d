"""A page on the screen: sets an article for its width, paints its lines, scrolls through it."""

from dataclasses import replace

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.domain.article import OpenArticle
from newsreader.tui.article.layout import (
    LineKind,
    Page,
    set_page,
)
from newsreader.tui.article.renderer import (
    MARGIN,
    Ink,
    Painter,
    find_hits,
)
from newsreader.tui.article.text_units import Range
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Palette

RIGHT = 2
"""Empty cells right of the text."""


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the lines of one article; what is laid over them is its ``ink``."""

    opened: var[OpenArticle | None] = var(None)
    """What is shown."""

    class Scrolled(Message):
        """Another part of the article is on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, PageView.Scrolled)

    def __init__(self, palette: Palette, glyphs: Glyphs, measure: int) -> None:
        super().__init__(id="article")
        self.palette = palette
        self.glyphs = glyphs
        self.measure_limit = measure
        self.page: Page | None = None
        self.ink = Ink()
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}
        self._search: tuple[str, ...] = ()

    # Setting and painting

    def set_lines(self) -> None:
        """Set the page for the present width, keeping the line at the top where it is."""
        keep = self.top_offset if self.page is not None and self.opened is not None else None
        at_top = self.scroll_offset.y == 0
        width = min(self.measure_limit, self.size.width - MARGIN - RIGHT)
        self.page = None
        if self.opened is not None and self.size.width:
            self.page = set_page(self.opened, max(8, width))
        height = len(self.page.lines) + 2 if self.page else 0
        self.virtual_size = Size(self.size.width, height)
        self.repaint()
        if keep is not None and not at_top and self.page is not None:
            self.scroll_to(y=self.page.line_at(keep), animate=False, immediate=True, force=True)
        self.post_message(self.Scrolled())

    def search(self, words: tuple[str, ...]) -> None:
        """Mark these words wherever they stand."""
        if words == self._search:
            return
        self._search = words
        self.mark_hits()
        self.repaint()

    def use(self, palette: Palette) -> None:
        """Paint in other colours."""
        self.palette = palette
        self.repaint()

    def mark_hits(self) -> None:
        """Find the words searched for in the article that is shown."""
        text = self.opened.document.text if self.opened and self._search else ""
        self.ink = replace(self.ink, hits=find_hits(text, self._search))

    def repaint(self) -> None:
        """Paint everything again."""
        self._strips.clear()
        self._painter = None
        if self.page is not None:
            self._painter = Painter(self.page, self.palette, self.glyphs, self.ink)
        self.refresh()

    def lay(self, ink: Ink) -> None:
        """Change what is laid over the page and paint only the lines concerned."""
        before, self.ink = self.ink, ink
        if self.page is None:
            return
        self._painter = Painter(self.page, self.palette, self.glyphs, ink)
        for passage in (before.focus, ink.focus, before.selected, ink.selected):
            self._forget(passage)
        for quote in {before.lit, ink.lit} - {None}:
            for piece in quote.pieces if quote else ():
                self._forget(piece)

    def _forget(self, passage: Range | None) -> None:
        if passage is None or self.page is None:
            return
        first, last = self.page.line_at(passage[0]), self.page.line_at(max(0, passage[1] - 1))
        for number in range(first, last + 1):
            self._strips.pop(number, None)
        self.refresh_lines(first, last - first + 1)

    @property
    def left(self) -> int:
        """Empty cells left of the margin, so that a narrow page stands in the middle."""
        spare = self.size.width - (self.page.width if self.page else 0) - MARGIN - RIGHT
        return max(0, spare // 2)

    def render_line(self, y: int) -> Strip:
        """Return the line ``y`` of the part on the screen."""
        width = self.size.width
        ground = self.palette.style(self.palette.text)
        number = y + self.scroll_offset.y
        if self.page is None or not 0 <= number < len(self.page.lines):
            return Strip([Segment(" " * width, ground)], width)
        strip = self._strips.get(number)
        if strip is None and self._painter is not None:
            segments = self._painter.paint(self.page.lines[number])
            strip = Strip([Segment(" " * self.left, ground), *segments])
            strip = strip.adjust_cell_length(width, ground).apply_offsets(0, number)
            self._strips[number] = strip
        return strip or Strip.blank(width)

    # Moving

    @property
    def top_offset(self) -> int:
        """The offset in the text of the first line on the screen."""
        if self.page is None or not self.page.lines:
            return 0
        lines = self.page.lines
        number = max(0, min(len(lines) - 1, self.scroll_offset.y))
        while number < len(lines) - 1 and lines[number].kind is LineKind.BLANK:
            number += 1
        return lines[number].start

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.scroll_offset.y >= self.max_scroll_y

    @property
    def progress(self) -> int:
        """How much of the article has been on the screen, in percent."""
        height = self.virtual_size.height
        if not height or self.max_scroll_y <= 0:
            return 100
        return round(100 * min(1.0, (self.scroll_offset.y + self.size.height) / height))

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Say that another part is on the screen."""
        super().watch_scroll_y(old, new)
        self.post_message(self.Scrolled())

    def step(self, by: int) -> None:
        """Scroll by lines; the focus stays on the screen."""
        self.put_top(self.scroll_offset.y + by)

    def half_page(self, by: int) -> None:
        """Scroll by half a screen."""
        self.put_top(self.scroll_offset.y + by * max(1, self.size.height // 2))

    def full_page(self) -> None:
        """Scroll by a screen, but for two lines of overlap."""
        self.put_top(self.scroll_offset.y + max(1, self.size.height - 2))

    def jump(self, end: bool) -> None:
        """Scroll to the beginning or the end."""
        self.put_top(self.max_scroll_y if end else 0)

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that this place in the text is the first line; 0 shows the headline."""
        line = self.page.line_at(offset) if self.page is not None and offset else 0
        self.put_top(line)

    def put_top(self, y: float) -> None:
        """Make a line the first on the screen at once: Textual's scrolling waits and glides."""
        self.scroll_to(y=y, animate=False, immediate=True, force=True)

    def show(self, passage: Range) -> None:
        """Scroll a passage into view, with some of what comes before it."""
        if self.page is None:
            return
        first = self.page.line_at(passage[0])
        last = self.page.line_at(max(passage[0], passage[1] - 1))
        top, height = self.scroll_offset.y, self.size.height
        if first < top + 1 or last > top + height - 2:
            self.put_top(max(0, first - height // 3))
