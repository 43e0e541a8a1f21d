"""Removes articles and deleted highlights that are older than the user wants to keep."""

import asyncio
import time

from newsreader.domain.time_span import FOREVER
from newsreader.fetcher.context import FetchContext
from newsreader.storage import feeds, history, retention, ui_state
from newsreader.storage.database import Database
from newsreader.storage.deleted_highlights import empty_bin
from newsreader.storage.gone_entries import forget_gone

BATCH = 20
"""How many articles are removed in one transaction; a change of the user waits for no more."""
AT_MOST = 2_000
"""How many are removed after one refresh; the next ones follow after the next."""


async def remove_old(context: FetchContext) -> int:
    """Remove the articles that are old, carry no mark and are in no feed; return how many.

    What lies in the bin for too long goes, too.

    Read or not: what is unread after so long will not be read. The article that was opened last
    stays, and those that a step of the user can be undone for. Nothing is removed while no server
    confirms what the clock says. As much time as was worked is left to others, and a stop loses
    nothing.
    """
    apart = context.downloader.clocks_apart
    if not apart or sum(apart) * 2 > len(apart):
        return 0
    database, now = context.database, context.clock()
    if context.keep_deleted != FOREVER:
        empty_bin(database, now - context.keep_deleted)
    keeping = {
        one.id: context.keep_of(one) for one in feeds.feeds(database, now) if not one.is_demo
    }
    done, undoable = 0, _Undoable(database)
    for feed_id, keep in (*keeping.items(), (None, context.keep)):
        if keep == FOREVER:
            continue
        old = [
            one
            for one in retention.old_articles(database, feed_id, now - keep)
            if one not in undoable.articles()
        ]
        for at in range(0, len(old), BATCH):
            if done >= AT_MOST:
                return done
            began = time.monotonic()
            with database.transaction():
                # Asked again: what was marked meanwhile stays.
                some = retention.old_articles(database, feed_id, now - keep, old[at : at + BATCH])
                opened = ui_state.recall(database, ui_state.OPENED, "")
                goes = [
                    one for one in some if one not in undoable.articles() and str(one) != opened
                ]
                retention.remove_articles(database, feed_id, goes, now)
            done += len(goes)
            await asyncio.sleep(time.monotonic() - began)
    if done:
        forget_gone(database, now)
    return done


class _Undoable:
    """The articles that steps of the user concern, read anew when there is another step."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._newest: int | None = None
        self._articles = frozenset[int]()

    def articles(self) -> frozenset[int]:
        """Return them as they are now."""
        newest = history.newest_step(self._database)
        if newest != self._newest:
            self._newest, self._articles = newest, history.articles_of_steps(self._database)
        return self._articles
