"""A pane with its title, and the rule at its left edge, which the mouse draws to and fro."""

from textual import events
from textual.containers import Vertical
from textual.message import Message


class PaneBox(Vertical):
    """Holds a pane; a rule under the mouse is told apart, and followed while the button is held."""

    ALLOW_SELECT = False  # a rule that is drawn selects no text

    class RuleMoved(Message):
        """The rule at the left edge was drawn to a column of the screen."""

        def __init__(self, box: "PaneBox", column: int) -> None:
            super().__init__()
            self.box = box
            self.column = column

        @property
        def control(self) -> "PaneBox":
            """The pane whose left edge it is."""
            return self.box

    class RuleLeft(Message):
        """The mouse let the rule go."""

    _held = False

    def _is_on_rule(self, event: events.MouseEvent) -> bool:
        return bool(self.styles.border_left[0]) and event.screen_x == self.region.x

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the rule."""
        if self._is_on_rule(event):
            event.stop()
            self._held = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the rule along, or show that it can be drawn."""
        if self._held:
            event.stop()
            self.post_message(self.RuleMoved(self, int(event.screen_x)))
        self.set_class(self._held or self._is_on_rule(event), "-at-rule")

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the rule go."""
        if self._held:
            event.stop()
            self.release_mouse()

    def on_mouse_release(self) -> None:
        """Keep the rule where it is, also where something else takes the mouse."""
        if self._held:
            self._held = False
            self.remove_class("-at-rule")
            self.post_message(self.RuleLeft())

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.set_class(self._held, "-at-rule")
