"""Threats of the terminal: no text from outside is obeyed, by any way that leads to a screen.

- escape sequences in any text of a feed: test_what_is_printed_is_only_read,
  test_what_is_drawn_is_only_read, domain/test_clean
- sequences that filters of sequences miss: test_what_is_printed_is_only_read
- text that is in the library already: tui/test_hostile
- hostile feeds that the app itself refreshes: test_the_app_stays_itself_beside_hostile_feeds
- error lines: test_error_lines_are_only_read, cli/test_output
- titles that push the reason off the line: test_error_lines_keep_their_reason
- escape sequences in headers of answers: threats/test_network
- exports that are looked at with cat: test_exports_are_only_read
- feeds that are looked at before they are followed: cli/test_parse
- the clipboard: test_the_clipboard_gets_plain_text
- bidirectional overrides: test_what_is_printed_is_only_read
- markup: test_markup_is_only_text, tui/test_hostile
- wide letters, marks, titles without end: test_titles_of_every_width, tui/article/test_wrap
- what the app sends to a real terminal: test_what_a_terminal_gets
- what a terminal sends that is no text: test_bytes_that_are_no_text
- a terminal that goes away: tui/test_article
"""

import asyncio
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from rich.cells import cell_len

from newsreader.library import Library
from tests.cli.conftest import CommandLine
from tests.cli.terminal import on_a_terminal
from tests.fake_web import Answer, FakeWeb, feed, gzip_bomb, page, redirect, refusal
from tests.threats.siege import SECRET, is_one_clear_line, rss
from tests.tui.stage import on_stage
from tests.tui.test_fetcher_client import PATIENCE
from tests.tui.test_hostile import CONTROLS, clean, foul, poison

SEQUENCES = {
    "title": "\x1b]0;OWNED\x07",
    "clipboard": "\x1b]52;c;T1dORUQ=\x1b\\",
    "link": "\x1b]8;;http://OWNED.example/\x1b\\x\x1b]8;;\x1b\\",
    "screen": "\x1b[2J\x1b[H\x1b[?1049h",
    "keys": '\x1b["OWNED"p\x1b[6n\x1b[c',
    "C1": "\x9d0;OWNED\x9c\x9b31m\x90qOWNED\x9c",
    "strings": "\x1bPOWNED\x1b\\\x1b_OWNED\x1b\\\x1b^OWNED\x1b\\",
    "backspace": "good\x08\x08\x08\x08OWNED\r\x7f",
    "torn": "\x1b\x1b]]00;OWNED\x07\x07",
    "hidden": "\x1b\u200b]0;OWNED\u2060\x07\u00ad\x1b\n]0;OWNED\x07",
    "entity": "&#27;]0;OWNED&#7;&#x9b;31m",
    "entity twice": "&amp;#27;]0;OWNED&amp;#7;",
    "direction": "\u202eDENWO\u202c\u2066\u2067\u2068\u2069\u200f",
    "tags": "\U000e0041\U000e007f\ufeff\ufff9",
    "lines": "a\u2028b\u2029c\x85d\x0be\x0cf",
}
"""Texts that a terminal would obey, or be misled by."""
MARKUP = ("[@click=app.quit]quit[/]", "Fed [stays] calm [/b]", "[/", "[red]x[/red]", "x\\", "[[]")
POINTER = "\x1b]22;default\x07"
"""What Textual itself says to the terminal: which mouse pointer it wants."""
OBEYED = "\x1b\x9b\x9d\x90\x9c\x07\x08\x7f\r\x0b\x0c\x85\u2028\u2029\u202e\u2066\u2067\u2068\ufeff"


def item(number: int, words: str) -> str:
    """Return an item with ``words``, which are XML, in every place that is shown."""
    html = escape(
        f"<p>{words} said.</p><p>“{words} is here to stay, and we know it,” {words} said.</p>"
        f"<h2>{words}</h2><pre>{words}</pre><ul><li>{words}</li></ul>"
        f"<img alt='{words}' src='/x'><a href='https://h.example/{words}'>{words}</a>"
    )
    return (
        f"<item><guid>{number}</guid><title>Story {words}</title><author>{words}</author>"
        f"<category>{words}</category><link>https://h.example/{number}/{words}</link>"
        f"<source url='https://h.example/'>{words}</source><description>{html}</description>"
        f"</item>"
    )


