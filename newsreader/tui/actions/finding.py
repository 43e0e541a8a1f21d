"""Finding: the three lists of a source, and the live search."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def show_all(screen: "ReadingScreen") -> None:
    """All articles of the source."""
    screen.finder.narrow(frozenset())


def show_unread(screen: "ReadingScreen") -> None:
    """The unread articles of the source."""
    screen.finder.narrow(frozenset({"unread"}))


def show_bookmarked(screen: "ReadingScreen") -> None:
    """The bookmarked articles of the source."""
    screen.finder.narrow(frozenset({"bookmarked"}))


def search(screen: "ReadingScreen") -> None:
    """Search titles and texts as one types."""
    screen.finder.begin_search()
