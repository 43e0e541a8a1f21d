"""Article state: whether an article is read, bookmarked, tagged, and where reading stopped."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.row_changes import ARTICLE, RowChange, compare, snapshot


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


def read_change(ids: Sequence[int], read: bool) -> RowChange:
    """Return what ``set_read`` did to the articles that it returned."""
    keys = tuple((one,) for one in ids)
    return RowChange(ARTICLE.name, ("read",), (int(not read),), (int(read),), keys)


Mark = Literal["bookmarked", "later", "saved"]
"""The columns of ``article`` that tell since when it is marked so."""


def unmarked(db: Database, mark: Mark, ids: Sequence[int], on: bool) -> list[int]:
    """Return those of these articles whose state changes when they are marked, or no longer."""
    wanted = "IS NULL" if on else "IS NOT NULL"
    found: list[int] = []
    for marks, chunk in chunks(ids):
        found += db.column(
            f"SELECT id FROM article WHERE {mark} {wanted} AND id IN ({marks})", chunk
        )
    return found


def set_mark(
    db: Database, mark: Mark, ids: Sequence[int], when: datetime | None
) -> list[RowChange]:
    """Mark articles since a moment, or with None no longer; return what that changed."""
    return _set(db, mark, ids, when)


def _set(
    db: Database, column: Literal[Mark, "changed"], ids: Sequence[int], when: datetime | None
) -> list[RowChange]:
    changed: list[RowChange] = []
    with db.transaction() as connection:
        for marks, chunk in chunks(ids):
            among = f"WHERE id IN ({marks})"
            before = snapshot(db, ARTICLE, among, chunk)
            connection.execute(f"UPDATE article SET {column} = ? {among}", (to_ms(when), *chunk))
            changed += compare(ARTICLE, before, snapshot(db, ARTICLE, among, chunk))
    return changed


def note_change(db: Database, article_id: int, now: datetime) -> None:
    """Note that a publisher changed the text of an article, if the user had read or marked it."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article SET changed = ? WHERE id = ? AND (read = 1 OR bookmarked IS NOT NULL "
            "OR EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id) "
            "OR EXISTS (SELECT 1 FROM article_tag WHERE article_id = article.id))",
            (to_ms(now), article_id),
        )


def changed_among(db: Database, ids: Sequence[int]) -> list[int]:
    """Return those of these articles whose publisher changed a text that the user knew."""
    return [
        one
        for marks, chunk in chunks(ids)
        for one in db.column(
            f"SELECT id FROM article WHERE changed IS NOT NULL AND id IN ({marks})", chunk
        )
    ]


def forget_change(db: Database, ids: Sequence[int]) -> list[RowChange]:
    """Note that the user knows the changed texts of articles; return what that changed."""
    return _set(db, "changed", ids, None)


def set_tags(db: Database, article_id: int, tags: Sequence[str]) -> None:
    """Give an article exactly these tags."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM article_tag WHERE article_id = ?", (article_id,))
        connection.executemany(
            "INSERT INTO article_tag (article_id, tag) VALUES (?, ?)",
            [(article_id, tag) for tag in sorted(set(tags))],
        )


def set_position(db: Database, article_id: int, offset: int) -> None:
    """Remember the offset at which reading an article stopped."""
    with db.transaction() as connection:
        connection.execute("UPDATE article SET position = ? WHERE id = ?", (offset, article_id))
