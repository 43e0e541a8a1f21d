"""refresh, against a real server: events, summary, statuses, the lock, a progress bar."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from newsreader.child_process import command, environment
from newsreader.fetcher.locks import refresh_lock
from tests.cli.conftest import ENDINGS, CommandLine, rss
from tests.fake_web import Answer, FakeWeb, feed, redirect, refusal


@pytest.fixture
def two(empty: CommandLine, web: FakeWeb) -> CommandLine:
    """A shelf that follows a feed that works and one that is not there."""
    web.answers["/good.xml"] = feed(rss("Gazette", "One", "Two"))
    empty.feed(web.url("/good.xml"), "Gazette")
    empty.feed(web.url("/absent.xml"), "Courier")
    return empty


def test_a_refresh_tells_what_came_and_names_the_feed_that_failed(two: CommandLine) -> None:
    result = two.run("refresh")
    assert result.status == 0
    assert result.out == "2 new articles in 2 feeds; 1 failed.\n"
    assert result.err.startswith("newsreader: Courier: ") and result.err.count("\n") == 1


def test_a_second_refresh_adds_nothing_twice(two: CommandLine) -> None:
    two.run("refresh")
    assert two.run("refresh", 1).out == "0 new articles in 1 feed.\n"
    assert len(two.run("list", "--json").json["articles"]) == 2


def test_a_refresh_tells_how_many_marked_passages_were_changed(
    two: CommandLine, web: FakeWeb
) -> None:
    two.run("refresh")
    library = two.open()
    library.highlight(1, 0, 35, note="why")
    library.close()
    changed = rss("Gazette", "One", "Two").replace("The council voted on the bridge again.", "No.")
    web.answers["/good.xml"] = feed(changed)
    assert two.run("refresh", 1).out.splitlines()[1:] == [
        "1 passage that you marked was changed; “newsreader changes” tells how."
    ]
    assert len(two.run("refresh", 1).out.splitlines()) == 1


def test_quiet_says_nothing_when_all_is_well(two: CommandLine) -> None:
    result = two.run("refresh", "--quiet", "Gazette")
    assert (result.status, result.out, result.err) == (0, "", "")


def test_json_is_one_event_a_line(two: CommandLine) -> None:
    result = two.run("refresh", "--json")
    events = [json.loads(line) for line in result.out.splitlines()]
    assert result.err == ""
    assert events[0] == {"event": "started", "feeds": 2}
    names = [event["event"] for event in events]
    assert names == ["started", "feed", "feed", "finished", "digested"]
    assert events[3]["failed"] == 1
    assert events[4] == {**events[4], "done": 2, "total": 2, "error": ""}
    done = {event["title"]: event for event in events if event["event"] == "feed"}
    assert done["Gazette"]["new"] == 2 and done["Courier"]["status"] == "failed"


def test_dry_run_asks_nobody(two: CommandLine, web: FakeWeb) -> None:
    result = two.run("refresh", "--dry-run")
    assert result.status == 0
    assert [line.split()[1] for line in result.out.splitlines()] == ["Courier", "Gazette"]
    record = two.run("refresh", "--dry-run", "--json", "Gazette").json
    assert [one["title"] for one in record["feeds"]] == ["Gazette"]
    assert web.requests == []


def test_due_asks_only_feeds_that_are_due(two: CommandLine, web: FakeWeb) -> None:
    assert two.run("refresh", "--due").out == "2 new articles in 2 feeds; 1 failed.\n"
    asked = len(web.requests)
    assert two.run("refresh", "--due").out == "0 new articles in 0 feeds.\n"
    assert two.run("refresh", "--due", "Gazette", "--quiet").status == 0
    assert len(web.requests) == asked
    assert two.run("refresh", "Gazette").out == "0 new articles in 1 feed.\n"
    assert len(web.requests) == asked + 1


def test_dry_run_says_why_feeds_are_not_asked(two: CommandLine, web: FakeWeb) -> None:
    gone = two.feed(web.url("/gone.xml"), "Leaflet")
    web.answers["/gone.xml"] = refusal(410)
    two.run("refresh")
    asked = len(web.requests)
    told = two.run("refresh", "--dry-run", "--due")
    assert told.out == ""
    courier, gazette, leaflet = told.err.splitlines()
    assert courier.startswith("Courier is not asked: it is not due before 2")
    assert gazette.startswith("Gazette is not asked: it is not due before 2")
    assert leaflet == "Leaflet is not asked: it is gone for good."
    assert "Leaflet is not asked" in two.run("refresh", "--dry-run").err
    assert two.run("refresh", "--dry-run", gone).err == ""
    record = two.run("refresh", "--dry-run", "--due", "--json").json
    assert record["feeds"] == []
    assert [one["title"] for one in record["waiting"]] == ["Courier", "Gazette", "Leaflet"]
    assert record["waiting"][2]["reason"] == "it is gone for good"
    assert len(web.requests) == asked


def test_a_host_that_wants_rest_is_left_alone_and_told(two: CommandLine, web: FakeWeb) -> None:
    web.answers["/absent.xml"] = refusal(429, Retry_After="3600")
    two.run("refresh", "Courier")
    told = two.run("refresh", "Gazette")
    assert told.status == 0
    assert told.out == "0 new articles in 1 feed; 1 left alone.\n"
    assert told.err.startswith("Gazette: 127.0.0.1 asked to be left alone until ")
    assert web.count("/good.xml") == 0
    preview = two.run("refresh", "--dry-run")
    assert preview.out == ""
    assert "Gazette is not asked: 127.0.0.1 asked to be left alone until 2" in preview.err


def test_a_feed_that_moved_is_told(two: CommandLine, web: FakeWeb) -> None:
    web.answers["/absent.xml"] = redirect("/moved.xml", 301)
    web.answers["/moved.xml"] = feed(rss("Courier", "Three"))
    for _ in range(2):
        assert two.run("refresh", "Courier").err == ""
    told = two.run("refresh", "Courier")
    assert told.err == f"Courier: It has moved to {web.url('/moved.xml')}.\n"
    assert web.url("/moved.xml") in two.run("refresh", "--dry-run").out


def test_a_feed_has_settings_of_its_own(two: CommandLine, web: FakeWeb) -> None:
    two.config.write_text(
        f'[[feed]]\nurl = "{web.url("/good.xml")}"\ntitle = "My paper"\nuser = "ann"\n'
        f"password_command = ['{sys.executable}', '-c', 'print(\"se\" + \"cret\")']\n"
    )
    printed = two.run("refresh")
    assert "authorization" in web.last("/good.xml").headers
    assert "authorization" not in web.last("/absent.xml").headers
    assert "My paper" in two.run("feeds").out
    assert "secret" not in printed.out + printed.err
    assert b"secret" not in two.database.read_bytes()


def test_strict_ends_with_status_6_when_some_failed(two: CommandLine) -> None:
    result = two.run("refresh", "--strict")
    assert result.status == 6
    assert result.err.splitlines()[-1] == "newsreader: 1 of 2 feeds could not be read."
    assert two.run("refresh", "--strict", "Gazette").status == 0


@pytest.mark.parametrize("more", [(), ("--strict",)], ids=str)
def test_all_failed_is_status_5(two: CommandLine, more: tuple[str, ...]) -> None:
    result = two.run("refresh", "Courier", *more)
    assert result.status == 5
    assert result.err.splitlines()[-1] == "newsreader: No feed could be read."


def test_an_error_is_json_too(two: CommandLine) -> None:
    result = two.run("refresh", "Courier", "--json")
    assert json.loads(result.err) == {"schema": 1, "error": "No feed could be read.", "status": 5}


def test_a_second_refresh_at_the_same_time_is_status_75(two: CommandLine) -> None:
    with refresh_lock(two.data):
        result = two.run("refresh")
    assert (result.status, result.out) == (75, "")
    assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1


def test_no_feeds_and_unknown_feeds(empty: CommandLine) -> None:
    result = empty.run("refresh")
    assert (result.status, result.out) == (0, "")
    assert "newsreader add" in result.err
    assert empty.run("refresh", "--quiet").err == ""
    assert empty.run("refresh", "nowhere").status == 1


def test_settings_that_are_wrong_end_with_status_3(two: CommandLine, web: FakeWeb) -> None:
    two.config.write_text("[fetch]\nconnections = 0\n")
    assert two.run("refresh").status == 3
    assert web.requests == []


def test_the_demo_is_never_fetched(empty: CommandLine) -> None:
    library = empty.open()
    library.add_demo()
    library.close()
    assert "newsreader add" in empty.run("refresh").err


@pytest.mark.parametrize(("sent", "status"), ENDINGS, ids=[sent.name for sent, _ in ENDINGS])
def test_signals_end_a_refresh_at_once_and_free_the_lock(
    two: CommandLine, web: FakeWeb, sent: signal.Signals, status: int
) -> None:
    web.answers["/good.xml"] = Answer(fault="hang")
    running = subprocess.Popen(
        command("-m", "newsreader", *two.options, "refresh", "--json", "Gazette"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert json.loads(running.stdout.readline())["event"] == "started"
    running.send_signal(sent)
    _, errors = running.communicate(timeout=15)
    assert (running.returncode, errors) == (status, b"")
    with refresh_lock(two.data):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("term", "bar"), [("xterm", True), ("dumb", False)])
def test_a_terminal_gets_a_progress_bar_unless_it_is_dumb(
    two: CommandLine, term: str, bar: bool
) -> None:
    import pty

    leader, follower = pty.openpty()
    with subprocess.Popen(
        command("-m", "newsreader", *two.options, "refresh"),
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**environment(), "TERM": term, "NO_COLOR": "1"},
    ) as running:
        os.close(follower)
        shown = _read_all(leader)
        assert running.stdout is not None
        assert running.stdout.read() == b"2 new articles in 2 feeds; 1 failed.\n"
    assert running.returncode == 0
    assert ("Refreshing" in shown) == bar
    assert "newsreader: Courier: " in shown


def _read_all(terminal: int) -> str:
    """Return all that is written to a pseudo terminal until the program ends."""
    pieces = []
    with suppress(OSError):  # Linux says so at the end
        while piece := os.read(terminal, 65536):
            pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode()
