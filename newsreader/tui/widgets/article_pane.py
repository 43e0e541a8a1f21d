"""The article with a selection that keys begin and extend, or that the mouse draws."""

from dataclasses import replace

from newsreader.tui.article.text_selection import TextSelection
from newsreader.tui.article.text_units import TextRange, UnitKind, edge
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.cursor_article import CursorArticle


class ArticlePane(CursorArticle):
    """Shows one article; knows which text unit, quote or selection a command is about."""

    def __init__(self, glyphs: Glyphs, max_width: int) -> None:
        super().__init__(glyphs, max_width)
        self._selection: TextSelection | None = None

    def begin_anew(self) -> None:
        """Let cursor and selection be nowhere, as the text is another one."""
        super().begin_anew()
        self._selection = None

    def step(self, by: int) -> None:
        """Scroll by lines, or move the end of a selection by them."""
        if not self._extend_lines(by):
            super().step(by)

    def half_page(self, by: int) -> None:
        """Scroll by half a screen, or move the end of a selection by as many lines."""
        if not self._extend_lines(by * max(1, self.size.height // 2)):
            super().half_page(by)

    def full_page(self, by: int) -> None:
        """Scroll by a screen, or move the end of a selection by as many lines."""
        if not self._extend_lines(by * max(1, self.size.height - 2)):
            super().full_page(by)

    def jump(self, end: bool) -> None:
        """Go to the beginning or the end; a selection is extended to there."""
        if self._selection is None:
            super().jump(end)
            return
        whole = len(self.opened.document.text) if self.opened is not None else 0
        self._extend(self._selection.to(whole if end else 0))

    @property
    def selected(self) -> TextRange | None:
        """The selection, however it is made."""
        return self.state.selection

    @property
    def selecting(self) -> bool:
        """Whether a selection is being made by keyboard."""
        return self._selection is not None

    def jump_to(self, unit: TextRange) -> None:
        """Put the cursor on a unit on the screen, or extend a selection so that it holds it."""
        if self._selection is None:
            super().jump_to(unit)
        else:
            forward = unit[1] > self._selection.anchor
            self._extend(self._selection.to(unit[forward]))

    def step_unit(self, kind: UnitKind, by: int) -> bool:
        """Move the cursor, or the end of a selection, to the next (``by`` 1) or previous unit.

        Returns whether there was one.
        """
        if self._selection is None or self.units is None:
            return super().step_unit(kind, by)
        self._extend(self._selection.moved(lambda at: edge(self._words_near(kind, at), at, by)))
        return True

    def _words_near(self, kind: UnitKind, at: int) -> list[TextRange]:
        """Return the units near a place but those below the text, where no selection goes."""
        length = len(self.units.document.text) if self.units is not None else 0
        return [one for one in self.units_near(kind, at, at) if one[1] <= length]

    def step_word(self, by: int) -> None:
        """Move the end of the selection by a word."""
        units = self.units
        if units is not None and self._selection is not None:
            self._extend(self._selection.moved(lambda at: units.word_edge(at, by)))

    def step_to_line_edge(self, end: bool) -> None:
        """Move the end of the selection to the beginning or the end of its line."""
        if self.article_layout is not None and self._selection is not None:
            self._extend(self._selection.to_line_edge(self.article_layout, end=end))

    def _extend_lines(self, by: int) -> bool:
        """Move the end of a selection by lines; return whether there is one."""
        layout, units, selection = self.article_layout, self.units, self._selection
        if layout is None or units is None or selection is None:
            return False
        self._extend(selection.by_lines(layout, units, by))
        return True

    def begin_selection(self) -> None:
        """Begin a selection with what the cursor is on, where that has words."""
        target = self.target or (self.units and self.units.sentence_at(self.top_offset))
        if target and self.units is not None and self.units.has_words(target):
            self.select_range(target)

    def widen_selection(self) -> bool:
        """Select the whole paragraphs of the selection, next the whole text.

        Returns whether there was more to select.
        """
        if self._selection is None or self.units is None:
            return False
        wider = self._selection.widened(self.units.paragraphs)
        if wider != self._selection.range:
            self.select_range(wider)
            return True
        return False

    def select_range(self, wanted: TextRange) -> None:
        """Begin a selection with a range of the text."""
        self._selection = TextSelection(*wanted)
        self.set_state(replace(self.state, selection=wanted))
        self.post_message(self.TargetChanged(wanted))

    def swap_ends(self) -> None:
        """Let the other end of the selection move."""
        if self._selection is not None:
            self._selection = self._selection.swapped()

    def end_selection(self) -> bool:
        """Drop the selection; return whether there was one."""
        had = self.drop_selection()
        if had:
            self.screen.clear_selection()
        return had

    def drop_selection(self) -> bool:
        """Drop what is selected here; return whether anything was."""
        had = self.state.selection is not None
        self._selection = None
        if had:
            self.set_state(replace(self.state, selection=None))
            self.post_message(self.TargetChanged(self.state.unit))
        return had

    def _extend(self, selection: TextSelection) -> None:
        if selection == self._selection:
            return
        self._selection, head = selection, selection.head
        self.set_state(replace(self.state, selection=selection.range))
        self.show((head - 1, head) if head > selection.anchor else (head, head + 1))

    def select_drawn(self, drawn: TextRange | None) -> None:
        """Show as selected what the mouse was drawn over; no key extends that."""
        self._selection = None
        self.set_state(replace(self.state, selection=drawn))
