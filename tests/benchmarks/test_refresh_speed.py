"""What a refresh costs in CPU, as ratios to the least that any reader must do, in the same run."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from statistics import median

import pytest

from newsreader.child_process import command, environment
from newsreader.documents.blocks import read_html
from newsreader.domain.document import Document
from newsreader.domain.feed import FeedDocument, Outline
from newsreader.domain.quoting.quote import Quote
from newsreader.fetcher.workers.diff_feed import diff_feed
from newsreader.fetcher.workers.messages import DiffFeedJob, ProcessEntriesJob
from newsreader.fetcher.workers.process_entries import process_entries
from newsreader.quotes.engine import find_quotes
from newsreader.storage import articles, feeds
from newsreader.storage.database import Database
from newsreader.storage.entries import save_entries
from newsreader.storage.processing_queue import finish, keep_document
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW
from tests.fake_web import FakeWeb, feed
from tests.fetcher.harbour import FULL_STORY, item, rss

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(sys.platform == "win32", reason="needs the CPU time of children"),
]

FEW, MANY, ARTICLES = 20, 220, 20
SMALL, LARGE = 1_000, 100_000
FIRST = [f"Ann{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
LAST = [f"Roe{letter}{vowel}" for letter in "bcdfghklmnprst" for vowel in "aeiou"]
"""Names of speakers, each of whom is in one of two thousand stories."""
LEAST = """
import sqlite3, sys, urllib.request, http.client
from xml.parsers import expat
connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
database = sqlite3.connect(sys.argv[2], isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
database.execute("CREATE TABLE feed (body BLOB)")
for number in range(int(sys.argv[3])):
    connection.request("GET", f"/{number}")
    body = connection.getresponse().read()
    expat.ParserCreate().Parse(body, True)
    database.execute("INSERT INTO feed VALUES (?)", (body,))
"""
"""Downloads each feed over one connection, lets expat look at it and puts it into a file."""


def body(number: int) -> str:
    stories = (
        item(
            f"{number}-{n}",
            f"Story {n} of feed {number}",
            f"<p>{FULL_STORY}</p>" * 3,
            date=format_datetime(NOW - timedelta(minutes=number + 60 * n)),
        )
        for n in range(ARTICLES)
    )
    return rss(*stories, title=f"Feed {number}")


@pytest.fixture(scope="module")
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        server.answers |= {
            f"/{number}": feed(body(number)).with_validators(f'"{number}"')
            for number in range(MANY)
        }
        yield server


def cpu(*arguments: str) -> float:
    """Return the CPU seconds of a command and all its children."""
    before = os.times()
    subprocess.run(command(*arguments), env=environment(), check=True, capture_output=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def library(folder: Path, web: FakeWeb, count: int) -> tuple[str, ...]:
    """Follow so many feeds; return the options of a command for that library."""
    database = open_library(folder / "newsreader.db").database
    outlines = [Outline(web.url(f"/{number}")) for number in range(count)]
    feeds.add_feeds(database, outlines, NOW)
    database.close()
    return ("-m", "newsreader", "--data-dir", str(folder))


def test_listing_and_asking_again(web: FakeWeb, tmp_path: Path) -> None:
    least: dict[int, float] = {}
    cold: dict[int, float] = {}
    warm: dict[int, float] = {}
    for count in (FEW, MANY):
        least[count] = cpu("-c", LEAST, str(web.port), str(tmp_path / f"{count}.db"), str(count))
        refresh = (*library(tmp_path / str(count), web, count), "refresh", "--quiet", "--headlines")
        cold[count], warm[count] = cpu(*refresh), cpu(*refresh)
    more = MANY - FEW
    each = {name: (one[MANY] - one[FEW]) / more for name, one in
            (("least", least), ("cold", cold), ("warm", warm))}  # fmt: skip
    print(
        f"\n{MANY} feeds of {ARTICLES} articles listed: {cold[MANY] / least[MANY]:.1f} times the "
        f"least; each further feed {each['cold'] / each['least']:.1f} times "
        f"({each['cold'] * 1000:.2f} ms, {each['least'] * 1000:.2f} ms here)"
    )
    print(
        f"the same unchanged: {warm[MANY] / least[MANY]:.1f} times; each further feed "
        f"{each['warm'] / each['least']:.1f} times ({each['warm'] * 1000:.2f} ms here)"
    )


def cost(action: Callable[[], object], times: int = 9) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return median(taken)


def test_digesting_an_article() -> None:
    document = FeedDocument("https://harbour.example/feed", body(1).encode(), NOW)
    keys = tuple(f"1-{n}" for n in range(ARTICLES))
    html = f"<p>{FULL_STORY}</p>" * 3
    text = read_html(html, "").text
    listing = cost(lambda: diff_feed(DiffFeedJob(document)))
    digest = cost(lambda: process_entries(ProcessEntriesJob(document, keys)))
    quotes = cost(lambda: [find_quotes(text, "en") for _ in keys])
    print(
        f"\nan article of {len(text.split())} words digested: {digest / listing:.1f} times its "
        f"listing, {digest / quotes:.1f} times its quotes ({digest / ARTICLES * 1000:.2f} ms, "
        f"{listing / ARTICLES * 1000:.2f} ms, {quotes / ARTICLES * 1000:.2f} ms here)"
    )


def bring(database: Database, numbers: Sequence[int]) -> None:
    """List feeds and digest them, with texts and quotes that were made before."""
    for number in numbers:
        job = DiffFeedJob(FeedDocument("https://harbour.example/feed", body(number).encode(), NOW))
        listed = diff_feed(job)
        assert listed.document is not None
        feed_id = feeds.add_feed(database, f"https://harbour.example/{number}", NOW)
        with database.transaction():
            kept = keep_document(database, feed_id, listed.document)
            saved = save_entries(database, feed_id, listed.entries, now=NOW, document_id=kept)
        with database.transaction():
            for article_id, _ in saved:
                name = f"{FIRST[article_id % len(FIRST)]} {LAST[article_id // 50 % len(LAST)]}"
                text = FULL_STORY.replace("Jane Roe", name)
                words = "We will not raise the fares this year,"
                at = text.index(words)
                quote = Quote(at, at + len(words), words, name, confidence=0.9)
                articles.put_text(
                    database, article_id, Document.from_plain(text), [quote], finder_version=1
                )
            finish(database, kept, [article_id for article_id, _ in saved])


def test_a_feed_costs_the_same_in_a_large_library(tmp_path: Path) -> None:
    costs = []
    for size in (SMALL, LARGE):
        database = open_library(tmp_path / str(size) / "newsreader.db", durable=False).database
        have = size // ARTICLES
        bring(database, range(have))
        database.optimize()
        new = iter(range(have, have + 1_000))
        costs.append(cost(lambda: bring(database, [next(new) for _ in range(10)]), 15))  # noqa: B023
        database.close()
    small, large = costs
    print(
        f"\na new feed of {ARTICLES} articles, listed and stored: {large / small:.2f} times at "
        f"{LARGE // SMALL} times the articles ({small * 100:.1f} ms, {large * 100:.1f} ms here)"
    )
