"""Who said what: the quotes of the open article in order, each run under its speaker's name."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import mask_line
from newsreader.domain.quote import LIKELY, Quote
from newsreader.tui.article.wrap import (
    clip,
    fold,
    wrap,
)
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Palette, turns

FOLDED = 4
"""Lines shown of a quote that is not chosen."""


@dataclass(frozen=True, slots=True)
class _Line:
    quote: int
    """The quote it belongs to; -1 for an empty line."""
    segments: tuple[tuple[str, str, bool], ...]
    """Text, colour and weight."""


class QuoteSidebar(ScrollView, can_focus=True, inherit_bindings=False):
    """The quotes of one article; moving in it lights up the quote in the article."""

    opened: var[OpenArticle | None] = var(None)
    """The article whose quotes are shown."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The number of the chosen quote."""

    class Chosen(Message):
        """Another quote is under the cursor while the sidebar has the focus."""

        def __init__(self, quote: Quote | None) -> None:
            super().__init__()
            self.quote = quote

    class Entered(Chosen):
        """The reader wants to go to the quote in the article."""

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(id="quotes")
        self.palette = palette
        self.glyphs = glyphs
        self._lines: list[_Line] = []

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in the order of the text."""
        return self.opened.quotes if self.opened else ()

    @property
    def current(self) -> Quote | None:
        """The quote under the cursor."""
        return self.quotes[self.cursor] if self.cursor < len(self.quotes) else None

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """Show the quotes of another article, or of the same one again."""
        if old is None or new is None or old.article.id != new.article.id:
            self.set_reactive(QuoteSidebar.cursor, 0)
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.set_lines()

    def use(self, palette: Palette) -> None:
        """Paint in other colours."""
        self.palette = palette
        self.set_lines()

    def follow(self, start: int, end: int) -> None:
        """Put the cursor on the quote that stands at this place in the article, if one does."""
        for number, quote in enumerate(self.quotes):
            if quote.pieces[0][0] < end and start < quote.pieces[-1][1]:
                self.cursor = number
                return

    # Drawing

    def set_lines(self) -> None:
        """Set the quotes for the present width."""
        self._lines = list(self._set(max(8, self.size.width - 3)))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def _set(self, width: int) -> Iterator[_Line]:
        palette = self.palette
        order = turns(tuple(quote.speaker for quote in self.quotes))
        before: tuple[str, float] | None = None
        for number, quote in enumerate(self.quotes):
            hue = palette.hue(order.get(quote.speaker, -1))
            name = (quote.attribution, round(quote.confidence < LIKELY))
            if number:
                yield _Line(-1, ())
            if name != before:
                yield from self._speaker(number, quote, hue, width)
            before = name
            text = mask_line(" … ".join(self._words(quote)))
            lines = (
                [text[start:end] for start, end in wrap(text, 0, len(text), width)]
                if number == self.cursor and self.has_focus
                else fold(text, width, FOLDED)
            )
            chosen = number == self.cursor and self.has_focus
            color = palette.strong if chosen else palette.text
            for line in lines:
                yield _Line(number, ((line, color, False),))

    def _words(self, quote: Quote) -> list[str]:
        text = self.opened.document.text if self.opened else ""
        pieces = [" ".join(text[start:end].split()) for start, end in quote.pieces]
        return (
            [f"“{pieces[0]}", *pieces[1:-1], f"{pieces[-1]}”"] if pieces[1:] else [f"“{pieces[0]}”"]
        )

    def _speaker(self, number: int, quote: Quote, hue: str, width: int) -> Iterator[_Line]:
        dim = self.palette.dim
        doubt, name = "", quote.attribution
        if name.startswith("probably "):
            doubt, name = "probably ", name.removeprefix("probably ")
        elif name == "unknown":
            doubt, name = "unknown speaker", ""
        for at, line in enumerate(fold(mask_line(doubt + name), width, 2)):
            head = line[: len(doubt)] if at == 0 else ""
            yield _Line(number, ((head, dim, False), (line[len(head) :], hue, True)))
        if quote.role and name:
            yield _Line(number, ((clip(mask_line(quote.role), width), dim, False),))

    def render_line(self, y: int) -> Strip:
        """Return the line ``y`` of the part on the screen."""
        palette, width = self.palette, self.size.width
        ground = palette.style(palette.text)
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            message = ""
            if not self.quotes and y == 0 and self.opened is not None:
                looking = "  Looking for quotes."
                message = "  No quotes in this story." if self.opened.processed else looking
            text = clip(message, width)
            strip = Strip([Segment(text, palette.style(palette.dim))])
            return strip.adjust_cell_length(width, ground)
        line = self._lines[number]
        bar = " "
        if line.quote == self.cursor:
            bar = self.glyphs.bar if self.has_focus else self.glyphs.thin_bar
        segments = [Segment(f"{bar} ", palette.style(palette.accent))]
        segments += [
            Segment(text, palette.style(color, bold=bold)) for text, color, bold in line.segments
        ]
        return self.glyphs.fit(Strip(segments).adjust_cell_length(width, ground))

    def on_resize(self, event: events.Resize) -> None:
        """Lines are set for a width."""
        self.set_lines()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Open the chosen quote and light it up in the article, or fold it again."""
        super().watch_has_focus(has_focus)
        self.set_lines()
        self._show_cursor()
        self.post_message(self.Chosen(self.current if has_focus else None))

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a quote."""
        return max(0, min(len(self.quotes) - 1, cursor))

    def watch_cursor(self) -> None:
        """Open the chosen quote and light it up in the article."""
        self.set_lines()
        self._show_cursor()
        if self.has_focus:
            self.post_message(self.Chosen(self.current))

    def _show_cursor(self) -> None:
        own = [at for at, line in enumerate(self._lines) if line.quote == self.cursor]
        if not own:
            return
        top, height = self.scroll_offset.y, self.size.height
        if own[0] < top or own[-1] - own[0] >= height:
            self.scroll_to(y=own[0], animate=False, immediate=True, force=True)
        elif own[-1] >= top + height:
            self.scroll_to(y=own[-1] - height + 1, animate=False, immediate=True, force=True)

    def step(self, by: int) -> None:
        """Move the cursor by quotes."""
        self.cursor += by

    def half_page(self, by: int) -> None:
        """Move the cursor by a few quotes."""
        self.cursor += 4 * by

    def jump(self, end: bool) -> None:
        """Move the cursor to the first or the last quote."""
        self.cursor = len(self.quotes) - 1 if end else 0

    def choose(self) -> None:
        """Go to the chosen quote in the article."""
        if self.current is not None:
            self.post_message(self.Entered(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click chooses a quote."""
        number = event.y + self.scroll_offset.y
        if number < len(self._lines) and self._lines[number].quote >= 0:
            self.cursor = self._lines[number].quote
            self.post_message(self.Chosen(self.current))
