"""Events as lines of JSON."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from newsreader.domain.feed import Feed
from newsreader.fetcher.workers.pool import child_environment
from newsreader.protocol import (
    Added,
    Event,
    Failed,
    FeedDone,
    Finished,
    Found,
    Imported,
    PageDone,
    Started,
    feed_record,
    to_line,
)


@pytest.mark.parametrize(
    ("event", "record"),
    [
        (Started(3), {"event": "started", "feeds": 3}),
        (
            FeedDone(7, "Harbour", 1, 3, new=2, status="new"),
            {
                "event": "feed",
                "id": 7,
                "title": "Harbour",
                "done": 1,
                "total": 3,
                "new": 2,
                "updated": 0,
                "status": "new",
                "error": "",
                "note": "",
            },
        ),
        (
            PageDone(12, 7, "failed", "Gone."),
            {"event": "page", "article": 12, "feed": 7, "status": "failed", "error": "Gone."},
        ),
        (
            Finished(2, 1, 5, 1),
            {"event": "finished", "new": 2, "updated": 1, "unchanged": 5, "failed": 1},
        ),
        (
            Found("x.example", ({"url": "https://x.example/f", "title": "X", "kind": "rss"},)),
            {
                "event": "found",
                "url": "x.example",
                "candidates": [{"url": "https://x.example/f", "title": "X", "kind": "rss"}],
            },
        ),
        (Imported(2, 1, 0), {"event": "imported", "added": 2, "known": 1, "refused": 0}),
        (Failed("add", "No."), {"event": "failed", "what": "add", "reason": "No."}),
    ],
)
def test_every_event_is_one_line(event: Event, record: object) -> None:
    line = to_line(event)
    assert "\n" not in line
    assert json.loads(line) == record


def test_line_breaks_in_titles_stay_inside_the_line() -> None:
    line = to_line(FeedDone(1, "two\nlines\u2028 – ü", 1, 1))
    assert line.splitlines()[0].startswith('{"event":"feed"')
    assert "\n" not in line
    assert json.loads(line)["title"] == "two\nlines\u2028 – ü"


def test_a_feed_is_told_with_its_times() -> None:
    when = datetime(2026, 11, 24, tzinfo=UTC)
    feed = Feed(1, "https://x.example/f", "X", checked=when)
    record = json.loads(to_line(Added(feed_record(feed))))["feed"]
    assert record["checked"] == "2026-11-24T00:00:00+00:00"
    assert record["due"] is None
    assert list(record) == [
        "id",
        "url",
        "title",
        "site_url",
        "folder",
        "unread",
        "error",
        "checked",
        "due",
        "state",
        "advice",
    ]


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("protocol", {"aiohttp", "feedparser", "lxml", "trafilatura", "asyncio", "sqlite3"}),
        ("fetcher.locks", {"aiohttp", "feedparser", "lxml", "trafilatura", "asyncio", "sqlite3"}),
        ("fetcher.refresh", {"feedparser", "lxml", "trafilatura", "newsreader.quotes.engine"}),
        ("fetcher.service", {"feedparser", "lxml", "trafilatura", "newsreader.quotes.engine"}),
        ("fetcher.workers.process", {"aiohttp", "trafilatura", "sqlite3", "asyncio"}),
    ],
)
def test_modules_stay_light(module: str, banned: set[str]) -> None:
    code = f"import sys, newsreader.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-P", "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env=child_environment(),
    ).stdout.split()
    assert banned.isdisjoint(loaded)
