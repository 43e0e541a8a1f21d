"""Teaches six keys, one after another, on what is listed."""

from typing import TYPE_CHECKING

from newsreader.commands.scopes import LIST
from newsreader.tui.look.look_screen import LookScreen

if TYPE_CHECKING:
    from newsreader.tui.tour import Tour

TOUR_LEFT = "{palette} and “six keys” begins again."
"""What is said where the tour is left before its end."""


class TourScreen(LookScreen):
    """Follows the keys that are pressed with a tour, if there is one."""

    _tour: "Tour | None" = None
    """How far the user is in the tour; None where there is none."""

    def begin_tour(self) -> None:
        """Teach six keys, from the list on."""
        from newsreader.tui.tour import Tour  # only few starts need it
        from newsreader.tui.widgets.coach import Coach

        self._told += 1
        self.list_pane.end_selection()
        self.go_to(self.panes.with_zen(False).at(LIST))
        if not self.query(Coach):
            self.mount(Coach(self.keymap, self.glyphs), before=self.status)
        self._show_tour(Tour())

    def go_on_with_tour(self, id_: str) -> None:
        """Teach the next key after the command of one."""
        if self._tour is not None:
            self._show_tour(self._tour.after(id_))

    def leave_tour(self) -> bool:
        """End the tour; return whether there was one."""
        if self._tour is None:
            return False
        if self._tour.lesson is not None:
            self.say(self.keymap.fill(TOUR_LEFT))
        self._show_tour(None)
        return True

    def _show_tour(self, tour: "Tour | None") -> None:
        """Show how far a tour is; None ends it."""
        from newsreader.tui.widgets.coach import Coach

        self._tour = tour
        for coach in self.query(Coach):
            if tour is None:
                coach.remove()
            else:
                coach.show(tour)
