"""Lists speakers of the library: names, roles, how much they said; the doubtful ones folded."""

from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import var

from newsreader.domain.age import age
from newsreader.domain.clean import mask_line
from newsreader.domain.counts import counted, grouped
from newsreader.domain.speaker import Speaker
from newsreader.tui.article.wrap import clip
from newsreader.tui.widgets.virtual_list import VirtualList


class SpeakerList(VirtualList):
    """One speaker a row, as they are given; one row under them folds the doubtful ones away."""

    EMPTY = "Nobody."

    speakers: var[tuple[Speaker, ...]] = var(())
    """Who is listed."""
    doubtful: var[tuple[Speaker, ...]] = var(())
    """Who is only probably a speaker."""
    unfolded: var[bool] = var(False)
    """Whether the doubtful ones are listed under their row."""
    now: var[datetime | None] = var(None)
    """The moment from which ages are told."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        under = 1 + len(self.doubtful) * self.unfolded if self.doubtful else 0
        return len(self.speakers) + under

    @property
    def current(self) -> Speaker | None:
        """The speaker under the cursor."""
        return self._speaker(self.cursor)

    def _speaker(self, number: int) -> Speaker | None:
        """Return the speaker of a row; None for the row that folds, and beyond the last."""
        if number < len(self.speakers):
            return self.speakers[number]
        at = number - len(self.speakers) - 1
        return self.doubtful[at] if 0 <= at < len(self.doubtful) else None

    def show(self, speakers: tuple[Speaker, ...], doubtful: tuple[Speaker, ...]) -> None:
        """Show other speakers from the first; doubtful ones are folded where there are others."""
        self.speakers, self.doubtful = speakers, doubtful
        self.unfolded = not speakers and bool(doubtful)
        self.set_reactive(VirtualList.cursor, 1 if self.unfolded else 0)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()

    def fold(self) -> None:
        """Show the doubtful ones, or fold them away."""
        self.unfolded = not self.unfolded
        self.paint_again()

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw name and role, at the right how many quotes and when the last."""
        speaker, palette = self._speaker(number), self.palette
        ground = palette.focus if current else palette.background
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        dim = palette.style(palette.dim, ground)
        if speaker is None:
            names = counted(len(self.doubtful), "name is", "names are")
            sign = self.glyphs.unfolded if self.unfolded else self.glyphs.folded
            words = f" {sign} {names} only probable"
            return [[edge, Segment(clip(words, width - 2), dim)]]
        when = age(speaker.last, self.now) if self.now else ""
        count = f"{grouped(speaker.quotes):>6}  {when:>11} "
        human = speaker.kind.is_human
        room = max(8, width - len(count) - 6)
        role = mask_line(speaker.role) or ("" if human else str(speaker.kind))
        name = clip(mask_line(speaker.name), max(room // 2, room - cell_len(role)))
        role = clip(role, room - cell_len(name))
        gap = " " * max(1, width - 4 - cell_len(name) - cell_len(role) - len(count))
        sure = number < len(self.speakers)
        ink = palette.style(
            palette.strong if sure and human else palette.text, ground, bold=current
        )
        return [
            [
                edge,
                Segment(f" {name}", ink),
                Segment(f"  {role}", dim),
                Segment(gap + count, dim),
            ]
        ]
