"""What processing holds up: the library's write lock, and cores that have nothing to do."""

import asyncio
import sys
import time
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest

from newsreader.documents.blocks import read_html
from newsreader.documents.site_boilerplate import fingerprints
from newsreader.domain.boilerplate import StoryCleanup, StoryFingerprints
from newsreader.domain.feed import FeedDocument
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.processing_queue import process_queue
from newsreader.fetcher.workers.diff_feed import diff_feed
from newsreader.fetcher.workers.messages import DiffFeedJob
from newsreader.fetcher.workers.pool import Workers
from newsreader.storage import articles, boilerplate, feeds
from newsreader.storage.database import Database
from newsreader.storage.entries import save_entries
from newsreader.storage.processing_queue import keep_document
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW
from tests.fetcher.harbour import FULL_STORY, item, list_job, rss

pytestmark = pytest.mark.benchmark

STORED = 59
"""So many articles of one site are stored when it turns out what the site sets into all."""
FEEDS, ENTRIES = 60, 20
NOTE = "Reports that name no town of origin were written in the net loft itself, by lamplight."
WORDS = "pier lamp rope tide mast gull net hull oar fog keel dock".split()


class Locks:
    """Takes the seconds between each BEGIN and its end."""

    def __init__(self, database: Database) -> None:
        self.seconds: list[float] = []
        self._began = 0.0
        database.connection.set_trace_callback(self._see)

    def _see(self, statement: str) -> None:
        if statement.startswith("BEGIN"):
            self._began = time.perf_counter()
        elif statement.startswith(("COMMIT", "ROLLBACK")):
            self.seconds.append(time.perf_counter() - self._began)


def story(number: int) -> str:
    """Return the HTML of a story like no other, with the note of its site in it."""
    word = WORDS[number % len(WORDS)] + str(number)
    sentences = [f"{part.strip()} of the {word}." for part in FULL_STORY.split(". ") if part]
    paragraphs = [". ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs * 2) + f"<p>{NOTE}</p>"


def queue(database: Database, url: str, *items: str) -> list[int]:
    """Queue entries of a feed; return their articles."""
    feed_id = feeds.add_feed(database, url, NOW)
    diff = diff_feed(DiffFeedJob(FeedDocument(url, rss(*items).encode(), NOW)))
    assert diff.document is not None
    with database.transaction():
        kept = keep_document(database, feed_id, diff.document)
        saved = save_entries(database, feed_id, diff.entries, now=NOW, document_id=kept)
    return [article_id for article_id, _ in saved]


def entry(number: int, site: str = "harbour.example") -> str:
    date = format_datetime(NOW - timedelta(minutes=number))
    link = f"https://{site}/{number}"
    return item(str(number), f"Story {number}", story(number), link=link, date=date)


async def process(database: Database, at_once: int = 1) -> None:
    async with Downloader() as downloader, Workers(at_once) as workers:
        await process_queue(FetchContext(database, downloader, workers), at_once)


def test_how_long_the_library_is_locked(tmp_path: Path) -> None:
    database = open_library(tmp_path / "newsreader.db", durable=False).database
    ids = queue(database, "https://harbour.example/old", *map(entry, range(STORED)))
    with database.transaction() as connection:
        for number, article_id in enumerate(ids):
            document = read_html(story(number))
            articles.put_text(database, article_id, document, (), finder_version=1)
            traces = StoryFingerprints(f"harbour.example/{number}", fingerprints(document))
            boilerplate.keep(database, article_id, StoryCleanup("harbour.example", traces))
        connection.execute("UPDATE article SET undigested_in = NULL")
    queue(database, "https://harbour.example/old", entry(STORED))
    locks = Locks(database)
    asyncio.run(process(database))
    cleaned = sum(NOTE not in articles.document(database, one).text for one in ids)
    assert cleaned == STORED
    longest = max(locks.seconds)
    queue(database, "https://coast.example/", *(entry(n, "coast.example") for n in range(20)))
    locks.seconds.clear()
    asyncio.run(process(database))
    print(
        f"\nthe library is locked for {longest / max(locks.seconds):.1f} times as long as storing "
        f"20 articles takes when {STORED} stored ones are cleaned ({longest * 1000:.0f} ms here)"
    )
    database.close()


def waits(pid: int) -> float:
    """Return how many seconds a process has run or wanted to (Linux, sched-stats)."""
    ran, waited, _ = (Path("/proc") / str(pid) / "schedstat").read_text().split()
    return (int(ran) + int(waited)) / 1e9


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_how_much_of_the_time_workers_work(tmp_path: Path) -> None:
    database = open_library(tmp_path / "newsreader.db", durable=False).database
    for number in range(FEEDS):
        items = (entry(n, f"h{number}.example") for n in range(ENTRIES))
        queue(database, f"https://h{number}.example/feed", *items)

    async def measure() -> float:
        async with Downloader() as downloader, Workers(2) as workers:
            await asyncio.gather(*(workers.diff_feed(list_job(rss())) for _ in range(2)))
            pids = [process.pid for process in workers._idle]
            before, began = sum(map(waits, pids)), time.perf_counter()
            await process_queue(FetchContext(database, downloader, workers), 2)
            return (sum(map(waits, pids)) - before) / (time.perf_counter() - began) / 2

    share = asyncio.run(measure())
    print(
        f"\nworkers have something to do {share:.0%} of the time, {FEEDS * ENTRIES} articles long"
    )
    database.close()
