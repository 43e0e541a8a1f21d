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
from newsreader.tui.hints import APART, EDGE, draw_hints, named
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.themed import Themed

MESSAGE_SECONDS = 5.0
"""How long a message stays."""
LEAST = 24
"""Cells that a message gets before the place is told beside it."""


class StatusLine(Themed):
    """A rule, and one line under it."""

    hints: reactive[tuple[Command, ...]] = reactive(())
    """The commands to name, the most useful first."""
    place: reactive[int | None] = reactive(None)
    """How far one is in the article, in percent; None where there is none."""
    reading: reactive[bool] = reactive(False)
    """Whether the user is in the article, so that the rule tells how far."""
    activity: reactive[str] = reactive("")
    """What is going on, or is said for a moment; empty when nothing is."""
    share: reactive[float | None] = reactive(None)
    """How much of a refresh is done, 0 to 1, drawn into the rule; None where there is none."""

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

    def has_room(self, words: str) -> bool:
        """Return whether words can be said here without being cut."""
        return "\n" not in words and cell_len(mask_line(words)) <= self.size.width - 2 * EDGE

    def say(self, words: str) -> None:
        """Say something for a moment."""
        self.show("")
        self._saying = True
        self.activity = words
        self._silence = self.set_timer(MESSAGE_SECONDS, lambda: self.show(""))

    def say_no_more(self) -> None:
        """End what is being said, as what follows it is said elsewhere."""
        if self._saying:
            self.show("")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Two lines: the rule and the text."""
        return 2

    def render_line(self, y: int) -> Strip:
        """Return the rule, or the line under it."""
        palette, width = self.palette, self.size.width
        if y == 0:
            return Strip(self._rule(width), width)
        dim = palette.style(palette.dim)
        told, where = right_words(mask_line(self.activity), self.place, width, whole=self._saying)
        right = f"{told}{' ' * APART}{where}" if told and where else told or where
        segments = draw_hints(named(self.hints, self._keymap), width, right, palette)
        told_style = palette.style(palette.strong) if self._saying else dim
        segments += [Segment(told, told_style), Segment(right[len(told) :], dim)]
        return self.glyphs.fit(Strip(segments).adjust_cell_length(width, dim))

    def _rule(self, width: int) -> list[Segment]:
        """Return the rule, of which what is read stands out; elsewhere what a refresh has done."""
        palette, share = self.palette, self.share or 0
        done = round(width * ((self.place or 0) / 100 if self.reading else share))
        return [
            Segment(self.glyphs.heavy_rule * done, palette.style(palette.accent)),
            Segment(self.glyphs.rule * (width - done), palette.style(palette.rule)),
        ]


def right_words(activity: str, place: int | None, width: int, *, whole: bool) -> tuple[str, str]:
    """Return what stands at the right: what is going on, and the place in percent.

    ``whole`` gives what is going on all the room there is, also that of the place where it needs
    that; else half of it. Where there is hardly any, the place is left out.
    """
    room = width - 2 * EDGE
    where = "" if place is None else f"{place} %"
    if not activity:
        return "", where if cell_len(where) <= room else ""
    beside = room - (cell_len(where) + APART if where else 0)
    if beside < LEAST or (whole and beside < cell_len(activity) <= room):
        beside, where = room, ""
    words = clip(activity, beside if whole else min(beside, max(LEAST, width // 2)))
    return words, where
