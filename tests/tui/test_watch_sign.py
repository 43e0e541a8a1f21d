"""What is watched for reaches the terminal of the app, clean, as the sign that it knows."""

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.fetcher import service
from newsreader.notification import chosen, program, sign
from newsreader.places import Places
from newsreader.settings.values import Settings
from tests.fake_web import FakeWeb, feed
from tests.fetcher.harbour import item, rss
from tests.terminal import a_terminal

FERRY = item("1", "Ferry sails", "<p>The ferry sails.</p>")
SIGN = re.compile(rb"\x1b\]9;([^\x07]*)\x07")
BRIDGE = item("2", "Bridge; 4;1 opens", "<p>The bridge opens.</p>")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
async def test_the_terminal_of_the_app_is_told_by_osc_9(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        "[notify]\nby = 'osc9'\n[[rule]]\nquery = 'bridge'\ndo = 'notify'\nname = 'Bridge watch'\n"
    )
    places = Places(tmp_path / "data", tmp_path / "config.toml")
    with FakeWeb() as web:
        web.answers["/feed"] = feed(rss(FERRY))
        async with service.open(places, Settings()) as fetcher:
            await fetcher.add(web.url("/feed"))
        with closing(sqlite3.connect(places.database)) as connection, connection:
            connection.execute("UPDATE feed SET due = 0, checked = 0")
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE))
        with a_terminal(tmp_path) as terminal:
            terminal.wait_for(lambda output: SIGN.search(output) is not None)
            told = SIGN.search(terminal.output)
    assert told is not None
    assert told[1].decode().startswith("Bridge watch: Bridge, 4,1 opens")


def test_words_of_others_end_no_sequence_and_give_no_option() -> None:
    words = "x\x1b\\\x07\x9c;y"
    for by in ("osc9", "osc777"):
        written = sign(by, words, words)
        assert written.count("\x1b") == (1 if by == "osc9" else 2) and "\x9c" not in written
        assert written.count(";") == (1 if by == "osc9" else 3)
    assert program("notify-send", "-u", "<b>&")[2:] == ["--", "-u", "&lt;b&gt;&amp;"]
    script = '" & do shell script "x"'
    assert program("osascript", script, script)[-2:] == [script, script]
    assert sign("notify-send", "a", "b") == "" and program("bell", "a", "b") == []


@pytest.mark.parametrize(
    ("environment", "by"),
    [
        ({"TERM": "xterm-256color", "SSH_CONNECTION": "x", "DISPLAY": ":0"}, "osc9"),
        ({"TERM": "foot", "SSH_TTY": "x"}, "osc777"),
        ({"TERM": "tmux-256color", "TMUX": "x", "SSH_TTY": "x"}, "bell"),
        ({"TERM": "linux", "SSH_TTY": "x"}, "bell"),
    ],
)
def test_over_ssh_the_terminal_is_told_and_not_a_desktop_elsewhere(
    environment: dict[str, str], by: str
) -> None:
    assert chosen("auto", environment) == by
    assert chosen("never", environment) == ""
    assert chosen("notify-send", environment) == "notify-send"
