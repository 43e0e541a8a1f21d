"""Reads on: pages, opens the next article, fetches its page, shows it in the browser."""

from random import choice
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.clean import clean_url
from newsreader.tui.actions.targets import article_at_hand
from newsreader.tui.sources import SourceKind, list_sources

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

READING = "Reading"
_STORY = frozenset({LIST, ARTICLE, QUOTES})


@command("page_or_next", "space", group=READING, hint="read on", palette=False)
def page_or_next(session: "ReadingSession", view: "View") -> None:
    """Read on.

    Page the article down; at its end open the next unread one.
    """
    reading = session.reading
    if reading.previewing or reading.article_id is None or reading.article_id != view.rows.current:
        _open_row(session, view, view.rows.cursor)
    elif view.text.at_end:
        next_unread(session, view)
    else:
        view.text.full_page(1)


@command("next_unread", "n", group=READING, hint="next unread")
def next_unread(session: "ReadingSession", view: "View") -> None:
    """Next unread.

    Open the next unread article; in a search, go to the next match.
    """
    _go_on(session, view, 1)


@command("previous_unread", "N", group=READING)
def previous_unread(session: "ReadingSession", view: "View") -> None:
    """Previous unread.

    Open the previous unread article; in a search, go to the previous match.
    """
    _go_on(session, view, -1)


@command("next_article", "J", group=READING)
def next_article(session: "ReadingSession", view: "View") -> None:
    """Next article.

    Open the next article of the list.
    """
    _open_row(session, view, view.rows.cursor + 1)


@command("previous_article", "K", group=READING)
def previous_article(session: "ReadingSession", view: "View") -> None:
    """Previous article.

    Open the previous article of the list.
    """
    _open_row(session, view, view.rows.cursor - 1)


@command("next_source", ";", group=READING)
def next_source(session: "ReadingSession", view: "View") -> None:
    """Next feed with unread articles.

    List what is unread in the next feed, across folders; after the last comes the first.
    """
    feeds = [one for one in list_sources(session.shelf, session.now) if one.kind is SourceKind.FEED]
    listed = session.list.query.source.feed_id
    here = next((at for at, one in enumerate(feeds) if one.query.feed_id == listed), -1)
    found = next((one for one in feeds[here + 1 :] + feeds[: here + 1] if one.unread), None)
    if found is None:
        view.say("Nothing is unread in any feed.")
        return
    view.rows.start_over()
    session.list.show(found)
    session.list.narrow(frozenset({"unread"}))
    view.go_to(view.panes.at(LIST))


@command("random", group=READING)
def random(session: "ReadingSession", view: "View") -> None:
    """Random article.

    Open any other article of the list.
    """
    others = [number for number in range(view.rows.count) if number != view.rows.cursor]
    if others:
        _open_row(session, view, choice(others))
    else:
        view.say("There is no other article in this list.")


@command("full_text", "x", group=READING, where=_STORY)
async def full_text(session: "ReadingSession", view: "View") -> None:
    """Full text.

    Fetch the whole story from the article's page.
    """
    article = article_at_hand(session, view)
    if article is not None:
        await session.fetcher.fetch_page(article.id)


@command("zen", "z", group=READING)
def zen(session: "ReadingSession", view: "View") -> None:
    """Zen.

    Show the article alone, and back.
    """
    layout = view.panes
    if layout.has_article:
        view.go_to(layout.with_zen(not layout.zen).at(ARTICLE))


@command("browser", "o", group=READING, where=_STORY)
def browser(session: "ReadingSession", view: "View") -> None:
    """Open in browser.

    Open the article's page in the browser.
    """
    if view.text.selecting:
        view.text.swap_ends()
        return
    article = article_at_hand(session, view)
    url = clean_url(article.url) if article else ""
    if url:
        view.open_url(url)
    elif article:
        view.say("This article has no address.")


def _go_on(session: "ReadingSession", view: "View", by: int) -> None:
    cursor = view.rows.cursor
    if session.list.query.searching:
        if not (session.reading.opened and view.text.step_hit(by)):
            _open_row(session, view, cursor + by)
        return
    number = session.list.unread_row(cursor, by)
    if number is None:
        view.say("No more unread articles in this list.")
    else:
        _open_row(session, view, number)


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
