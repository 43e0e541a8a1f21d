"""Draws one article of a list in one, two or three lines, and the headings between articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.domain.age import short_age
from newsreader.domain.article import Article
from newsreader.domain.clean import clean_line, mask_line
from newsreader.domain.counts import grouped
from newsreader.domain.list_headings import Heading
from newsreader.tui.article.wrap import clip, clip_lines, wrap
from newsreader.tui.cells.disputed_width import widest
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.theme import Palette

if TYPE_CHECKING:
    from newsreader.domain.query.excerpts import Excerpt
    from newsreader.domain.query.tree import Sought

GAP = 1
"""Cells at least between the headline and the column of ages."""
LEAST_AGE = 3
"""Cells of the column of ages: of ``59m`` and ``now``."""
APART = 2
"""Cells at least between a headline and the outlet beside it."""
BETWEEN = 3
"""Cells of the bullet between a headline and what stands behind it."""
LEAST_TEXT = 4
"""Cells of a headline that are shown in any width."""
LEAST_OUTLET, MOST_OUTLET = 8, 16
"""Cells of an outlet that are worth showing beside a headline, and those it gets there at most."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """How an article is drawn; lines come without the margin at their left."""

    palette: Palette
    """The colours."""
    glyphs: Glyphs
    """The signs."""
    ground: str
    """The colour behind the row."""
    width: int
    """How wide headline and summary may be, in cells; the sign of the unread stands before."""
    now: datetime
    """The moment from which ages count."""
    sought: "tuple[Sought, ...]" = ()
    """What is searched for, to be marked."""
    listed: str = ""
    """What the list is called; an outlet of that name is not told in each row again."""

    def text_width(self, article: Article) -> int:
        """Return the cells that are left of the column of ages."""
        return max(LEAST_TEXT, self.width - max(LEAST_AGE, cell_len(self._age(article))) - GAP)

    def in_one_line(self, article: Article) -> list[Segment]:
        """Return the headline, the outlet in what that leaves, marks, and the age at the right.

        A headline that is whole only without the age stands without it.
        """
        signs, title = self._signs(article), mask_line(article.title)
        room = max(LEAST_TEXT, self.text_width(article) - cell_len(signs))
        if room < widest(title) <= self.width - cell_len(signs):
            gap = " " * (self.width - cell_len(signs) - cell_len(title))
            marks = Segment(f"{gap}{signs}", self._style(self.palette.accent))
            return [self._dot(article), *self._titled(title, article), marks]
        line = clip(title, room)
        left = room - widest(line) - APART
        outlet = clip(self._outlet(article), min(left, MOST_OUTLET))
        if cell_len(outlet) < LEAST_OUTLET and outlet != article.outlet:
            outlet = ""
        gap = " " * max(0, room - cell_len(line) - cell_len(outlet))
        dim = self._style(self.palette.dim)
        return self._aged(
            [
                self._dot(article),
                *self._titled(line, article),
                Segment(f"{gap}{outlet}", dim),
                Segment(signs, self._style(self.palette.accent)),
            ],
            article,
        )

    def in_list(
        self, article: Article, lines: int, bar: str, *, long: bool, around: "Excerpt | None" = None
    ) -> list[list[Segment]]:
        """Return the row with a margin at its left, in ``lines``, in which ``bar`` stands.

        ``long`` says that the bar goes on where nothing stands beside it.
        """
        edge = Segment(bar, self._style(self.palette.accent))
        if lines == 1:
            return [[edge, *self.in_one_line(article)]]
        drawn = self.in_lines(article, lines, around)
        blank = edge if long else Segment(" ", self._style(self.palette.accent))
        return [[edge, *line] for line in drawn] + [[blank]] * (lines - len(drawn))

    def in_lines(
        self, article: Article, lines: int, around: "Excerpt | None" = None
    ) -> list[list[Segment]]:
        """Return headline and age, then outlet and marks, in ``lines``, two or three, or one less.

        A headline that is whole only without the age stands without it. One that needs all lines
        shares the last with as much of the outlet as there is room for. Where three lines are free
        for a headline of one, the beginning of the summary follows it, so that rows look alike. The
        words ``around`` what was searched for stand there instead, of two lines in the last.
        """
        signs = self._signs(article)
        besides = self._besides(article)
        kept = cell_len(signs) + (cell_len(besides) + BETWEEN if besides else 0)
        title = self._wrapped(article, 1 if around and around.marks else lines, kept)
        aged = not title[-1].endswith("…")
        if not aged:
            without_age = self._wrapped(article, len(title), kept, self.width)
            aged = without_age[-1].endswith("…")
            title = title if aged else without_age
        shared = title.pop() if len(title) == lines else ""
        blank = Segment("  ", self._headline(article))
        drawn = [
            [blank if number else self._dot(article), *self._titled(line, article)]
            for number, line in enumerate(title)
        ]
        if aged:
            drawn[0] = self._aged(drawn[0], article)
        dim = self._style(self.palette.dim)
        if around and around.marks:
            room = self.width - (cell_len(signs) if lines == 2 else 0)
            found = clip(mask_line(around.text), room)
            drawn.append([blank, *_marked(found, around.marks, dim, self._found(article))])
            if lines == 2:
                gap = " " * (room - cell_len(found))
                marks = Segment(f"{gap}{signs}", self._style(self.palette.accent))
                return [drawn[0], [*drawn[1], marks]]
        elif lines - len(title) > 1 and article.summary and not shared:
            summary = clean_line(article.summary, self.width + 1)
            drawn.append(
                [blank, Segment(clip(summary, self.width), self._style(self.palette.text))]
            )
        # Where a terminal gives the headline more cells they are blank here.
        spare = " " * (widest(shared) - cell_len(shared))
        between = f"{spare}{self.glyphs.apart}" if shared else ""
        room = self.width - cell_len(signs) - cell_len(shared + between)
        meta = self._meta(article, room, summary=lines == 2 and not shared)
        told = f"{between}{meta}" if meta else ""
        gap = " " * max(0, self.width - cell_len(shared + told + signs))
        last = [blank, *self._titled(shared, article)] if shared else [blank]
        marks = Segment(signs, self._style(self.palette.accent))
        return [*drawn, [*last, Segment(f"{told}{gap}", dim), marks]]

    def _wrapped(
        self, article: Article, lines: int, kept: int, first_width: int | None = None
    ) -> list[str]:
        """Return the headline in so many lines: the first beside the age, the last beside more.

        That takes ``kept`` cells: signs, and what must be told beside a headline. Where the first
        line has no age it has ``first_width`` cells.
        """
        title, beside = mask_line(article.title), first_width or self.text_width(article)
        if lines == 1:
            return [clip(title, beside)]
        end = next(iter(wrap(title, 0, len(title), beside)))[1]
        first, rest = title[:end], title[end:].lstrip()
        if not rest:
            return [first]
        others = clip_lines(rest, self.width, lines - 1)
        if len(others) == lines - 1:
            others[-1] = clip(others[-1], max(LEAST_TEXT, self.width - kept))
        return [first, *others]

    def _age(self, article: Article) -> str:
        return short_age(article.published, self.now)

    def _aged(self, line: list[Segment], article: Article) -> list[Segment]:
        """Return a line with the age at its right."""
        when = self._age(article)
        used = sum(one.cell_length for one in line) - cell_len("● ")
        gap = " " * max(1, self.width - used - cell_len(when))
        return [*line, Segment(f"{gap}{when}", self._style(self.palette.dim))]

    def _dot(self, article: Article) -> Segment:
        sign = " " if article.read else self.glyphs.unread
        return Segment(f"{sign} ", self._style(self.palette.accent))

    def _titled(self, line: str, article: Article) -> list[Segment]:
        if not self.sought:
            return _marked(line, (), self._headline(article), self._headline(article))
        from newsreader.domain.query.excerpts import find_sought  # not for what is painted first

        marks = find_sought(line, self.sought)
        return _marked(line, marks, self._headline(article), self._found(article))

    def _headline(self, article: Article) -> Style:
        palette = self.palette
        color = palette.text if article.read else palette.strong
        return palette.style(color, self.ground, bold=not article.read)

    def _found(self, article: Article) -> Style:
        accent = self.palette.style(self.palette.accent, self.ground, bold=True)
        return Style.combine([self._headline(article), accent])

    def _style(self, color: str) -> Style:
        return self.palette.style(color, self.ground)

    def _signs(self, article: Article) -> str:
        glyphs = self.glyphs
        return "".join(
            f" {sign}"
            for sign, wanted in (
                (glyphs.highlight, article.highlights),
                (glyphs.note, article.notes),
                (glyphs.bookmark, article.bookmarked),
                (glyphs.other_bookmark, article.other_bookmarked and not article.bookmarked),
                (glyphs.later, article.later),
                (glyphs.changed, article.changed),
            )
            if wanted
        )

    def _outlet(self, article: Article) -> str:
        return "" if article.outlet == self.listed else mask_line(article.outlet)

    def _meta(self, article: Article, room: int, *, summary: bool) -> str:
        """Return the outlet, by how many it is carried or what mutes it, how many quotes it has.

        Where there is little room the outlet goes first, then the number of quotes. With
        ``summary`` the beginning of that stands where no outlet is to be told.
        """
        glyphs, besides = self.glyphs, self._besides(article)
        said = f"  {glyphs.quote}{grouped(article.quotes)}" if article.quotes else ""
        outlet = self._outlet(article)
        if not outlet and summary:
            outlet = clean_line(article.summary, max(1, room))
        if not outlet:
            return clip(f"{besides}{said}".strip(), max(0, room))
        for rest in (f"{glyphs.apart}{besides}{said}" if besides else said, ""):
            left = room - cell_len(rest)
            if left >= min(LEAST_OUTLET, cell_len(outlet)) and (rest or not besides):
                return clip(outlet, left) + rest
        return clip(besides, max(0, room))

    def _besides(self, article: Article) -> str:
        """Return what mutes an article, else by how many it is carried; empty for neither."""
        if article.muted is not None:
            return f"muted by {clip(mask_line(article.muted_by), max(8, self.width // 3))}"
        return article.carried_by


def draw_heading(heading: Heading, width: int, palette: Palette, glyphs: Glyphs) -> list[Segment]:
    """Return a heading on a rule with the number of rows under it; one without is a divider."""
    rule, dim = palette.style(palette.rule), palette.style(palette.dim)
    if not heading.count:
        said = clip(heading.label, max(3, width - 6))
        rest = glyphs.rule * max(0, width - cell_len(said) - 5)
        label = Segment(said, palette.style(palette.accent))
        return [Segment(f" {glyphs.rule * 2} ", rule), label, Segment(f" {rest}", rule)]
    count = f" {grouped(heading.count)} "
    said = clip(mask_line(heading.label), max(3, width - cell_len(count) - 5))
    rest = glyphs.rule * max(0, width - cell_len(said) - cell_len(count) - 4)
    label = Segment(f"   {said} ", palette.style(palette.text, bold=True))
    return [label, Segment(rest, rule), Segment(count, dim)]


def _marked(
    line: str, marks: Sequence[tuple[int, int]], plain: Style, found: Style
) -> list[Segment]:
    """Return a line with the ranges of it that were found in another style."""
    segments: list[Segment] = []
    at = 0
    for start, end in marks:
        if start < len(line):
            segments += [Segment(line[at:start], plain), Segment(line[start:end], found)]
            at = end
    return [one for one in (*segments, Segment(line[at:], plain)) if one.text]
