"""Lists the quotes, highlights, links or headings of the open article in one pane."""

from bisect import bisect_left
from itertools import accumulate

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.domain.article import OpenArticle
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.quote import Quote
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.view_state import Pointed
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed
from newsreader.tui.sidebar.contents import SidebarContents, Tab
from newsreader.tui.sidebar.entries import Entries, EntryLine, Part

MARGIN = 3
"""Cells left of an entry: the bar of the cursor, the bar of a highlight, a space."""
EDGE = 1
"""Empty cells right of the text."""
LEAST_WIDTH = 8
"""Cells under which entries are not made narrower."""
FEW = 4
"""By how many entries half a page goes on."""


class SidebarPane(ScrollView, Themed, can_focus=True, inherit_bindings=False):
    """The entries of one tab; the one under the cursor is shown in the article."""

    # There is no scroll bar that would need room: another height needs no layout of the screen.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    contents: var[SidebarContents | None] = var(None)
    """What there is to list."""
    wanted_tab: var[Tab] = var(Tab.QUOTES)
    """What the user wants to be listed; where that is empty, another is."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The number of the chosen entry."""

    class Chosen(Message):
        """Another entry is under the cursor while the sidebar has the focus."""

        def __init__(self, pointed: Pointed | None) -> None:
            super().__init__()
            self.pointed = pointed

    class Entered(Message):
        """The user wants to go to what is under the cursor."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="quotes")
        self.glyphs = glyphs
        self.entries: Entries | None = None
        self._drawn: list[list[EntryLine]] = []
        self._starts: list[int] = [0]
        self._lines: list[tuple[int, EntryLine]] = []
        self._places: list[int] = []
        self._unfolded: int | None = None

    @property
    def count(self) -> int:
        """How many entries are listed."""
        return len(self.entries.places) if self.entries is not None else 0

    @property
    def tab(self) -> Tab:
        """What is listed."""
        return self.contents.shown(self.wanted_tab) if self.contents else self.wanted_tab

    @property
    def current(self) -> Quote | None:
        """The quote under the cursor, where quotes are listed."""
        listed = self.contents is not None and self.tab is Tab.QUOTES
        quotes = self.contents.opened.quotes if self.contents is not None and listed else ()
        return quotes[self.cursor] if self.cursor < len(quotes) else None

    @property
    def current_range(self) -> TextRange | None:
        """The range of the text that is under the cursor, None where it is gone from the text."""
        pieces = (
            self.entries.places[self.cursor] if self.cursor < self.count and self.entries else ()
        )
        return (pieces[0][0], pieces[-1][1]) if pieces else None

    @property
    def current_orphan(self) -> Highlight | None:
        """The highlight under the cursor, where highlights are listed and its words are gone."""
        if self.contents is None or self.tab is not Tab.MARKS or self.cursor >= self.count:
            return None
        found = self.contents.opened.highlights[self.cursor]
        return found if found.state is AnchorState.ORPHAN else None

    @property
    def current_link(self) -> str:
        """The address under the cursor, where links are listed; else empty."""
        if self.contents is None or self.tab is not Tab.LINKS:
            return ""
        return self.contents.address(self.cursor)

    # What is listed

    def watch_contents(self, old: SidebarContents | None, new: SidebarContents | None) -> None:
        """List what there is of another article, or what has changed of the same one."""
        before, after = (one.opened if one is not None else None for one in (old, new))
        same = before is not None and after is not None and before.article.id == after.article.id
        if old is None or new is None or not same or old.shown(self.wanted_tab) is not self.tab:
            self._list(0)
        elif self.tab is Tab.QUOTES and _same_quotes(old.opened, new.opened):
            self.entries = new.entries(self.tab, self.glyphs)
            self._mark_again(old.opened, new.opened)
        elif self.tab in (Tab.QUOTES, Tab.MARKS) or not _same_links(old, new):
            self._list(self.cursor)

    def watch_wanted_tab(self) -> None:
        """List something else."""
        self._list(0)

    def _list(self, cursor: int) -> None:
        """List the entries of the present tab, with the cursor on one of them."""
        self.entries = None
        if self.contents is not None:
            self.entries = self.contents.entries(self.tab, self.glyphs)
        places = self.entries.places if self.entries is not None else ()
        self._places = [pieces[0][0] for pieces in places if pieces]
        self.set_reactive(SidebarPane.cursor, self.validate_cursor(cursor))
        if not cursor:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()
        self._show_cursor()
        self._tell()

    def _mark_again(self, old: OpenArticle, new: OpenArticle) -> None:
        """Paint the quotes anew that a changed highlight touches."""
        if old.processed != new.processed:
            self.refresh()
        for mark in set(old.highlights) ^ set(new.highlights):
            for number, quote in enumerate(new.quotes):
                if quote.pieces[0][0] < mark.end and mark.start < quote.pieces[-1][1]:
                    self._refresh_entry(number)

    def paint_again(self) -> None:
        """Set all entries anew for the present width and colours; none without a width yet."""
        self._unfolded = self.cursor if self.has_focus else None
        shown = range(self.count if self.size.width else 0)
        self._drawn = [self._draw(number) for number in shown]
        self._join_entries()

    def follow(self, start: int, end: int) -> None:
        """Put the cursor on the entry that stands at this place in the article.

        Where there is none it is the last before that place, else the first of all.
        """
        if self.entries is None or not self._places:
            return
        number = max(0, bisect_left(self._places, end) - 1)
        while number and self.entries.places[number - 1][-1][1] > start:
            number -= 1
        self.cursor = number

    # Drawing

    def _draw(self, number: int) -> list[EntryLine]:
        assert self.entries is not None
        width, unfolded = (
            max(LEAST_WIDTH, self.size.width - MARGIN - EDGE),
            number == self._unfolded,
        )
        return self.entries.draw(number, width, self.palette, unfolded=unfolded)

    def _join_entries(self) -> None:
        self._lines = [(at, line) for at, lines in enumerate(self._drawn) for line in lines]
        self._starts = list(accumulate(map(len, self._drawn), initial=0))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.refresh()

    def _unfold(self, number: int | None) -> None:
        """Show an entry whole, and fold the one that was; paint only what that changes."""
        concerned = {one for one in (self._unfolded, number) if one is not None}
        self._unfolded = number
        heights = [len(lines) for lines in self._drawn]
        for one in concerned:
            if one < len(self._drawn):
                self._drawn[one] = self._draw(one)
        if heights != [len(lines) for lines in self._drawn]:
            self._join_entries()
            return
        for one in concerned:
            if one < len(self._drawn):
                start, end = self._starts[one : one + 2]
                self._lines[start:end] = [(one, line) for line in self._drawn[one]]
                self._refresh_entry(one)

    def _refresh_entry(self, number: int) -> None:
        if number < len(self._drawn):
            start, end = self._starts[number : number + 2]
            self.refresh_lines(start, end - start)

    def render_line(self, y: int) -> Strip:
        """Return the line ``y`` of the part on the screen."""
        palette, width = self.palette, self.size.width
        ground = palette.style(palette.text)
        number = y + self.scroll_offset.y
        if number >= len(self._lines) or self.entries is None:
            lines = clip_lines(self._emptiness, max(LEAST_WIDTH, width - MARGIN), 4)
            words = lines[y] if not self.count and y < len(lines) else ""
            strip = Strip([Segment(" " * MARGIN + words, palette.style(palette.dim))])
            return self.glyphs.fit(strip.adjust_cell_length(width, ground))
        at, line = self._lines[number]
        bar, mark = " ", Segment("  ", ground)
        if line.part is not Part.GAP and at == self.cursor:
            bar = self.glyphs.bar if self.has_focus else self.glyphs.thin_bar
        if line.part is Part.BODY and (colour := self.entries.colour_of_mark(at)):
            style = palette.style(palette.highlight_bars[colour], bold=True)
            mark = Segment(f"{self.glyphs.highlight} ", style)
        segments = [Segment(bar, palette.style(palette.accent)), mark]
        segments += [
            Segment(text, palette.style(color, bold=bold)) for text, color, bold in line.segments
        ]
        return self.glyphs.fit(Strip(segments).adjust_cell_length(width, ground))

    @property
    def _emptiness(self) -> str:
        """What is said where nothing is listed."""
        if self.contents is None:
            return ""
        if not self.contents.opened.processed:
            return "Looking for quotes."
        return "No quotes, highlights, links or headings in this story."

    def on_resize(self, event: events.Resize) -> None:
        """Lines are set for a width; another height changes none. The cursor stays seen."""
        if self.virtual_size.width != self.size.width:
            self.paint_again()
        self._show_cursor()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Unfold the chosen entry and show it in the article, or fold it again."""
        self._unfold(self.cursor if has_focus else None)
        self._refresh_entry(self.cursor)
        self._show_cursor()
        self.post_message(self.Chosen(self._pointed if has_focus else None))

    # Moving

    @property
    def _pointed(self) -> Pointed | None:
        """What the article is to show of the entry under the cursor."""
        if self.entries is None or self.cursor >= self.count:
            return None
        pieces, quote = self.entries.places[self.cursor], self.current
        return Pointed(pieces, quote.named if quote is not None else None) if pieces else None

    def _tell(self) -> None:
        if self.has_focus:
            self.post_message(self.Chosen(self._pointed))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an entry."""
        return max(0, min(self.count - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """Unfold the chosen entry and show it in the article."""
        if self.has_focus:
            self._unfold(new)
        self._refresh_entry(old)
        self._refresh_entry(new)
        self._show_cursor()
        self._tell()

    @property
    def line_in_focus(self) -> int:
        """The line of the pane on which the current entry begins."""
        listed = self.cursor < len(self._drawn)
        return self._first_line(self.cursor) - self.scroll_offset.y if listed else 0

    def _show_cursor(self) -> None:
        if self.cursor >= len(self._drawn) or self.entries is None:
            return
        last, height = self._starts[self.cursor + 1] - 1, self.size.height
        first, top = self._first_line(self.cursor), self.scroll_offset.y
        headed = self._first_line(self.entries.heading_of(self.cursor))
        if last - headed < height:
            first = headed
        if first < top or last - first >= height:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, immediate=True, force=True)

    def _first_line(self, number: int) -> int:
        """Return the line with which an entry begins, after the empty one above it."""
        start = self._starts[number]
        return start + (self._lines[start][1].part is Part.GAP)

    def step(self, by: int) -> None:
        """Move the cursor by entries."""
        self.cursor += by

    def half_page(self, by: int) -> None:
        """Move the cursor by a few entries."""
        self.cursor += FEW * by

    def full_page(self, by: int) -> None:
        """Move the cursor by twice as many."""
        self.cursor += 2 * FEW * by

    def jump(self, end: bool) -> None:
        """Move the cursor to the first or the last entry."""
        self.cursor = self.count - 1 if end else 0

    def choose(self) -> None:
        """Go to what is under the cursor."""
        if self.cursor < self.count:
            self.post_message(self.Entered())

    def on_click(self, event: events.Click) -> None:
        """A click chooses an entry, a second one goes to it in the article."""
        number = event.y + self.scroll_offset.y
        if number < len(self._lines) and self._lines[number][1].part is not Part.GAP:
            self.cursor = self._lines[number][0]
            self.post_message(self.Chosen(self._pointed))
            if event.chain == 2:
                self.choose()


def _same_quotes(old: OpenArticle, new: OpenArticle) -> bool:
    """Whether the quotes of two states of an article are listed by the same lines."""
    same = old.quotes == new.quotes and old.retellings == new.retellings
    return same and old.document is new.document


def _same_links(old: SidebarContents, new: SidebarContents) -> bool:
    """Whether two states of an article lead to the same pages and files."""
    return old.links is new.links and old.opened.enclosures == new.opened.enclosures
