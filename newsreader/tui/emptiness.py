"""Says why a list has no articles, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime

from newsreader.domain.age import age
from newsreader.domain.feed import Feed
from newsreader.tui.list_query import ListQuery
from newsreader.tui.sources import TODAY

_OF_STATES = {
    "bookmarked": "Nothing is bookmarked. {bookmark} bookmarks an article.",
    "later": "Nothing is set aside. {later} keeps an article to be read later.",
    "saved": "No page is saved. “newsreader save URL” saves one, as do {link_hints} and B "
    "in an article.",
    "highlighted": "Nothing is highlighted. In an article {highlight} highlights the sentence.",
    "changed": "No publisher changed a text that you read or marked.",
}


def why_empty(query: ListQuery, feeds: Sequence[Feed], now: datetime) -> str:
    """Return one or two sentences, with ``{id}`` for the first key of a command.

    ``feeds`` is what is subscribed to, and ``now`` the moment from which the next refresh is told.
    """
    if query.searching:
        return "Nothing is found."
    followed = [feed for feed in feeds if not feed.is_demo]
    states = query.source.states
    if not feeds:
        return (
            "There are no feeds yet. {add_feed} adds one by the address of its site, and the "
            "palette ({palette}) has “Import feeds” and “Starter feeds”."
        )
    if "unread" in states:
        return f"All read.{_next_refresh(followed, now)}"
    for state in states:
        if state in _OF_STATES:
            return _OF_STATES[state]
    if query.source_title == TODAY:
        return f"Nothing has come today.{_next_refresh(followed, now)}"
    if query.own is not None:
        return "Nothing is asked for by this view at present."
    return "No articles yet. {refresh} asks for them."


def _next_refresh(feeds: Sequence[Feed], now: datetime) -> str:
    """Return when the next feed is asked for news, as a sentence after another."""
    due = [feed.due for feed in feeds if feed.due is not None]
    if not due:
        return ""
    after = age(now, min(due))
    return " The next refresh is due." if after == "now" else f" The next refresh is in {after}."
