"""Lists what articles can be listed by: everything, a state, a folder, a feed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.feed import Feed
from newsreader.domain.health import State
from newsreader.domain.query import Query, in_feed, in_folder, in_state
from newsreader.domain.schedule import is_due


@dataclass(frozen=True, slots=True)
class Source:
    """One row: something whose articles can be listed."""

    title: str
    """What it is called."""
    query: Query
    """The articles it stands for."""
    unread: int = 0
    """How many of them are unread."""
    depth: int = 0
    """How far it is moved in."""
    error: str = ""
    """What is wrong with it, and what to do about it."""
    silence: str = ""
    """Since when it has brought nothing, and what to do about it."""


def list_sources(feeds: Sequence[Feed]) -> tuple[Source, ...]:
    """Return the rows for these feeds: all of them together, then by folder."""
    everything = sum(feed.unread for feed in feeds)
    return (
        Source("All", Query(), everything),
        Source("Unread", in_state("unread"), everything),
        Source("Bookmarked", in_state("bookmarked")),
        Source("Highlighted", in_state("highlighted")),
        *_by_folder(feeds),
    )


def due_feeds(feeds: Sequence[Feed], now: datetime) -> list[int]:
    """Return the ids of the feeds that are to be fetched by now."""
    return [feed.id for feed in feeds if not feed.is_demo and is_due(feed.due, feed.checked, now)]


def _by_folder(feeds: Sequence[Feed]) -> Iterator[Source]:
    folder = ""
    for feed in feeds:
        if feed.folder != folder:
            folder = feed.folder
            inside = [
                one for one in feeds if one.folder == folder or one.folder.startswith(f"{folder}/")
            ]
            depth = folder.count("/")
            name = folder.rpartition("/")[2]
            unread = sum(one.unread for one in inside)
            yield Source(name, in_folder(folder), unread, depth)
        depth = folder.count("/") + 1 if folder else 0
        told = f"{feed.error} {feed.advice}".strip()
        error, silence = ("", told) if feed.state is State.FROZEN else (told, "")
        yield Source(feed.title, in_feed(feed.id), feed.unread, depth, error, silence)
