"""Whatever a feed says, what is printed of it keeps its width."""

import re
import sys
from html import escape

import pytest
from rich.cells import cell_len

from newsreader.cli.output import MESSAGE
from newsreader.cli.text_output import ROW
from tests.cli.conftest import CommandLine, rss
from tests.fake_web import FakeWeb, feed

HOSTILE = {
    "long": "A very long title " * 60_000,
    "unbroken": "x" * 5_000,
    "wide": "漢" * 5_000,
    "combining": "Z\u0301\u0302\u0303\u0304" * 2_000,
    "bidi": "\u202eright\u2066 to left " * 500,
    "zero-width": "a\u200b\u200d\u2060\ufeff" * 2_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 800,
    "tabs": "a\t\n\r\x1b[31m" * 2_000,
    "path": "../../../" * 600 + "etc/passwd",
    "query": 'feed:"is:unread -' * 400,
}
COMMANDS: tuple[tuple[str | int, ...], ...] = (
    ("list",),
    (),
    ("feeds",),
    ("feeds", "--broken"),
    ("search", "story"),
    ("quotes",),
    ("quotes", "--speaker", "Jane Roe"),
    ("quotes", "--people"),
    ("highlights",),
    ("refresh", "--dry-run"),
    ("refresh", "--due", "--dry-run"),
    ("refresh",),
    ("rename", 1, "y" * 5_000),
    ("remove", 1),
    ("nonsense" * 200,),
    ("export", "nonsense" * 200),
    ("show", "9" * 4_000),
    ("remove", "漢" * 4_000),
)


def test_lines_of_lists_and_messages_keep_their_width(
    empty: CommandLine, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind, hostile in HOSTILE.items():
        words = escape(hostile.replace("\x1b", ""))
        web.answers[f"/{kind}"] = feed(rss(words, f"{words} story", f"story {words}"))
    assert empty.run("add", *(web.url(f"/{kind}") for kind in HOSTILE)).status == 0
    library = empty.open()
    library.highlight(1, 0, 5, note="", speaker="", role="")
    library.close()
    web.answers.clear()
    for command in COMMANDS:
        _keeps(empty, command, ROW)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("PAGER", "")  # all of it is looked at here
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for command in (("list",), (), ("search", "story"), ("quotes", "--people"), ("highlights",)):
        _keeps(empty, command, 40)


def _keeps(empty: CommandLine, command: tuple[str | int, ...], columns: int) -> None:
    result = empty.run(*command)
    assert "Traceback" not in result.err
    for line in result.out.splitlines():
        assert cell_len(re.sub(r"\x1b\[[0-9;]*m", "", line)) <= columns, command
    for line in result.err.splitlines():
        assert cell_len(line) <= MESSAGE, command
