"""Finds the quotes of stored articles again when the finder has learned something."""

import asyncio
import time

from newsreader.quotes.engine import FINDER_VERSION, find_quotes
from newsreader.storage import articles, quotes
from newsreader.storage.database import Database

BATCH = 10
"""Articles that are rebuilt in one transaction."""


async def rebuild_quotes(database: Database) -> int:
    """Rebuild what an older finder found, newest first; return how many articles that were.

    What the reader corrected stays. Nobody waits for this, so the library is locked only to
    write, and as much time as was worked is left to others; a stop loses nothing, as what is
    left is found again the next time.
    """
    done = 0
    while stale := quotes.stale_articles(database, FINDER_VERSION, BATCH):
        began = time.monotonic()
        found = []
        for row in articles.article_rows(database, stale):
            text = articles.document(database, row.id).text
            found.append((row.id, find_quotes(text, row.language, row.title), text))
        with database.transaction():
            for article_id, heard, text in found:
                quotes.put_quotes(database, article_id, heard, text, FINDER_VERSION)
        done += len(stale)
        await asyncio.sleep(time.monotonic() - began)
    return done
