"""The frames of the app, painted so that columns stand where terminals dispute a width."""

from typing import Any, TypeVar

from rich.console import Console, RenderableType
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from newsreader.tui.cells.disputed_width import hold_columns
from newsreader.tui.key_order import OrderedKeysApp

Result = TypeVar("Result")


class HeldColumns(CompositorUpdate):
    """What Textual paints, with its columns held."""

    def __init__(self, update: CompositorUpdate) -> None:
        self._update = update

    def render_segments(self, console: Console) -> str:
        """Return what is written to the terminal."""
        return hold_columns(self._update.render_segments(console))


class HeldColumnsApp(OrderedKeysApp[Result]):
    """An app whose panes stay where they are, whatever the terminal takes a text for."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        update: Any = renderable  # of a type that Textual does not name
        if isinstance(update, CompositorUpdate):
            update = HeldColumns(update)
        super()._display(screen, update)
