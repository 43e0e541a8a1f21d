"""What the fetcher tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from newsreader.domain.feed import FeedCandidate
from newsreader.frozen import dataclass
from newsreader.protocol.json_keys import Key


@dataclass(frozen=True, slots=True)
class Started:
    """A refresh begins."""

    name: ClassVar[str] = "started"
    feeds: Annotated[int, Key("feeds")]
    """How many feeds are fetched."""


@dataclass(frozen=True, slots=True)
class FeedDone:
    """One feed was fetched, and what is new in it is stored."""

    name: ClassVar[str] = "feed"
    id: Annotated[int, Key("id")]
    """The id of the feed."""
    title: Annotated[str, Key("title")]
    """Its title, with its address where others have that too; its address where it has none."""
    done: Annotated[int, Key("done")]
    """How many feeds are done by now."""
    total: Annotated[int, Key("total")]
    """How many there are."""
    new: Annotated[int, Key("new")] = 0
    """How many articles are new."""
    updated: Annotated[int, Key("updated")] = 0
    """How many articles changed."""
    status: Annotated[Literal["new", "unchanged", "failed", "waiting"], Key("status")] = "unchanged"
    """``new``: articles are new or changed; ``waiting``: not fetched, as its host backs off."""
    error: Annotated[str, Key("error")] = ""
    """Why it failed, in one sentence."""
    note: Annotated[str, Key("note")] = ""
    """What else its user should know: that it moved, or why it was not fetched."""


@dataclass(frozen=True, slots=True)
class Processed:
    """Articles of the processing queue have their text and quotes, and can be searched."""

    name: ClassVar[str] = "digested"
    articles: Annotated[tuple[int, ...], Key("articles")]
    """The ids of the articles."""
    done: Annotated[int, Key("done")] = 0
    """How many are done by now."""
    total: Annotated[int, Key("total")] = 0
    """How many there are; 0 where these were asked for by themselves."""
    error: Annotated[str, Key("error")] = ""
    """Why some of them keep the summary of the feed, in one sentence."""
    title: Annotated[str, Key("title")] = ""
    """The title of their feed, where there is an error."""


@dataclass(frozen=True, slots=True)
class PageDone:
    """The page of an article was fetched for its full text."""

    name: ClassVar[str] = "page"
    article: Annotated[int, Key("article")]
    """The id of the article."""
    feed: Annotated[int | None, Key("feed")]
    """The id of its feed; None where that was removed."""
    status: Annotated[Literal["new", "unchanged", "failed"], Key("status")] = "new"
    """Whether the full text is stored now, was before, or could not be read."""
    error: Annotated[str, Key("error")] = ""
    """Why it is not, in one sentence."""


@dataclass(frozen=True, slots=True)
class PictureDone:
    """A picture of an article was fetched, or could not be."""

    name: ClassVar[str] = "picture"
    article: Annotated[int, Key("article")]
    """The id of the article."""
    url: Annotated[str, Key("url")]
    """The address of the picture, as it was asked for."""
    path: Annotated[Path | None, Key("path")] = None
    """The file that holds it as a PNG."""
    error: Annotated[str, Key("error")] = ""
    """Why there is none, in one sentence."""


@dataclass(frozen=True, slots=True)
class PageBrought:
    """A page of the web is an article of the library."""

    name: ClassVar[str] = "brought"
    article: Annotated[int, Key("article")]
    """The id of the article."""
    title: Annotated[str, Key("title")]
    """Its headline."""
    saved: Annotated[bool, Key("saved")]
    """Whether it was saved to be read later."""
    through: Annotated[int | None, Key("through")] = None
    """The article whose link led there; None where the user gave the address."""


@dataclass(frozen=True, slots=True)
class Finished:
    """All feeds of a refresh were fetched; their articles may still have to be processed."""

    name: ClassVar[str] = "finished"
    new: Annotated[int, Key("new")]
    """How many articles are new."""
    updated: Annotated[int, Key("updated")]
    """How many articles changed."""
    unchanged: Annotated[int, Key("unchanged")]
    """How many feeds had nothing new."""
    failed: Annotated[int, Key("failed")]
    """How many feeds could not be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """The feeds at an address."""

    name: ClassVar[str] = "found"
    url: Annotated[str, Key("url")]
    """The address as it was typed."""
    candidates: Annotated[tuple[FeedCandidate, ...], Key("candidates")]
    """The feeds, the main one first."""
    dead: Annotated[tuple[str, ...], Key("dead")] = ()
    """What was named as a feed before these and is none, each in one sentence."""


