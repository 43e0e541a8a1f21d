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
        for key, word in self._fitting(room):
            between = "   " if used else ""
            segments.append(Segment(between, dim))
            segments.append(Segment(key, palette.style(palette.text, bold=True)))
            segments.append(Segment(f" {word}", dim))
            used += cell_len(between) + cell_len(key) + 1 + cell_len(word)
        gap = " " * max(1, width - 2 - used - cell_len(right) - 2)
        segments += [Segment(gap, dim), Segment(right, dim), Segment("  ", dim)]
        return self.glyphs.fit(Strip(segments).adjust_cell_length(width, dim))

    def _fitting(self, room: int) -> list[tuple[str, str]]:
        """Return key and word of as many hints as there is room for; the help is the last to go."""
        named = [(self._keymap.printed(one.id).split()[0], one.word) for one in self.hints]
        needs = [cell_len(key) + 1 + cell_len(word) + 3 for key, word in named]
        fitting = list(range(len(named)))
        while fitting and sum(needs[at] for at in fitting) - 3 > room:
            others = [at for at in fitting if self.hints[at].id != "help"]
            fitting.remove(others[-1] if others else fitting[-1])
        return [named[at] for at in fitting]

    def _right(self, width: int) -> str:
        parts = []
        if self.activity:
            room = width - 12 if self._saying else width // 2
            parts.append(clip(mask_line(self.activity), max(10, room)))
        if self.place is not None:
            parts.append(f"{self.place} %")
        return "   ".join(parts)
