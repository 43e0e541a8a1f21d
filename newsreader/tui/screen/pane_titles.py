"""Names the panes in line with their text; one on a screen of its own with the way there."""

from dataclasses import dataclass

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.screen.pane_layout import NARROW, PaneLayout
from newsreader.tui.widgets.pane_title import PaneTitle

BACK = {SOURCES: ("back", "list"), LIST: ("left", "sources"), ARTICLE: ("back", "back")}
"""The command that leads from a pane that has the whole screen, and where to."""


@dataclass(frozen=True, slots=True)
class PaneNames:
    """What the panes are called."""

    listed: tuple[str, ...] = ()
    """What is listed, then how many articles that are."""
    outlet: str = ""
    """The outlet of the open article."""
    beside: str = ""
    """What is listed beside it."""


class PaneTitles:
    """The titles of sources, list and article; that of the sidebar is its line of tabs."""

    def __init__(self, glyphs: Glyphs, keymap: Keymap) -> None:
        self._apart = glyphs.apart
        self._keymap = keymap
        self.of = {pane: PaneTitle(glyphs, id=f"{pane}-title") for pane in BACK}
        """The title of each pane."""

    def show(self, names: PaneNames, panes: PaneLayout) -> None:
        """Name the panes of a layout."""
        alone, name = panes.width < NARROW, names.listed[:1]
        beside = names.beside if panes.here == QUOTES else ""
        ways = {
            SOURCES: ("Sources",),
            LIST: name,
            ARTICLE: (*name, names.outlet, beside) if alone else (names.outlet,),
        }
        for pane, title in self.of.items():
            command, where = BACK[pane]
            key = self._keymap.printed(command).split()[:1] if alone else []
            title.way, title.active = ways[pane], pane == panes.here
            title.back = (key[0], where) if key else ("", "")
        self.of[LIST].counts = "".join(f"{self._apart}{part}" for part in names.listed[1:])

    def align(self, left: int) -> None:
        """Put the title of the article above its text, ``left`` cells from where that may begin."""
        self.of[ARTICLE].margin = left + MARGIN
