"""Entries as a feed lists them: small rows that the list shows, saved before anybody reads them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.domain.feed import UNDATED, EntryRow
from newsreader.domain.schedule import AHEAD
from newsreader.storage.database import Database, to_ms
from newsreader.storage.entry_identity import find_articles, page_print
from newsreader.storage.gone_entries import find_gone, gone_hashes
from newsreader.storage.queries.fulltext_index import index_article, unindex_article
from newsreader.storage.rows import Rows
from newsreader.storage.story_versions import keep_version

_INSERT = (
    "INSERT INTO article (feed_id, undigested_in, page_print, key, title, outlet, url, author, "
    "language, summary, published, fetched, dated, content_hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    # What the feed does not know may have come from the page.
    "UPDATE article SET feed_id = ?, undigested_in = ?, page_print = ?, key = ?, title = ?, "
    "outlet = coalesce(nullif(?, ''), outlet), url = ?, "
    "author = coalesce(nullif(?, ''), author), language = coalesce(nullif(?, ''), language), "
    "summary = ?, published = coalesce(?, published), dated = max(dated, ?), content_hash = ?, "
    # No story is published after it was seen: then the clock was behind.
    "fetched = CASE WHEN dated = 0 AND ? > fetched + ? THEN ? ELSE fetched END "
    "WHERE id = ?"
)
_AHEAD = AHEAD // timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class _Hash:
    """An article as its feed carried it last."""

    key: str
    content_hash: str
    dated: bool


_HASH = Rows(_Hash, "article")


def known_hashes(db: Database, feed_id: int, limit: int = 3_000) -> dict[str, str]:
    """Return the fingerprints of the newest entries of a feed, and of what is gone, by key.

    Those of stories without a date end with ``UNDATED``.
    """
    newest = _HASH.read(
        db, "WHERE feed_id = ? ORDER BY published DESC, id DESC LIMIT ?", (feed_id, limit)
    )
    known = {one.key: one.content_hash + ("" if one.dated else UNDATED) for one in newest}
    return gone_hashes(db, feed_id) | known


def save_entries(
    db: Database,
    feed_id: int,
    entries: Sequence[EntryRow],
    *,
    now: datetime,
    document_id: int | None = None,
    unchanged: Collection[str] = (),
) -> list[tuple[int, bool]]:
    """Save entries in this order; return the article of each, and whether it is new.

    ``document_id`` is the document of ``keep_document`` in which their texts wait, ``unchanged``
    are the keys of all other entries in it. An entry that was saved before, perhaps with another
    key, is updated in place: it keeps its id, its place in the list, everything the user made
    of it, and its text until the new one is processed. One whose article was removed because it
    is old is passed over.
    """
    saved: list[tuple[int, bool]] = []
    present = to_ms(now)
    with db.transaction() as connection:
        known = find_articles(db, feed_id, entries, unchanged)
        strangers = [one for one in entries if one.key not in known]
        gone = find_gone(db, feed_id, strangers, unchanged, now)
        for entry in entries:
            if entry.key in gone:
                continue
            published = present if entry.published is None else min(entry.published, present)
            page = page_print(entry.url)
            texts = entry[1:7]  # from the title to the summary
            is_dated = entry.published is not None
            article_id = known.get(entry.key)
            if article_id is None:
                cursor = connection.execute(
                    _INSERT,
                    (
                        *(feed_id, document_id, page, entry.key, *texts),
                        *(published, present, is_dated, entry.content_hash),
                    ),
                )
                saved.append((int(cursor.lastrowid or 0), True))
                continue
            dated = None if entry.published is None else published
            if _is_renamed(db, article_id, entry):
                keep_version(db, article_id)
            unindex_article(connection, article_id)
            connection.execute(
                _UPDATE,
                (
                    *(feed_id, document_id, page, entry.key, *texts),
                    *(dated, is_dated, entry.content_hash, published, _AHEAD, present, article_id),
                ),
            )
            index_article(connection, article_id)
            saved.append((article_id, False))
        if document_id is not None:
            _date_document(db, document_id, [article_id for article_id, _ in saved])
    return saved


def _is_renamed(db: Database, article_id: int, entry: EntryRow) -> bool:
    present = "SELECT title FROM article WHERE id = ?"
    return bool(db.value(present, (article_id,), "") != entry.title)


def _date_document(db: Database, document_id: int, article_ids: Collection[int]) -> None:
    """Note when the newest of the articles of a document was published."""
    if article_ids:
        db.connection.execute(
            "UPDATE feed_document SET newest = coalesce((SELECT max(published) FROM article "
            "WHERE undigested_in = ?1), 0) WHERE id = ?1",
            (document_id,),
        )
