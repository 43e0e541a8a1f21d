"""Finds the quotes of stored articles again when the finder has a new version."""

import asyncio
import time

from newsreader.fetcher.workers.pool import Workers
from newsreader.fetcher.workers.stored_text_jobs import QuotableText, ReattributeJob
from newsreader.quotes.engine import FINDER_VERSION, in_document
from newsreader.storage import articles, quotes
from newsreader.storage.database import Database

BATCH = 10
"""Articles whose quotes are found by one job and stored in one transaction."""


async def rebuild_quotes(database: Database, workers: Workers) -> int:
    """Find again what an older finder found, newest first; return in how many articles.

    What the user corrected stays. Nobody waits for this, so a worker finds the quotes, the
    library is locked only to write, and as much time as was worked is left to others; a stop
    loses nothing, as what is left is found again the next time. Raises FeedError when a worker
    cannot read the texts.
    """
    done = 0
    while stale := quotes.stale_articles(database, FINDER_VERSION, BATCH):
        began = time.monotonic()
        rows = articles.article_rows(database, stale)
        documents = [articles.document(database, row.id) for row in rows]
        texts = [
            QuotableText(document.quotable_text, row.language, row.title)
            for row, document in zip(rows, documents, strict=True)
        ]
        answer = await workers.reattribute(ReattributeJob(texts))
        with database.transaction():
            for row, stored, found, language in zip(
                rows, documents, answer.quotes, answer.languages, strict=True
            ):
                text = stored.text
                if articles.document(database, row.id).text == text:
                    whole = in_document(found, stored)
                    quotes.put_quotes(database, row.id, whole, text, answer.finder_version)
                    articles.set_language(database, row.id, language)
        done += len(stale)
        await asyncio.sleep(time.monotonic() - began)
    return done
