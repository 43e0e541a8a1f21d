"""Commands and events as lines of JSON, whose names and keys are a public contract."""

import ast
import subprocess
from pathlib import Path
from typing import get_args

import pytest

import newsreader
from newsreader.child_process import command, environment
from newsreader.domain.feed import FeedCandidate
from newsreader.protocol import (
    Added,
    AddFeed,
    BringPage,
    Command,
    DiscoverFeeds,
    Event,
    Failed,
    FeedDone,
    FetchPage,
    FetchPicture,
    Finished,
    Found,
    HookFailed,
    Imported,
    ImportFeeds,
    MarksExchanged,
    NotUnderstood,
    PageBrought,
    PageDone,
    PictureDone,
    ProcessArticles,
    Processed,
    RebuildQuotes,
    RefreshFeeds,
    RuleFailed,
    Started,
    Watched,
    command_from_line,
    event_from_line,
    to_line,
)

EVENTS: list[tuple[Event, str]] = [
    (Started(3), '{"event":"started","feeds":3}'),
    (
        FeedDone(7, "Harbour", 1, 3, new=2, status="new"),
        '{"event":"feed","id":7,"title":"Harbour","done":1,"total":3,"new":2,"updated":0,'
        '"status":"new","error":"","note":""}',
    ),
    (
        Processed((4, 5), 2, 9, "It is broken.", "Harbour"),
        '{"event":"digested","articles":[4,5],"done":2,"total":9,"error":"It is broken.",'
        '"title":"Harbour"}',
    ),
    (
        PageDone(12, 7, "failed", "Gone."),
        '{"event":"page","article":12,"feed":7,"status":"failed","error":"Gone."}',
    ),
    (
        PageDone(12, None),
        '{"event":"page","article":12,"feed":null,"status":"new","error":""}',
    ),
    (
        PictureDone(12, "https://x.example/p", Path("p.png")),
        '{"event":"picture","article":12,"url":"https://x.example/p","path":"p.png","error":""}',
    ),
    (
        PageBrought(12, "The ferry", True, 7),
        '{"event":"brought","article":12,"title":"The ferry","saved":true,"through":7}',
    ),
    (Finished(2, 1, 5, 1), '{"event":"finished","new":2,"updated":1,"unchanged":5,"failed":1}'),
    (
        Found("x.example", (FeedCandidate("https://x.example/f", "X", "rss"),), ("No.",)),
        '{"event":"found","url":"x.example","candidates":'
        '[{"url":"https://x.example/f","title":"X","kind":"rss"}],"dead":["No."]}',
    ),
    (Added(7, "Harbour"), '{"event":"added","feed":7,"title":"Harbour"}'),
    (
        Imported(2, 1, 1, ("exec:x",)),
        '{"event":"imported","added":2,"known":1,"refused":1,"left_out":["exec:x"]}',
    ),
    (
        Watched("Bridge", (4, 5), "2 new in Bridge", "One · Two", shown=True),
        '{"event":"watched","rule":"Bridge","articles":[4,5],"title":"2 new in Bridge",'
        '"body":"One \\u00b7 Two","shown":true}',
    ),
    (
        MarksExchanged("Took in 1 new highlight.", ("No.",), ("A copy.",)),
        '{"event":"marks","told":"Took in 1 new highlight.","complaints":["No."],'
        '"copies":["A copy."]}',
    ),
    (RuleFailed("Bridge", "No."), '{"event":"rule_failed","rule":"Bridge","reason":"No."}'),
    (HookFailed("on_new", "No."), '{"event":"hook_failed","hook":"on_new","reason":"No."}'),
    (Failed("add", "No.", 75), '{"event":"failed","what":"add","reason":"No.","status":75}'),
]

COMMANDS: list[tuple[Command, str]] = [
    (RefreshFeeds(), '{"do":"refresh","feeds":null,"due":false}'),
    (RefreshFeeds((7, 8), due=True), '{"do":"refresh","feeds":[7,8],"due":true}'),
    (ProcessArticles(), '{"do":"digest","articles":null}'),
    (ProcessArticles((12,)), '{"do":"digest","articles":[12]}'),
    (RebuildQuotes(), '{"do":"rebuild"}'),
    (FetchPage(12), '{"do":"full_text","article":12}'),
    (
        FetchPicture(12, "https://x.example/p"),
        '{"do":"picture","article":12,"url":"https://x.example/p"}',
    ),
    (
        BringPage("https://x.example/1", False, 7),
        '{"do":"bring","url":"https://x.example/1","save":false,"through":7}',
    ),
    (DiscoverFeeds("x.example"), '{"do":"discover","url":"x.example"}'),
    (AddFeed("https://x.example/f"), '{"do":"add","url":"https://x.example/f","title":""}'),
    (ImportFeeds(Path("list.opml")), '{"do":"import","path":"list.opml"}'),
    (ImportFeeds(Path("list\udcff")), '{"do":"import","path":"list\\udcff"}'),  # not UTF-8
]


