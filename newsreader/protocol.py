"""What the fetcher tells while it works, one line of JSON each; the screen and scripts listen."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from newsreader.domain.feed import Feed


@dataclass(frozen=True, slots=True)
class Started:
    """A refresh begins."""

    name: ClassVar[str] = "started"
    feeds: int
    """How many feeds are asked."""


@dataclass(frozen=True, slots=True)
class FeedDone:
    """One feed was asked, and what it brought is stored."""

    name: ClassVar[str] = "feed"
    id: int
    """The feed."""
    title: str
    """Its title."""
    done: int
    """How many feeds are done by now."""
    total: int
    """How many there are."""
    new: int = 0
    """How many articles came."""
    updated: int = 0
    """How many articles changed."""
    status: Literal["new", "unchanged", "failed", "waiting"] = "unchanged"
    """Whether there is anything new or changed, or an error, or it was left alone."""
    error: str = ""
    """Why it failed, in one sentence."""
    note: str = ""
    """What else its reader should know: that it moved, or why it was left alone."""


@dataclass(frozen=True, slots=True)
class Processed:
    """Articles that were only listed have their text, their quotes, and can be searched."""

    name: ClassVar[str] = "digested"
    articles: tuple[int, ...]
    """Which."""
    done: int = 0
    """How many are done by now."""
    total: int = 0
    """How many there are; 0 where these were asked for by themselves."""
    error: str = ""
    """Why some of them keep what the feed says in short, in one sentence."""
    title: str = ""
    """Of which feed, where there is an error."""


@dataclass(frozen=True, slots=True)
class PageDone:
    """The page of an article was asked for its full text."""

    name: ClassVar[str] = "page"
    article: int
    """The article."""
    feed: int | None
    """Its feed."""
    status: Literal["new", "failed"] = "new"
    """Whether the full text is stored."""
    error: str = ""
    """Why it is not, in one sentence."""


@dataclass(frozen=True, slots=True)
class Finished:
    """All feeds were asked, and what they brought is listed; it may not be digested yet."""

    name: ClassVar[str] = "finished"
    new: int
    """How many articles came."""
    updated: int
    """How many articles changed."""
    unchanged: int
    """How many feeds had nothing new."""
    failed: int
    """How many feeds could not be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """The feeds of an address."""

    name: ClassVar[str] = "found"
    url: str
    """The address that was looked at, as it was given."""
    candidates: tuple[Mapping[str, str], ...]
    """``url``, ``title`` and ``kind`` of each, the main one first."""


@dataclass(frozen=True, slots=True)
class Added:
    """A feed is subscribed to."""

    name: ClassVar[str] = "added"
    feed: Mapping[str, Any]
    """The feed, by the names of its fields."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A list of subscriptions was taken over."""

    name: ClassVar[str] = "imported"
    added: int
    """How many feeds are new."""
    known: int
    """How many were subscribed to before."""
    refused: int
    """How many are not of the web."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A command came to nothing."""

    name: ClassVar[str] = "failed"
    what: str
    """The command: ``refresh``, ``digest``, ``rebuild``, ``full_text``, ``discover``, ``add``,
    ``import``."""
    reason: str
    """Why, in one sentence."""


Event = Started | FeedDone | Processed | PageDone | Finished | Found | Added | Imported | Failed
"""Anything the fetcher tells."""

Listener = Callable[[Event], object]
"""Whoever listens."""


def to_record(event: Event) -> dict[str, Any]:
    """Return an event as the object that is written: its name first, then its fields."""
    return {"event": event.name, **asdict(event)}


def to_line(event: Event) -> str:
    """Return an event as one line of JSON, without the line break."""
    return json.dumps(to_record(event), ensure_ascii=False, separators=(",", ":"))


def feed_record(feed: Feed) -> dict[str, Any]:
    """Return a feed by the names of its fields, times in ISO 8601."""
    record = asdict(feed)
    for name in ("checked", "due"):
        if record[name] is not None:
            record[name] = record[name].isoformat()
    return record


def ignore(_: Event) -> None:
    """Listen to nothing."""
