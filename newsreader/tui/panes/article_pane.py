"""The article: a page of measured lines, with a focus to mark by and a place to come back to."""

from dataclasses import replace

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from newsreader.domain.article import OpenArticle
from newsreader.domain.quote import Quote
from newsreader.tui.focus import Range, Steps
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.page import LineKind, Page, set_page
from newsreader.tui.paint import MARGIN, Ink, Painter, find_hits
from newsreader.tui.pointing import offset_of_cell, selected_range
from newsreader.tui.theme import Palette

TOP = 0
"""Empty lines above the headline."""
RIGHT = 2
"""Empty cells right of the text."""


class ArticlePane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one article; knows which sentence, quote or selection is in focus."""

    opened: var[OpenArticle | None] = var(None)
    """What is shown."""

    class FocusMoved(Message):
        """Another passage is in focus."""

        def __init__(self, passage: Range | None) -> None:
            super().__init__()
            self.passage = passage

    class Scrolled(Message):
        """Another part of the article is on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ArticlePane.Scrolled)

    def __init__(self, palette: Palette, glyphs: Glyphs, measure: int) -> None:
        super().__init__(id="article")
        self.palette = palette
        self.glyphs = glyphs
        self.measure_limit = measure
        self.page: Page | None = None
        self.steps: Steps | None = None
        self.ink = Ink()
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}
        self._anchor: int | None = None
        self._search: tuple[str, ...] = ()

    # What is shown

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """Set another article, or the same one with other marks in the same place."""
        same = old is not None and new is not None and old.article.id == new.article.id
        self.steps = Steps(new) if new is not None else None
        if not same or old is None or new is None or old.document.text != new.document.text:
            self.ink = Ink(active=self.has_focus)
            self._anchor = None
        self._find_hits()
        self.set_lines()
        if not same and new is not None:
            self.scroll_to_offset(new.position)
        if self.has_focus and new is not None:
            self._put_focus_in_view()

    def set_lines(self) -> None:
        """Set the page for the present width, keeping the line at the top where it is."""
        keep = self.top_offset if self.page is not None and self.opened is not None else None
        at_top = self.scroll_offset.y == 0
        width = min(self.measure_limit, self.size.width - MARGIN - RIGHT)
        self.page = None
        if self.opened is not None and self.size.width:
            self.page = set_page(self.opened, max(8, width))
        height = len(self.page.lines) + TOP + 2 if self.page else 0
        self.virtual_size = Size(self.size.width, height)
        self._repaint()
        if keep is not None and not at_top and self.page is not None:
            self.scroll_to(
                y=self.page.line_at(keep) + TOP, animate=False, immediate=True, force=True
            )
        self.post_message(self.Scrolled())

    def search(self, words: tuple[str, ...]) -> None:
        """Mark these words wherever they stand."""
        self._search = words
        self._find_hits()
        self._repaint()

    def use(self, palette: Palette) -> None:
        """Paint in other colours."""
        self.palette = palette
        self._repaint()

    def _find_hits(self) -> None:
        text = self.opened.document.text if self.opened and self._search else ""
        self.ink = replace(self.ink, hits=find_hits(text, self._search))

    def _repaint(self) -> None:
        self._strips.clear()
        self._painter = None
        if self.page is not None:
            self._painter = Painter(self.page, self.palette, self.glyphs, self.ink)
        self.refresh()

    def _lay(self, ink: Ink) -> None:
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
        self.refresh_lines(first + TOP, last - first + 1)

    # Drawing

    @property
    def left(self) -> int:
        """Empty cells left of the margin, so that a narrow page stands in the middle."""
        spare = self.size.width - (self.page.width if self.page else 0) - MARGIN - RIGHT
        return max(0, spare // 2)

    def render_line(self, y: int) -> Strip:
        """Return the line ``y`` of the part on the screen."""
        width = self.size.width
        ground = self.palette.style(self.palette.text)
        number = y + self.scroll_offset.y - TOP
        if self.page is None or not 0 <= number < len(self.page.lines):
            return Strip([Segment(" " * width, ground)], width)
        strip = self._strips.get(number)
        if strip is None and self._painter is not None:
            segments = self._painter.paint(self.page.lines[number])
            strip = Strip([Segment(" " * self.left, ground), *segments])
            strip = strip.adjust_cell_length(width, ground).apply_offsets(0, number)
            self._strips[number] = strip
        return strip or Strip.blank(width)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are set for a width."""
        self.set_lines()
        if self.has_focus:
            self._put_focus_in_view()

    def on_focus(self) -> None:
        """The focus of the article shows only when the pane has it."""
        if self.ink.focus is None:
            self._put_focus_in_view()
        self._lay(replace(self.ink, active=True))

    def on_blur(self) -> None:
        """The focus of the article shows only when the pane has it."""
        self._lay(replace(self.ink, active=False))

    # Moving

    @property
    def top_offset(self) -> int:
        """The offset in the text of the first line on the screen."""
        if self.page is None or not self.page.lines:
            return 0
        lines = self.page.lines
        number = max(0, min(len(lines) - 1, self.scroll_offset.y - TOP))
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
        if self.has_focus:
            self._put_focus_in_view()
        self.post_message(self.Scrolled())

    def step(self, by: int) -> None:
        """Scroll by lines; the focus stays on the screen."""
        self._scroll(self.scroll_offset.y + by)

    def half_page(self, by: int) -> None:
        """Scroll by half a screen."""
        self._scroll(self.scroll_offset.y + by * max(1, self.size.height // 2))

    def full_page(self) -> None:
        """Scroll by a screen, but for two lines of overlap."""
        self._scroll(self.scroll_offset.y + max(1, self.size.height - 2))

    def jump(self, end: bool) -> None:
        """Scroll to the beginning or the end."""
        self._scroll(self.max_scroll_y if end else 0)

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that this place in the text is the first line; 0 shows the headline."""
        line = self.page.line_at(offset) + TOP if self.page is not None and offset else 0
        self._put_top(line)

    def _put_top(self, y: float) -> None:
        """Make a line the first on the screen at once: Textual's scrolling waits and glides."""
        self.scroll_to(y=y, animate=False, immediate=True, force=True)

    def _scroll(self, y: float) -> None:
        self._put_top(y)
        self._put_focus_in_view()

    def _put_focus_in_view(self) -> None:
        """Where the beginning of the focus is not on the screen, put it on the first that is."""
        if self.page is None or self.steps is None or self._anchor is not None:
            return
        top = max(0, self.scroll_offset.y - TOP)
        bottom = top + self.size.height - 1
        if self.ink.focus is not None:
            first = self.page.line_at(self.ink.focus[0])
            last = self.page.line_at(max(0, self.ink.focus[1] - 1))
            if top <= first <= bottom or first < top <= bottom < last:
                return
        number = max(self.page.first_text_line, min(len(self.page.lines) - 1, top))
        sentence = self.steps.first_from(self.page.lines[number].start)
        self.focus_on(sentence, scroll=False)

    def show(self, passage: Range) -> None:
        """Scroll a passage into view, with some of what comes before it."""
        if self.page is None:
            return
        first = self.page.line_at(passage[0]) + TOP
        last = self.page.line_at(max(passage[0], passage[1] - 1)) + TOP
        top, height = self.scroll_offset.y, self.size.height
        if first < top + 1 or last > top + height - 2:
            self._put_top(max(0, first - height // 3))

    # The focus and the selection

    @property
    def passage(self) -> Range | None:
        """What a mark would take: the selection, else the sentence, paragraph or quote."""
        return self.ink.selected or self.ink.focus

    @property
    def selecting(self) -> bool:
        """Whether a selection is being made by keyboard."""
        return self._anchor is not None

    def focus_on(self, passage: Range | None, *, scroll: bool = True) -> None:
        """Put the focus on a passage."""
        if passage == self.ink.focus:
            return
        self._lay(replace(self.ink, focus=passage))
        if passage is not None and scroll:
            self.show(passage)
        self.post_message(self.FocusMoved(passage))

    def light(self, quote: Quote | None) -> None:
        """Light up the quote chosen in the sidebar and bring it on the screen."""
        self._lay(replace(self.ink, lit=quote))
        if quote is not None:
            self.show((quote.pieces[0][0], quote.pieces[-1][1]))

    def step_focus(self, unit: str, by: int) -> bool:
        """Move the focus, or the end of the selection, by ``sentence``, ``paragraph`` or ``mark``.

        Returns whether there was one more.
        """
        if self.steps is None:
            return False
        places = {
            "sentence": self.steps.sentences,
            "paragraph": self.steps.paragraphs,
            "mark": self.steps.marks,
        }[unit]
        if self._anchor is not None:
            self._extend(self.steps.edge(places, self._head, by))
            return True
        place = self.steps.step(places, self.ink.focus, by, self.top_offset)
        if place is not None:
            self.focus_on(place)
        return place is not None

    def step_word(self, by: int) -> None:
        """Move the end of the selection by a word."""
        if self.steps is not None and self._anchor is not None:
            self._extend(self.steps.word_edge(self._head, by))

    def begin_selection(self) -> None:
        """Begin a selection at the passage in focus."""
        passage = self.passage or (self.steps and self.steps.sentence_at(self.top_offset))
        if passage:
            self._anchor, self._head = passage
            self._lay(replace(self.ink, selected=passage))
            self.post_message(self.FocusMoved(passage))

    def swap_ends(self) -> None:
        """Let the other end of the selection move."""
        if self._anchor is not None:
            self._anchor, self._head = self._head, self._anchor

    def end_selection(self) -> bool:
        """Drop the selection; return whether there was one."""
        had = self.ink.selected is not None
        self._anchor = None
        if had:
            self._lay(replace(self.ink, selected=None))
            self.screen.clear_selection()
            self.post_message(self.FocusMoved(self.ink.focus))
        return had

    def _extend(self, head: int) -> None:
        assert self._anchor is not None
        if head == self._anchor:
            return
        self._head = head
        start, end = sorted((self._anchor, head))
        self._lay(replace(self.ink, selected=(start, end)))
        self.show((max(start, head - 1), head) if head == end else (head, head + 1))

    # Selecting by mouse: Textual gives places on the screen, we keep offsets in the text

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, as the document has it and not as it is wrapped."""
        passage = self._range(selection)
        if passage is None or self.opened is None:
            return None
        return self.opened.document.text[passage[0] : passage[1]], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Follow the mouse; what it selected stays until Esc or the next press of the button."""
        if selection is not None:
            self._anchor = None
            self._lay(replace(self.ink, selected=self._range(selection)))

    def on_mouse_down(self) -> None:
        """A press begins anew."""
        self.end_selection()

    def _range(self, selection: Selection) -> Range | None:
        if self.page is None or not self.page.lines:
            return None
        return selected_range(self.page, self.left, selection)

    def on_click(self, event: events.Click) -> None:
        """A click puts the focus on the sentence under it."""
        if self.page is None or self.steps is None or self.ink.selected is not None:
            return
        line = event.y + self.scroll_offset.y - TOP
        if self.page.first_text_line <= line < len(self.page.lines):
            offset = offset_of_cell(self.page, self.left, event.x, line)
            self.focus_on(self.steps.sentence_at(offset), scroll=False)
