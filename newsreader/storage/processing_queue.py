"""What is listed but not digested yet: feeds as they came, and the articles whose text is there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from newsreader.domain.feed import FeedDocument
from newsreader.storage.database import Database, chunks, moment, to_ms


@dataclass(frozen=True, slots=True)
class QueuedDocument:
    """A feed as it came, with the articles in it that wait to be digested."""

    id: int
    """Its number."""
    feed_id: int | None
    """The feed; None when that was removed and marked articles stayed."""
    document: FeedDocument
    """What came."""
    articles: Mapping[str, int]
    """The articles by their keys, the newest first."""


def keep_document(db: Database, feed_id: int, document: FeedDocument) -> int:
    """Keep a feed as it came for the articles that ``save_entries`` saves with its number."""
    with db.transaction() as connection:
        cursor = connection.execute(
            "INSERT INTO feed_document "
            "(feed_id, newest, came, url, content_type, charset, encoding, body) "
            "VALUES (?, 0, ?, ?, ?, ?, ?, ?)",
            (
                feed_id,
                to_ms(document.came),
                document.url,
                document.content_type,
                document.charset,
                document.encoding,
                document.body,
            ),
        )
    return int(cursor.lastrowid or 0)


def newest_queued(db: Database, besides: Collection[int] = ()) -> QueuedDocument | None:
    """Return the feed with the newest article that waits; ``besides`` are numbers to leave out."""
    rows = db.rows(
        "SELECT id FROM feed_document ORDER BY newest DESC, id DESC LIMIT ?", (len(besides) + 1,)
    )
    number = next((row[0] for row in rows if row[0] not in besides), None)
    return None if number is None else _queued(db, number)


def queued_of(db: Database, article_ids: Iterable[int]) -> list[QueuedDocument]:
    """Return the feeds in which these articles wait, each with only those of them."""
    wanted = list(article_ids)
    found: list[QueuedDocument] = []
    for marks, chunk in chunks(wanted):
        for (number,) in db.rows(
            "SELECT DISTINCT undigested_in FROM article "
            f"WHERE id IN ({marks}) AND undigested_in IS NOT NULL",
            chunk,
        ):
            if one := _queued(db, number, frozenset(chunk)):
                found.append(one)
    return found


def count_queued(db: Database) -> int:
    """Return how many articles wait."""
    row = db.row("SELECT count(*) FROM article WHERE undigested_in IS NOT NULL")
    return int(row[0]) if row else 0


def waiting_among(db: Database, article_ids: Iterable[int]) -> list[int]:
    """Return those of these articles that wait."""
    return [
        row[0]
        for marks, chunk in chunks(list(article_ids))
        for row in db.rows(
            f"SELECT id FROM article WHERE id IN ({marks}) AND undigested_in IS NOT NULL", chunk
        )
    ]


def is_waiting(db: Database, article_id: int, document_id: int) -> bool:
    """Return whether an article still waits for the text that lies in this document."""
    row = db.row("SELECT undigested_in FROM article WHERE id = ?", (article_id,))
    return row is not None and row[0] == document_id


def finish(db: Database, document_id: int, article_ids: Collection[int]) -> None:
    """Note that these articles are digested; a document that holds no others is dropped."""
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
    row = db.row(
        "SELECT feed_id, url, body, came, content_type, charset, encoding FROM feed_document "
        "WHERE id = ?",
        (number,),
    )
    if row is None:
        return None
    feed_id, url, body, came, *how = row
    waiting = db.rows(
        "SELECT key, id FROM article WHERE undigested_in = ? ORDER BY published DESC, id DESC",
        (number,),
    )
    articles = {key: one for key, one in waiting if wanted is None or one in wanted}
    return QueuedDocument(number, feed_id, FeedDocument(url, body, moment(came), *how), articles)
