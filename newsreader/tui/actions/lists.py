"""Lists articles: the three lists of a source, and the live search."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, QUOTES

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

FINDING = "Finding"


@command("show_all", "1", group=FINDING)
def show_all(session: "ReadingSession", view: "View") -> None:
    """All articles.

    List all articles of this source.
    """
    _narrow(session, view, frozenset())


@command("show_unread", "2", group=FINDING)
def show_unread(session: "ReadingSession", view: "View") -> None:
    """Unread.

    List the unread articles only.
    """
    _narrow(session, view, frozenset({"unread"}))


@command("show_bookmarked", "3", group=FINDING)
def show_bookmarked(session: "ReadingSession", view: "View") -> None:
    """Bookmarked.

    List the bookmarked articles.
    """
    _narrow(session, view, frozenset({"bookmarked"}))


def _narrow(session: "ReadingSession", view: "View", states: frozenset[str]) -> None:
    before = session.list.query
    session.list.narrow(states, keep=view.panes.here in (ARTICLE, QUOTES))
    if session.list.query == before:
        view.say(f"{before.title} is what is listed.")


@command("search", "/", group=FINDING, hint="search")
def search(session: "ReadingSession", view: "View") -> None:
    """Search.

    Search titles and texts as you type; Esc goes back to where you were.
    """
    view.open_search()
