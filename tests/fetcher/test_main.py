"""The child process, as the app starts it."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from types import TracebackType
from typing import Any, Self

import pytest

import newsreader
from newsreader.child_process import command, environment
from tests.fake_web import Answer, FakeWeb, feed, page
from tests.fetcher.harbour import FULL_STORY, STORY_BEGINNING, item, rss, story_page

Told = dict[str, Any]


class Child:
    """The fetcher process with its pipes."""

    def __init__(self, folder: Path, env: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.errors = folder / "errors.txt"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                command("-m", "newsreader.fetcher", "--data-dir", str(folder)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment()
                | (env or {})
                | {"NEWSREADER_CONFIG": str(folder / "config.toml"), "PYTHONUNBUFFERED": "1"},
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        with self.process:
            pass  # leaving closes the pipes and waits

    def send(self, **command: object) -> None:
        self.say(json.dumps(command))

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, last: str) -> list[Told]:
        """Return the events up to the first that is called ``last``."""
        assert self.process.stdout is not None
        events: list[Told] = []
        for line in self.process.stdout:
            events.append(json.loads(line))
            if events[-1]["event"] == last:
                return events
        raise AssertionError(f"{last} never came; {events}; {self.errors.read_text()}")

    def end(self) -> int:
        """Close the pipe and wait."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(20)


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    with Child(tmp_path) as running:
        yield running


def test_from_an_address_to_the_whole_story(web: FakeWeb, child: Child) -> None:
    web.answers |= {
        "/": page("<html><link rel=alternate type=application/atom+xml href=/feed></html>"),
        "/feed": feed(
            rss(item("1", "Ferry – back", STORY_BEGINNING, link=web.url("/1")))
        ).with_validators('"v1"'),
        "/1": page(story_page()),
    }
    child.send(do="discover", url=web.url("/"))
    (found,) = child.hear("found")
    assert found["candidates"][0]["url"] == web.url("/feed")

    child.send(do="add", url=found["candidates"][0]["url"])
    events = child.hear("page")
    names = ["added", "started", "feed", "finished", "digested", "page"]
    assert [event["event"] for event in events] == names
    assert (events[0]["feed"], events[0]["title"]) == (1, f"127.0.0.1:{web.port}/feed")
    assert (events[2]["status"], events[2]["new"], events[5]["status"]) == ("new", 1, "new")

    child.send(do="refresh", feeds=None)
    events = child.hear("finished")
    assert events[0] == {"event": "started", "feeds": 1}
    assert events[-1]["unchanged"] == 1

    child.send(do="refresh", feeds=None, due=True)
    assert child.hear("finished")[0] == {"event": "started", "feeds": 0}, "none is due yet"

    child.send(do="full_text", article=1)
    assert child.hear("page")[-1]["status"] == "new"
    assert child.end() == 0
    with sqlite3.connect(child.folder / "newsreader.db") as database:
        ((text,),) = database.execute("SELECT text FROM article_text").fetchall()
    database.close()
    assert "cost of the repair" in text
    assert child.errors.read_text() == ""


def test_settings_that_change_hold_for_the_next_command(web: FakeWeb, child: Child) -> None:
    config, heard = child.folder / "config.toml", child.folder / "heard"
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "Back.", link=web.url("/1"))))
    child.send(do="add", url=web.url("/feed"))
    child.hear("finished")
    config.write_text("[hooks]\nafter_refresh = 7\n")
    child.send(do="refresh", feeds=None)
    child.hear("finished")  # as before: the app tells what is wrong
    config.write_text(f"[hooks]\nafter_refresh = ['tee', '{heard}']\n")
    end, idle = monotonic() + 20, Event()
    while not heard.exists() and monotonic() < end:
        idle.wait(0.1)  # what comes while something else runs is done as that is
        child.send(do="refresh", feeds=None)
        child.hear("finished")
    assert heard.exists() and child.errors.read_text() == ""
    assert child.end() == 0


def test_errors_are_sentences_and_the_process_goes_on(web: FakeWeb, child: Child) -> None:
    for line, what, words in (
        ("not json", "command", "does not understand"),
        ("[1]", "command", "does not understand"),
        ('{"do":"dance"}', "dance", "does not understand"),
        ('{"do":"full_text"}', "full_text", "does not understand"),
        ('{"do":"full_text","article":9}', "full_text", "There is no article 9."),
        ('{"do":"discover","url":"ftp://x"}', "discover", "not a web address"),
        (f'{{"do":"discover","url":"{web.url("/x")}"}}', "discover", "nothing at this address"),
        ('{"do":"import","path":"/no/such.opml"}', "import", "cannot be read"),
    ):
        child.say(line)
        (event,) = child.hear("failed")
        assert event["what"] == what
        assert words in event["reason"]
    assert child.end() == 0


