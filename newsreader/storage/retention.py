"""Removes the articles that are older than they are to be kept and no longer in their feeds."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.feeds import NEVER_REMOVED
from newsreader.storage.gone_entries import note_seen, remember
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers

_DIGEST = 8
"""How many bytes tell one key of a feed from its others."""
_REMOVABLE = (
    "published < ? AND fetched < ? AND undigested_in IS NULL "
    f"AND NOT {NEVER_REMOVED} AND NOT EXISTS "
    "(SELECT 1 FROM correction WHERE correction.article_id = article.id)"
)
"""The articles that may go, as SQL: old, processed, and without any mark of the user."""


@dataclass(frozen=True, slots=True)
class _Keyed:
    """An article by its key."""

    id: int
    key: str


_KEYED = Rows(_Keyed, "article")


def keep_listing(db: Database, feed_id: int, keys: Collection[str], now: datetime) -> None:
    """Store which entries a feed has, in a transaction."""
    db.connection.execute(
        "INSERT OR REPLACE INTO feed_listing (feed_id, keys) VALUES (?, ?)",
        (feed_id, b"".join(map(_digest, keys))),
    )
    note_seen(db, feed_id, keys, now)


def forget_listing(db: Database, feed_id: int) -> None:
    """Take it as not known which entries a feed has, in a transaction."""
    db.connection.execute("DELETE FROM feed_listing WHERE feed_id = ?", (feed_id,))


def old_articles(
    db: Database, feed_id: int | None, before: datetime, among: Sequence[int] | None = None
) -> list[int]:
    """Return the articles of a feed that may be removed, the oldest first.

    They were published and first seen ``before``, and are not in their feed as it was last read;
    where that is not known there are none. Without a feed: those whose feed was removed.
    """
    listed = frozenset[bytes]()
    if feed_id is not None:
        stored = db.value("SELECT keys FROM feed_listing WHERE feed_id = ?", (feed_id,))
        if not isinstance(stored, bytes):
            return []
        listed = frozenset(stored[at : at + _DIGEST] for at in range(0, len(stored), _DIGEST))
    where = f"WHERE feed_id IS ? AND {_REMOVABLE}"
    values = (feed_id, to_ms(before), to_ms(before))
    if among is None:
        found = _KEYED.read(db, f"{where} ORDER BY published, id", values)
    else:
        found = [
            one
            for marks, chunk in chunks(among)
            for one in _KEYED.read(db, f"{where} AND id IN ({marks})", (*values, *chunk))
        ]
    return [one.id for one in found if _digest(one.key) not in listed]


def remove_articles(
    db: Database, feed_id: int | None, article_ids: Sequence[int], now: datetime
) -> None:
    """Remove articles of a feed with all that was made of them, and remember which they were."""
    with db.transaction() as connection:
        if feed_id is not None:
            remember(db, feed_id, article_ids, now)
        for marks, chunk in chunks(article_ids):
            those = f"WHERE id IN ({marks})"
            connection.execute(
                "INSERT INTO article_index (article_index, rowid, title, text) "
                f"SELECT 'delete', id, title, text FROM article_words {those}",
                chunk,
            )
            stories = db.column(
                f"SELECT DISTINCT story FROM article {those} AND story IS NOT NULL", chunk
            )
            connection.execute(f"DELETE FROM article {those}", chunk)
            connection.executemany(
                "UPDATE article SET story = NULL WHERE story = ?1 "
                "AND (SELECT count(*) FROM article WHERE story = ?1) = 1",
                [(story,) for story in stories],
            )
        count_speakers(db)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()[:_DIGEST]
