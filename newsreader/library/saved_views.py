"""Saved views: queries are named, changed, ordered, counted and forgotten."""

from collections.abc import Sequence
from dataclasses import replace

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.query import LONGEST, QueryError
from newsreader.domain.query.fields import SORTS
from newsreader.domain.saved_view import SavedView
from newsreader.library.base import LibraryBase
from newsreader.storage import saved_views, search


class SavedViews(LibraryBase):
    """The part of the library that knows named queries."""

    def saved_views(self) -> tuple[SavedView, ...]:
        """Return all saved views in their order."""
        return saved_views.saved_views(self._search)

    def find_view(self, name: str) -> SavedView:
        """Return the saved view of this name; raises ``NotFound``."""
        wanted = name.casefold()
        for one in self.saved_views():
            if one.name.casefold() == wanted:
                return one
        raise NotFound(f"There is no saved view “{name}”.")

    def add_view(self, name: str, query: str, *, sort: str = "", notify: bool = False) -> SavedView:
        """Save a query under a name. Raises ``QueryError``, and ``NotFound`` for a taken name."""
        wanted = self._checked(SavedView(0, name, query, sort, notify))
        made = saved_views.add_view(
            self._write, wanted.name, wanted.query, self.clock(), sort=sort, notify=notify
        )
        self._remember(
            f"saved the view {made.name}", lambda: saved_views.remove_view(self._write, made.id)
        )
        return made

    def change_view(self, changed: SavedView) -> SavedView:
        """Let a saved view have this name, query, order and notification; return it.

        Raises ``QueryError``, and ``NotFound`` where another has its name.
        """
        before = saved_views.saved_view(self._write, changed.id)
        wanted = self._checked(changed)
        saved_views.change_view(self._write, wanted)
        if wanted != before:
            self._remember(
                f"changed the view {before.name}",
                lambda: saved_views.change_view(self._write, before),
            )
        return wanted

    def remove_view(self, view_id: int) -> None:
        """Forget a saved view; raises ``NotFound``."""
        row = saved_views.view_row(self._write, view_id)
        saved_views.remove_view(self._write, view_id)
        self._remember(
            f"removed the view {row.name}", lambda: saved_views.put_view(self._write, row)
        )

    def place_view(self, view_id: int, place: int) -> None:
        """List a saved view as the first (1), the second, …; raises ``NotFound``."""
        moving = saved_views.saved_view(self._write, view_id)
        before = [one.id for one in saved_views.saved_views(self._write)]
        order = [one for one in before if one != view_id]
        order.insert(max(0, place - 1), view_id)
        if order != before:
            saved_views.order_views(self._write, order)
            self._remember(
                f"moved the view {moving.name}",
                lambda: saved_views.order_views(self._write, before),
            )

    def count_views(self, views: Sequence[SavedView]) -> dict[int, int]:
        """Return how many unread articles each view finds; one that cannot be asked is left out."""
        found = {}
        for one in views:
            try:
                found[one.id] = search.count_unread(self._search, one.asked(self.clock()))
            except QueryError:
                continue
        return found

    def count_unread_later(self) -> int:
        """Return how many unread articles are set aside to be read later."""
        return search.count_unread_later(self._search)

    def _checked(self, view: SavedView) -> SavedView:
        """Return a view as it is stored; raises ``QueryError`` or ``NotFound`` for a wrong one."""
        if view.sort and view.sort.removeprefix("-") not in SORTS:
            raise NotFound(f"There is no order “{view.sort}”: {', '.join(SORTS)}.")
        cleaned = replace(
            view, name=clean_line(view.name, NAME_LIMIT), query=clean_line(view.query, LONGEST)
        )
        cleaned.asked(self.clock())
        return cleaned