def test_a_refresh_beside_another_fails_at_once(web: FakeWeb, child: Child) -> None:
    web.answers |= {"/hang": Answer(fault="hang"), "/feed": feed(rss(item("1", "A", FULL_STORY)))}
    child.send(do="add", url=web.url("/feed"))
    child.hear("finished")
    web.answers["/feed"] = web.answers["/hang"]
    child.send(do="refresh", feeds=[1])
    child.hear("started")
    child.send(do="refresh", feeds=None)
    (event,) = child.hear("failed")
    assert event == {
        "event": "failed",
        "what": "refresh",
        "reason": "Another refresh of this library is running.",
        "status": 75,
    }


def test_it_ends_with_the_pipe_also_in_the_middle_of_work(web: FakeWeb, child: Child) -> None:
    web.answers["/hang"] = Answer(fault="hang")
    child.send(do="add", url=web.url("/hang"))
    child.hear("started")
    assert child.end() == 0


def test_a_file_in_the_working_folder_is_never_run(tmp_path: Path) -> None:
    (tmp_path / "feedparser.py").write_text("raise SystemExit('taken over')")
    code = "from newsreader.fetcher.workers.pool import Workers\nimport asyncio, sys\n" + (
        "from datetime import UTC, datetime\n"
        "from newsreader.domain.feed import FeedDocument\n"
        "from newsreader.fetcher.workers.messages import DiffFeedJob\n"
        "job = DiffFeedJob(FeedDocument('', sys.argv[1].encode(), datetime.now(UTC)))\n"
        "async def main():\n"
        "    async with Workers(1) as workers:\n"
        "        print((await workers.diff_feed(job)).title)\n"
        "asyncio.run(main())"
    )
    done = subprocess.run(
        command("-c", code, rss()),
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "Harbour Gazette", done.stderr


def test_settings_and_feed_options_hold_here_too(web: FakeWeb, tmp_path: Path) -> None:
    paper = "http://paper.example"
    web.answers |= {
        f"{paper}/feed": feed(rss(item("1", "Ferry", STORY_BEGINNING, link=f"{paper}/1"))),
        f"{paper}/1": page(story_page()),
    }
    (tmp_path / "config.toml").write_text(
        '[fetch]\nfull_text = "never"\n'
        f'[[feed]]\nurl = "paper.example"\nproxy = "{web.url("")}"\ncookie = "session=1234"\n'
    )
    with Child(tmp_path) as child:
        child.send(do="discover", url=f"{paper}/feed")
        assert child.hear("found")[-1]["candidates"][0]["url"] == f"{paper}/feed"
        child.send(do="add", url=f"{paper}/feed")
        child.hear("digested")
        child.send(do="digest", articles=[1])
        child.hear("digested")
        child.send(do="refresh")
        child.hear("finished")
        assert {request.path for request in web.requests} == {f"{paper}/feed"}
        child.send(do="full_text", article=1)
        assert child.hear("page")[-1]["status"] == "new"
    assert web.count(f"{paper}/1") == 1
    assert {request.headers.get("cookie") for request in web.requests} == {"session=1234"}


def test_settings_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[fetch]\ntimeout = 'soon'\n")
    with Child(tmp_path) as child:
        (event,) = child.hear("failed")
        assert event["what"] == "start"
        assert "timeout" in event["reason"]
        assert child.process.wait(20) == 3


def test_a_program_that_was_installed_anew_is_told_instead_of_a_fault(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(Path(newsreader.__file__).parent, site / "newsreader")
    with Child(tmp_path, {"PYTHONPATH": str(site)}) as child:
        child.send(do="import", path=str(tmp_path / "missing.opml"))
        child.hear("failed")  # all is loaded that is needed to begin
        (site / "newsreader" / "fetcher" / "quote_rebuild.py").unlink()
        (site / "newsreader" / "__init__.py").write_text("VERSION = 'another'\n")
        child.send(do="rebuild")
        *_, failed = child.hear("failed")
    assert "was installed anew" in failed["reason"]
