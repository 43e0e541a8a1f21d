"""Commands to the fetcher and events from it, each a frozen dataclass and one line of JSON.

The app, the fetcher process and ``refresh --json`` use these classes. The names and keys of the
lines are a public contract and are written here only: ``name`` of each class, ``Key`` of each
field. They stay when a class or a field is renamed.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin, get_type_hints

from newsreader.domain.errors import NewsreaderError
from newsreader.domain.feed import FeedCandidate
from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a field in JSON."""

    name: str
    """As it is written."""


# Commands


@dataclass(frozen=True, slots=True)
class RefreshFeeds:
    """Fetch what is new; answered by Started, FeedDone, Finished, then Processed and PageDone."""

    name: ClassVar[str] = "refresh"
    feeds: Annotated[tuple[int, ...] | None, Key("feeds")] = None
    """The ids of the feeds; None for all."""
    due: Annotated[bool, Key("due")] = False
    """Whether only those of them are fetched that are due."""


@dataclass(frozen=True, slots=True)
class ProcessArticles:
    """Find documents and quotes of articles, and index them; answered by Processed."""

    name: ClassVar[str] = "digest"
    articles: Annotated[tuple[int, ...] | None, Key("articles")] = None
    """The ids of the articles, which go ahead of all others; None for the whole queue."""


@dataclass(frozen=True, slots=True)
class RebuildQuotes:
    """Find the quotes again that an older version of the finder found; not answered."""

    name: ClassVar[str] = "rebuild"


@dataclass(frozen=True, slots=True)
class FetchPage:
    """Fetch the page of an article for its full text; answered by PageDone."""

    name: ClassVar[str] = "full_text"
    article: Annotated[int, Key("article")]
    """The id of the article."""


@dataclass(frozen=True, slots=True)
class BringPage:
    """Bring a page of the web into the library as an article; answered by PageBrought."""

    name: ClassVar[str] = "bring"
    url: Annotated[str, Key("url")]
    """Its address."""
    save: Annotated[bool, Key("save")] = True
    """Whether it is saved to be read later; else it is only to be read now."""
    through: Annotated[int | None, Key("through")] = None
    """The article whose link leads there; None where the user gave the address."""


@dataclass(frozen=True, slots=True)
class DiscoverFeeds:
    """Look for the feeds at an address; answered by Found."""

    name: ClassVar[str] = "discover"
    url: Annotated[str, Key("url")]
    """The address as it was typed."""


@dataclass(frozen=True, slots=True)
class AddFeed:
    """Subscribe to a feed and refresh it; answered by Added, then as RefreshFeeds."""

    name: ClassVar[str] = "add"
    url: Annotated[str, Key("url")]
    """The address of the feed."""
    title: Annotated[str, Key("title")] = ""
    """Its title until it has told its own."""


@dataclass(frozen=True, slots=True)
class ImportFeeds:
    """Subscribe to the feeds of an OPML file; answered by Imported, then as RefreshFeeds."""

    name: ClassVar[str] = "import"
    path: Annotated[Path, Key("path")]
    """The file."""


@dataclass(frozen=True, slots=True)
class FetchPicture:
    """Fetch a picture of an article, to be shown; answered by PictureDone."""

    name: ClassVar[str] = "picture"
    article: Annotated[int, Key("article")]
    """The id of the article."""
    url: Annotated[str, Key("url")]
    """The address of the picture."""


Command = (
    RefreshFeeds
    | ProcessArticles
    | RebuildQuotes
    | FetchPage
    | FetchPicture
    | BringPage
    | DiscoverFeeds
    | AddFeed
    | ImportFeeds
)
"""Anything that the fetcher can be asked for; Failed answers any of them that fails as a whole."""


# Events


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
    status: Annotated[Literal["new", "failed"], Key("status")] = "new"
    """Whether the full text is stored."""
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


# Lines


class NotUnderstood(NewsreaderError):
    """A line is not JSON, names nothing that is known, or lacks something."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(reason)
        self.what = what
        """The name in the line; empty where it has none."""


_COMMANDS: Mapping[str, type[Command]] = {one.name: one for one in get_args(Command)}
_EVENTS: Mapping[str, type[Event]] = {one.name: one for one in get_args(Event)}
_COMMAND_NAME, _EVENT_NAME = "do", "event"
_CANDIDATE_KEYS = {"url": "url", "title": "title", "kind": "kind"}
"""The keys of a FeedCandidate by its fields; the domain knows nothing of JSON."""


def to_record(message: Command | Event) -> dict[str, Any]:
    """Return a message as the object that is written: its name first, then its fields."""
    first = _EVENT_NAME if isinstance(message, Event) else _COMMAND_NAME
    return {first: message.name, **_encode(message)}


def to_line(message: Command | Event) -> str:
    """Return a message as one line of JSON, all ASCII, without the line break.

    So file names that are not UTF-8 get through, and no other character breaks the line.
    """
    return json.dumps(to_record(message), separators=(",", ":"))


def command_from_line(line: str | bytes) -> Command:
    """Return the command in a line; raises NotUnderstood. Keys that are not known are ignored."""
    reason = "The fetcher does not understand this command."
    command: Command = _from_line(line, _COMMAND_NAME, _COMMANDS, reason)
    return command


def event_from_line(line: str | bytes) -> Event:
    """Return the event in a line; raises NotUnderstood. Keys that are not known are ignored."""
    reason = "The fetcher says something that this newsreader does not understand."
    event: Event = _from_line(line, _EVENT_NAME, _EVENTS, reason)
    return event


def _from_line(line: str | bytes, name_key: str, kinds: Mapping[str, type], reason: str) -> Any:
    name = ""
    try:
        record = json.loads(line)
        name = str(record[name_key])
        return _decode(kinds[name], record)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotUnderstood(name, reason) from error


@cache
def _keys(kind: type) -> Mapping[str, tuple[str, Any, bool]]:
    """Return of each field of a class the key, the type, and whether a line must have it."""
    hints = get_type_hints(kind, include_extras=True)
    shape: dict[str, tuple[str, Any, bool]] = {}
    for field in fields(kind):
        required = field.default is MISSING and field.default_factory is MISSING
        if kind is FeedCandidate:
            shape[field.name] = (_CANDIDATE_KEYS[field.name], hints[field.name], required)
        else:
            hint, key = get_args(hints[field.name])
            shape[field.name] = (key.name, hint, required)
    return shape


def _encode(value: Any) -> Any:
    """Return a message, or a value in it, as JSON has it."""
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if isinstance(value, Path):
        return str(value)
    kind: type = type(value)
    if is_dataclass(kind):
        keys = _keys(kind)
        return {key: _encode(getattr(value, field)) for field, (key, _, _) in keys.items()}
    return value


def _decode(hint: Any, value: Any) -> Any:
    """Return a value of JSON as the type ``hint``; raises TypeError, ValueError or KeyError."""
    if isinstance(hint, UnionType):
        return None if value is None else _decode(get_args(hint)[0], value)
    if get_origin(hint) is Literal and value in get_args(hint):
        return value
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_decode(get_args(hint)[0], one) for one in value)
    if hint is Path and isinstance(value, str):
        return Path(value)
    if hint in (int, str, bool) and type(value) is hint:
        return value
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(
            **{
                field: _decode(inner, value[key])
                for field, (key, inner, required) in _keys(hint).items()
                if required or key in value
            }
        )
    raise TypeError(f"{value!r} is no {hint}")
