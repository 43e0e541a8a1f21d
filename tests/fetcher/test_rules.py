"""Rules act when an article has its text, and watches tell once, together, of what is new."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from newsreader.domain.query import Query, parse_query
from newsreader.domain.quoting.watch import make_watch
from newsreader.domain.rules import Rule
from newsreader.fetcher import service
from newsreader.fetcher.service import FetchService
from newsreader.protocol import Event, RuleFailed, Watched
from newsreader.settings.values import Notifying, Settings
from newsreader.storage import rules, saved_views
from newsreader.storage.queries import search
from tests.builders import NOW
from tests.fake_web import FakeWeb, feed
from tests.fetcher.conftest import places_in
from tests.fetcher.harbour import item, rss

Opened = Callable[..., AbstractAsyncContextManager[FetchService]]
QUOTED = "<p>“The bridge is safe,” said Jane Roe, the mayor.</p>"
FERRY = item("1", "Ferry sails again", "<p>The ferry sails.</p>")
BRIDGE = item("2", "Bridge; opens \x9b$(id) <b>soon</b>", QUOTED)
SECOND = item("3", "Second bridge", "<p>Another bridge.</p>")


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def opened(tmp_path: Path, told: list[Event]) -> Opened:
    def open_with(*mine: Rule, by: str = "never") -> AbstractAsyncContextManager[FetchService]:
        settings = Settings(rules=mine, notify=Notifying(by))  # type: ignore[arg-type]
        return service.open(places_in(tmp_path), settings, told.append)

    return open_with


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that appends its arguments, what it reads and its title to a file."""
    path, log = tmp_path / "tell", tmp_path / "told.jsonl"
    path.write_text(
        f"#!{sys.executable}\nimport json, os, sys\n"
        "with open(" + repr(str(log)) + ", 'a') as file:\n"
        "    title = os.environ.get('NEWSREADER_TITLE')\n"
        "    json.dump([sys.argv[1:], sys.stdin.read(), title], file)\n"
        "    file.write('\\n')\n"
    )
    path.chmod(0o755)
    return path


def calls(program: Path) -> list[list[object]]:
    log = program.parent / "told.jsonl"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


async def test_a_watch_tells_once_and_never_at_the_first_fill(
    web: FakeWeb, opened: Opened, told: list[Event]
) -> None:
    watch = Rule('speaker:"Jane Roe" quote:bridge', "notify", "Roe on bridges")
    web.answers["/feed"] = feed(rss(FERRY))
    async with opened(watch, Rule("bridge", "notify", "Bridge watch")) as fetcher:
        first = await fetcher.add(web.url("/feed"))
        assert not [one for one in told if isinstance(one, Watched)]
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE, SECOND))
        await fetcher.refresh()
        heard = {one.rule: one for one in told if isinstance(one, Watched)}
        assert set(heard) == {"Roe on bridges", "Bridge watch"}
        assert heard["Roe on bridges"].title == "Roe on bridges"
        assert heard["Bridge watch"].title == "2 new in Bridge watch"
        assert "Second bridge" in heard["Bridge watch"].body
        told.clear()
        changed = item("2", "Bridge opens", QUOTED + "<p>More of it.</p>")
        web.answers["/feed"] = feed(rss(FERRY, changed, SECOND))
        await fetcher.refresh()
        assert not [one for one in told if isinstance(one, Watched)]
        assert first.id


async def test_what_came_with_the_first_fill_is_not_told(
    web: FakeWeb, opened: Opened, told: list[Event]
) -> None:
    web.answers["/feed"] = feed(rss(BRIDGE, SECOND))
    async with opened(Rule("bridge", "notify, tag:seen")) as fetcher:
        await fetcher.add(web.url("/feed"))
        assert len(search.select_ids(fetcher._context.database, parse_query("tag:seen", NOW))) == 2
    assert not [one for one in told if isinstance(one, Watched)]


async def test_a_saved_view_that_tells_is_a_watch(
    web: FakeWeb, opened: Opened, told: list[Event]
) -> None:
    web.answers["/feed"] = feed(rss(FERRY))
    async with opened() as fetcher:
        await fetcher.add(web.url("/feed"))
        saved_views.add_view(fetcher._context.database, "Bridges", "bridge", NOW, notify=True)
        web.answers["/feed"] = feed(rss(FERRY, SECOND))
        await fetcher.refresh()
    assert [one.title for one in told if isinstance(one, Watched)] == ["Bridges"]


