"""Lists highlights of many articles: the passage, the note, then who said it where and when."""

from collections.abc import Callable, Sequence

from rich.segment import Segment

from newsreader.domain.age import dateline
from newsreader.domain.clean import mask_line
from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.domain.highlights.highlight_hit import HighlightHit
from newsreader.domain.quoting.quote import Certainty
from newsreader.tui.article.wrap import clip, clip_lines
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.virtual_list import VirtualList

WINDOW = 64
"""How many rows are read at a time around one that is needed."""
KEPT = 1_000
"""How many rows are kept; beyond that the store starts anew."""
BECAME = {AnchorState.CHANGED: "reworded", AnchorState.ORPHAN: "no longer in the text"}
"""What is said of a passage whose very words are not in the text."""

Read = Callable[[Sequence[str]], Sequence[HighlightHit]]
"""Returns highlights by their ids, without those that are gone."""


class HighlightList(VirtualList):
    """One highlight a row; holds the ids and reads the rows on the screen."""

    ROW_HEIGHT = 4

    def __init__(self, glyphs: Glyphs, read: Read) -> None:
        super().__init__(glyphs, id="marks")
        self._read = read
        self._hits: dict[str, HighlightHit] = {}
        self.ids: Sequence[str] = ()
        """What is listed."""

    @property
    def count(self) -> int:
        """How many highlights are listed."""
        return len(self.ids)

    @property
    def current(self) -> HighlightHit | None:
        """The highlight under the cursor; None where there is none any more."""
        return self.hit(self.cursor) if self.cursor < self.count else None

    def hit(self, number: int) -> HighlightHit | None:
        """Return a row, reading those around it where it is not at hand."""
        id_ = self.ids[number]
        if id_ not in self._hits:
            if len(self._hits) > KEPT:
                self._hits.clear()
            start = max(0, number - WINDOW // 2)
            wanted = self.ids[start : start + WINDOW]
            self._hits |= {one.highlight.id: one for one in self._read(wanted)}
        return self._hits.get(id_)

    def show(self, ids: Sequence[str], at: str = "") -> None:
        """List highlights, with the cursor on one, else on the row where it was, else the first.

        What is known of them is read again.
        """
        keep = at or (self.ids[self.cursor] if self.cursor < self.count else "")
        before, self.ids = self.cursor, ids
        self._hits.clear()
        row = ids.index(keep) if keep in ids else before if at else 0
        self.set_reactive(VirtualList.cursor, self.validate_cursor(row))
        self.paint_again()
        if not self.cursor:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.show_cursor()
        self.post_message(self.Moved(self))

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw two lines of the passage, or one with the note under it; then the source."""
        hit, palette, ground = self.hit(number), self.palette, self.ground(number)
        blank = [Segment(" " * width, palette.style(palette.text))]
        if hit is None:
            return [blank] * self.ROW_HEIGHT
        one, dim = hit.highlight, palette.style(palette.dim, ground)
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        side = Segment(
            f"{self.glyphs.highlight} ", palette.style(palette.highlight_bars[one.colour], ground)
        )
        room = max(8, width - 5)
        ink = palette.dim if one.is_lost else palette.strong if current else palette.text
        passage = clip_lines(_in_line(hit.marked_text), room, 1 if one.note else 2)
        lines = [[edge, side, Segment(line, palette.style(ink, ground))] for line in passage]
        if one.note:
            note = clip(_in_line(one.note), room - 2)
            lines.append(
                [
                    edge,
                    side,
                    Segment(f"{self.glyphs.note} ", palette.style(palette.accent, ground)),
                    Segment(note, palette.style(palette.text, ground)),
                ]
            )
        state = f"{self.glyphs.changed} {BECAME[one.state]}" if one.is_lost else ""
        source = self.glyphs.apart.join(mask_line(part) for part in _source(hit) if part)
        state = f"{state}{self.glyphs.apart}" if state else ""
        state = clip(state, room)
        lines.append(
            [
                edge,
                side,
                Segment(state, palette.style(palette.accent, ground)),
                Segment(clip(source, max(1, room - len(state))), dim),
            ]
        )
        return lines + [blank] * (self.ROW_HEIGHT - len(lines))


def _in_line(text: str) -> str:
    return " ".join(mask_line(text).split())


def _source(hit: HighlightHit) -> Sequence[str]:
    """Return what is told of where a highlight stands, the most important first."""
    one = hit.highlight
    said = one.speaker and one.certainty is not Certainty.UNKNOWN
    checked = "" if one.verification is Verification.UNCHECKED else str(one.verification)
    return (
        checked,
        one.attribution if said else "",
        " ".join(f"#{tag}" for tag in one.tags),
        hit.outlet,
        dateline(hit.published, hit.dated),
        hit.title,
    )
