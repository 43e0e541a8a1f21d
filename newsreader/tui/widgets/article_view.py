"""Shows a laid out article and scrolls through it; repaints only the lines that change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.domain.article import OpenArticle
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.part_search import find_part
from newsreader.domain.query.excerpts import find_sought
from newsreader.domain.query.tree import Sought
from newsreader.tui.article.article_lines import LineKind
from newsreader.tui.article.excerpt_note import ExcerptNote
from newsreader.tui.article.layout import WHOLE, ArticleLayout, lay_out
from newsreader.tui.article.margin_notes import (
    GAP,
    NO_NOTES,
    Columns,
    MarginNotes,
    NoteLine,
    columns,
    has_note,
    set_notes,
)
from newsreader.tui.article.renderer import MARGIN, Renderer
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.view_state import ViewState
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed


class ArticleView(ScrollView, Themed, can_focus=True, inherit_bindings=False):
    """Shows the lines of one article, and over them its ``state`` and the hits of a search."""

    # There is no scroll bar that would need room: another height needs no layout of the screen.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    opened: var[OpenArticle | None] = var(None)
    """What is shown."""

    class Scrolled(Message):
        """Another part of the article is on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ArticleView.Scrolled)

    def __init__(self, glyphs: Glyphs, max_width: int) -> None:
        super().__init__(id="article")
        self.glyphs = glyphs
        self.max_width = max_width
        self.article_layout: ArticleLayout | None = None
        self.state = ViewState()
        self.hits: tuple[TextRange, ...] = ()
        self.columns = Columns(0, max_width)
        self._notes: MarginNotes = NO_NOTES
        self._renderer: Renderer | None = None
        self._strips: dict[int, Strip] = {}
        self._searched: tuple[Sought, ...] = ()
        self.note_on: Callable[[OpenArticle], ExcerptNote] = lambda opened: WHOLE
        """Returns what is said of an article that may be an excerpt."""
        self.part = ""
        """What is to be found in this article."""
        self.pictures: dict[str, Sequence[Sequence[Segment]]] = {}
        """The lines of the pictures that stand in the text, by address."""
        self.sideways: int | None = None
        """How far wide tables are moved; None where their rows are stacked."""

    # Laying out and painting

    def update_lines(self, old: OpenArticle, new: OpenArticle) -> None:
        """Paint what differs between two states of the article that is laid out already."""
        if self._renderer is None or old.quotes != new.quotes:
            self.paint_again()
            return
        changed = set(old.highlights) ^ set(new.highlights)
        if any(map(has_note, changed)):
            before = self.columns, self._notes
            self._place_notes(new)
            if self.columns != before[0]:
                self.paint_again()
                return
            self._repaint_lines(
                number
                for number in before[1].lines.keys() | self._notes.lines.keys()
                if before[1].lines.get(number) != self._notes.lines.get(number)
            )
        if changed:
            note_signs = not self.columns.notes
            self._renderer = self._renderer.with_highlights(new.highlights, note_signs=note_signs)
            self._repaint(
                (one.start, one.end) for one in changed if one.state is not AnchorState.ORPHAN
            )

    def _place_notes(self, opened: OpenArticle) -> None:
        """Divide the pane between text and notes, and set the notes."""
        self.columns = self._columns_for(opened)
        self._notes = NO_NOTES
        if self.columns.notes and self.article_layout is not None:
            self._notes = set_notes(self.article_layout, opened, self.columns.notes, self.glyphs)

    def _columns_for(self, opened: OpenArticle) -> Columns:
        noted = any(map(has_note, opened.highlights))
        return columns(self.size.width, self.max_width, noted=noted)

    def shows_note(self, highlight: Highlight) -> bool:
        """Return whether the whole note stands beside its passage."""
        return highlight.id in self._notes.whole

    def fits(self, opened: OpenArticle) -> bool:
        """Return whether the present lines are those of ``opened`` at the present width."""
        return self.article_layout is not None and self.article_layout.fits(
            opened, self._columns_for(opened).text, self.note_on(opened)
        )

    def set_width(self, max_width: int) -> None:
        """Set the article in lines of at most so many cells."""
        if max_width != self.max_width:
            self.max_width = max_width
            self.lay_out_lines()

    def lay_out_lines(self) -> None:
        """Lay the article out for the present width, keeping the line at the top where it is."""
        keep = (
            self.top_offset if self.article_layout is not None and self.opened is not None else None
        )
        at_top = self.scroll_offset.y == 0
        self.article_layout = None
        if self.opened is not None and self.size.width:
            self.article_layout = lay_out(
                self.opened,
                self._columns_for(self.opened).text,
                self.note_on(self.opened),
                reorders=self.glyphs.reorders,
                sideways=self.sideways,
                pictures={url: len(lines) for url, lines in self.pictures.items()},
            )
            self._place_notes(self.opened)
        height = len(self.article_layout.lines) + 2 if self.article_layout else 0
        self.virtual_size = Size(self.size.width, height)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.paint_again()
        if keep is not None and not at_top and self.article_layout is not None:
            self.scroll_to_line(self.article_layout.line_at(keep))
        self.post_message(self.Scrolled())

    def search(self, words: tuple[Sought, ...]) -> None:
        """Show what is searched for wherever it stands."""
        if words != self._searched:
            self._searched = words
            self.show_hits()

    def show_hits(self) -> None:
        """Find again what is searched for, and paint what differs."""
        before = self.hits
        self.update_hits()
        if self.state.hit is not None and self.state.hit not in self.hits:
            self.set_state(replace(self.state, hit=None))
        if self._renderer is not None:
            self._renderer = self._renderer.with_hits(self.hits)
            self._repaint(set(before) ^ set(self.hits))

    def update_hits(self) -> None:
        """Find the words searched for in the article that is shown.

        What is to be found in this article alone comes before what the library is searched for.
        """
        text = self.opened.document.text if self.opened is not None else ""
        self.hits = find_part(text, self.part) if self.part else find_sought(text, self._searched)

    def paint_again(self) -> None:
        """Paint all lines anew."""
        self._strips.clear()
        self._renderer = None
        if self.article_layout is not None and self.opened is not None:
            renderer = Renderer.of(self.article_layout, self.opened, self.palette, self.glyphs)
            if self.columns.notes:
                renderer = renderer.with_highlights(self.opened.highlights, note_signs=False)
            renderer = renderer.with_pictures(self.pictures)
            self._renderer = renderer.with_hits(self.hits).with_state(self.state)
        self.refresh()

    def set_state(self, state: ViewState) -> None:
        """Show what the user is doing now, painting only the lines concerned."""
        before, self.state = self.state, state
        if self._renderer is None:
            return
        self._renderer = self._renderer.with_state(state)
        pointed = [one for one in (before.pointed, state.pointed) if one is not None]
        ranges = [before.unit, state.unit, before.selection, state.selection, before.hit, state.hit]
        self._repaint(one for one in ranges if one is not None)
        self._repaint(piece for one in pointed for piece in one.pieces)

    def _repaint(self, ranges: Iterable[TextRange]) -> None:
        """Paint the lines anew on which something of these ranges stands."""
        layout = self.article_layout
        if layout is None:
            return
        numbers = {
            number
            for start, end in ranges
            for number in range(layout.line_at(start), layout.line_at(max(start, end - 1)) + 1)
        }
        self._repaint_lines(numbers)

    def _repaint_lines(self, numbers: Iterable[int]) -> None:
        top = self.scroll_offset.y
        for number in numbers:
            self._strips.pop(number, None)
            if top <= number < top + self.size.height:
                self.refresh_line(number)

    @property
    def left(self) -> int:
        """Empty cells left of the margin, so that narrow lines stand in the middle."""
        return self.columns.left

    def render_line(self, y: int) -> Strip:
        """Return the line ``y`` of the part on the screen."""
        width = self.size.width
        ground = self.palette.style(self.palette.text)
        number = y + self.scroll_offset.y
        if self.article_layout is None or not 0 <= number < len(self.article_layout.lines):
            return Strip([Segment(" " * width, ground)], width)
        strip = self._strips.get(number)
        if strip is None and self._renderer is not None:
            segments = self._renderer.render(self.article_layout.lines[number])
            strip = Strip([Segment(" " * self.left, ground), *segments])
            if (note := self._notes.lines.get(number)) is not None:
                strip = self._with_note(strip, note)
            strip = strip.adjust_cell_length(width, ground).apply_offsets(0, number)
            self._strips[number] = strip
        return strip or Strip.blank(width)

    def _with_note(self, strip: Strip, note: NoteLine) -> Strip:
        """Return a line with what stands beside it, joined to the passage where that begins."""
        palette = self.palette
        bar = palette.style(palette.highlight_bars[note.colour])
        room = self.left + MARGIN + self.columns.text + GAP - 2 - strip.cell_length
        between = self.glyphs.rule if note.joined else " "
        words = self.glyphs.plain(note.text)
        return Strip(
            [
                *strip,
                Segment(" " if room > 0 else "", bar),
                Segment(between * max(0, room - 1), bar),
                Segment(f"{self.glyphs.thin_bar} ", bar),
                Segment(words, palette.style(palette.text)),
            ]
        )

    # Moving

    @property
    def top_offset(self) -> int:
        """The offset in the text of the first line on the screen."""
        if self.article_layout is None or not self.article_layout.lines:
            return 0
        lines = self.article_layout.lines
        number = max(0, min(len(lines) - 1, self.scroll_offset.y))
        while number < len(lines) - 1 and lines[number].kind is LineKind.BLANK:
            number += 1
        return lines[number].start

    @property
    def visible_range(self) -> TextRange:
        """The range of the text that is on the screen."""
        if self.article_layout is None or not self.article_layout.lines:
            return 0, 0
        lines = self.article_layout.lines
        return self.top_offset, lines[
            min(len(lines), self.scroll_offset.y + self.size.height) - 1
        ].end

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
        """Scroll by lines; the cursor stays on the screen."""
        self.scroll_to_line(self.scroll_offset.y + by)

    def half_page(self, by: int) -> None:
        """Scroll by half a screen."""
        self.scroll_to_line(self.scroll_offset.y + by * max(1, self.size.height // 2))

    def full_page(self, by: int) -> None:
        """Scroll by a screen, but for two lines of overlap."""
        self.scroll_to_line(self.scroll_offset.y + by * max(1, self.size.height - 2))

    def jump(self, end: bool) -> None:
        """Scroll to the beginning or the end."""
        self.scroll_to_line(self.max_scroll_y if end else 0)

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that this offset in the text is in the first line; 0 shows the headline."""
        self.scroll_to_line(
            self.article_layout.line_at(offset) if self.article_layout and offset else 0
        )

    def scroll_to_line(self, number: float) -> None:
        """Make a line the first on the screen at once, without Textual's animation."""
        self.scroll_to(y=number, animate=False, immediate=True, force=True)

    def show(self, place: TextRange) -> None:
        """Scroll a range of the text into view, with some of what comes before it."""
        if self.article_layout is None:
            return
        first = self.article_layout.line_at(place[0])
        last = self.article_layout.line_at(max(place[0], place[1] - 1))
        top, height = self.scroll_offset.y, self.size.height
        if first < top + 1 or last > top + height - 2:
            self.scroll_to_line(max(0, first - height // 3))
