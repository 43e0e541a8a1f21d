"""Threats to what is kept: kills, full disks, second refreshes, feeds that change their mind.

- kill -9 in the middle of a refresh: test_a_killed_refresh_loses_the_feed_in_flight_at_most,
  fetcher/test_refresh
- kill -9 of what digests: fetcher/workers/test_pool
- kill -9 while stories are digested: test_a_kill_while_stories_are_digested_loses_none
- workers whose refresh was killed: test_a_worker_that_nobody_waits_for_ends_quietly
- kill -9 in the middle of a migration: storage/test_opening
- Ctrl+C and SIGTERM in a refresh: cli/test_refresh
- two refreshes at once: test_two_refreshes_at_once, fetcher/test_locks
- a refresh while somebody reads and marks: test_marks_are_made_during_a_refresh
- a full disk: test_a_full_disk_costs_nothing_that_is_there, cli/test_main
- a damaged library: storage/test_recovery
- copies of what the reader made: storage/test_backup
- articles that carry notes, and their feed goes: storage/test_feeds, storage/test_feed_removal
- stories that are rewritten under a highlight: tui/test_changing_stories
- undoing: test_marks_are_made_during_a_refresh
"""

import json
import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.domain.errors import LibraryError
from newsreader.fetcher.workers.codec import encode
from newsreader.fetcher.workers.messages import JOB_HEAD
from tests.cli.conftest import CommandLine
from tests.fake_web import Answer, FakeWeb, feed
from tests.fetcher.harbour import list_job
from tests.threats.siege import NEW, OLD, Siege, is_one_clear_line, rss

FEEDS = 24
HEADLINES = [f"Story {n}" for n in range(20)]


