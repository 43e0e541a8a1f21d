"""Shows in the last line the keys that matter, the place in the article, what is going on."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from newsreader.commands.keymap import Keymap
from newsreader.commands.registry import Command
from newsreader.domain.clean import mask_line
from newsreader.tui.article.wrap import clip
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Themed

MESSAGE_SECONDS = 5.0
"""How long a message stays."""


class StatusLine(Themed):
    """A rule, and one line under it."""

    hints: reactive[tuple[Command, ...]] = reactive(())
    """The commands to name, the most useful first."""
    place: reactive[int | None] = reactive(None)
    """How far one is in the article, in percent; None where there is none."""
    activity: reactive[str] = reactive("")
    """What is going on; empty when nothing is."""

    def __init__(self, glyphs: Glyphs, keymap: Keymap) -> None:
        super().__init__(id="status")
        self.glyphs = glyphs
        self._keymap = keymap
        self._silence: Timer | None = None
        self._saying = False

    def show(self, words: str) -> None:
        """Say what is going on, until something else is said; nothing when it is over."""
        if self._silence is not None:
            self._silence.stop()
        self._saying = False
        self.activity = words

    def show_progress(self, words: str) -> None:
        """Say what is going on behind the scene, unless something else is being said."""
        if not self._saying:
            self.activity = words

    def say(self, words: str) -> None:
        """Say something for a moment."""
        self.show("")
        self._saying = True
        self.activity = words
        self._silence = self.set_timer(MESSAGE_SECONDS, lambda: self.show(""))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Two lines: the rule and the text."""
        return 2

    def render_line(self, y: int) -> Strip:
        """Return the rule, or the line under it."""
        palette, width = self.palette, self.size.width
        if y == 0:
            return Strip([Segment(self.glyphs.rule * width, palette.style(palette.rule))], width)
        dim = palette.style(palette.dim)
        right = self._right(width)
        room = width - cell_len(right) - 4
        segments = [Segment("  ", dim)]
        used = 0
        for command in self.hints:
            key = self._keymap.printed(command.id).split()[0]
            need = cell_len(key) + 1 + cell_len(command.word) + (3 if used else 0)
            if used + need > room:
                break
            segments.append(Segment("   " if used else "", dim))
            segments.append(Segment(key, palette.style(palette.text, bold=True)))
            segments.append(Segment(f" {command.word}", dim))
            used += need
        gap = " " * max(1, width - 2 - used - cell_len(right) - 2)
        segments += [Segment(gap, dim), Segment(right, dim), Segment("  ", dim)]
        return self.glyphs.fit(Strip(segments).adjust_cell_length(width, dim))

    def _right(self, width: int) -> str:
        parts = []
        if self.activity:
            room = width - 12 if self._saying else width // 2
            parts.append(clip(mask_line(self.activity), max(10, room)))
        if self.place is not None:
            parts.append(f"{self.place} %")
        return "   ".join(parts)
