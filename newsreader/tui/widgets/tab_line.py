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
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.sidebar.contents import SidebarContents, Tab
from newsreader.tui.themed import Themed
from newsreader.tui.title_line import MARGIN, draw_rule

Named = TypeVar("Named", bound=StrEnum)
"""Tabs that are called by their values."""


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
        return tab_names(tabs, shown, count, width, self.glyphs.bullet)

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
    tabs: tuple[Named, ...], shown: Named, count: int, width: int, bullet: str
) -> list[tuple[Named | None, str]]:
    """Return what stands in a line of ``width`` cells: names with their tabs, and what parts them.

    Where not all names have room, the first letter stands for each tab that is not shown.
    """
    line: list[tuple[Named | None, str]] = []
    for letters, between in ((None, f" {bullet} "), (None, " "), (1, " ")):
        line = []
        for tab in tabs:
            line += [(None, between)] if line else []
            line.append((tab, f"{tab} {grouped(count)}" if tab is shown else tab[:letters]))
        if sum(cell_len(text) for _, text in line) <= width:
            break
    return line
