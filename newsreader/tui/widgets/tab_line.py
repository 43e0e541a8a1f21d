"""The title of the sidebar: names what it can list, and what it lists."""

from enum import StrEnum
from typing import TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.domain.counts import grouped
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed
from newsreader.tui.screen.title_line import MARGIN, draw_rule
from newsreader.tui.sidebar.contents import SidebarContents, Tab

Named = TypeVar("Named", bound=StrEnum)
"""Tabs that are called by their values."""
MORE = "…"
"""Stands for tabs without room for their names."""


class TabLine(Themed):
    """The filled tabs in a line; the one that is shown with the number of its entries."""

    contents: reactive[SidebarContents | None] = reactive(None)
    """What there is to list."""
    wanted_tab: reactive[Tab] = reactive(Tab.QUOTES)
    """What the user wants to be listed."""
    active: reactive[bool] = reactive(False)
    """Whether the keys go to the sidebar."""

    class Clicked(Message):
        """The user clicked on a tab."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="quotes-title", classes="pane-title")
        self.glyphs = glyphs

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The names and the rule under them."""
        return 2

    def _parts(self, width: int) -> list[tuple[Tab | None, str]]:
        if self.contents is None:
            return []
        shown, tabs = self.contents.shown(self.wanted_tab), self.contents.tabs
        count = self.contents.count(shown)
        return tab_names(tabs, shown, count, width, self.glyphs.apart)

    def render_line(self, y: int) -> Strip:
        """Return the names, or the rule under them."""
        palette, width = self.palette, self.size.width
        if y:
            return self.glyphs.fit(Strip(draw_rule(self.active, width, palette, self.glyphs)))
        shown = self.contents.shown(self.wanted_tab) if self.contents else None
        segments = [Segment(" " * MARGIN, palette.style(palette.text))]
        for tab, text in self._parts(width - MARGIN):
            colour, is_shown = palette.dim, tab is not None and tab is shown
            if is_shown:
                colour = palette.accent if self.active else palette.strong
            segments.append(Segment(text, palette.style(colour, bold=is_shown)))
        ground = palette.style(palette.text)
        return self.glyphs.fit(Strip(segments).adjust_cell_length(width, ground))

    def on_click(self, event: events.Click) -> None:
        """A click lists what the name says."""
        place = event.get_content_offset(self)
        at = MARGIN
        for tab, text in self._parts(self.size.width - MARGIN):
            at += cell_len(text)
            if place is not None and tab is not None and place.y == 0 and place.x < at:
                self.post_message(self.Clicked(tab))
                return


def tab_names(
    tabs: tuple[Named, ...], shown: Named, count: int, width: int, apart: str
) -> list[tuple[Named | None, str]]:
    """Return what stands in a line of ``width`` cells: names with their tabs, and what parts them.

    Where not all names have room, those beside the one that is shown are named as far as they
    have, whole; a sign stands for the others and for the next of them.
    """
    has_words = any(" " in tab for tab in tabs)  # whose blanks part no names
    for between in (apart,) if has_words else (apart, " "):
        line = _line(tabs, shown, count, between, 0, len(tabs))
        if _cells(line) <= width:
            return line
    first = tabs.index(shown)
    last = first + 1
    best = _line(tabs, shown, count, apart, first, last)
    while True:
        for begin, end in ((first, last + 1), (first - 1, last)):
            if begin < 0 or end > len(tabs):
                continue
            wider = _line(tabs, shown, count, apart, begin, end)
            if _cells(wider) <= width:
                first, last, best = begin, end, wider
                break
        else:
            return best


def _line(
    tabs: tuple[Named, ...], shown: Named, count: int, between: str, first: int, last: int
) -> list[tuple[Named | None, str]]:
    """Return a line with the names of some of the tabs."""
    parts: list[tuple[Named, str]] = [(tabs[first - 1], MORE)] if first else []
    parts += [
        (tab, f"{tab} {grouped(count)}" if tab is shown else str(tab)) for tab in tabs[first:last]
    ]
    parts += [(tabs[last], MORE)] if last < len(tabs) else []
    line: list[tuple[Named | None, str]] = []
    for part in parts:
        line += [(None, between), part] if line else [part]
    return line


def _cells(line: list[tuple[Named | None, str]]) -> int:
    return sum(cell_len(text) for _, text in line)
