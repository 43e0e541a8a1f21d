"""The article with its cursor on a text unit, which stays on the screen."""

from dataclasses import replace

from textual import events
from textual.message import Message

from newsreader.domain.article import OpenArticle
from newsreader.domain.highlights.highlight import Highlight
from newsreader.tui.article.lost_highlights import lost_at, lost_places
from newsreader.tui.article.text_units import TextRange, TextUnits, UnitKind, marked_ranges, step
from newsreader.tui.article.view_state import Pointed, ViewState
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.moving_tables import MovingTables


class CursorArticle(MovingTables):
    """Shows one article; knows which text unit or quote a command is about."""

    class TargetChanged(Message):
        """Commands are about another range of the text."""

        def __init__(self, target: TextRange | None) -> None:
            super().__init__()
            self.target = target

    def __init__(self, glyphs: Glyphs, max_width: int) -> None:
        super().__init__(glyphs, max_width)
        self.units: TextUnits | None = None
        self._marked: list[TextRange] | None = None

    # What is shown

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """Show another article, or what has changed of the same one in the same place."""
        self._marked = None
        if new is None:
            self.units = None
        elif (
            old is None
            or old.document is not new.document
            or old.quotes is not new.quotes
            or lost_places(old) != lost_places(new)
        ):
            self.units = TextUnits(new.document, new.quotes, lost_places(new))
        same = old is not None and new is not None and old.article.id == new.article.id
        if same and old is not None and new is not None and self.fits(new):
            self.update_lines(old, new)
            return
        if not same:
            self.sideways = None
        if not same or old is None or new is None or old.document.text != new.document.text:
            self.begin_anew()
        self.update_hits()
        self.lay_out_lines()
        if not same and new is not None:
            self.scroll_to_offset(new.position)
        if self.has_focus and new is not None:
            self._put_unit_in_view()

    def begin_anew(self) -> None:
        """Let the cursor be nowhere, as the text is another one."""
        self.state = ViewState(has_focus=self.has_focus)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are laid out for a width; another height changes none. The cursor stays seen."""
        unit, is_new = self.state.unit, self.article_layout is None
        if self.virtual_size.width != self.size.width:
            self.lay_out_lines()
        else:
            self.post_message(self.Scrolled())
        if is_new and self.opened is not None:  # there was no width yet to lay it out for
            self.scroll_to_offset(self.opened.position)
        if self.has_focus and unit is not None:
            self.select_unit(unit, scroll=False)
            if not self._is_on_screen(unit):
                self.show(unit)
        elif self.has_focus:
            self._put_unit_in_view()
        self._show_pointed()

    def on_focus(self) -> None:
        """The cursor shows only when the pane has the focus."""
        if self.state.unit is None:
            self._put_unit_in_view()
        self.set_state(replace(self.state, has_focus=True))

    def on_blur(self) -> None:
        """The cursor shows only when the pane has the focus."""
        self.set_state(replace(self.state, has_focus=False))

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Take the cursor along."""
        super().watch_scroll_y(old, new)
        if self.has_focus:
            self._put_unit_in_view()

    def _put_unit_in_view(self) -> None:
        """Where the beginning of the unit is off the screen, select one in the middle of it.

        Where there was none yet, that is the first on the screen, as one begins to read there.
        """
        layout = self.article_layout
        if layout is None or self.units is None or self.selecting:
            return
        if self.state.unit is not None and self._is_on_screen(self.state.unit):
            return
        self._select_on_line(0 if self.state.unit is None else self.size.height // 2)

    @property
    def line_in_focus(self) -> int:
        """The line of the pane on which the text unit in focus begins; the first one without."""
        layout, unit = self.article_layout, self.target
        if layout is None or unit is None or not self._is_on_screen(unit):
            return 0
        return layout.line_at(unit[0]) - self.scroll_offset.y

    def _is_on_screen(self, unit: TextRange) -> bool:
        """Return whether the beginning of a unit is on the screen, or nothing but the unit."""
        layout = self.article_layout
        if layout is None:
            return False
        top = max(0, self.scroll_offset.y)
        bottom = top + self.size.height - 1
        first, last = layout.line_at(unit[0]), layout.line_at(max(0, unit[1] - 1))
        return top <= first <= bottom or first < top <= bottom < last

    def _select_on_line(self, number: int) -> None:
        """Select the sentence that begins on a line of the screen or after it."""
        layout = self.article_layout
        if layout is None or self.units is None:
            return
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height - 1
        line = layout.lines[max(layout.first_text_line, min(len(layout.lines) - 1, top + number))]
        found = self.units.sentence_from(line.start)
        if found is not None and layout.line_at(found[0]) > bottom:
            found = self.units.sentence_at(line.start)
        self.select_unit(found, scroll=False)

    def half_page(self, by: int) -> None:
        """Scroll by half a screen; the cursor is in the middle then."""
        before = self.scroll_offset.y
        super().half_page(by)
        self._follow_page(before, by)

    def full_page(self, by: int) -> None:
        """Scroll by a screen; the cursor is in the middle then."""
        before = self.scroll_offset.y
        super().full_page(by)
        self._follow_page(before, by)

    def _follow_page(self, before: int, by: int) -> None:
        """Put the cursor where a page leads; at the end that is the last sentence."""
        if not self.has_focus:
            return
        if self.scroll_offset.y == before:
            self.jump(end=by > 0)
        else:
            self._select_on_line(self.size.height // 2)

    def jump(self, end: bool) -> None:
        """Scroll to the beginning or the end, and put the cursor on the first or last sentence."""
        super().jump(end)
        if self.units is not None:
            unit = self.units.last if end else self.units.sentence_from(0)
            self.select_unit(unit, scroll=False)

    # The text unit

    @property
    def target(self) -> TextRange | None:
        """What a command is about: the selection, else the unit under the cursor."""
        return self.state.selection or self.state.unit

    @property
    def selecting(self) -> bool:
        """Whether a selection is being made by keyboard, which keeps the cursor where it is."""
        return False

    @property
    def passage(self) -> TextRange | None:
        """What of the text a command is about; None where that holds no words."""
        units, target = self.units, self.target
        return target if units is not None and target and units.has_words(target) else None

    @property
    def lost(self) -> Highlight | None:
        """The highlight under the cursor where its words are gone from the text."""
        if self.opened is None or self.target is None:
            return None
        return lost_at(self.opened, self.target)

    def select_unit(self, unit: TextRange | None, *, scroll: bool = True) -> None:
        """Put the cursor on a range of the text."""
        if unit == self.state.unit:
            return
        self.set_state(replace(self.state, unit=unit, hit=None))
        if unit is not None and scroll:
            self.show(unit)
        self.post_message(self.TargetChanged(unit))

    def jump_to(self, unit: TextRange) -> None:
        """Put the cursor on a unit on the screen."""
        self.select_unit(unit, scroll=False)

    def point_at(self, pointed: Pointed | None) -> None:
        """Show what is under the cursor of the sidebar and bring it on the screen."""
        self.set_state(replace(self.state, pointed=pointed))
        self._show_pointed()

    def _show_pointed(self) -> None:
        pointed = self.state.pointed
        if pointed is not None:
            self.show((pointed.pieces[0][0], pointed.pieces[-1][1]))

    def step_unit(self, kind: UnitKind, by: int) -> bool:
        """Move the cursor to the next (``by`` 1) or previous unit; return whether there was one."""
        if self.units is None:
            return False
        visible = self.top_offset
        start, end = self.state.unit or (visible, visible)
        unit = step(self.units_near(kind, start, end), self.state.unit, by, visible)
        if unit is not None:
            self.select_unit(unit)
        return unit is not None

    def units_near(self, kind: UnitKind, start: int, end: int) -> list[TextRange]:
        """Return units in order, of which one is the next and one the previous, if any are."""
        assert self.units is not None
        if kind != "marked":
            return self.units.near(kind, start, end)
        if self._marked is None:
            self._marked = marked_ranges(self.opened) if self.opened is not None else []
        return self._marked
