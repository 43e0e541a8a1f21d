"""Threats of commands: nothing that a feed, a page or a list says is ever run.

- shell syntax in titles and addresses sent to the browser: test_the_browser_gets_an_address
- addresses that are options, scripts or files: test_the_browser_gets_an_address,
  domain/test_clean
- shell syntax in names of exported files: test_names_are_no_commands, export/test_file_name
- subscriptions that are commands: test_lists_hold_no_commands, feeds/test_opml
- addresses that are commands, typed or pasted: test_what_is_added_is_no_command
- programs of the reader's own settings: cli/test_hooks, fetcher/http/test_request_options
- files in the working folder: fetcher/test_main, fetcher/workers/test_pool
- names and addresses of enclosures: test_enclosures_are_left_alone
- markup that is an action of the screen: tui/test_hostile
"""

import asyncio
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.cli.conftest import CommandLine
from tests.fake_web import FakeWeb, feed
from tests.threats.siege import rss
from tests.tui.stage import on_stage

SHELL = (
    "$(touch canary)",
    "`touch canary`",
    "; touch canary;",
    "| touch canary",
    "'; touch canary; '",
    '" & touch canary & "',
    "\n touch canary\n",
    "--version",
    "-rf .",
    "%action",
    "%s %u",
)
"""Titles that a shell, or a program, would take for something else."""
LINKS = (
    *(f"https://h.example/{words}" for words in SHELL),
    "https://h.example/$IFS'\"\\`|&;<>(){}*?[]!",
    "http://-oProxyCommand=touch%20canary/",
    "http://--version/",
    "--version",
    "-remote=openURL(x)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:x",
    "about:config",
    "mailto:a@h.example?attach=/etc/passwd",
    "exec:touch canary",
    "|touch canary",
)
"""Addresses, the last ten of which are none of the web."""


def subscribe(shelf: CommandLine, web: FakeWeb, items: Sequence[str]) -> None:
    """Follow a feed with these items and fetch it."""
    text = rss().replace("</channel>", "".join(items) + "</channel>")
    web.answers["/feed"] = feed(text)
    shelf.feed(web.url("/feed"))
    assert shelf.run("refresh").err == ""


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a browser the browser of this machine that only notes what it is given."""
    notes, program = tmp_path / "browsed.txt", tmp_path / "browser"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >>'{notes}'\n")
    program.chmod(0o700)
    notes.touch()
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setenv("BROWSER", str(program))
    return notes


@pytest.mark.skipif("sys.platform == 'win32'", reason="the browser is a script for a shell")
def test_the_browser_gets_an_address(shelf: CommandLine, web: FakeWeb, browser: Path) -> None:
    subscribe(
        shelf,
        web,
        [
            f"<item><title>{escape(SHELL[n % len(SHELL)])}</title><guid>{n}</guid>"
            f"<link>{escape(link)}</link></item>"
            for n, link in enumerate(LINKS)
        ],
    )

    async def send_all_to_the_browser() -> None:
        async with on_stage(shelf.data, None) as stage:
            assert len(stage.titles) == len(LINKS)
            for _ in LINKS:
                await stage.press("o", "j")
            assert stage.app.is_running

    asyncio.run(send_all_to_the_browser())
    given = browser.read_text("utf-8").splitlines()
    counts, addresses = given[::2], given[1::2]
    assert set(counts) == {"1"}
    assert len(addresses) >= len(SHELL)
    for address in addresses:
        assert address.startswith(("http://", "https://"))
        assert address.isascii() and address.isprintable() and " " not in address
        assert not {'"', "\\", "`", "<", ">", "|", "{", "}", "^"} & set(address)
    assert list(Path.cwd().iterdir()) == [], "no command was obeyed"


def test_names_are_no_commands(shelf: CommandLine, web: FakeWeb) -> None:
    subscribe(
        shelf,
        web,
        [
            f"<item><title>{escape(words)}</title><guid>{n}</guid><author>{escape(words)}</author>"
            f"<source url='https://h.example/'>{escape(words)}</source></item>"
            for n, words in enumerate(SHELL)
        ],
    )
    numbers = [one["id"] for one in shelf.run("list", "--json").json["articles"]]
    result = shelf.run("export", *numbers, "--output", shelf.data.parent / "out")
    assert result.status == 0 and len(result.out.splitlines()) == len(SHELL)
    for path in (shelf.data.parent / "out").rglob("*"):
        assert not path.name.startswith(("-", "."))
        assert not set('$`;|"<>\\*?\n%') & set(path.name)
    assert list(Path.cwd().iterdir()) == []


COMMANDS = (
    "exec:touch canary",
    "filter:touch canary:https://h.example/feed",
    "filter:~/x:https://h.example/feed",
    "|touch canary",
    "query:x:unread",
    "file:///etc/passwd",
    "/etc/passwd",
    "--version",
    "$(touch canary)",
    "javascript:alert(1)",
    "newsreader:demo",
)
"""What other programs take for subscriptions, and what none should."""


def test_lists_hold_no_commands(shelf: CommandLine, tmp_path: Path) -> None:
    outlines = "".join(
        f'<outline text="a" type="rss" {name}="{escape(one)}" filtercmd="touch canary"/>'
        for one in COMMANDS
        for name in ("xmlUrl", "url")
    )
    good = '<outline text="|touch canary" xmlUrl="http://127.0.0.1:1/feed"/>'
    path = tmp_path / "list.opml"
    path.write_text(f"<opml version='2.0'><body>{outlines}{good}</body></opml>")
    result = shelf.run("import", "opml", path)
    assert result.out == "Added 1 feed; 0 known already.\n"
    assert f"{2 * len(COMMANDS)} feeds refused" in result.err
    shelf.run("refresh")
    urls = [one["url"] for one in shelf.run("feeds", "--json").json["feeds"]]
    assert urls == ["http://127.0.0.1:1/feed"]
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("typed", COMMANDS)
def test_what_is_added_is_no_command(shelf: CommandLine, typed: str) -> None:
    result = shelf.run("add", "--", typed)
    assert result.status == 1 and result.out == ""
    assert result.err.count("\n") == 1 and "root:" not in result.err
    assert shelf.run("feeds", "--json").json["feeds"] == []
    assert list(Path.cwd().iterdir()) == []


def test_enclosures_are_left_alone(shelf: CommandLine, web: FakeWeb) -> None:
    names = ("$(touch canary).mp3", "../../canary", "-o canary", ".bashrc")
    files = "".join(
        f"<enclosure url='{escape(web.url('/file/'))}{escape(name)}' type='audio/mpeg' length='1'/>"
        for name in names
    )
    subscribe(shelf, web, [f"<item><title>Sound</title><guid>1</guid>{files}</item>"])
    assert shelf.run("show", 1).status == 0
    assert shelf.run("export", 1, "--output", shelf.data.parent / "out").status == 0
    assert {request.path for request in web.requests} == {"/feed"}
    assert list(Path.cwd().iterdir()) == []
