"""Finds the same stories among articles that were stored before sketches were kept."""

import asyncio
import time
from datetime import datetime

from newsreader.domain.same_story import sketch
from newsreader.storage import articles, story_groups
from newsreader.storage.database import Database
from newsreader.storage.quotes import quotes

BATCH = 20
"""Articles that are sketched in one transaction."""


async def rebuild_stories(database: Database, now: datetime) -> int:
    """Sketch the articles of the last weeks that have no sketch; return how many.

    Nobody waits for this: as much time as was worked is left to others, and a stop loses nothing.
    """
    done = 0
    while missing := story_groups.unsketched(database, now - story_groups.BACK, BATCH):
        began = time.monotonic()
        with database.transaction():
            for row in articles.article_rows(database, missing):
                document = articles.document(database, row.id)
                made = sketch(row.title, document, quotes(database, row.id))
                story_groups.put_sketch(database, row.id, made)
        done += len(missing)
        await asyncio.sleep(time.monotonic() - began)
    return done