@dataclass(frozen=True, slots=True)
class Added:
    """A feed is subscribed to."""

    name: ClassVar[str] = "added"
    feed: Annotated[int, Key("feed")]
    """The id of the feed."""
    title: Annotated[str, Key("title")]
    """Its title before it is fetched."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The feeds of an OPML file are subscribed to."""

    name: ClassVar[str] = "imported"
    added: Annotated[int, Key("added")]
    """How many feeds are new."""
    known: Annotated[int, Key("known")]
    """How many were subscribed to before."""
    refused: Annotated[int, Key("refused")]
    """How many have no address of the web."""
    left_out: Annotated[tuple[str, ...], Key("left_out")] = ()
    """What the first of these are."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A command failed as a whole."""

    name: ClassVar[str] = "failed"
    what: Annotated[str, Key("what")]
    """The name of the command, or what stood in its place; ``START``, ``COMMAND`` without one."""
    reason: Annotated[str, Key("reason")]
    """Why, in one sentence."""
    status: Annotated[int, Key("status")] = 1
    """The exit status that the command line has for this failure."""


@dataclass(frozen=True, slots=True)
class Watched:
    """New articles that a rule or a saved view watches for, gathered over one refresh."""

    name: ClassVar[str] = "watched"
    rule: Annotated[str, Key("rule")]
    """The name of the rule or view."""
    articles: Annotated[tuple[int, ...], Key("articles")]
    """The ids of the articles."""
    title: Annotated[str, Key("title")]
    """What is told, in a few words."""
    body: Annotated[str, Key("body")]
    """The headlines, or some of them."""
    shown: Annotated[bool, Key("shown")] = False
    """Whether a program has shown that on the desktop already."""


@dataclass(frozen=True, slots=True)
class RuleFailed:
    """A rule could not be asked, or its program failed; told once."""

    name: ClassVar[str] = "rule_failed"
    rule: Annotated[str, Key("rule")]
    """The name of the rule, or of the program that shows notifications."""
    reason: Annotated[str, Key("reason")]
    """Why, in one sentence."""


@dataclass(frozen=True, slots=True)
class HookFailed:
    """A program of the table ``[hooks]`` failed; told once."""

    name: ClassVar[str] = "hook_failed"
    hook: Annotated[str, Key("hook")]
    """The key of that table."""
    reason: Annotated[str, Key("reason")]
    """Why, in one sentence."""


@dataclass(frozen=True, slots=True)
class MarksExchanged:
    """What other devices had to tell was taken in, or could not be."""

    name: ClassVar[str] = "marks"
    told: Annotated[str, Key("told")]
    """What was taken in, in a sentence; empty for nothing."""
    complaints: Annotated[tuple[str, ...], Key("complaints")] = ()
    """What could not be read or written, a sentence each."""
    copies: Annotated[tuple[str, ...], Key("copies")] = ()
    """Which files were copies that other programs made, a sentence each."""


Event = (
    Started
    | FeedDone
    | Processed
    | PageDone
    | PictureDone
    | PageBrought
    | Finished
    | Found
    | Added
    | Imported
    | Watched
    | RuleFailed
    | HookFailed
    | MarksExchanged
    | Failed
)
"""Anything that the fetcher tells."""

Listener = Callable[[Event], object]
"""Called with each event."""

START = "start"
"""What failed when the fetcher process could not begin to listen."""
COMMAND = "command"
"""What failed when a line names no command."""


def ignore(_: Event) -> None:
    """Listen to nothing."""
