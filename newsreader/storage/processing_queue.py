"""The processing queue: feeds as they came, with the articles whose text waits in them.

An article may also wait for the HTML of its own that a server or a saved page gave.
"""

import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.errors import NotFound
from newsreader.domain.feed import DocumentKind, FeedDocument
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class QueuedDocument:
    """A feed as it came, with the articles in it that wait to be processed."""

    id: int
    """Its number."""
    feed_id: int | None
    """The feed; None when that was removed and articles stayed."""
    document: FeedDocument
    """What came."""
    articles: Mapping[str, int]
    """The articles by their keys, the newest first."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that waits."""

    key: str
    id: int


_LEVEL = 1
"""How hard HTML is compressed that is not kept for long."""

_WAITING = Rows(_Waiting, "article")
_DOCUMENT = Rows(FeedDocument, "feed_document")


def keep_document(db: Database, feed_id: int | None, document: FeedDocument) -> int:
    """Keep a feed as it came for the articles that ``save_entries`` saves with its number."""
    with db.transaction() as connection:
        cursor = connection.execute(
            "INSERT INTO feed_document "
            "(feed_id, newest, came, url, content_type, charset, encoding, body, kind) "
            "VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)",
            (
                feed_id,
                to_ms(document.came),
                document.url,
                document.content_type,
                document.charset,
                document.encoding,
                document.body,
                document.kind,
            ),
        )
    return int(cursor.lastrowid or 0)


def queue_html(db: Database, article_id: int, html: str, base_url: str, now: datetime) -> None:
    """Queue an article whose text is to be made of ``html``, in place of what it waited for.

    Relative addresses in ``html`` count from ``base_url``. The article keeps the text that it
    has until then. Raises ``NotFound``.
    """
    body = zlib.compress(html.encode("utf-8", "replace"), _LEVEL)
    document = FeedDocument(
        url=base_url,
        body=body,
        came=now,
        content_type="text/html",
        charset="utf-8",
        encoding="deflate",
        kind=DocumentKind.ARTICLE,
    )
    with db.transaction() as connection:
        if not db.value("SELECT count(*) FROM article WHERE id = ?", (article_id,)):
            raise NotFound(f"There is no article {article_id}.")
        feed_id = db.value("SELECT feed_id FROM article WHERE id = ?", (article_id,))
        number = keep_document(db, feed_id, document)
        connection.execute(
            "UPDATE article SET undigested_in = ? WHERE id = ?", (number, article_id)
        )
        connection.execute(
            "UPDATE feed_document SET newest = article.published FROM article "
            "WHERE feed_document.id = ? AND article.id = ?",
            (number, article_id),
        )


def newest_queued(db: Database, besides: Collection[int] = ()) -> QueuedDocument | None:
    """Return the feed with the newest article that waits; ``besides`` are numbers to leave out."""
    newest = db.column(
        "SELECT id FROM feed_document ORDER BY newest DESC, id DESC LIMIT ?", (len(besides) + 1,)
    )
    number = next((one for one in newest if one not in besides), None)
    return None if number is None else _queued(db, number)


def queued_of(db: Database, article_ids: Iterable[int]) -> list[QueuedDocument]:
    """Return the feeds in which these articles wait, each with only those of them."""
    wanted = list(article_ids)
    found: list[QueuedDocument] = []
    for marks, chunk in chunks(wanted):
        for number in db.column(
            "SELECT DISTINCT undigested_in FROM article "
            f"WHERE id IN ({marks}) AND undigested_in IS NOT NULL",
            chunk,
        ):
            if one := _queued(db, number, frozenset(chunk)):
                found.append(one)
    return found


def count_queued(db: Database) -> int:
    """Return how many articles wait."""
    return int(db.value("SELECT count(*) FROM article WHERE undigested_in IS NOT NULL"))


def queued_among(db: Database, article_ids: Iterable[int]) -> list[int]:
    """Return those of these articles that wait."""
    return [
        article_id
        for marks, chunk in chunks(list(article_ids))
        for article_id in db.column(
            f"SELECT id FROM article WHERE id IN ({marks}) AND undigested_in IS NOT NULL", chunk
        )
    ]


def is_queued(db: Database, article_id: int, document_id: int) -> bool:
    """Return whether an article still waits for the text that lies in this document."""
    waits_in = db.value("SELECT undigested_in FROM article WHERE id = ?", (article_id,))
    return bool(waits_in == document_id)


def finish(db: Database, document_id: int, article_ids: Collection[int]) -> None:
    """Note that these articles are processed; a document that holds no others is dropped."""
    with db.transaction() as connection:
        for marks, chunk in chunks(list(article_ids)):
            connection.execute(
                "UPDATE article SET undigested_in = NULL "
                f"WHERE undigested_in = ? AND id IN ({marks})",
                (document_id, *chunk),
            )
        connection.execute(
            "DELETE FROM feed_document WHERE id = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM article WHERE undigested_in = ?1)",
            (document_id,),
        )


def _queued(
    db: Database, number: int, wanted: Collection[int] | None = None
) -> QueuedDocument | None:
    document = _DOCUMENT.first(db, "WHERE id = ?", (number,))
    if document is None:
        return None
    waiting = _WAITING.read(
        db, "WHERE undigested_in = ? ORDER BY published DESC, id DESC", (number,)
    )
    return QueuedDocument(
        id=number,
        feed_id=db.value("SELECT feed_id FROM feed_document WHERE id = ?", (number,)),
        document=document,
        articles={one.key: one.id for one in waiting if wanted is None or one.id in wanted},
    )
