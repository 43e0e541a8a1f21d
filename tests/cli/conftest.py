"""A library for the command line, in a real folder, and a way to run commands on it."""

import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli import main
from newsreader.domain.document import Document, text_hash
from newsreader.domain.feed import Entry
from newsreader.library import Library
from newsreader.quotes.engine import FINDER_VERSION, find_quotes
from newsreader.storage import articles, feeds
from newsreader.storage.safety.opening import open_library
from tests.fake_web import FakeWeb

NOW = datetime.now(UTC).replace(microsecond=0)
ENDINGS = [
    (one, 128 + one)
    for one in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None))
    if one and signal.getsignal(one) is not signal.SIG_IGN
]
"""The signals that end a command, and its status then."""

BRIDGE = (
    "After nine hours of debate the council voted to rebuild the bridge.\n\n"
    "“We will rebuild the bridge,” Mayor Jane Roe said.\n\n"
    "Engineers had warned in May that the northern pier was moving."
)
FERRY = "The ferry strike enters its third week.\n\nNobody was quoted in this story."


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


class CommandLine:
    """A library with a few articles, and the commands run on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = folder / "data"
        self.config = folder / "config.toml"
        self._capsys = capsys

    @property
    def database(self) -> Path:
        return self.data / "newsreader.db"

    @property
    def options(self) -> list[str]:
        return ["--data-dir", str(self.data), "--config", str(self.config)]

    def run(self, *arguments: str | int | Path) -> Result:
        self._capsys.readouterr()
        status = main([*self.options, *map(str, arguments)])
        captured = self._capsys.readouterr()
        return Result(status, captured.out, captured.err)

    def open(self) -> Library:
        return Library(self.database)

    def feed(self, url: str, title: str = "") -> int:
        database = open_library(self.database).database
        try:
            return feeds.add_feed(database, url, NOW, title=title)
        finally:
            database.close()

    def save(self, feed_id: int, title: str, text: str, *, key: str = "", **more: Any) -> int:
        """Save an article; return its number."""
        hours = more.pop("hours", 2)
        entry = Entry(
            key=key or title,
            title=title,
            url=more.pop("url", f"https://example.org/{key or 'story'}"),
            published=None if hours is None else NOW - timedelta(hours=hours),
            language="en",
            **more,
        )
        document = Document.from_plain(text)
        database = open_library(self.database).database
        try:
            return articles.save_entry(
                database,
                feed_id,
                entry,
                document,
                find_quotes(document.text, "en", title),
                now=NOW,
                content_hash=text_hash(document.text),
                finder_version=FINDER_VERSION,
            )[0]
        finally:
            database.close()


@pytest.fixture
def empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """A shelf without a library yet."""
    for name in ("NEWSREADER_DATA_DIR", "NEWSREADER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "config.toml").touch()
    return CommandLine(tmp_path, capsys)


@pytest.fixture
def shelf(empty: CommandLine) -> CommandLine:
    """A shelf with two articles: 1 about a bridge with a quote, 2 about a ferry, newer."""
    feed = empty.feed("https://example.org/feed.xml", "Harbour Gazette")
    empty.save(feed, "Council votes to rebuild the bridge", BRIDGE, author="Ann Reporter", hours=5)
    empty.save(feed, "Ferry strike", FERRY, key="ferry")
    return empty


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Give the commands that follow a standard input."""

    def put(body: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))

    return put


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """A server on 127.0.0.1."""
    with FakeWeb() as fake:
        yield fake


def rss(title: str, *headlines: str) -> str:
    """Return a feed with a whole story under each headline, which wants no page."""
    body = " ".join(["The council voted on the bridge again."] * 60)
    items = "".join(
        f"<item><title>{headline}</title><guid>{headline}</guid>"
        f"<description>{body}</description></item>"
        for headline in headlines
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
