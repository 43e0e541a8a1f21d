"""The bin: highlights that were deleted stay with their notes until it is emptied by age.

That they were deleted is known for longer, so that no copy of another device brings them back.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsreader.domain.highlights.deleted_highlight import DeletedHighlight
from newsreader.domain.highlights.highlight import Highlight
from newsreader.storage.database import Database, to_ms
from newsreader.storage.exchange.mark_lines import (
    article_line,
    find_or_make,
    read_highlight,
    without_article,
)
from newsreader.storage.highlight_speakers import all_spoken
from newsreader.storage.highlights import swap_highlights
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A row of ``deleted_highlight``; see schema.sql."""

    id: str
    article_id: int
    deleted: datetime
    line: str


TOMBSTONE = Rows(Tombstone, "deleted_highlight")


def tombstones(db: Database) -> list[Tombstone]:
    """Return what is known of all deleted highlights, also of those whose words are gone."""
    return TOMBSTONE.read(db, "ORDER BY id")


def deleted_highlights(db: Database) -> list[DeletedHighlight]:
    """Return what lies in the bin, that which was deleted last first."""
    found = TOMBSTONE.read(db, "WHERE line <> '' ORDER BY deleted DESC, id DESC")
    return [one for one in map(_read, found) if one is not None]


def replace_highlights(
    db: Database,
    gone: Sequence[Highlight],
    come: Sequence[Highlight],
    text: str,
    now: datetime,
) -> None:
    """Swap highlights, as ``swap_highlights`` does; those that do not come again go to the bin."""
    with db.transaction():
        staying = {one.id for one in come}
        for one in gone:
            if one.id not in staying:
                put_in_bin(db, one, now)
        take_out(db, staying)
        swap_highlights(db, gone, come, text)


def put_in_bin(db: Database, one: Highlight, now: datetime) -> None:
    """Keep a highlight in the bin, inside a transaction; its own row is not touched.

    It is kept with the speaker that its quote has now.
    """
    (one,) = all_spoken(db, [one])
    line = {"highlight": without_article(one), "article": article_line(db, one.article_id)}
    put_tombstone(db, Tombstone(one.id, one.article_id, now, json.dumps(line, ensure_ascii=False)))


def put_tombstone(db: Database, one: Tombstone) -> None:
    """Store a row of the bin in place of that of its id, inside a transaction."""
    db.connection.execute("DELETE FROM deleted_highlight WHERE id = ?", (one.id,))
    TOMBSTONE.insert(db, [one])


def take_out(db: Database, ids: Iterable[str]) -> None:
    """Forget that highlights were deleted, inside a transaction: they are there."""
    db.connection.executemany("DELETE FROM deleted_highlight WHERE id = ?", [(id_,) for id_ in ids])


def article_of(db: Database, one: DeletedHighlight) -> int:
    """Return the article of a highlight in the bin, inside a transaction; make it if need be."""
    number = one.highlight.article_id
    if one.article is None or db.column("SELECT 1 FROM article WHERE id = ?", (number,)):
        return number
    return find_or_make(db, one.article)


def empty_bin(db: Database, before: datetime) -> int:
    """Forget what was deleted before a moment, but not that it was; return how many."""
    with db.transaction() as connection:
        emptied = connection.execute(
            "UPDATE deleted_highlight SET line = '' WHERE deleted < ? AND line <> ''",
            (to_ms(before),),
        )
    return emptied.rowcount


def read_tombstone_line(line: str) -> tuple[dict[str, Any], dict[str, Any] | None] | None:
    """Return the highlight and the article of a row's line; None where it cannot be read."""
    try:
        found = json.loads(line)
        return dict(found["highlight"]), found["article"] and dict(found["article"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _read(one: Tombstone) -> DeletedHighlight | None:
    found = read_tombstone_line(one.line)
    if found is None:
        return None
    kept, article = found
    try:
        highlight = read_highlight(kept, one.article_id)
    except (ValueError, TypeError, LookupError, ArithmeticError):
        return None
    return DeletedHighlight(highlight, one.deleted, article)
