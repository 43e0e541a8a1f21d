"""Shows one picture in the middle of the room that it has."""

import asyncio
from pathlib import Path

from rich.segment import ControlType, Segment
from textual import events
from textual.strip import Strip

from newsreader.tui.look.themed import Themed
from newsreader.tui.pictures.graphics import Graphics
from newsreader.tui.pictures.picture_codes import kitty_gone
from newsreader.tui.pictures.prepared import Prepared, prepare
from newsreader.tui.pictures.terminal import cell_size

NUMBER = 4_213
"""The number by which kitty knows the picture."""
_NO_CELLS = ((ControlType.CURSOR_FORWARD, 0),)
"""Says of a segment that it takes no cells."""


class PictureView(Themed, can_focus=True):
    """A picture, prepared in a thread; what the terminal draws itself lies over blank lines."""

    DEFAULT_CSS = "PictureView { height: 1fr; }"

    def __init__(self, path: Path, graphics: Graphics) -> None:
        super().__init__()
        self._path = path
        self._graphics: Graphics = graphics
        self._prepared: Prepared | None = None

    def on_resize(self, event: events.Resize) -> None:
        """Prepare it for the room that there is."""
        self.run_worker(self._prepare(), group="picture", exclusive=True)

    async def _prepare(self) -> None:
        if not self.size.width or not self.size.height:
            return
        self._prepared = await asyncio.to_thread(
            prepare,
            self._path,
            self._graphics,
            (self.size.width, self.size.height),
            cell=cell_size(self.app),
            ground=self.palette.background,
            number=NUMBER,
        )
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of the picture, or a blank one; with the last the terminal draws it."""
        width, ground = self.size.width, self.palette.style(self.palette.text)
        shown = self._prepared
        blank = Segment(" " * width, ground)
        if shown is None:
            return Strip([blank], width)
        line = y - (self.size.height - shown.rows) // 2
        if 0 <= line < len(shown.lines):
            before = Segment(" " * ((width - shown.columns) // 2), ground)
            return Strip([before, *shown.lines[line]]).adjust_cell_length(width, ground)
        if shown.code and y == self.size.height - 1:
            return Strip([blank, Segment(self._drawn(shown), None, _NO_CELLS)], width)
        return Strip([blank], width)

    def _drawn(self, shown: Prepared) -> str:
        """Return what has the terminal draw the picture over what is painted above."""
        place = self.content_region
        column = place.x + (place.width - shown.columns) // 2 + 1
        row = place.y + (place.height - shown.rows) // 2 + 1
        return f"\x1b7\x1b[{row};{column}H{shown.code}\x1b8"

    def on_unmount(self) -> None:
        """Take it away where it would stay over what is painted next."""
        driver = self.app._driver
        if self._graphics == "kitty" and driver is not None:
            driver.write(kitty_gone(NUMBER))
