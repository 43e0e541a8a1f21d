"""The doors by which foreign bytes come in, and what must hold behind each."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from newsreader.cli import main
from newsreader.demo import demo_stories
from newsreader.quotes.engine import find_quotes

STATUSES = frozenset({0, 1, 2, 3, 5})
"""The documented statuses that a file, a setting or a query can lead to."""
LINE = 2_000
"""Characters that a line of a message never has."""


@dataclass(frozen=True, slots=True)
class Target:
    """One door: what good input looks like, and a run that raises where something does not hold."""

    name: str
    seeds: Sequence[bytes]
    run: Callable[[bytes, Path], None]


@contextmanager
def _streams() -> Iterator[tuple[BytesIO, BytesIO]]:
    """Let what is printed go to memory."""
    before = sys.stdout, sys.stderr
    out, err = BytesIO(), BytesIO()
    sys.stdout, sys.stderr = TextIOWrapper(out, "utf-8"), TextIOWrapper(err, "utf-8")
    try:
        yield out, err
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = before


def _command(folder: Path, *arguments: str, settings: Path | None = None) -> bytes:
    """Run a command; return what it printed, or raise where its end is not a documented one."""
    config = settings or folder / "config.toml"
    config.touch()
    with _streams() as (out, err):
        status = main(["--data-dir", str(folder / "data"), "--config", str(config), *arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        printed, said = out.getvalue(), err.getvalue().decode()
    assert status in STATUSES, f"status {status}: {said}"
    assert status == 0 or said.strip(), f"status {status} without a word"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said), f"control characters: {said!r}"
    assert all(len(line) <= LINE for line in said.splitlines()), "a line is too long"
    return printed


def _document(command: str) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        file = folder / "input"
        file.write_bytes(data)
        _command(folder, command, str(file), "--url", "http://harbour.example/")
        if printed := _command(folder, command, str(file), "--json"):
            json.loads(printed)

    return run


def _import(data: bytes, folder: Path) -> None:
    file = folder / "input.opml"
    file.write_bytes(data)
    _command(folder, "import", "opml", str(file))


def _settings(data: bytes, folder: Path) -> None:
    file = folder / "other.toml"
    file.write_bytes(data)
    _command(folder, "config", "check", settings=file)
    _command(folder, "list", "--json", settings=file)


def _query(data: bytes, folder: Path) -> None:
    words = data.decode("utf-8", "replace").replace("\x00", " ")[:2_000]
    if not (folder / "data").exists():
        _command(folder, "demo")
    _command(folder, "search", "--", words)
    if printed := _command(folder, "list", "--json", "--", words):
        json.loads(printed)


def _quotes(data: bytes, folder: Path) -> None:
    text = data.decode("utf-8", "replace")
    last = 0
    for quote in find_quotes(text):
        assert last <= quote.start < quote.end <= len(text), quote
        assert quote.text == text[quote.start : quote.end], quote
        last = quote.start


def _seeds(name: str) -> tuple[bytes, ...]:
    folder = Path(__file__).parent / "seeds" / name
    return tuple(file.read_bytes().rstrip() for file in sorted(folder.iterdir()))


_STORIES = tuple(story.document.text.encode() for story in demo_stories())

TARGETS = (
    Target("parse", _seeds("parse"), _document("parse")),
    Target("extract", _seeds("extract"), _document("extract")),
    Target("import", _seeds("import"), _import),
    Target("settings", _seeds("settings"), _settings),
    Target("query", _seeds("query"), _query),
    Target("quotes", _STORIES, _quotes),
)
