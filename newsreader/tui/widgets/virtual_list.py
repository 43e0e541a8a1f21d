"""Draws only the rows of a list that are on the screen, so that a list may be of any length."""

from abc import abstractmethod
from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.listing.row_places import HEADING, RowPlaces
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed

MOST_SAID = 6
"""Lines of ``VirtualList.emptiness`` that are shown at most."""


class VirtualList(ScrollView, Themed, can_focus=True, inherit_bindings=False):
    """Rows of equal height with a cursor; the cost of a step does not grow with their number.

    Headings of one line may stand between them, which the cursor passes over.
    """

    ROW_HEIGHT = 1
    """Screen lines a row."""

    EMPTY = ""
    """What is said where there are no rows, unless ``emptiness`` says something else."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """The number of the current row."""
    emptiness: reactive[str] = reactive("")
    """What is said where there are no rows."""

    class Moved(Message):
        """The cursor went to another row."""

        def __init__(self, rows: "VirtualList") -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> "VirtualList":
            """The list it happened in."""
            return self.rows

    class Chosen(Moved):
        """The current row was opened."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.places = RowPlaces(self.ROW_HEIGHT, 0)
        """Where rows and headings stand."""
        self._strips: dict[int, list[Strip]] = {}
        self.set_reactive(VirtualList.emptiness, self.EMPTY)

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @property
    def active(self) -> bool:
        """Whether keys move this cursor: the list has the focus, or lends it to a line typed in."""
        return self.has_focus or not self.can_focus

    @abstractmethod
    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Return the segments of each of the ``ROW_HEIGHT`` lines of a row."""

    @property
    def headed(self) -> Sequence[int]:
        """The rows before which a heading stands, in order; one may have several."""
        return ()

    def draw_heading(self, number: int, width: int) -> list[Segment]:
        """Return the segments of a heading, by its place in ``headed``."""
        raise NotImplementedError(f"{type(self).__name__} has no headings.")

    # Drawing

    def ground(self, number: int) -> str:
        """Return the colour behind a row."""
        here = number == self.cursor and self.active
        return self.palette.focus if here else self.palette.background

    def render_line(self, y: int) -> Strip:
        """Return the line ``y`` of the part on the screen."""
        width = self.size.width
        number, line = self.places.at(y + self.scroll_offset.y)
        if line == HEADING:
            heading = Strip(self.draw_heading(number, width))
            blank = self.palette.style(self.palette.text)
            return self.glyphs.fit(heading.adjust_cell_length(width, blank))
        if not 0 <= number < self.count:
            told = clip_lines(self.emptiness, width - 4, MOST_SAID) if not self.count else []
            words = f"   {told[y]}" if y < len(told) else ""
            ground = self.palette.style(self.palette.dim)
            return Strip([Segment(words, ground)]).adjust_cell_length(width, ground)
        strips = self._strips.get(number)
        if strips is None:
            current = number == self.cursor
            fill = self.palette.style(self.palette.text, self.ground(number))
            lines = self.draw_row(number, width, current)
            strips = [
                self.glyphs.fit(Strip(line).adjust_cell_length(width, fill)) for line in lines
            ]
            self._strips[number] = strips
        return strips[line]

    def paint_again(self) -> None:
        """Draw everything anew: other rows, another width, other colours."""
        self._strips.clear()
        self.places = RowPlaces(self.ROW_HEIGHT, self.count, self.headed)
        self.virtual_size = Size(self.size.width, self.places.lines)
        self.refresh()

    def repaint_row(self, number: int) -> None:
        """Draw one row again."""
        self._strips.pop(number, None)
        self.refresh_lines(self.places.top(number), self.ROW_HEIGHT)

    def on_resize(self, event: events.Resize) -> None:
        """Rows are drawn for a width."""
        self.paint_again()
        self.show_cursor()

    def on_focus(self) -> None:
        """The current row shows where the focus is."""
        self.repaint_row(self.cursor)

    def on_blur(self) -> None:
        """The current row shows where the focus is not."""
        self.repaint_row(self.cursor)

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(self.count - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows concerned and say so."""
        self.repaint_row(old)
        self.repaint_row(new)
        self.show_cursor()
        self.post_message(self.Moved(self))

    def show_cursor(self) -> None:
        """Scroll just so far that the current row is seen whole, going up with its headings."""
        top, height = self.places.top(self.cursor), self.size.height
        bottom = top + self.ROW_HEIGHT
        if self.places.top_with_headings(self.cursor) < self.scroll_offset.y:
            top = max(self.places.top_with_headings(self.cursor), bottom - max(height, 1))
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        elif bottom > self.scroll_offset.y + height > 0:
            self.scroll_to(y=bottom - height, animate=False, immediate=True, force=True)

    @property
    def line_in_focus(self) -> int:
        """The line of the pane on which the current row begins."""
        return self.places.top(self.cursor) - self.scroll_offset.y

    def step(self, by: int) -> None:
        """Move the cursor by rows."""
        self.cursor += by

    def half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""
        self.cursor += by * max(1, self.size.height // self.ROW_HEIGHT // 2)

    def full_page(self, by: int) -> None:
        """Move the cursor by a screen."""
        self.cursor += by * max(1, self.size.height // self.ROW_HEIGHT)

    def jump(self, end: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = self.count - 1 if end else 0

    def choose(self) -> None:
        """Open the current row."""
        if self.count:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor and opens the row."""
        number, line = self.places.at(event.y + self.scroll_offset.y)
        if line != HEADING and 0 <= number < self.count:
            self.cursor = number
            self.choose()
