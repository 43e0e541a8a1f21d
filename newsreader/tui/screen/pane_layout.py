"""Decides which panes are seen at a width, and in which one the user is."""

from collections.abc import Mapping
from dataclasses import field, replace

from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.frozen import dataclass
from newsreader.tui.screen.pane_widths import BESIDE, PaneWidths

NARROW, ROOMY, BROAD = 70, 100, BESIDE
"""Columns under which one pane is shown at a time; from which on list, article and quotes stand
side by side; from which on the sources stay beside them."""

TALL = 14
"""Lines from which on a narrow screen has room for the quotes under the article."""


@dataclass(frozen=True, slots=True)
class PaneLayout:
    """The panes of the main screen."""

    width: int = ROOMY
    """Columns of the screen."""
    height: int = TALL
    """Lines of the screen."""
    here: str = LIST
    """The pane that has, or last had, the focus."""
    widths: PaneWidths = field(default_factory=PaneWidths)
    """How the user changed the widths of the panes."""
    sources_shown: bool = True
    """Whether the sources stand beside the list where there is room."""
    sidebar_shown: bool = True
    """Whether quotes and the like are listed beside the article."""
    zen: bool = False
    """Whether the article is alone."""
    search_open: bool = False
    """Whether the line to search in is open."""
    find_open: bool = False
    """Whether the line to find something in the article is open."""
    has_article: bool = False
    """Whether an article is open."""
    has_sidebar: bool = False
    """Whether there is something to list beside it."""
    sidebar_empty: bool = False
    """Whether nothing is listed there and nothing will be soon: the room is the article's then."""

    def on_screen(self, width: int, height: int, *, alone: bool) -> "PaneLayout":
        """Return the layout on a screen of another size; ``alone`` shows one pane on any."""
        if alone:
            width, height = min(width, NARROW - 1), min(height, TALL - 1)
        return replace(self, width=width, height=height)

    @property
    def sources_seen(self) -> bool:
        """Whether the sources are on the screen: where it is not broad, only while one is there."""
        return self.here == SOURCES or (self.sources_shown and self.width >= BROAD)

    @property
    def reachable(self) -> tuple[str, ...]:
        """The panes that a user can go round, from left to right."""
        if self.zen:
            return (ARTICLE,)
        beside = self.sidebar_shown or self.width < ROOMY
        seen = {
            SOURCES: self.sources_seen,
            LIST: True,
            ARTICLE: self.has_article,
            QUOTES: self.has_article and self.has_sidebar and beside,
        }
        return tuple(pane for pane, shown in seen.items() if shown)

    @property
    def previews(self) -> bool:
        """Whether the article under the cursor has a place beside the list."""
        return self.width >= NARROW and not self.zen

    @property
    def classes(self) -> Mapping[str, bool]:
        """The CSS classes of the screen, and whether each is set.

        Where the user is tells which panes are seen where not all are; elsewhere no class says
        so, as Textual styles every widget anew after each change of a class of the screen.
        """
        some = self.width < ROOMY
        return {
            **{f"-on-{one}": some and one == self.here for one in (SOURCES, LIST, ARTICLE, QUOTES)},
            "-narrow": self.width < NARROW,
            "-tall": self.height >= TALL,
            "-medium": NARROW <= self.width < ROOMY,
            "-drawer": self.sources_seen and ROOMY <= self.width < BROAD,
            "-sources": self.sources_seen,
            "-no-quotes": self.sidebar_empty or not self.sidebar_shown,
            "-zen": self.zen,
            "-finding": self.find_open,
        }

    @property
    def columns(self) -> Mapping[str, int | str]:
        """The widths of the panes beside the article, the rule of each included, as in CSS."""
        if self.width < NARROW:
            return dict.fromkeys((SOURCES, LIST, QUOTES), "1fr")
        columns = dict(self.widths.at(self.width))
        if self.width < ROOMY:  # a drawer over the list and the rule beside it
            columns[SOURCES] = columns[LIST] + 1
        return columns

    def widened(self, by: int) -> "PaneLayout":
        """Return the layout with the pane one is in wider by so many columns."""
        return replace(self, widths=self.widths.changed(self.here, by, self.width))

    def drawn(self, pane: str, columns: int) -> "PaneLayout":
        """Return the layout with a pane so many columns wide, as far as that can be."""
        return replace(self, widths=self.widths.drawn(pane, columns, self.width))

    def at(self, pane: str) -> "PaneLayout":
        """Return the layout with the user in ``pane``, which is brought on the screen."""
        there = pane == QUOTES
        return replace(
            self,
            here=pane,
            find_open=self.find_open and pane == ARTICLE,
            zen=self.zen and not there,
            sidebar_shown=self.sidebar_shown or there,
        )

    def turned(self, by: int) -> "PaneLayout":
        """Return the layout with the user ``by`` panes further, round to the first."""
        panes = self.reachable
        index = panes.index(self.here) if self.here in panes else 0
        return self.at(panes[(index + by) % len(panes)])

    def with_sources(self) -> "PaneLayout":
        """Return the layout with the sources beside the list and the user there."""
        return replace(self, sources_shown=True).at(SOURCES)

    def without_sources(self) -> "PaneLayout":
        """Return the layout without the sources beside the list."""
        return replace(self, sources_shown=False)

    def with_zen(self, zen: bool) -> "PaneLayout":
        """Return the layout with the article alone, or not."""
        return replace(self, zen=zen)

    def without_search(self) -> "PaneLayout":
        """Return the layout without the line to search in, and the user in the list."""
        return replace(self, search_open=False).at(LIST)

    def with_sidebar_toggled(self) -> "PaneLayout":
        """Return the layout with the sidebar shown or hidden.

        Where they take the place of the list, the user goes there and back instead.
        """
        there = self.here == QUOTES
        if self.width < ROOMY:
            return self.at(ARTICLE if there else QUOTES)
        moved = self.at(ARTICLE) if there else self
        return replace(moved, sidebar_shown=not self.sidebar_shown)