@pytest.mark.parametrize(
    ("name", "sure", "title"),
    [
        ("", 0.95, "Jane Roe spoke of bridge: 1 new"),
        ("", 0.5, "Jane Roe probably spoke of bridge: 1 new"),
        ("Roe on the bridge", 0.95, "Roe on the bridge"),
    ],
)
async def test_a_watch_says_who_spoke_of_what_and_how_sure_that_is(
    web: FakeWeb, opened: Opened, told: list[Event], name: str, sure: float, title: str
) -> None:
    watch = make_watch("Jane Roe", "bridge")
    web.answers["/feed"] = feed(rss(FERRY))
    async with opened() as fetcher:
        await fetcher.add(web.url("/feed"))
        db = fetcher._context.database
        saved_views.add_view(db, name or watch.name, watch.query, NOW, notify=True)
        with db.transaction() as connection:
            connection.execute(
                "CREATE TRIGGER unsure AFTER INSERT ON quote BEGIN "
                f"UPDATE quote SET confidence = {sure} WHERE id = new.id; END"
            )
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE))
        await fetcher.refresh()
    assert [one.title for one in told if isinstance(one, Watched)] == [title]


async def test_notify_send_gets_clean_words(
    web: FakeWeb,
    opened: Opened,
    told: list[Event],
    program: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program.rename(program.with_name("notify-send"))
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    web.answers["/feed"] = feed(rss(FERRY))
    async with opened(Rule("bridge", "notify", "-x"), by="notify-send") as fetcher:
        await fetcher.add(web.url("/feed"))
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE))
        await fetcher.refresh()
    ((arguments, _, _),) = calls(program)
    assert isinstance(arguments, list)
    assert arguments[:3] == ["--app-name=newsreader", "--", "-x"]
    assert "\x9b" not in arguments[3] and "<" not in arguments[3]
    assert [one.shown for one in told if isinstance(one, Watched)] == [True]


async def test_a_program_reads_the_article_and_a_failing_one_is_told_once(
    web: FakeWeb, opened: Opened, told: list[Event], program: Path
) -> None:
    good = Rule("bridge", "", "hook", (str(program), "a b"))
    bad = Rule("bridge", "", "bad", (str(program.with_name("not-there")),))
    web.answers["/feed"] = feed(rss(FERRY))
    async with opened(good, bad) as fetcher:
        await fetcher.add(web.url("/feed"))
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE, SECOND))
        await fetcher.refresh()
    made = calls(program)
    assert [one[0] for one in made] == [["a b"], ["a b"]]
    read = {json.loads(str(one[1]))["title"]: json.loads(str(one[1])) for one in made}
    assert read["Second bridge"]["rule"] == "hook"
    (spoken,) = (one for title, one in read.items() if title != "Second bridge")
    assert [quote["speaker"] for quote in spoken["quotes"]] == ["Jane Roe"]
    failed = [one for one in told if isinstance(one, RuleFailed)]
    assert [one.rule for one in failed] == ["bad"] and "cannot be started" in failed[0].reason


async def test_rules_of_settings_and_library_act_in_order_on_new_articles_only(
    web: FakeWeb, opened: Opened, told: list[Event]
) -> None:
    web.answers["/feed"] = feed(rss(SECOND))
    async with opened() as fetcher:
        await fetcher.add(web.url("/feed"))
        rules.put_rule(fetcher._context.database, Rule("tag:crossing", "mute", "Quiet"), NOW)
    async with opened(Rule("bridge", "tag:crossing")) as fetcher:
        database = fetcher._context.database
        web.answers["/feed"] = feed(rss(SECOND, FERRY, BRIDGE))
        await fetcher.refresh()
        shown = search.select_ids(database, Query())
        muted = search.select_ids(database, parse_query("rule:quiet", NOW))
        assert (len(shown), len(muted)) == (2, 1)
    assert not [one for one in told if isinstance(one, Watched)]