@pytest.mark.parametrize(("event", "line"), EVENTS)
def test_every_event_is_one_line_and_comes_back(event: Event, line: str) -> None:
    assert to_line(event) == line
    assert event_from_line(line) == event
    assert event_from_line(line.encode()) == event


@pytest.mark.parametrize(("command", "line"), COMMANDS)
def test_every_command_is_one_line_and_comes_back(command: Command, line: str) -> None:
    assert to_line(command) == line
    assert command_from_line(line) == command


def test_no_message_is_left_out_here() -> None:
    assert {type(event) for event, _ in EVENTS} == set(get_args(Event))
    assert {type(command) for command, _ in COMMANDS} == set(get_args(Command))


def test_names_and_keys_stand_in_one_package() -> None:
    written_here = {"event", "digested"}  # "do" is also a key of [[rule]]
    for path in Path(newsreader.__file__).parent.rglob("*.py"):
        if path.parent.name != "protocol":
            constants = {
                node.value
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            assert not constants & written_here, path


def test_line_breaks_in_titles_stay_inside_the_line() -> None:
    event = FeedDone(1, "two\nlines\u2028 – ü", 1, 1)
    line = to_line(event)
    assert line.splitlines() == [line] and line.isascii()
    assert event_from_line(line) == event


def test_keys_may_come_that_are_not_known_and_others_may_be_missing() -> None:
    assert event_from_line('{"event":"started","feeds":2,"mood":"calm"}') == Started(2)
    assert command_from_line('{"do":"refresh"}') == RefreshFeeds()
    assert command_from_line('{"do":"add","url":"x"}') == AddFeed("x")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("", ""),
        ("not json", ""),
        ("[1]", ""),
        ("7", ""),
        ("{}", ""),
        ("[" * 100_000, ""),
        (b"\xff\xfe\x00", ""),
        ('{"event":"started","feeds":1}', ""),
        ('{"do":"dance"}', "dance"),
        ('{"do":["add"]}', "['add']"),
        ('{"do":"full_text"}', "full_text"),
        ('{"do":"full_text","article":"9"}', "full_text"),
        ('{"do":"full_text","article":true}', "full_text"),
        ('{"do":"full_text","article":null}', "full_text"),
        ('{"do":"refresh","feeds":7}', "refresh"),
        ('{"do":"refresh","feeds":[7.5]}', "refresh"),
        ('{"do":"refresh","due":1}', "refresh"),
        ('{"do":"import","path":[]}', "import"),
    ],
)
def test_a_line_that_is_no_command_is_one_sentence(line: str | bytes, what: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        command_from_line(line)
    assert str(told.value) == "The fetcher does not understand this command."
    assert told.value.what == what


@pytest.mark.parametrize(
    "line",
    [
        "words",
        '{"event":"weather"}',
        '{"event":"started"}',
        '{"event":"page","article":1,"feed":2,"status":"odd"}',
        '{"event":"found","url":"x","candidates":[{"url":"x"}]}',
        '{"event":"found","url":"x","candidates":["x"]}',
        '{"do":"rebuild"}',
    ],
)
def test_a_line_that_is_no_event_is_one_sentence(line: str) -> None:
    with pytest.raises(NotUnderstood, match="does not understand"):
        event_from_line(line)


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("protocol", {"aiohttp", "feedparser", "lxml", "trafilatura", "asyncio", "sqlite3"}),
        ("fetcher.locks", {"aiohttp", "feedparser", "lxml", "trafilatura", "asyncio", "sqlite3"}),
        ("fetcher.refresh", {"feedparser", "lxml", "trafilatura", "newsreader.quotes.engine"}),
        ("fetcher.service", {"feedparser", "lxml", "trafilatura", "newsreader.quotes.engine"}),
        ("fetcher.workers.process", {"aiohttp", "trafilatura", "sqlite3", "asyncio"}),
        ("fetcher.local_page", {"aiohttp", "sqlite3"}),
    ],
)
def test_modules_stay_light(module: str, banned: set[str]) -> None:
    code = f"import sys, newsreader.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        command("-c", code),
        capture_output=True,
        check=True,
        text=True,
        env=environment(),
    ).stdout.split()
    assert banned.isdisjoint(loaded)
