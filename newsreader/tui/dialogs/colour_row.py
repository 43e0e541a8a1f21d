"""Asks for one of the colours of highlights, in one line at the foot of the screen."""

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip

from newsreader.commands.scopes import CHOICE
from newsreader.domain.highlights.highlight import COLOURS
from newsreader.tui.bindings import bindings
from newsreader.tui.driver.silence import NOTHING_FURTHER
from newsreader.tui.hints import EDGE
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed
from newsreader.tui.overlay import Overlay

LINE_UP = {"right": 1, "left": -1, "l": 1, "h": -1}
"""The keys that go along the row, beside those that go through lists."""


class Swatches(Themed, can_focus=True):
    """The colours with their digits and names; the one under the cursor is in brackets."""

    at: reactive[int] = reactive(0)
    """The colour under the cursor, by its number in ``COLOURS``."""

    class Clicked(Message):
        """The user clicked on a colour."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, glyphs: Glyphs, at: int) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.set_reactive(Swatches.at, at)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def _words(self) -> list[str]:
        """Return what stands on each colour; where not all names have room, the digits alone."""
        for named in (True, False):
            words = [f"{digit} {name}" if named else str(digit) for digit, name in _NUMBERED]
            shown = [
                f"[{one}]" if number == self.at else f" {one} " for number, one in enumerate(words)
            ]
            if sum(map(len, shown)) + len(shown) - 1 <= self.size.width - 2 * EDGE:
                break
        return shown

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        palette = self.palette
        ground = palette.style(palette.text, palette.raised)
        segments = [Segment(" " * EDGE, ground)]
        for name, words in zip(COLOURS, self._words(), strict=True):
            style = palette.style(palette.inks[name], palette.highlights[name])
            segments += [Segment(words, style), Segment(" ", ground)]
        return self.glyphs.fit(Strip(segments).adjust_cell_length(self.size.width, ground))

    def on_click(self, event: events.Click) -> None:
        """Take the colour that was clicked on; a click beside all of them is for the row."""
        right = EDGE
        for number, words in enumerate(self._words()):
            right += len(words) + 1
            if event.x < right:
                event.stop()
                self.post_message(self.Clicked(number))
                return


_NUMBERED = tuple(enumerate(COLOURS, 1))


class ColourRow(Overlay[int], ModalScreen[int]):
    """Answers with the number of a colour in ``COLOURS``; None when the user leaves."""

    scope = CHOICE
    BINDINGS = bindings({CHOICE}, priority=True)
    DEFAULT_CSS = """
    ColourRow { background: transparent; align: left bottom; }
    ColourRow Swatches { height: 1; }
    """

    def __init__(self, colour: str, glyphs: Glyphs) -> None:
        """``colour`` is that under the cursor at first."""
        super().__init__()
        self._swatches = Swatches(glyphs, COLOURS.index(colour))

    def compose(self) -> ComposeResult:
        """Put the line in the place of the last one."""
        yield self._swatches

    def on_key(self, event: events.Key) -> None:
        """Go along the row."""
        if by := LINE_UP.get(event.key):
            event.stop()
            event.prevent_default()
            before = self._swatches.at
            self.move(by)
            self.say(NOTHING_FURTHER if self._swatches.at == before else "")

    def on_click(self) -> None:
        """Leave at a click beside the colours."""
        self.leave()

    def on_swatches_clicked(self, event: Swatches.Clicked) -> None:
        """Answer with what was clicked on."""
        self.pick(event.number)

    def move(self, by: int) -> None:
        """Move the cursor, no further than the ends."""
        self._swatches.at = max(0, min(len(COLOURS) - 1, self._swatches.at + by))

    def answer(self) -> None:
        """Answer with the colour under the cursor."""
        self.pick(self._swatches.at)

    def pick(self, number: int) -> None:
        """Answer with a colour by its number."""
        self.dismiss(number)
