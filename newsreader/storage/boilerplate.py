"""Fingerprints of the stories of each site, and the boilerplate that was left out of them."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.domain.boilerplate import (
    RemovedBlock,
    StoryCleanup,
    StoryFingerprints,
)
from newsreader.domain.document import Document
from newsreader.storage.database import Database
from newsreader.storage.rows import Rows

NEWEST = 60
"""So many stories of a site are remembered, the newest: what a site does changes."""
SITES = 5
"""A feed is judged by what is remembered of at most so many sites."""


def _pack(prints: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(prints)}q", *prints)


def _unpack(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}q", packed)


@dataclass(frozen=True, slots=True)
class _Story:
    """A row of ``story_traces``."""

    article_id: int
    address: str
    prints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """A row of ``left_out``."""

    place: int
    print: int
    text: str
    shape: str


_STORY = Rows(_Story, "story_traces", convert={"prints": _unpack})
_LEFT_OUT = Rows(_LeftOut, "left_out")


def keep(db: Database, article_id: int, learned: StoryCleanup | None) -> None:
    """Remember the text that an article has now, in place of what was known of it.

    A text that is only a beginning tells nothing about its site: ``learned`` is None.
    """
    with db.transaction() as connection:
        keep_left_out(db, article_id, learned.removed if learned else ())
        if learned is None or not learned.site:
            connection.execute("DELETE FROM story_traces WHERE article_id = ?", (article_id,))
            return
        connection.execute(
            "INSERT INTO story_traces (article_id, site, address, prints) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (article_id) DO UPDATE SET site = excluded.site, "
            "address = excluded.address, prints = excluded.prints",
            (article_id, learned.site, learned.story.address, _pack(learned.story.fingerprints)),
        )
        connection.execute(
            "DELETE FROM story_traces WHERE site = ?1 AND article_id <= (SELECT article_id "
            "FROM story_traces WHERE site = ?1 ORDER BY article_id DESC LIMIT 1 OFFSET ?2)",
            (learned.site, NEWEST),
        )


def keep_left_out(db: Database, article_id: int, left_out: Iterable[RemovedBlock]) -> None:
    """Keep what was left out of the text of an article, in place of what was kept before."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM left_out WHERE article_id = ?", (article_id,))
        connection.executemany(
            "INSERT INTO left_out (article_id, place, print, text, shape) VALUES (?, ?, ?, ?, ?)",
            [
                (article_id, one.index, one.fingerprint, one.document.text, one.document.shape())
                for one in left_out
            ],
        )


def stories(db: Database, site: str) -> dict[int, StoryFingerprints]:
    """Return what is remembered of the stories of a site, newest first, by article."""
    found = _STORY.read(db, "WHERE site = ? ORDER BY article_id DESC", (site,))
    return {one.article_id: StoryFingerprints(one.address, one.prints) for one in found}


def stories_of_feed(db: Database, feed_id: int) -> dict[str, tuple[StoryFingerprints, ...]]:
    """Return what is remembered of the sites on which the newest stories of a feed lie."""
    sites = db.column(
        "SELECT DISTINCT site FROM story_traces WHERE article_id IN (SELECT id FROM article "
        "WHERE feed_id = ? ORDER BY published DESC, id DESC LIMIT ?) LIMIT ?",
        (feed_id, NEWEST, SITES),
    )
    return {site: tuple(stories(db, site).values()) for site in sites}


def left_out(db: Database, article_id: int) -> tuple[RemovedBlock, ...]:
    """Return what was left out of the text of an article, in the order of the whole text."""
    return tuple(
        RemovedBlock(one.place, one.print, Document.from_stored(one.text, one.shape)[0])
        for one in _LEFT_OUT.read(db, "WHERE article_id = ? ORDER BY place", (article_id,))
    )
