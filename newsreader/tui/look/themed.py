"""Lets widgets paint in the colours of the theme that the app has."""

from typing import Any

from textual import events
from textual.app import App
from textual.widget import Widget

from newsreader.tui.look.theme import Depth, Palette, palette_of

_DEPTHS: dict[str | None, Depth] = {"256": "256", "standard": "16", "windows": "16"}
"""The depths by what Rich calls them, where they are not all colours."""


def depth_of(app: App[Any]) -> Depth:
    """Return how many colours the terminal of an app has.

    Where none are wanted it is all of them: what is to be told without colours is found by them.
    """
    return "all" if app.no_color else _DEPTHS.get(app.console.color_system, "all")


class Themed(Widget):
    """A widget that paints in the colours of the app's theme, and again when that changes.

    Another widget that is also a base stands before this one: Textual takes the style sheet of
    the first.
    """

    @property
    def palette(self) -> Palette:
        """The colours of the theme that the app has now."""
        return palette_of(self.app.theme, depth_of(self.app))

    def on_mount(self) -> None:
        """Hear of another theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.paint_again())

    def watch_has_focus(self, has_focus: bool) -> None:
        """Leave the styles as they are: what shows the focus is painted.

        Textual would match the whole style sheet again.
        """

    def _on_focus(self, event: events.Focus) -> None:
        """Have the focus; what shows it is painted by the widget.

        Textual would paint all of it.
        """
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        """Lose the focus, in the same way."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def paint_again(self) -> None:
        """Paint everything anew; a widget that keeps what it painted drops that first."""
        self.refresh()
