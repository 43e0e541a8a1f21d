"""Finding: the three lists of a source, and the live search."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


def show_all(screen: "MainScreen") -> None:
    """All articles of the source."""
    screen.finder.narrow(frozenset())


def show_unread(screen: "MainScreen") -> None:
    """The unread articles of the source."""
    screen.finder.narrow(frozenset({"unread"}))


def show_bookmarked(screen: "MainScreen") -> None:
    """The bookmarked articles of the source."""
    screen.finder.narrow(frozenset({"bookmarked"}))


def search(screen: "MainScreen") -> None:
    """Search titles and texts as one types."""
    screen.finder.begin_search()
