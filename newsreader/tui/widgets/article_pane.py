"""The article: a page of measured lines, with a focus to mark by and a place to come back to."""

from dataclasses import replace

from textual import events
from textual.message import Message
from textual.selection import Selection

from newsreader.domain.article import OpenArticle
from newsreader.domain.quote import Quote
from newsreader.tui.article.hit_testing import offset_of_cell, selected_range
from newsreader.tui.article.renderer import Ink
from newsreader.tui.article.text_units import Range, Steps
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.page_view import PageView


class ArticlePane(PageView):
    """Shows one article; knows which sentence, quote or selection is in focus."""

    class FocusMoved(Message):
        """Another passage is in focus."""

        def __init__(self, passage: Range | None) -> None:
            super().__init__()
            self.passage = passage

    def __init__(self, palette: Palette, glyphs: Glyphs, measure: int) -> None:
        super().__init__(palette, glyphs, measure)
        self.steps: Steps | None = None
        self._anchor: int | None = None

    # What is shown

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """Set another article, or the same one with other marks in the same place."""
        same = old is not None and new is not None and old.article.id == new.article.id
        self.steps = Steps(new) if new is not None else None
        if not same or old is None or new is None or old.document.text != new.document.text:
            self.ink = Ink(active=self.has_focus)
            self._anchor = None
        self.mark_hits()
        self.set_lines()
        if not same and new is not None:
            self.scroll_to_offset(new.position)
        if self.has_focus and new is not None:
            self._put_focus_in_view()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are set for a width."""
        self.set_lines()
        if self.has_focus:
            self._put_focus_in_view()

    def on_focus(self) -> None:
        """The focus of the article shows only when the pane has it."""
        if self.ink.focus is None:
            self._put_focus_in_view()
        self.lay(replace(self.ink, active=True))

    def on_blur(self) -> None:
        """The focus of the article shows only when the pane has it."""
        self.lay(replace(self.ink, active=False))

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Take the focus along."""
        super().watch_scroll_y(old, new)
        if self.has_focus:
            self._put_focus_in_view()

    def _put_focus_in_view(self) -> None:
        """Where the beginning of the focus is not on the screen, put it on the first that is."""
        if self.page is None or self.steps is None or self._anchor is not None:
            return
        top = max(0, self.scroll_offset.y)
        bottom = top + self.size.height - 1
        if self.ink.focus is not None:
            first = self.page.line_at(self.ink.focus[0])
            last = self.page.line_at(max(0, self.ink.focus[1] - 1))
            if top <= first <= bottom or first < top <= bottom < last:
                return
        number = max(self.page.first_text_line, min(len(self.page.lines) - 1, top))
        sentence = self.steps.first_from(self.page.lines[number].start)
        self.focus_on(sentence, scroll=False)

    # The focus and the selection

    @property
    def passage(self) -> Range | None:
        """What a mark would take: the selection, else the sentence, paragraph or quote."""
        return self.ink.selected or self.ink.focus

    @property
    def selected(self) -> Range | None:
        """The selection, however it is made."""
        return self.ink.selected

    @property
    def selecting(self) -> bool:
        """Whether a selection is being made by keyboard."""
        return self._anchor is not None

    def focus_on(self, passage: Range | None, *, scroll: bool = True) -> None:
        """Put the focus on a passage."""
        if passage == self.ink.focus:
            return
        self.lay(replace(self.ink, focus=passage))
        if passage is not None and scroll:
            self.show(passage)
        self.post_message(self.FocusMoved(passage))

    def light(self, quote: Quote | None) -> None:
        """Light up the quote chosen in the sidebar and bring it on the screen."""
        self.lay(replace(self.ink, lit=quote))
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

    def step_hit(self, by: int) -> bool:
        """Move the focus to the next word searched for; return whether there is one."""
        here = self.ink.focus
        if by > 0:
            ahead = (hit for hit in self.ink.hits if here is None or hit > here)
            found = next(ahead, None)
        else:
            behind = (hit for hit in self.ink.hits[::-1] if here is not None and hit < here)
            found = next(behind, None)
        if found is not None:
            self.focus_on(found)
        return found is not None

    def step_word(self, by: int) -> None:
        """Move the end of the selection by a word."""
        if self.steps is not None and self._anchor is not None:
            self._extend(self.steps.word_edge(self._head, by))

    def begin_selection(self) -> None:
        """Begin a selection at the passage in focus."""
        passage = self.passage or (self.steps and self.steps.sentence_at(self.top_offset))
        if passage:
            self._anchor, self._head = passage
            self.lay(replace(self.ink, selected=passage))
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
            self.lay(replace(self.ink, selected=None))
            self.screen.clear_selection()
            self.post_message(self.FocusMoved(self.ink.focus))
        return had

    def _extend(self, head: int) -> None:
        assert self._anchor is not None
        if head == self._anchor:
            return
        self._head = head
        start, end = sorted((self._anchor, head))
        self.lay(replace(self.ink, selected=(start, end)))
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
            self.lay(replace(self.ink, selected=self._range(selection)))

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
        line = event.y + self.scroll_offset.y
        if self.page.first_text_line <= line < len(self.page.lines):
            offset = offset_of_cell(self.page, self.left, event.x, line)
            self.focus_on(self.steps.sentence_at(offset), scroll=False)
