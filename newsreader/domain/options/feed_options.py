"""The user's options for one feed, or for all feeds of a site."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from newsreader.domain.options.page_parts import ANY_PARTS, PageParts
from newsreader.domain.options.setting import Form, Range, required, setting
from newsreader.frozen import dataclass

FullText = Literal["on", "off", "auto"]
"""Whether the pages of a feed's stories are fetched: all, none, or where the feed is stingy."""
INTERVALS = Range(0.25, 720)
"""How often a feed may be asked by itself, in hours."""


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """One ``[[feed]]`` of config.toml; reading, examples and schema follow its fields."""

    url: str = field(
        metadata=required(
            "Which feeds: an address, what addresses begin with, or the name of a host.",
            Form.FEED_PLACE,
            example="https://example.org/news/",
        )
    )
    title: str = setting(
        "",
        "What the feed is called; empty for what its publisher calls it.",
        example="The Example",
    )
    folder: str = setting(
        "",
        "The folder it lies in, parts joined by /. Where it is moved to in the app it stays until "
        "another folder is set here.",
        example="News/Africa",
    )
    interval: timedelta | None = setting(
        None,
        "How often it is asked by itself, in hours; when not set, as often as it publishes.",
        INTERVALS,
        example=6,
    )
    full_text: FullText | None = setting(
        None,
        "Whether the pages of its stories are fetched: all, none, or where the feed is stingy; "
        "when not set, as [fetch] says.",
        example="on",
    )
    select: tuple[str, ...] = setting(
        (),
        "CSS selectors of what the story is on its pages, where it is not recognised; where a page "
        "has none of it, the story is recognised as ever.",
        Form.SELECTORS,
        example=["article .text", ".sidebar-notes"],
    )
    remove: tuple[str, ...] = setting(
        (),
        "CSS selectors of what is no part of the story on its pages.",
        Form.SELECTORS,
        example=[".newsletter", "aside.related"],
    )
    keep: timedelta | None = setting(
        None,
        "How long its articles are kept once they are no longer in it; when not set, as [library] "
        "says.",
        Form.KEEPING,
        example="90d",
    )
    user: str = setting("", "The name to log in with.", Form.FILLED_LINE, example="ann")
    password_command: tuple[str, ...] = setting(
        (),
        "A program and its arguments that prints the password; newsreader has no keyring of its "
        "own, but those of all systems have such a program.",
        needs="user",
        example=["pass", "show", "example.org"],
    )
    password_file: Path | None = setting(
        None,
        "A file whose first line is the password.",
        Form.FILE,
        needs="user",
        example="~/.example-password",
    )
    cookie: str = setting("", "What is sent as Cookie.", secret=True, example="session=1234")
    headers: Mapping[str, str] = setting(
        MappingProxyType({}), "Other headers to be sent.", secret=True, example={"X-Key": "1234"}
    )
    user_agent: str = setting(
        "", "What newsreader calls itself; empty for its name.", example="Ann's newsreader"
    )
    proxy: str = setting(
        "",
        "The HTTP or SOCKS proxy to go through, to the pages of its stories too; empty for the one "
        "that the environment names.",
        Form.PROXY,
        secret=True,
        example="http://localhost:8118",
    )
    command: tuple[str, ...] = setting(
        (),
        "A program and its arguments that prints the feed, whose address is then only a name.",
        example=["weather", "--rss"],
    )
    filter: tuple[str, ...] = setting(
        (),
        "A program and its arguments that reads the feed and prints another.",
        example=["without-sport"],
    )


def options_for(options: Sequence[FeedOptions], url: str) -> FeedOptions | None:
    """Return the options that match ``url`` best: the longest address, before a host; or None."""
    matching = [one for one in options if matches(one, url)]
    return max(matching, key=lambda one: ("//" in one.url, len(one.url)), default=None)


def parts_for(options: Sequence[FeedOptions], url: str) -> PageParts:
    """Return which parts of the page at ``url`` are named by the options that match it best."""
    found = options_for(options, url)
    return PageParts(found.select, found.remove) if found else ANY_PARTS


def matches(options: FeedOptions, url: str) -> bool:
    """Return whether ``options`` apply to ``url``.

    The host must be equal, because options may hold a password: ``https://a.example`` does not
    apply to ``https://a.example.evil.example``. Paths are compared by whole segments.
    """
    parts = urlsplit(url)
    if "//" not in options.url:
        return parts.hostname == options.url.lower()
    mine = urlsplit(options.url)
    if _origin(mine) != _origin(parts):
        return False
    wanted, place = _place(mine), _place(parts)
    if not place.startswith(wanted):
        return False
    return len(place) == len(wanted) or wanted[-1] in "/?&=" or place[len(wanted)] in "/?&#."


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, port


def _place(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
