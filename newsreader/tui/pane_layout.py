"""Places the panes on the screen: which are seen at its width, and which one has the focus."""

from typing import TYPE_CHECKING

from newsreader.tui.commands import BY_ID, HINTS
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.list_pane import ListPane
from newsreader.tui.widgets.quote_sidebar import QuoteSidebar
from newsreader.tui.widgets.sources_pane import SourcesPane

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen

Pane = SourcesPane | ListPane | ArticlePane | QuoteSidebar
"""One of the four panes."""

NARROW, ROOMY, BROAD = 70, 100, 150
"""Columns under which one pane is shown at a time; from which on list, article and quotes stand
side by side; from which on the sources stay beside them."""


class PaneLayout:
    """The panes of one screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._here: Pane | None = None

    @property
    def here(self) -> Pane:
        """The pane that has, or last had, the focus."""
        return self._here or self._screen.list_pane

    @property
    def reachable(self) -> list[Pane]:
        """The panes that the reader can go round, from left to right."""
        screen = self._screen
        if screen.zen:
            return [screen.article_pane]
        panes: list[Pane] = [screen.sources_pane] if screen.sources_shown else []
        panes.append(screen.list_pane)
        if screen.opened is not None:
            panes.append(screen.article_pane)
            if screen.opened.quotes and (screen.sidebar_shown or screen.size.width < ROOMY):
                panes.append(screen.quote_sidebar)
        return panes

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus, bringing it on the screen."""
        screen = self._screen
        self._here = pane
        if not isinstance(pane, SourcesPane) and screen.size.width < BROAD:
            screen.sources_shown = False
        if isinstance(pane, QuoteSidebar):
            screen.zen = False
            screen.sidebar_shown = True
        self.place()
        pane.focus()

    def follow(self, pane: Pane) -> None:
        """Take note that a pane got the focus, from a mouse or a closing dialog."""
        self._here = pane
        self.place()

    def show_sources(self) -> None:
        """Put the sources beside the list and go there."""
        self._screen.sources_shown = True
        self.go_to(self._screen.sources_pane)

    def toggle_sidebar(self) -> None:
        """Show or hide the quotes; where they take the place of the list, go there and back."""
        screen = self._screen
        there = isinstance(self.here, QuoteSidebar)
        if screen.size.width < ROOMY:
            self.go_to(screen.article_pane if there else screen.quote_sidebar)
            return
        shown = not screen.sidebar_shown
        if there:
            self.go_to(screen.article_pane)
        screen.sidebar_shown = shown
        self.place()

    def place(self) -> None:
        """Show the panes that belong on a screen of this width."""
        screen, here = self._screen, self.here.id or "list"
        for name in ("sources", "list", "article", "quotes"):
            screen.set_class(here == name, f"-on-{name}")
        roomy = screen.size.width >= ROOMY
        screen.set_class((roomy and screen.sources_shown) or here == "sources", "-sources")
        screen.set_class(not screen.sidebar_shown, "-no-quotes")
        screen.set_class(screen.zen, "-zen")
        self.hint()

    def hint(self) -> None:
        """Name the keys that matter where one is."""
        screen = self._screen
        place = "selection" if screen.article_pane.selecting else self.here.id or "list"
        screen.status.hints = tuple(BY_ID[id_] for id_ in HINTS[place])
