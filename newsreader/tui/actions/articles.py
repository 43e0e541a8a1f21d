"""Reads on: pages, opens the next article, fetches its page, shows it in the browser."""

from random import choice
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.clean import clean_url
from newsreader.domain.counts import grouped
from newsreader.tui.actions.targets import article_at_hand
from newsreader.tui.listing.sources import Source, SourceKind, list_sources, next_with_news

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

READING = "Reading"
UNREAD = frozenset({"unread"})
NOTHING_UNREAD = "Nothing is unread in any feed."
_STORY = frozenset({LIST, ARTICLE, QUOTES})


@command("page_or_next", "space", group=READING, hint="read on", palette=False)
def page_or_next(session: "ReadingSession", view: "View") -> None:
    """Read on.

    Page the article down; at its end open the next unread one.
    """
    reading = session.reading
    # What a link led to is read on although it may not be listed.
    is_other = reading.article_id != view.rows.current and view.panes.here != ARTICLE
    if reading.previewing or reading.article_id is None or is_other:
        _open_row(session, view, view.rows.cursor)
    elif view.text.at_end:
        next_unread(session, view)
    else:
        view.text.full_page(1)


@command("next_unread", "n", group=READING, hint="next unread", words="next")
def next_unread(session: "ReadingSession", view: "View") -> None:
    """Next unread.

    Open the next unread article, in the next feed or folder once this one has no more; in a search
    or a find, go to the next match.
    """
    _go_on(session, view, 1)


@command("previous_unread", "N", group=READING, words="previous, ")
def previous_unread(session: "ReadingSession", view: "View") -> None:
    """Previous unread.

    Open the previous unread article; in a search or a find, go to the previous match.
    """
    _go_on(session, view, -1)


