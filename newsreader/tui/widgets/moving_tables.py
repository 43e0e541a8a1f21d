"""The article with tables that are wider than it: in columns, of which a part is seen."""

from textual import events

from newsreader.tui.article.layout import lay_out
from newsreader.tui.widgets.article_view import ArticleView

WHEEL = 6
"""Cells by which the wheel moves wide tables."""


class MovingTables(ArticleView):
    """Moves wide tables sideways, by keys and by the wheel."""

    def move_tables(self, by: int) -> bool:
        """Move wide tables by cells of the screen; return whether there are any.

        Their rows are stacked until they are first moved, and again when moved back beyond their
        beginning.
        """
        if self.opened is None or self.article_layout is None:
            return False
        stacked, layout = self.sideways is None, self.article_layout
        if stacked:
            layout = lay_out(self.opened, layout.width, sideways=0)
        if not layout.beyond:
            return False
        before = self.sideways
        if stacked:
            self.sideways = 0 if by > 0 else None
        elif by < 0 and not self.sideways:
            self.sideways = None
        else:
            self.sideways = max(0, min(layout.beyond, (self.sideways or 0) + by))
        if self.sideways != before:
            self.lay_out_lines()
        return True

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """The wheel moves wide tables, too."""
        self._move_by_wheel(event, WHEEL)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """The wheel moves wide tables, too."""
        self._move_by_wheel(event, -WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With Shift the wheel moves wide tables."""
        if event.shift:
            self._move_by_wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With Shift the wheel moves wide tables."""
        if event.shift:
            self._move_by_wheel(event, -WHEEL)

    def _move_by_wheel(self, event: events.MouseEvent, by: int) -> None:
        if self.move_tables(by):
            event.stop()
            event.prevent_default()
