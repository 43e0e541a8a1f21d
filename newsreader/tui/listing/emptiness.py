"""Says why a list has no articles, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime

from newsreader.domain.age import age
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.feed import Feed
from newsreader.domain.folder import is_inside
from newsreader.domain.query import Query
from newsreader.tui.listing.list_query import ListQuery
from newsreader.tui.listing.sources import TODAY

_OF_STATES = {
    "bookmarked": "Nothing is bookmarked. {bookmark} bookmarks an article.",
    "later": "Nothing is set aside. {later} keeps an article to be read later.",
    "saved": "No page is saved. “newsreader save URL” saves one, as do {link_hints} and B "
    "in an article.",
    "highlighted": "Nothing is highlighted. In an article {highlight} highlights the sentence.",
    "changed": "No publisher changed a text that you read or marked.",
}


def why_empty(
    query: ListQuery,
    feeds: Sequence[Feed],
    now: datetime,
    *,
    is_fetching: bool = False,
    doing: str = "",
) -> str:
    """Return one or two sentences, with ``{id}`` for the first key of a command.

    ``feeds`` is what is subscribed to, and ``now`` the moment from which the next refresh is told.
    ``is_fetching`` is whether feeds are being fetched, ``doing`` what is done for the user.
    """
    if query.searching:
        return "Nothing is found."
    followed = [feed for feed in feeds if not feed.is_demo]
    states = query.source.states
    if not feeds and doing:
        return _literal(f"{doing[0].upper()}{doing[1:]} …")
    if not feeds:
        return (
            "There are no feeds yet. {add_feed} adds one by the address of its site, and the "
            "palette ({palette}) has “Import feeds” and “Starter list”."
        )
    listed = _feeds_of(query.source, followed)
    if is_fetching and states <= {"unread"} and (told := _fetching(listed)):
        return told
    if "unread" in states:
        return f"All read.{_next_refresh(followed, now)}"
    for state in states:
        if state in _OF_STATES:
            return _OF_STATES[state]
    if query.source_title == TODAY:
        return f"Nothing has come today.{_next_refresh(followed, now)}"
    if query.own is not None:
        return "Nothing is asked for by this view at present."
    return _nothing_came(listed)


def _feeds_of(source: Query, followed: Sequence[Feed]) -> list[Feed]:
    """Return the feeds whose articles a source lists, as far as it is a feed or a folder."""
    if source.feed_id is not None:
        return [feed for feed in followed if feed.id == source.feed_id]
    return [feed for feed in followed if is_inside(feed.folder, source.folder)]


def _fetching(listed: Sequence[Feed]) -> str:
    """Return which feeds are fetched for the first time; nothing where others may have news."""
    new = [feed for feed in listed if feed.checked is None and not feed.error]
    if not new or len(new) < len(listed):
        return ""
    what = new[0].title if len(new) == 1 else counted(len(new), "feed")
    return _literal(f"Fetching {what} …")


def _nothing_came(listed: Sequence[Feed]) -> str:
    """Return why feeds that have been asked have no articles."""
    failed = [feed for feed in listed if feed.error]
    if len(listed) == 1 and failed:
        return _literal(f"{failed[0].title} could not be read: {failed[0].error}")
    if failed and len(failed) == len(listed):
        return f"None of the {len(failed)} feeds could be read; {{health}} says why."
    if any(feed.checked is None for feed in listed) or not listed:
        return "No articles yet. {refresh} asks for them."
    if len(listed) == 1:
        return _literal(f"{listed[0].title} has no articles at present.")
    return "None of these feeds has an article at present."


def _literal(words: str) -> str:
    """Return words of the world, in which braces are no ids."""
    return clean_line(words).replace("{", "{{").replace("}", "}}")


def _next_refresh(feeds: Sequence[Feed], now: datetime) -> str:
    """Return when the next feed is asked for news, as a sentence after another."""
    due = [feed.due for feed in feeds if feed.due is not None]
    if not due:
        return ""
    after = age(now, min(due))
    return " The next refresh is due." if after == "now" else f" The next refresh is in {after}."
