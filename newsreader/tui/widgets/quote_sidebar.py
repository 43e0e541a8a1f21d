"""Lists the quotes of the open article in order, each run under its speaker's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

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
    clip_lines,
    wrap,
)
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Themed, speaker_numbers

RETOLD = 3
"""Lines shown of how another outlet has the chosen quote."""
FOLDED = 4
"""Lines shown of a quote that is not chosen."""


@dataclass(frozen=True, slots=True)
class _Line:
    quote: int
    """The quote it belongs to; -1 for an empty line."""
    segments: tuple[tuple[str, str, bool], ...]
    """Text, colour and weight."""


class QuoteSidebar(ScrollView, Themed, can_focus=True, inherit_bindings=False):
    """The quotes of one article; the one under the cursor is shown in the article."""

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
        """The user wants to go to the quote in the article."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="quotes")
        self.glyphs = glyphs
        self._entries: list[tuple[_Line, ...]] = []
        self._starts: list[int] = [0]
        self._lines: list[_Line] = []
        self._colours: dict[str, int] = {}
        self._unfolded: int | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in the order of the text."""
        return self.opened.quotes if self.opened else ()

    @property
    def current(self) -> Quote | None:
        """The quote under the cursor."""
        return self.quotes[self.cursor] if self.cursor < len(self.quotes) else None

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """Show the quotes of another article, or other quotes of the same one."""
        same = old is not None and new is not None and old.article.id == new.article.id
        if old is not None and new is not None and same:
            told = old.retellings == new.retellings
            if old.document is new.document and old.quotes == new.quotes and told:
                if old.processed != new.processed:
                    self.refresh()
                return
        else:
            self.set_reactive(QuoteSidebar.cursor, 0)
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()

    def paint_again(self) -> None:
        """Set all quotes anew for the present width and colours."""
        self._colours = speaker_numbers(quote.speaker for quote in self.quotes)
        self._unfolded = self.cursor if self.has_focus else None
        self._entries = [self._entry(number) for number in range(len(self.quotes))]
        self._join_entries()

    def follow(self, start: int, end: int) -> None:
        """Put the cursor on the quote that stands at this place in the article, if one does."""
        for number, quote in enumerate(self.quotes):
            if quote.pieces[0][0] < end and start < quote.pieces[-1][1]:
                self.cursor = number
                return

    # Drawing

    def _join_entries(self) -> None:
        self._lines = [line for entry in self._entries for line in entry]
        self._starts = list(accumulate(map(len, self._entries), initial=0))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def _unfold(self, number: int | None) -> None:
        """Show a quote whole, and fold the one that was; paint only what that changes."""
        concerned = {one for one in (self._unfolded, number) if one is not None}
        self._unfolded = number
        heights = [len(entry) for entry in self._entries]
        for one in concerned:
            if one < len(self._entries):
                self._entries[one] = self._entry(one)
        if heights != [len(entry) for entry in self._entries]:
            self._join_entries()
            return
        for one in concerned:
            if one < len(self._entries):
                self._lines[self._starts[one] : self._starts[one + 1]] = self._entries[one]
                self._refresh_entry(one)

    def _refresh_entry(self, number: int) -> None:
        if number < len(self._entries):
            start, end = self._starts[number : number + 2]
            self.refresh_lines(start, end - start)

    def _entry(self, number: int) -> tuple[_Line, ...]:
        """Return the lines of a quote: its speaker where that is another than before, its words."""
        palette, quote, width = self.palette, self.quotes[number], max(8, self.size.width - 3)
        lines = [_Line(-1, ())] if number else []
        if not number or _named(quote) != _named(self.quotes[number - 1]):
            colour = palette.speaker(self._colours.get(quote.speaker, -1))
            lines.extend(self._speaker(number, quote, colour, width))
        text = mask_line(" … ".join(self._words(quote)))
        unfolded = number == self._unfolded
        shown = (
            [text[start:end] for start, end in wrap(text, 0, len(text), width)]
            if unfolded
            else clip_lines(text, width, FOLDED)
        )
        colour = palette.strong if unfolded else palette.text
        lines += [_Line(number, ((line, colour, False),)) for line in shown]
        lines += [
            _Line(number, ((f"  {line}", palette.dim, False),))
            for told in self._retold(number)
            for line in clip_lines(told, width - 2, RETOLD if unfolded else 2)
        ]
        return tuple(lines)

    def _retold(self, number: int) -> list[str]:
        """Return how the other outlets of the story have a quote, a line each."""
        retellings = self.opened.retellings if self.opened else ()
        quote = self.quotes[number]
        return [
            mask_line(one.in_short(quote))
            for retold in retellings[number : number + 1]
            for one in retold
        ]

    def _words(self, quote: Quote) -> list[str]:
        text = self.opened.document.text if self.opened else ""
        pieces = [" ".join(text[start:end].split()) for start, end in quote.pieces]
        return (
            [f"“{pieces[0]}", *pieces[1:-1], f"{pieces[-1]}”"] if pieces[1:] else [f"“{pieces[0]}”"]
        )

    def _speaker(self, number: int, quote: Quote, colour: str, width: int) -> Iterator[_Line]:
        dim = self.palette.dim
        doubt, name = "", quote.attribution
        if name.startswith("probably "):
            doubt, name = "probably ", name.removeprefix("probably ")
        elif name == "unknown":
            doubt, name = "unknown speaker", ""
        for at, line in enumerate(clip_lines(mask_line(doubt + name), width, 2)):
            head = line[: len(doubt)] if at == 0 else ""
            yield _Line(number, ((head, dim, False), (line[len(head) :], colour, True)))
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
        """Lines are set for a width; another height changes none. The chosen quote stays seen."""
        if self.virtual_size.width != self.size.width:
            self.paint_again()
        self._show_cursor()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Unfold the chosen quote and show it in the article, or fold it again."""
        super().watch_has_focus(has_focus)
        self._unfold(self.cursor if has_focus else None)
        self._refresh_entry(self.cursor)
        self._show_cursor()
        self.post_message(self.Chosen(self.current if has_focus else None))

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a quote."""
        return max(0, min(len(self.quotes) - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """Unfold the chosen quote and show it in the article."""
        if self.has_focus:
            self._unfold(new)
        self._refresh_entry(old)
        self._refresh_entry(new)
        self._show_cursor()
        if self.has_focus:
            self.post_message(self.Chosen(self.current))

    def _show_cursor(self) -> None:
        if self.cursor >= len(self._entries):
            return
        last, height = self._starts[self.cursor + 1] - 1, self.size.height
        first, top = self._first_line(self.cursor), self.scroll_offset.y
        named = self._first_line(self._name_of(self.cursor))
        if last - named < height:
            first = named
        if first < top or last - first >= height:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, immediate=True, force=True)

    def _first_line(self, number: int) -> int:
        """Return the line with which a quote begins, after the empty one above it."""
        start = self._starts[number]
        return start + (self._lines[start].quote < 0)

    def _name_of(self, number: int) -> int:
        """Return the quote above which the speaker's name of this one stands."""
        while number and _named(self.quotes[number]) == _named(self.quotes[number - 1]):
            number -= 1
        return number

    def step(self, by: int) -> None:
        """Move the cursor by quotes."""
        self.cursor += by

    def half_page(self, by: int) -> None:
        """Move the cursor by a few quotes."""
        self.cursor += 4 * by

    def full_page(self, by: int) -> None:
        """Move the cursor by twice as many."""
        self.cursor += 8 * by

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


def _named(quote: Quote) -> tuple[str, bool]:
    """Return under which name a quote stands, and whether that is unsure."""
    return quote.attribution, quote.confidence < LIKELY
