"""Says which keys do what, under a dialog or page, or for a moment why one does nothing."""

import re

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from newsreader.domain.clean import mask_text
from newsreader.tui.article.wrap import clip_lines, wrap

BETWEEN = "   "
"""What parts two hints; a part has no more than two spaces in a row."""


class HintLine(Widget):
    """Hints that are parted by three spaces or more, as many in a line as there is room for.

    A key and its word stay in one line.
    """

    def __init__(self, text: str) -> None:
        super().__init__(classes="hint")
        self._parts = _parts(text)
        self._said = ""

    def show(self, text: str) -> None:
        """Say something else."""
        if (parts := _parts(text)) != self._parts:
            self._parts = parts
            self.refresh(layout=True)

    def say(self, words: str) -> None:
        """Say something in the place of the hints; nothing names them again."""
        if words != self._said:
            self._said = words
            self.refresh()

    def lines(self, width: int) -> list[str]:
        """Return the hints as lines of at most ``width`` cells."""
        lines: list[str] = []
        for part in self._parts:
            joined = f"{lines[-1]}{BETWEEN}{part}" if lines else part
            if lines and cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines += [part[start:end] for start, end in wrap(part, 0, len(part), width)]
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the hints need."""
        return len(self.lines(max(1, width)))

    def render(self) -> Content:
        """Return the lines, as many as the hints have, whatever is said."""
        width = max(1, self.content_size.width)
        lines = self.lines(width)
        if self._said:
            lines = clip_lines(mask_text(self._said), width, len(lines))
        return Content("\n".join(lines))


def _parts(text: str) -> list[str]:
    return re.split(r" {3,}", mask_text(text).strip())