def start_refresh(shelf: CommandLine) -> "subprocess.Popen[bytes]":
    """Start a refresh in a process of its own."""
    return subprocess.Popen(
        command("-m", "newsreader", *shelf.options, "refresh", "--json"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def is_sound(database: Path) -> bool:
    """Whether SQLite finds nothing wrong with a library, and each article has its text or will."""
    with closing(sqlite3.connect(database)) as db:
        checked = db.execute("PRAGMA integrity_check").fetchall()
        strays = db.execute("PRAGMA foreign_key_check").fetchall()
        torn = db.execute(
            "SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM article_text) "
            "AND coalesce(undigested_in, 0) NOT IN (SELECT id FROM feed_document)"
        ).fetchone()
    return (checked, strays, torn) == ([("ok",)], [], (0,))


def stories_of_feeds(database: Path) -> dict[int, int]:
    """Return how many articles each feed has."""
    with closing(sqlite3.connect(database)) as db:
        return dict(db.execute("SELECT feed_id, count(*) FROM article GROUP BY feed_id"))


@pytest.mark.skipif("sys.platform == 'win32'", reason="needs signals")
@pytest.mark.parametrize("moment", [1, 7])
def test_a_killed_refresh_loses_the_feed_in_flight_at_most(
    shelf: CommandLine, web: FakeWeb, moment: int
) -> None:
    for number in range(FEEDS):
        web.answers[f"/{number}"] = feed(rss(*HEADLINES))
        shelf.feed(web.url(f"/{number}"))
    done: list[int] = []
    with start_refresh(shelf) as running:
        assert running.stdout is not None
        while len(done) < moment:
            event = json.loads(running.stdout.readline())
            if event["event"] == "feed":
                done.append(event["id"])
        os.kill(running.pid, signal.SIGKILL)
        _, errors = running.communicate(timeout=20)
    assert (running.returncode, errors) == (-signal.SIGKILL, b"")
    assert is_sound(shelf.database)
    stored = stories_of_feeds(shelf.database)
    assert set(done) <= set(stored), "what was told is there"
    assert set(stored.values()) == {len(HEADLINES)}, "and every feed is whole"
    result = shelf.run("refresh")
    assert (result.status, result.err) == (0, ""), "the lock is free, nothing is in the way"
    assert stories_of_feeds(shelf.database) == dict.fromkeys(range(1, FEEDS + 1), len(HEADLINES))
    assert is_sound(shelf.database)


@pytest.mark.skipif("sys.platform == 'win32'", reason="needs signals")
def test_a_kill_while_stories_are_digested_loses_none(shelf: CommandLine, web: FakeWeb) -> None:
    for number in range(FEEDS):
        web.answers[f"/{number}"] = feed(rss(*HEADLINES))
        shelf.feed(web.url(f"/{number}"))
    with start_refresh(shelf) as running:
        assert running.stdout is not None
        while json.loads(running.stdout.readline())["event"] != "digested":
            pass
        os.kill(running.pid, signal.SIGKILL)
        running.communicate(timeout=20)
    assert is_sound(shelf.database)
    assert set(stories_of_feeds(shelf.database).values()) == {len(HEADLINES)}
    with closing(sqlite3.connect(shelf.database)) as db:
        waiting = "SELECT count(*) FROM article WHERE undigested_in IS NOT NULL"
        assert db.execute(waiting).fetchone()[0] > 0, "the kill came in the middle"
        assert shelf.run("refresh").err == ""
        assert db.execute(waiting).fetchone() == (0,)
        texts = db.execute("SELECT count(*), min(length(text)) FROM article_text").fetchone()
    assert texts[0] == FEEDS * len(HEADLINES) and texts[1] > 1_000
    assert is_sound(shelf.database)


def test_a_worker_that_nobody_waits_for_ends_quietly() -> None:
    job = encode(list_job(rss(*HEADLINES)))
    with subprocess.Popen(
        command("-m", "newsreader.fetcher.workers.process"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as worker:
        assert worker.stdin and worker.stdout and worker.stderr
        worker.stdout.close()
        worker.stdin.write(JOB_HEAD.pack(len(job), 0, 5.0) + job)
        worker.stdin.flush()
        assert worker.stderr.read() == b""
        assert worker.wait(timeout=20) == 1


def test_two_refreshes_at_once(shelf: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed"] = Answer(fault="hang")
    shelf.feed(web.url("/feed"))
    with start_refresh(shelf) as running:
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["event"] == "started"
        second = shelf.run("refresh")
        running.terminate()
        running.communicate(timeout=20)
    assert (second.status, second.out) == (75, "")
    is_one_clear_line(second.err.removeprefix("newsreader: ").removesuffix("\n"))
    assert is_sound(shelf.database)


def test_marks_are_made_during_a_refresh(shelf: CommandLine, web: FakeWeb) -> None:
    web.answers |= {"/a": feed(rss(*HEADLINES)), "/b": feed(rss(*HEADLINES))}
    shelf.feed(web.url("/a"))
    shelf.run("refresh")
    shelf.feed(web.url("/b"))
    web.answers["/a"] = Answer(fault="hang")
    with start_refresh(shelf) as running, closing(shelf.open()) as library:
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["event"] == "started"
        library.bookmark(1)
        library.highlight(1, 4, 11, note="Mine.")
        library.bookmark(2)
        assert library.undo() is not None
        running.terminate()
        running.communicate(timeout=20)
    with closing(shelf.open()) as library:
        assert list(library.worth_exporting()) == [1]
        (highlight,) = library.opened(1).highlights
        assert (highlight.text, highlight.note) == ("council", "Mine.")
    assert is_sound(shelf.database)


async def test_a_full_disk_costs_nothing_that_is_there(siege: Siege) -> None:
    await siege.stand({"big": feed(rss("Small"))})
    database = siege.context.database
    siege.web.answers["/big"] = feed(rss(*(f"Big {n}" for n in range(100))))
    (pages,) = database.row("PRAGMA page_count") or (0,)
    database.connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(LibraryError) as caught:
        await siege.refresh()
    is_one_clear_line(str(caught.value))
    assert "full" in str(caught.value)
    assert is_sound(database.path)
    assert set(siege.titles(1)) == {OLD, NEW}, "what was there is there"
    assert set(siege.titles(2)) == {OLD, "Small"}, "and of what did not fit nothing"
    database.connection.execute("PRAGMA max_page_count = 1000000")
    await siege.refresh()
    assert len(siege.titles(2)) == 102
