"""Remembers the articles that were removed because they are old, so that none comes again as new.

A publisher may take an entry out of a feed and put it in again. It is known by what tells one
story from another (``domain.entry_matching``), as the articles are that are still there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.domain.entry_matching import StoredEntry, match_entries
from newsreader.domain.feed import UNDATED, EntryRow
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.entry_identity import fill_prints, page_print
from newsreader.storage.rows import Rows

FORGOTTEN = timedelta(days=90)
"""How long after it was last in its feed, or removed, an article is forgotten."""
_REPUBLISHED = timedelta(days=1)
"""An entry with a date so much later is another edition, which is shown."""
_NOTED = timedelta(days=1)
"""How exactly it is noted when an entry was last in its feed."""

_STORED = Rows(StoredEntry, "gone_entry", columns={"id": "gone_entry.article_id", "summary": "''"})


@dataclass(frozen=True, slots=True)
class _Hash:
    """An entry as its feed carried it last."""

    key: str
    content_hash: str
    dated: bool


_HASH = Rows(_Hash, "gone_entry")


def remember(db: Database, feed_id: int, article_ids: Sequence[int], now: datetime) -> None:
    """Remember what tells that an entry is one of these articles of a feed, in a transaction."""
    fill_prints(db, feed_id)
    for marks, chunk in chunks(article_ids):
        db.connection.execute(
            "INSERT OR REPLACE INTO gone_entry (feed_id, key, article_id, title, url, published, "
            "dated, page_print, content_hash, seen) SELECT feed_id, key, id, title, url, "
            "published, dated, page_print, content_hash, ? FROM article "
            f"WHERE feed_id = ? AND id IN ({marks})",
            (to_ms(now), feed_id, *chunk),
        )


def gone_hashes(db: Database, feed_id: int) -> dict[str, str]:
    """Return the fingerprints of what is gone of a feed, by key, as ``entries.known_hashes``."""
    return {
        one.key: one.content_hash + ("" if one.dated else UNDATED)
        for one in _HASH.read(db, "WHERE feed_id = ?", (feed_id,))
    }


def find_gone(
    db: Database,
    feed_id: int,
    entries: Sequence[EntryRow],
    unchanged: Collection[str],
    now: datetime,
) -> frozenset[str]:
    """Return the keys of those entries that are gone articles, which are to stay gone.

    ``unchanged`` are the keys of all other entries of the document. What has changed of an entry
    is noted. One that was published anew is forgotten. Inside a transaction.
    """
    if not (entries and _has_gone(db, feed_id)):
        return frozenset()
    stored = {one.id: one for one in _similar(db, feed_id, entries)}
    matched = match_entries(list(stored.values()), entries, unchanged)
    found: set[str] = set()
    for entry in entries:
        one = stored.get(matched.get(entry.key, 0))
        if one is None:
            continue
        if _is_published_anew(one, entry):
            db.connection.execute(
                "DELETE FROM gone_entry WHERE feed_id = ? AND key = ?", (feed_id, one.key)
            )
            continue
        db.connection.execute(
            "UPDATE OR REPLACE gone_entry SET key = ?, content_hash = ?, seen = ? "
            "WHERE feed_id = ? AND key = ?",
            (entry.key, entry.content_hash, to_ms(now), feed_id, one.key),
        )
        found.add(entry.key)
    return frozenset(found)


def note_seen(db: Database, feed_id: int, keys: Collection[str], now: datetime) -> None:
    """Note that a feed has entries that are gone, so that they are remembered on."""
    if not _has_gone(db, feed_id):
        return
    for marks, chunk in chunks(list(keys)):
        db.connection.execute(
            f"UPDATE gone_entry SET seen = ? WHERE feed_id = ? AND seen < ? AND key IN ({marks})",
            (to_ms(now), feed_id, to_ms(now - _NOTED), *chunk),
        )


def forget_gone(db: Database, now: datetime) -> None:
    """Forget what has not been in its feed for long."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM gone_entry WHERE seen < ?", (to_ms(now - FORGOTTEN),))


def _has_gone(db: Database, feed_id: int) -> bool:
    asked = "SELECT EXISTS (SELECT 1 FROM gone_entry WHERE feed_id = ?)"
    return bool(db.value(asked, (feed_id,)))


def _is_published_anew(gone: StoredEntry, entry: EntryRow) -> bool:
    anew = gone.published + _REPUBLISHED // timedelta(milliseconds=1)
    return entry.published is not None and entry.published > anew


def _similar(db: Database, feed_id: int, entries: Sequence[EntryRow]) -> Iterator[StoredEntry]:
    """Yield what is gone of a feed and may be one of these entries, some of it repeatedly."""
    asked: dict[str, Collection[object]] = {
        "key": {one.key for one in entries},
        "title": {one.title for one in entries},
        "page_print": {page_print(one.url) for one in entries} - {0},
        "published / 1000": {one.published // 1000 for one in entries if one.published is not None},
    }
    for column, values in asked.items():
        for marks, chunk in chunks(list(values)):
            yield from _STORED.read(
                db, f"WHERE feed_id = ? AND {column} IN ({marks})", (feed_id, *chunk)
            )
