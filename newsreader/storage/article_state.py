"""Article state: whether an article is read, bookmarked, tagged, and where reading stopped."""

from collections.abc import Sequence
from datetime import datetime

from newsreader.storage.database import Database, chunks, from_ms, to_ms


def set_read(db: Database, ids: Sequence[int], read: bool) -> list[int]:
    """Mark articles read or unread; return those whose state changed."""
    changed: list[int] = []
    with db.transaction() as connection:
        for marks, chunk in chunks(ids):
            changed += db.column(
                f"SELECT id FROM article WHERE read = ? AND id IN ({marks})", (not read, *chunk)
            )
        connection.executemany(
            "UPDATE article SET read = ? WHERE id = ?", [(read, one) for one in changed]
        )
    return changed


def first_unread(db: Database, ids: Sequence[int]) -> int | None:
    """Return the first of these articles, in their order, that is unread."""
    for marks, chunk in chunks(ids):
        unread = set(db.column(f"SELECT id FROM article WHERE read = 0 AND id IN ({marks})", chunk))
        if unread:
            return next(one for one in chunk if one in unread)
    return None


def set_bookmark(db: Database, article_id: int, when: datetime | None) -> datetime | None:
    """Bookmark an article at a moment, or take the bookmark away; return what was before."""
    with db.transaction() as connection:
        before = db.value("SELECT bookmarked FROM article WHERE id = ?", (article_id,))
        connection.execute(
            "UPDATE article SET bookmarked = ? WHERE id = ?", (to_ms(when), article_id)
        )
    return from_ms(before)


def set_tags(db: Database, article_id: int, tags: Sequence[str]) -> tuple[str, ...]:
    """Give an article exactly these tags; return those it had."""
    with db.transaction() as connection:
        before = db.column(
            "SELECT tag FROM article_tag WHERE article_id = ? ORDER BY tag", (article_id,)
        )
        connection.execute("DELETE FROM article_tag WHERE article_id = ?", (article_id,))
        connection.executemany(
            "INSERT INTO article_tag (article_id, tag) VALUES (?, ?)",
            [(article_id, tag) for tag in sorted(set(tags))],
        )
    return tuple(before)


def set_position(db: Database, article_id: int, offset: int) -> None:
    """Remember the offset at which reading an article stopped."""
    with db.transaction() as connection:
        connection.execute("UPDATE article SET position = ? WHERE id = ?", (offset, article_id))
