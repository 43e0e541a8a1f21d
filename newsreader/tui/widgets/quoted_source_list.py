"""Lists who is quoted, or who quotes: names, sums, when and where; the doubtful ones folded."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message

from newsreader.domain.age import age
from newsreader.domain.clean import mask_line
from newsreader.domain.counts import counted, grouped
from newsreader.domain.quoting.source_audit import (
    AuditDetails,
    AuditExtent,
    QuotedSource,
    QuotingPart,
    Section,
    Shares,
    SourceDetails,
)
from newsreader.tui.article.wrap import clip
from newsreader.tui.cells.sparkline import TimeScale
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.sidebar.quote_entries import DOUBT
from newsreader.tui.widgets.virtual_list import VirtualList

Row = QuotedSource | QuotingPart
"""A source, or an outlet or folder."""

WINDOW = 64
"""Of how many rows more is asked for at a time."""
SPARK, WHERE = 70, 92
"""From how many cells on a row has bars, and from how many on the outlet."""
BARS, OUTLET = 14, 22
"""The cells for bars, of which a month has one within a year, and for the outlet."""
MOST = 30
"""With so many of a hundred quotes an outlet is named; else it is said how many there are."""
SHARES = {
    Section.PEOPLE: "people",
    Section.ORGANISATIONS: "organisations",
    Section.DOCUMENTS: "documents",
    Section.GROUPS: "groups",
    Section.UNNAMED: "without a name",
    Section.NOBODY: "no speaker found",
}
"""How the quotes of each section are called in a share."""


class QuotedSourceList(VirtualList):
    """One source a row, as they are given; one row under them folds the doubtful ones away."""

    EMPTY = "Nobody."
    COUNTING = "Counting…"

    class Wanting(Message):
        """Rows are shown of which more is to be told."""

    def __init__(self, glyphs: Glyphs, now: datetime) -> None:
        super().__init__(glyphs, id="people")
        self._now = now
        self._rows: Sequence[Row] = ()
        self._doubtful: Sequence[Row] = ()
        self._unfolded = False
        self._details: dict[str, SourceDetails] = {}
        self._wanting = False
        self.set_reactive(VirtualList.emptiness, self.COUNTING)
        self.scale: TimeScale | None = None
        """The time that the bars of all rows span."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        under = 1 + len(self._doubtful) * self._unfolded if self._doubtful else 0
        return len(self._rows) + under

    @property
    def current(self) -> Row | None:
        """What is under the cursor; None for the row that folds."""
        return self._row(self.cursor)

    def _row(self, number: int) -> Row | None:
        """Return a row; None for the one that folds, and beyond the last."""
        if number < len(self._rows):
            return self._rows[number]
        at = number - len(self._rows) - 1
        return self._doubtful[at] if 0 <= at < len(self._doubtful) else None

    def show(self, rows: Sequence[Row], extent: AuditExtent, keep: str = "") -> None:
        """Show rows from the first, or from that of the source whose key is ``keep``.

        Sources of which every quote is only probable are folded where there are others.
        """
        doubtful = [one for one in rows if isinstance(one, QuotedSource) and not one.sure]
        unsure = {id(one) for one in doubtful}
        self._rows = [one for one in rows if id(one) not in unsure]
        self.set_reactive(VirtualList.emptiness, self.EMPTY)
        self._doubtful = doubtful
        self._unfolded = not self._rows and bool(doubtful)
        first, last = extent.first, extent.last
        self.scale = TimeScale.over(first.date(), last.date(), BARS) if first and last else None
        self._details.clear()
        self._wanting = False
        self.set_reactive(VirtualList.cursor, self.validate_cursor(self._place_of(keep)))
        if not self.cursor:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.paint_again()
        self.show_cursor()
        self.post_message(self.Moved(self))

    def _place_of(self, key: str) -> int:
        for number in range(self.count):
            one = self._row(number)
            if isinstance(one, QuotedSource) and one.key == key:
                return number
        return 1 if self._unfolded else 0

    def fold(self) -> None:
        """Show the doubtful ones, or fold them away."""
        self._unfolded = not self._unfolded
        self.paint_again()

    # More of each source

    def details(self, source: QuotedSource) -> SourceDetails | None:
        """Return more of a source where that is known by now."""
        return self._details.get(source.key)

    def wanted(self) -> list[QuotedSource]:
        """Return the sources around what is seen of which more is to be known."""
        top = max(0, self.scroll_offset.y - WINDOW // 4)
        rows = (self._row(number) for number in range(top, min(self.count, top + WINDOW)))
        return [
            one for one in rows if isinstance(one, QuotedSource) and one.key not in self._details
        ]

    def add_details(self, details: AuditDetails) -> None:
        """Draw what is known of sources by now."""
        self._wanting = False
        self._details |= details
        self.paint_again()
        self.post_message(self.Moved(self))

    # Drawing

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw name and role, at the right when, where, how many quotes and when the last."""
        one, palette = self._row(number), self.palette
        ground = self.ground(number)
        edge = Segment(self.glyphs.bar if current else " ", palette.style(palette.accent, ground))
        dim = palette.style(palette.dim, ground)
        if one is None:
            names = counted(len(self._doubtful), "name is", "names are")
            sign = self.glyphs.unfolded if self._unfolded else self.glyphs.folded
            return [[edge, Segment(clip(f" {sign} {names} only probable", width - 2), dim)]]
        about = _shares_in_words(one) if isinstance(one, QuotingPart) else self._role(one)
        right = list(self._right(one, width))
        room = max(8, width - 4 - sum(cell_len(text) for text, _ in right))
        name = mask_line(one.name) or "no folder"
        doubt = f" {DOUBT}" if isinstance(one, QuotedSource) and not one.sure else ""
        about = f"  {about}" if about and room > 24 else ""
        name = clip(name, max(room // 2, room - 1 - cell_len(about)) - len(doubt))
        about = clip(about, room - 1 - cell_len(name + doubt))
        gap = " " * (room - cell_len(name + doubt + about))
        human = not isinstance(one, QuotedSource) or one.kind.is_human
        colour = palette.text if doubt or not human else palette.strong
        ink = palette.style(colour, ground, bold=human and not doubt)
        return [
            [
                edge,
                Segment(f" {name}", ink),
                Segment(f"{doubt}{about}{gap}", dim),
                *(Segment(text, palette.style(colour, ground)) for text, colour in right),
            ]
        ]

    def _role(self, one: QuotedSource) -> str:
        """Return what a source is called; what it is where that is no person."""
        details = self._details.get(one.key)
        if details is None and not self._wanting:
            self._wanting = True
            self.post_message(self.Wanting())
        role = mask_line(details.role) if details is not None else ""
        return role or ("" if one.kind.is_human else str(one.kind))

    def _right(self, one: Row, width: int) -> Iterator[tuple[str, str]]:
        """Yield what stands at the right of a row, each with its colour."""
        palette = self.palette
        if isinstance(one, QuotingPart):
            yield f"{grouped(one.quotes):>8} ", palette.text
            return
        if width >= SPARK and self.scale is not None and self.scale.width > 1:
            details = self._details.get(one.key)
            bars = self.scale.draw(details.days, self.glyphs.spark) if details is not None else ""
            yield f"  {bars:>{self.scale.width}}  ", palette.accent
        if width >= WHERE:
            share = _first_share(one.outlets, one.quotes, OUTLET)
            yield f"{share}{' ' * (OUTLET - cell_len(share))}", palette.dim
        yield f"{grouped(one.quotes):>6} ", palette.text
        yield f" {age(one.last, self._now):>11} ", palette.dim


def _first_share(shares: Shares, quotes: int, width: int) -> str:
    """Return where most quotes stand, with how many of a hundred, or in how many outlets.

    Where all stand in one outlet its name says so. Only the name is cut to fit into ``width``.
    """
    name, count = shares[0]
    share = round(100 * count / quotes)
    if share < MOST:
        return counted(len(shares), "outlet")
    behind = f" {share} %" if len(shares) > 1 else ""
    return clip(mask_line(name) or "no outlet", width - cell_len(behind)) + behind


def _shares_in_words(part: QuotingPart) -> str:
    """Return how many of a hundred quotes count in each section, the most first."""
    most = sorted(part.sections, key=lambda one: -one[1])
    return ", ".join(f"{part.share(one)} % {SHARES[one]}" for one, count in most if count)
