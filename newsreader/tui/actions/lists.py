"""Lists articles: the three lists of a source, and the live search."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.counts import enumerated
from newsreader.domain.query.fields import SORTS
from newsreader.tui.actions.targets import article_at_hand
from newsreader.tui.listing.list_order import ORDERS, keep_order
from newsreader.tui.listing.sources import Source, find_sources, list_sources
from newsreader.tui.questions import AskChoice, AskSource

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

FINDING = "Finding"
_STORY = frozenset({LIST, ARTICLE, QUOTES})


@command("show_all", "1", group=FINDING, words="everything, all")
def show_all(session: "ReadingSession", view: "View") -> None:
    """All articles.

    List all articles of this source.
    """
    _narrow(session, view, frozenset())


@command("show_unread", "2", group=FINDING, words="unread only, new, fresh, inbox")
def show_unread(session: "ReadingSession", view: "View") -> None:
    """Unread.

    List the unread articles only.
    """
    _narrow(session, view, frozenset({"unread"}))


@command("show_bookmarked", "3", group=FINDING, words="starred, favourites, favorites, saved")
def show_bookmarked(session: "ReadingSession", view: "View") -> None:
    """Bookmarked.

    List the bookmarked articles.
    """
    _narrow(session, view, frozenset({"bookmarked"}))


@command("show_later", "4", group=FINDING, words="later, reading list")
def show_later(session: "ReadingSession", view: "View") -> None:
    """Read later.

    List the articles set aside to be read later.
    """
    _narrow(session, view, frozenset({"later"}))


def _narrow(session: "ReadingSession", view: "View", states: frozenset[str]) -> None:
    before = session.list.query
    session.list.narrow(states, keep=view.panes.here in (ARTICLE, QUOTES))
    if session.list.query == before:
        view.say(f"{before.title} is what is listed.")


@command(
    "sort_list",
    "O",
    group=FINDING,
    words="sort, order, set sort, set order, oldest, newest",
    takes="an order",
)
async def sort_list(session: "ReadingSession", view: "View", order: str = "") -> None:
    """Order of the list.

    List by date, by feed, by length or by how well it fits, either way round.
    """

    async def choose(index: int | None) -> None:
        if index is not None:
            grouped = session.list.order.group
            view.rows.start_over()
            session.list.sort(ORDERS[index])
            await session.change(lambda: keep_order(session.library, session.list.order))
            more = "" if session.list.order.group == grouped else f"; no more by {grouped}"
            view.say(f"Sorted: {in_words(ORDERS[index])[1]}{more}.")

    if order in ORDERS[1:]:
        await choose(ORDERS.index(order))
    elif order:
        view.say(f"There is no order {order}; there are {enumerated(ORDERS[1:])}.")
    else:
        view.ask(AskChoice("Order of the list", [in_words(one) for one in ORDERS]), choose)


@command(
    "group_list",
    "T",
    group=FINDING,
    words="group by, by day, by feed, today, yesterday, date, week, day, calendar",
)
async def group_list(session: "ReadingSession", view: "View") -> None:
    """Groups of the list.

    Group the list by day, by feed, or not at all.
    """
    seen = session.list.regroup()
    await session.change(lambda: keep_order(session.library, session.list.order))
    by = session.list.order.group
    if seen:
        view.say(f"Grouped by {by}." if by else "No groups.")
    else:
        view.say(f"Grouped by {by}, but for this view, which has an order of its own.")


def in_words(order: str) -> tuple[str, str]:
    """Return how an order of ``ORDERS`` is written, and what it does."""
    if not order:
        return "As the query says", "newest first where it says nothing"
    told = SORTS[order.removeprefix("-")]
    return order, f"{told}, the other way round" if order.startswith("-") else told


@command(
    "search",
    "/",
    group=FINDING,
    hint="search",
    words="find, filter, query, look for, grep, ctrl+f",
    takes="a query",
)
def search(session: "ReadingSession", view: "View", query: str = "") -> None:
    """Search.

    Search titles and texts as you type, in an article find in it; Right takes what is offered, Esc
    goes back to where you were.
    """
    if query:
        view.search_for(query)
    elif view.panes.here == ARTICLE:
        view.open_find()
    else:
        session.names.read()
        view.open_search()


@command(
    "go_to_source",
    "ctrl+g",
    group=FINDING,
    hint="go to feed",
    words="feed, folder, view, go, switch, open feed, goto, jump to, views, outlet, channel, "
    "channels",
    takes="a name",
)
def go_to_source(session: "ReadingSession", view: "View", name: str = "") -> None:
    """Go to a feed.

    Pick a feed, a folder or a view by some letters of its name, and list it.
    """
    everything = list_sources(session.shelf, session.now)

    def show(source: Source | None) -> None:
        if source is not None:
            view.rows.start_over()
            session.list.show(source)
            view.point_at(source)
            view.go_to(view.panes.with_zen(False).without_search())

    if name:
        found = find_sources(everything, name)
        if found:
            show(found[0])
        else:
            view.say(f"No feed, folder or view is called {name}.")
        return
    view.ask(AskSource(lambda words: find_sources(everything, words)), show)


@command(
    "unfold",
    "equals_sign",
    group=FINDING,
    where=_STORY,
    words="duplicates, same story, similar, related, cluster, copies, outlets",
)
def unfold(session: "ReadingSession", view: "View") -> None:
    """Unfold.

    List what every outlet made of the same story, or the fullest alone again.
    """
    article = article_at_hand(session, view)
    if article is None:
        return
    if article.story is None or article.copies < 2:
        view.say("No other feed carries this story.")
    else:
        session.list.unfold(article.story)
