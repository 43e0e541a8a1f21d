"""What the dialogs have in common: a quiet frame, a heading, a hint, their commands."""

from abc import abstractmethod
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsreader.domain.clean import mask_text
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.overlay import Overlay
from newsreader.tui.widgets.hint_line import HintLine

Answer = TypeVar("Answer")

FRAME, AROUND = 72, 8
"""The widest frame in cells, as in ``newsreader.tcss``, and the cells of it that are padding and
scroll bar. A screen that is hardly wider is filled: no letters of it are left at the sides."""
HEIGHT_SHARE = 0.9
"""Its largest share of the lines of the screen."""
PASSAGE = 3
"""The most lines of the words that a dialog is about."""
LEAST = 3
"""Lines that a list or text gets, however little room there is."""


class Dialog(Overlay[Answer], ModalScreen[Answer]):
    """A modal screen with a heading, what ``body`` returns, and a hint."""

    heading = ""
    """The first line."""
    hint = ""
    """The last line: which keys do what, with the ids of commands in braces."""
    frame_width = FRAME
    """The most cells that the frame is wide."""

    def compose(self) -> ComposeResult:
        """Lay the parts under one another."""
        self.add_class("dialog")
        with Vertical(classes="frame"):
            if self.heading:
                yield line(self.heading, "heading")
            yield from self.body()
            if self.hint:
                yield HintLine(self.keymap.fill(self.hint))

    @property
    def room(self) -> int:
        """How many cells wide a line of the body may be."""
        return min(self.frame_width, self.app.size.width) - AROUND

    def passage(self, words: str) -> Static:
        """Return the words that a dialog is about, as many as have room in a few lines."""
        return line("\n".join(clip_lines(words, self.room, PASSAGE)), "passage")

    def on_mount(self) -> None:
        """Be as high as the parts are, from the first picture on."""
        self._fit()

    def on_resize(self) -> None:
        """Other lines are left for what scrolls."""
        self._fit()

    def _fit(self) -> None:
        """Give what scrolls, the part of the class ``rest``, the lines that the others leave.

        Textual would count it with all its rows, not with those that it shows.
        """
        frame = self.query_one(".frame")
        width, below, others = self.room + 2, 0, 0
        for part in frame.children:
            margin = part.styles.margin
            others += max(below, margin.top)
            below = margin.bottom
            if part.display and not part.has_class("rest"):
                others += _height(part, self.app.size, width)
        whole = int(self.app.size.height * HEIGHT_SHARE) - frame.styles.gutter.height
        for rest in frame.query_children(".rest"):
            rest.styles.max_height = max(LEAST, whole - others - below)

    @abstractmethod
    def body(self) -> list[Widget]:
        """Return what stands between heading and hint."""


def _height(child: Widget, screen: Size, width: int) -> int:
    """Return the lines of a part with its padding."""
    styles = child.styles
    inside = max(1, width - styles.gutter.width)
    if styles.height is not None and styles.height.is_cells:
        height = styles.height.value
    else:
        height = child.get_content_height(screen, screen, inside)
    if (most := styles.max_height) is not None and most.is_cells:
        height = min(height, most.value)
    if (least := styles.min_height) is not None and least.is_cells:
        height = max(height, least.value)
    return int(height) + styles.gutter.height


def move_cursor(options: OptionList, by: int) -> None:
    """Move the cursor of a list by rows, no further than its ends."""
    if options.option_count:
        at = (options.highlighted or 0) + by
        options.highlighted = max(0, min(options.option_count - 1, at))


def line(text: str, classes: str = "text") -> Static:
    """Return a line of text; whatever is in it, it is no markup."""
    return Static(Content(mask_text(text)), classes=classes)