@command("next_article", "J", group=READING, counts=True)
def next_article(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Next article.

    Open the next article of the list.
    """
    _open_row(session, view, view.rows.cursor + count)


@command("previous_article", "K", group=READING, counts=True)
def previous_article(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Previous article.

    Open the previous article of the list.
    """
    _open_row(session, view, view.rows.cursor - count)


@command("read_before", "alt+left ctrl+o", group=READING, words="history")
def read_before(session: "ReadingSession", view: "View") -> None:
    """Back to what was read.

    Open the article that was read before this one, since the start of the app.
    """
    _open_read(session, view, -1)


@command("read_after", "alt+right ctrl+n", group=READING)
def read_after(session: "ReadingSession", view: "View") -> None:
    """Forward to what was read.

    Open the article from which the way back led here.
    """
    _open_read(session, view, 1)


def _open_read(session: "ReadingSession", view: "View", by: int) -> None:
    article_id = session.open_read(by)
    if article_id is None:
        view.say(f"Nothing was read {'before' if by < 0 else 'after'} this.")
    else:
        view.rows.go_to(article_id)
        view.go_to(view.panes.at(ARTICLE))


@command("next_source", ";", group=READING, words="next feed")
def next_source(session: "ReadingSession", view: "View") -> None:
    """Next feed with unread articles.

    List what is unread in the next feed, across folders, or after a folder in the next one; after
    the last comes the first.
    """
    found = _next_source(session)
    if found is None:
        view.say(NOTHING_UNREAD)
        return
    view.rows.start_over()
    session.list.show(found)
    session.list.narrow(UNREAD)
    view.go_to(view.panes.at(LIST))


@command("random", group=READING, words="shuffle, lucky")
def random(session: "ReadingSession", view: "View") -> None:
    """Random article.

    Open any other article of the list.
    """
    others = [number for number in range(view.rows.count) if number != view.rows.cursor]
    if others:
        _open_row(session, view, choice(others))
    else:
        view.say("There is no other article in this list.")


@command("earlier_version", "p", group=READING, where=_STORY, words="diff, versions, old version")
def earlier_version(session: "ReadingSession", view: "View") -> None:
    """The story as it was.

    Show the marked story that is open as it was before its publisher changed it, one version
    earlier each time, after the oldest as it is now.
    """
    if told := session.reading.step_back():
        view.say(told)


@command(
    "full_text",
    "x",
    group=READING,
    where=_STORY,
    words="fulltext, whole text, whole story, fetch page, extract, offline",
)
async def full_text(session: "ReadingSession", view: "View") -> None:
    """Full text.

    Fetch the whole story from the article's page.
    """
    article = article_at_hand(session, view)
    if article is not None:
        await session.fetcher.fetch_page(article.id)


@command(
    "zen",
    "z",
    group=READING,
    words="fullscreen, focus, distraction free, maximize, layout, one pane",
)
def zen(session: "ReadingSession", view: "View") -> None:
    """Zen.

    Show the article alone, and back.
    """
    layout = view.panes
    if layout.has_article:
        view.go_to(layout.with_zen(not layout.zen).at(ARTICLE))


@command(
    "browser", "o", group=READING, where=_STORY, words="open, url, web, www, website, page, visit"
)
def browser(session: "ReadingSession", view: "View") -> None:
    """Open in browser.

    Open the article's page in the browser, or the link under the cursor of the sidebar.
    """
    article = article_at_hand(session, view)
    url = clean_url(article.url) if article else ""
    if view.panes.here == QUOTES and view.sidebar.current_link:
        url = view.sidebar.current_link
    if url:
        view.open_url(url)
    elif article:
        view.say("This article has no address.")


def _go_on(session: "ReadingSession", view: "View", by: int) -> None:
    cursor = view.rows.cursor
    if view.panes.here == ARTICLE and view.text.finding:
        view.step_found(by)
        return
    if session.list.query.searching:
        if not (session.reading.opened and view.text.step_hit(by)):
            _open_row(session, view, cursor + by)
        return
    number = session.list.unread_row(cursor, by)
    reading = session.reading
    is_open = reading.article_id == view.rows.current and not reading.previewing
    if number is None and by > 0 and not is_open:
        number = session.list.unread_row(cursor - 1, 1)  # only shown so far: it is not passed over
    if number is not None:
        _open_row(session, view, number)
    elif by < 0:
        view.say("No unread articles further up in this list.")
    elif not session.list.query.is_everything:
        _go_on_elsewhere(session, view, frozenset())
    elif (first := session.list.unread_row(-1, 1)) is None:
        view.say("No more unread articles in this list.")
    else:
        _open_row(session, view, first)
        view.say("On from the top of this list.")


def _next_source(
    session: "ReadingSession", besides: frozenset[tuple[SourceKind, str]] = frozenset()
) -> Source | None:
    everything = list_sources(session.shelf, session.now)
    return next_with_news(everything, session.list.query.source, besides)


def _go_on_elsewhere(
    session: "ReadingSession", view: "View", passed: frozenset[tuple[SourceKind, str]]
) -> None:
    """Open the first unread article of the next source, and say which that is.

    Those ``passed`` had nothing unread any more when they were listed.
    """
    found = _next_source(session, passed)
    if found is None:
        view.say(NOTHING_UNREAD)
        return
    source = session.list.query.source
    in_tree = source.feed_id is not None or bool(source.folder)

    def open_first() -> None:
        number = session.list.unread_row(-1, 1)
        if number is None:
            _go_on_elsewhere(session, view, passed | {found.identity})
        else:
            _open_row(session, view, number)
            view.say(f"On to {found.title}: {grouped(found.unread)} unread.")

    view.rows.start_over()
    session.list.go_on(found, source.states if in_tree else UNREAD, open_first)


def _open_row(session: "ReadingSession", view: "View", number: int) -> None:
    if not view.rows.count:
        view.say("This list is empty.")
    elif number < 0:
        view.say("This is the first article of the list.")
    elif number >= view.rows.count:
        view.say("This is the last article of the list.")
    else:
        view.rows.cursor = number
        if view.rows.current is not None:
            session.open(view.rows.current)
