"""Saved views: queries are named, changed, ordered, counted and forgotten."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.query import LONGEST, QueryError
from newsreader.domain.query.fields import SORTS
from newsreader.domain.quoting.watch import make_watch
from newsreader.domain.saved_view import SavedView
from newsreader.library.base import LibraryBase
from newsreader.storage import saved_views
from newsreader.storage.history import StepDraft
from newsreader.storage.queries import search
from newsreader.storage.row_changes import SAVED_VIEW


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
        with self._change_views("") as step:
            made = saved_views.add_view(
                self._write, wanted.name, wanted.query, self.clock(), sort=sort, notify=notify
            )
            step.label = f"saved the view {made.name}"
        return made

    def add_watch(self, speaker: str, words: str = "") -> SavedView:
        """Save a view that tells when somebody is quoted with words, or at all; see ``Watch``.

        Raises ``QueryError``, and ``NotFound`` for a name that is none or a view that is there.
        """
        watch = make_watch(speaker, words)
        return self.add_view(watch.name, watch.query, notify=True)

    def change_view(self, changed: SavedView) -> SavedView:
        """Let a saved view have this name, query, order and notification; return it.

        Raises ``QueryError``, and ``NotFound`` where another has its name.
        """
        before = saved_views.saved_view(self._write, changed.id)
        wanted = self._checked(changed)
        with self._change_views(f"changed the view {before.name}"):
            saved_views.change_view(self._write, wanted)
        return wanted

    def remove_view(self, view_id: int) -> None:
        """Forget a saved view; raises ``NotFound``."""
        name = saved_views.saved_view(self._write, view_id).name
        with self._change_views(f"removed the view {name}"):
            saved_views.remove_view(self._write, view_id)

    def place_view(self, view_id: int, place: int) -> None:
        """List a saved view as the first (1), the second, …; raises ``NotFound``."""
        moving = saved_views.saved_view(self._write, view_id)
        order = [one.id for one in saved_views.saved_views(self._write) if one.id != view_id]
        order.insert(max(0, place - 1), view_id)
        with self._change_views(f"moved the view {moving.name}"):
            saved_views.order_views(self._write, order)

    @contextmanager
    def _change_views(self, label: str) -> Iterator[StepDraft]:
        with self._step(label) as step, step.watching(self._write, SAVED_VIEW):
            yield step

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

    def count_unread_saved(self) -> int:
        """Return how many unread articles are saved pages."""
        return search.count_unread_saved(self._search)

    def count_unread_without_feed(self) -> int:
        """Return how many unread articles belong to no feed."""
        return search.count_unread_without_feed(self._search)

    def _checked(self, view: SavedView) -> SavedView:
        """Return a view as it is stored; raises ``QueryError`` or ``NotFound`` for a wrong one."""
        if view.sort and view.sort.removeprefix("-") not in SORTS:
            raise NotFound(f"There is no order “{view.sort}”: {', '.join(SORTS)}.")
        cleaned = replace(
            view, name=clean_line(view.name, NAME_LIMIT), query=clean_line(view.query, LONGEST)
        )
        cleaned.asked(self.clock())
        return cleaned