@pytest.fixture
def followed(shelf: CommandLine, web: FakeWeb) -> CommandLine:
    """A shelf with a feed full of escape sequences; one that is well-formed, and one that not."""
    words = list(SEQUENCES.values())
    for number, chosen in enumerate((words, [w for w in words if w.isprintable()])):
        channel = f"<title>Gazette {words[0] if number == 0 else ''}</title>"
        items = "".join(item(100 * number + n, one) for n, one in enumerate(chosen))
        web.answers[f"/{number}"] = feed(
            f"<rss version='2.0'><channel>{channel}{items}</channel></rss>"
        )
        shelf.feed(web.url(f"/{number}"))
    result = shelf.run("refresh")
    assert result.status == 0 and not set(OBEYED) & set(result.out + result.err)
    return shelf


def test_what_is_printed_is_only_read(followed: CommandLine) -> None:
    numbers = [one["id"] for one in followed.run("list", "--json").json["articles"]]
    assert len(numbers) > len(SEQUENCES)
    runs = [("list",), ("feeds",), ("quotes",), ("search", "story"), ("export", "opml", "--stdout")]
    runs += [("show", number) for number in numbers]
    runs += [("export", number, "--stdout") for number in numbers]
    for arguments in runs:
        result = followed.run(*arguments)
        assert result.status == 0
        assert not set(OBEYED) & set(result.out + result.err), arguments
    assert len(followed.run("list").out.splitlines()) == len(numbers), "one line each"
    assert followed.run("list", "--json").out.isascii()


def test_error_lines_are_only_read(shelf: CommandLine, web: FakeWeb) -> None:
    ends = "".join(SEQUENCES.values())
    runs = (
        ("add", ends),
        ("add", f"https://h.example:99999/{ends}"),
        ("add", f"https://ann:s3cret@127.0.0.1:1/{ends}"),
        ("show", ends),
        ("remove", ends),
        ("list", f"since:{ends}"),
        ("parse", f"./{ends.replace('/', '')}"[:100]),
        ("import", "opml", f"./{ends.replace('/', '')}"[:100]),
        (ends,),
        ("--data-dir", ends.replace("/", "")[:100], "list"),
    )
    for arguments in runs:
        result = shelf.run(*arguments)
        line = result.err.removesuffix("\n").removeprefix("newsreader: ")
        assert not set(OBEYED) & set(result.out + result.err), arguments
        points_at_its_place = line.count("\n") == 2 and line.endswith("^")
        assert result.status == 0 or "\n" not in line or points_at_its_place
        assert "s3cret" not in result.err
    web.answers["/x"] = feed(f"<html>{ends}")
    added = shelf.run("add", web.url("/x"))
    is_one_clear_line(added.err.removeprefix("newsreader: ").removesuffix("\n"))


def test_error_lines_keep_their_reason(shelf: CommandLine, web: FakeWeb) -> None:
    for title in ("x" * 2_000, "漢" * 2_000):
        web.answers["/long"] = feed(rss("Story", channel=title))
        shelf.feed(web.url("/long"))
        assert shelf.run("refresh").err == ""
        web.answers["/long"] = refusal(410)
        line, *_ = shelf.run("refresh").err.splitlines()
        assert line.endswith("says that this is gone for good. It is no longer asked.")
        assert cell_len(line) <= 200
        assert shelf.run("remove", web.url("/long")).status == 0


def test_exports_are_only_read(followed: CommandLine, tmp_path: Path) -> None:
    numbers = [one["id"] for one in followed.run("list", "--json").json["articles"]]
    assert followed.run("export", *numbers, "--output", tmp_path / "out").status == 0
    assert followed.run("export", "opml", "--output", tmp_path / "out").status == 0
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) == len(numbers) + 1
    for path in files:
        assert not set(OBEYED) & set(path.read_bytes().decode()), path.name
        assert path.name.isprintable()


async def look_through(data: Path) -> None:
    """Read every article of a library on the stage and see that the screen is clean."""
    async with on_stage(data, None) as stage:
        assert clean(stage)
        await stage.press("enter")
        for _ in range(len(stage.titles)):
            assert clean(stage)
            await stage.press("]", "J")
        await stage.press("S", "G", "P")
        assert clean(stage)
        assert stage.app.is_running


