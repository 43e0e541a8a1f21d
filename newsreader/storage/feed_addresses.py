"""Finds the feed that is or was at an address, in whatever way that is spelt."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.domain.address_keys import feed_key, loose_feed_key
from newsreader.storage.database import Database
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Address:
    """Where a feed is or was."""

    feed_id: int
    url: str


_PRESENT = Rows(_Address, "feed", columns={"feed_id": "feed.id"})
_FORMER = Rows(_Address, "feed_address")


def feed_at(db: Database, url: str, *, besides: int | None = None) -> int | None:
    """Return the feed that is followed at an address, in whatever way that is spelt; or None.

    The feed ``besides`` is passed over.
    """
    exact = db.value("SELECT id FROM feed WHERE url = ? AND id IS NOT ?", (url, besides), None)
    if exact is not None:
        return int(exact)
    there = f"WHERE {_OF_HOST} AND id IS NOT ?"
    return _at_same_address(url, _PRESENT.read(db, there, (_key_host(url), besides)))


def known_at(db: Database, url: str, title: str = "") -> int | None:
    """Return the feed that is or was at an address, in whatever way that is spelt; or None.

    What a feed calls ``title`` too, and whose address differs only by ``www.`` and last slashes,
    is that feed.
    """
    present = feed_at(db, url)
    if present is not None:
        return present
    there = f"WHERE {_OF_HOST} ORDER BY until DESC"
    former = _at_same_address(url, _FORMER.read(db, there, (_key_host(url),)))
    if former is not None or not title:
        return former
    host = _key_host(url).removeprefix("www.")
    named = _PRESENT.read(db, f"WHERE {_OF_HOST} AND title = ?", (host, title))
    key = loose_feed_key(url)
    return next((one.feed_id for one in named if loose_feed_key(one.url) == key), None)


_OF_HOST = "instr(lower(url), ?) > 0"
"""Whether a feed may be of a host, as SQL: taking addresses apart costs more."""


def _key_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).rstrip(".")
    except ValueError:
        return url


def _at_same_address(url: str, addresses: Iterable[_Address]) -> int | None:
    key = feed_key(url)
    return next((one.feed_id for one in addresses if feed_key(one.url) == key), None)
