"""Lists articles: the three lists of a source, and the live search."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

FINDING = "Finding"


@command("show_all", "1", group=FINDING)
def show_all(session: "ReadingSession", view: "View") -> None:
    """All articles.

    List all articles of this source.
    """
    session.narrow(frozenset())


@command("show_unread", "2", group=FINDING)
def show_unread(session: "ReadingSession", view: "View") -> None:
    """Unread.

    List the unread articles only.
    """
    session.narrow(frozenset({"unread"}))


@command("show_bookmarked", "3", group=FINDING)
def show_bookmarked(session: "ReadingSession", view: "View") -> None:
    """Bookmarked.

    List the bookmarked articles.
    """
    session.narrow(frozenset({"bookmarked"}))


@command("search", "/", group=FINDING, hint="search")
def search(session: "ReadingSession", view: "View") -> None:
    """Search.

    Search titles and texts as you type; Esc ends it.
    """
    view.open_search()
