"""The options that the user set for single feeds by command or in the app, as columns of feed."""

from datetime import datetime, timedelta
from typing import get_args

from newsreader.domain.errors import NotFound
from newsreader.domain.options.effective_options import OwnOptions
from newsreader.domain.options.feed_options import FullText
from newsreader.domain.time_span import FOREVER
from newsreader.storage.database import Database, to_ms
from newsreader.storage.rows import Rows

_SECOND = timedelta(seconds=1)
_LONGEST = FOREVER // _SECOND

FORMER = (
    "(SELECT group_concat(feed_address.url, char(10)) FROM feed_address "
    "WHERE feed_address.feed_id = feed.id)"
)
"""The former addresses of a feed, as SQL over ``feed`` for a field of tuple[str, ...]."""


def stored_interval(stored: int | None) -> timedelta | None:
    """Return how often a feed is asked by what its column holds; None for nonsense."""
    return stored * _SECOND if stored and 0 < stored < _LONGEST else None


def stored_keep(stored: int | None) -> timedelta | None:
    """Return how long articles are kept by what the column holds; None for nonsense."""
    return FOREVER if stored == 0 else stored_interval(stored)


def stored_full_text(stored: str) -> FullText | None:
    """Return whether pages are fetched by what the column holds; None for nonsense."""
    return next((one for one in get_args(FullText) if one == stored), None)


OWN_OPTIONS = Rows(
    OwnOptions,
    "feed",
    convert={"interval": stored_interval, "keep": stored_keep, "full_text": stored_full_text},
)
"""The own options of a feed, a part of other rows of ``feed`` too."""


def set_own_options(
    db: Database, feed_id: int, options: OwnOptions, due: datetime | None = None
) -> None:
    """Store the own options of a feed, and let it be due no later than ``due``.

    Raises ``NotFound``.
    """
    with db.transaction() as connection:
        changed = connection.execute(
            "UPDATE feed SET interval = ?, full_text = ?, keep = ?, user_agent = ?, proxy = ?, "
            "due = CASE WHEN due > ?6 THEN ?6 ELSE due END WHERE id = ?7",
            (
                _seconds(options.interval),
                options.full_text or "",
                _seconds(options.keep),
                *(options.user_agent, options.proxy, to_ms(due), feed_id),
            ),
        )
        if not changed.rowcount:
            raise NotFound(f"There is no feed {feed_id}.")


def own_options(db: Database, feed_id: int) -> OwnOptions:
    """Return the own options of a feed; raises ``NotFound``."""
    found = OWN_OPTIONS.first(db, "WHERE id = ?", (feed_id,))
    if found is None:
        raise NotFound(f"There is no feed {feed_id}.")
    return found


def _seconds(span: timedelta | None) -> int | None:
    if span is None:
        return None
    return 0 if span == FOREVER else span // _SECOND