def test_what_is_drawn_is_only_read(followed: CommandLine) -> None:
    asyncio.run(look_through(followed.data))


def test_markup_is_only_text(shelf: CommandLine, web: FakeWeb) -> None:
    items = "".join(item(n, escape(words)) for n, words in enumerate(MARKUP))
    channel = f"<title>{MARKUP[0]}</title>{items}"
    web.answers["/feed"] = feed(f"<rss version='2.0'><channel>{channel}</channel></rss>")
    shelf.feed(web.url("/feed"))
    shelf.run("refresh")
    listed = shelf.run("list").out
    assert all(words in listed for words in MARKUP)
    asyncio.run(look_through(shelf.data))


def test_titles_of_every_width(shelf: CommandLine, web: FakeWeb) -> None:
    words = ("x" * 50_000, "漢" * 5_000, "e" + "\u0301" * 5_000, "👩\u200d💻" * 2_000, "אב" * 999)
    items = "".join(item(n, one) for n, one in enumerate(words))
    web.answers["/feed"] = feed(f"<rss version='2.0'><channel>{items}</channel></rss>")
    shelf.feed(web.url("/feed"))
    assert shelf.run("refresh").err == ""
    titles = [one["title"] for one in shelf.run("list", "--json").json["articles"]]
    assert len(titles) == len(words) and max(map(len, titles)) <= 1_000
    asyncio.run(look_through(shelf.data))


async def test_the_app_stays_itself_beside_hostile_feeds(tmp_path: Path, web: FakeWeb) -> None:
    words = SEQUENCES["title"] + SEQUENCES["direction"] + MARKUP[0] + MARKUP[1]
    web.answers |= {
        "/good": feed(rss("Storm warning")),
        "/reason": Answer(status=404, reason=words.encode().decode("latin-1")),
        "/page": page(f"<html><title>{words}</title>"),
        "/bomb": gzip_bomb(20_000_000),
        "/loop": redirect("/loop"),
        "/file": redirect("file:///etc/passwd"),
    }

    def follow(library: Library) -> None:
        for path in web.answers:
            library.add_feed(web.url(path, login=f"ann:{SECRET}"))

    async with on_stage(tmp_path, (), prepare=follow) as stage:
        await stage.press("R")
        await stage.until(lambda: "Storm warning" in stage.titles, seconds=PATIENCE)
        await stage.until(lambda: stage.shows("5 feeds"), seconds=PATIENCE)
        assert clean(stage) and SECRET not in stage.text()
        for one in stage.library.feeds():
            if one.error:
                is_one_clear_line(one.error)
        await stage.press("S", "G", "enter", "m", "u")
        assert clean(stage) and stage.app.is_running


async def test_the_clipboard_gets_plain_text(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), prepare=lambda _: poison(tmp_path, CONTROLS)) as stage:
        for _ in CONTROLS:
            await stage.press("y", "enter", "y", "escape", "j")
            copied = stage.app.clipboard
            assert copied and not foul(copied), ascii(copied)
            assert not copied.endswith("\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_what_a_terminal_gets(followed: CommandLine) -> None:
    shown = b"".join(on_a_terminal(followed, (), b"Story", b"\rJJJJ"))
    assert b"Story" in shown
    for sequence in (b"OWNED\x07", b"]0;OWNED\x1b", b"]52;", b"OWNED.example/\x1b", b'"OWNED"p'):
        assert b"\x1b" + sequence not in shown
    for introducer in (b"\x1b]0;OWNED", b"\x1b]52;", b"\x1b]8;;http://OWNED", b"\x1bPOWNED"):
        assert introducer not in shown
    text = shown.decode("utf-8", "replace")
    assert not {character for character in text if "\x80" <= character < "\xa0"}
    assert "\u202e" not in text and "\x07" not in text.replace(POINTER, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_bytes_that_are_no_text(shelf: CommandLine) -> None:
    shown = b"".join(on_a_terminal(shelf, (), b"", b"\xff\xfe\x80\xc3", b"\xe9t\xe9"))
    assert b"Traceback" not in shown and b"UnicodeDecodeError" not in shown
    assert b"\x1b[?1049l" in shown, "the terminal is given back"
