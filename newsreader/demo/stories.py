"""Reads the built-in stories, which need no network."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files

from newsreader.demo.markup import parse
from newsreader.domain.document import Document

DEMO_TITLE = "Demo: news from Harbour"
"""The title of the feed that the stories are in."""


@dataclass(frozen=True, slots=True)
class DemoStory:
    """One made-up story of a made-up paper."""

    key: str
    """What identifies it within the demo feed."""
    title: str
    """Its headline."""
    outlet: str
    """The paper it is in."""
    author: str
    """Who wrote it, joined by commas."""
    url: str
    """Its page, under a name that is reserved for examples (RFC 2606)."""
    summary: str
    """What a list shows of it."""
    age: timedelta
    """Its age when the demo feed is added."""
    document: Document
    """Its text."""


def demo_stories() -> tuple[DemoStory, ...]:
    """Return the stories, newest first."""
    folder = files("newsreader.demo") / "articles"
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return tuple(
        _read(path.name.removesuffix(".txt"), path.read_text(encoding="utf-8"))
        for path in paths
        if path.name.endswith(".txt")
    )


def _read(key: str, text: str) -> DemoStory:
    """Return the story in ``text``: ``Name: value`` lines, a blank line, the body."""
    head, _, body = text.partition("\n\n")
    named = dict(line.split(": ", 1) for line in head.splitlines())
    return DemoStory(
        key=f"demo:{key}",
        title=named["Title"],
        outlet=named["Outlet"],
        author=named["Author"],
        url=named["Url"],
        summary=named["Summary"],
        age=timedelta(hours=int(named["Hours"])),
        document=parse(body),
    )
