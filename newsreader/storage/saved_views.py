"""Saved views: queries with a name, in the order in which they are listed."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.errors import NotFound
from newsreader.domain.saved_view import SavedView
from newsreader.storage.database import Database, to_ms
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class ViewRow(SavedView):
    """A row of ``saved_view``; see schema.sql."""

    made: int = 0


VIEW = Rows(SavedView, "saved_view")
"""Saved views as they are used."""
_ROW = Rows(ViewRow, "saved_view")


def saved_views(db: Database) -> tuple[SavedView, ...]:
    """Return all saved views in their order."""
    return tuple(VIEW.read(db, "ORDER BY place, id"))


def saved_view(db: Database, view_id: int) -> SavedView:
    """Return one; raises ``NotFound``."""
    found = VIEW.first(db, "WHERE id = ?", (view_id,))
    if found is None:
        raise NotFound(f"There is no saved view {view_id}.")
    return found


def add_view(
    db: Database, name: str, query: str, now: datetime, *, sort: str = "", notify: bool = False
) -> SavedView:
    """Save a query under a name, as the last; raises ``NotFound`` where the name is taken."""
    with db.transaction() as connection:
        _require_free(db, name)
        cursor = connection.execute(
            "INSERT INTO saved_view (name, query, sort, notify, place, made) "
            "SELECT ?, ?, ?, ?, coalesce(max(place), 0) + 1, ? FROM saved_view",
            (name, query, sort, notify, to_ms(now)),
        )
        return saved_view(db, int(cursor.lastrowid or 0))


def change_view(db: Database, changed: SavedView) -> None:
    """Let a saved view be like that; raises ``NotFound`` where another has its name."""
    with db.transaction() as connection:
        _require_free(db, changed.name, besides=changed.id)
        connection.execute(
            "UPDATE saved_view SET name = ?, query = ?, sort = ?, notify = ? WHERE id = ?",
            (changed.name, changed.query, changed.sort, changed.notify, changed.id),
        )


def remove_view(db: Database, view_id: int) -> None:
    """Forget a saved view."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM saved_view WHERE id = ?", (view_id,))


def order_views(db: Database, view_ids: list[int]) -> None:
    """List the saved views in this order."""
    with db.transaction() as connection:
        connection.executemany(
            "UPDATE saved_view SET place = ? WHERE id = ?",
            [(place, view_id) for place, view_id in enumerate(view_ids, 1)],
        )


def all_view_rows(db: Database) -> list[ViewRow]:
    """Return the rows of all, in their order."""
    return _ROW.read(db, "ORDER BY place, id")


def _require_free(db: Database, name: str, *, besides: int = 0) -> None:
    if not name:
        raise NotFound("A saved view needs a name.")
    for one in saved_views(db):
        if one.id != besides and one.name.casefold() == name.casefold():
            raise NotFound(f"There is a saved view “{one.name}” already.")
