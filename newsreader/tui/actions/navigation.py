"""Moving about: within a pane, between panes, and one layer back."""

from typing import TYPE_CHECKING

from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.list_pane import ListPane
from newsreader.tui.widgets.quote_sidebar import QuoteSidebar
from newsreader.tui.widgets.sources_pane import SourcesPane

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


def down(screen: "MainScreen") -> None:
    """One row or line down."""
    screen.pane.step(1)


def up(screen: "MainScreen") -> None:
    """One row or line up."""
    screen.pane.step(-1)


def half_down(screen: "MainScreen") -> None:
    """Half a page down."""
    screen.pane.half_page(1)


def half_up(screen: "MainScreen") -> None:
    """Half a page up."""
    screen.pane.half_page(-1)


def top(screen: "MainScreen") -> None:
    """To the beginning."""
    screen.pane.jump(end=False)


def bottom(screen: "MainScreen") -> None:
    """To the end."""
    screen.pane.jump(end=True)


async def enter(screen: "MainScreen") -> None:
    """Open what is under the cursor; in the article, go on to its quotes."""
    pane = screen.pane
    if isinstance(pane, ArticlePane):
        if screen.opened is not None and screen.opened.quotes:
            screen.panes.go_to(screen.quote_sidebar)
    else:
        pane.choose()


def next_pane(screen: "MainScreen") -> None:
    """To the pane on the right, round to the first."""
    _turn(screen, 1)


def previous_pane(screen: "MainScreen") -> None:
    """To the pane on the left, round to the last."""
    _turn(screen, -1)


def _turn(screen: "MainScreen", by: int) -> None:
    panes = screen.panes.reachable
    at = panes.index(screen.pane) if screen.pane in panes else 0
    screen.panes.go_to(panes[(at + by) % len(panes)])


def back(screen: "MainScreen") -> None:
    """One layer back."""
    _back(screen)


async def out(screen: "MainScreen") -> None:
    """One layer back; at the top, quit."""
    if not _back(screen):
        await screen.leave()


def left(screen: "MainScreen") -> None:
    """One layer back; at the list, to the sources."""
    if not _back(screen) and isinstance(screen.pane, ListPane):
        screen.panes.show_sources()


def _back(screen: "MainScreen") -> bool:
    """Leave the innermost layer; return whether there was one."""
    pane = screen.pane
    if isinstance(pane, ArticlePane):
        if not pane.end_selection():
            screen.zen = False
            screen.panes.go_to(screen.list_pane)
    elif isinstance(pane, QuoteSidebar):
        screen.panes.go_to(screen.article_pane)
    elif isinstance(pane, SourcesPane):
        screen.panes.go_to(screen.list_pane)
    elif screen.finder.line_open or screen.finder.searching:
        screen.finder.end_search()
    else:
        return False
    return True
