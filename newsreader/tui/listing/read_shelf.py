"""Reads what the sources are made of, and which of their folders were folded."""

import json
from collections.abc import Collection
from datetime import datetime

from newsreader.library import Library
from newsreader.tui.listing.sources import (
    ALL,
    CHANGED,
    LATER,
    SAVED,
    TODAY,
    UNREAD,
    Shelf,
    smart_sources,
)

FOLDED = "folded folders"
"""Under which key it is remembered which folders are folded."""


def read_shelf(library: Library, now: datetime) -> Shelf:
    """Return what the sources are made of; it may take long."""
    smart = smart_sources(now)
    views = library.saved_views()
    unread = {str(number): count for number, count in library.count_views(views).items()}
    unread |= {
        TODAY: library.count_unread(smart[TODAY]),
        LATER: library.count_unread_later(),
        SAVED: library.count_unread_saved(),
        CHANGED: len(library.listing(smart[CHANGED]).ids),
    }
    feeds = library.feeds()
    stories = sum(feed.unread for feed in feeds) - library.unread_copies()
    stories += library.count_unread_without_feed()
    unread |= {ALL: stories, UNREAD: stories}
    return Shelf(feeds, library.folders(), views, unread)


def folded_before(library: Library) -> frozenset[str]:
    """Return the folders that were folded when the app was left; none where that is garbled."""
    try:
        return frozenset(map(str, json.loads(library.recall(FOLDED, "[]"))))
    except (ValueError, TypeError):
        return frozenset()


def keep_folded(library: Library, folders: Collection[str]) -> None:
    """Remember which folders are folded."""
    library.keep(FOLDED, json.dumps(sorted(folders)))
