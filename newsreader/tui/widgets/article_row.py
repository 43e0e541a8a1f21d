"""Draws one article of a list in one, two or three lines, and the headings between articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.domain.age import age
from newsreader.domain.article import Article
from newsreader.domain.clean import clean_line, mask_line
from newsreader.domain.counts import grouped
from newsreader.domain.list_headings import Heading
from newsreader.domain.query.excerpts import Excerpt, find_sought
from newsreader.domain.query.tree import Sought
from newsreader.tui.article.wrap import clip, clip_lines
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Palette

TITLE_LINES = 2
"""How many lines a headline has at most."""


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
    sought: tuple[Sought, ...] = ()
    """What is searched for, to be marked."""

    def in_one_line(self, article: Article) -> list[Segment]:
        """Return headline, marks, and the age at the right."""
        signs, when = self._signs(article), f" {age(article.published, self.now)}"
        room = max(4, self.width - cell_len(signs) - cell_len(when))
        line = clip(mask_line(article.title), room)
        gap = " " * max(0, room - cell_len(line))
        return [
            self._dot(article),
            *self._titled(line, article),
            Segment(gap, self._headline(article)),
            Segment(signs, self._style(self.palette.accent)),
            Segment(when, self._style(self.palette.dim)),
        ]

    def in_lines(self, article: Article, lines: int, around: Excerpt) -> list[list[Segment]]:
        """Return the headline, then outlet, age and marks, in ``lines`` or one less.

        With more than two lines the headline may take two; where it does not, the beginning of the
        summary follows it, so that rows look alike. The words ``around`` what was searched for
        stand there instead.
        """
        roomy = lines > TITLE_LINES
        title = clip_lines(
            mask_line(article.title), self.width, TITLE_LINES if roomy and not around.marks else 1
        )
        blank = Segment("  ", self._headline(article))
        drawn = [
            [blank if number else self._dot(article), *self._titled(line, article)]
            for number, line in enumerate(title)
        ]
        dim = self._style(self.palette.dim)
        if around.marks:
            found = clip(mask_line(around.text), self.width)
            drawn.append([blank, *_marked(found, around.marks, dim, self._found(article))])
        elif roomy and len(drawn) == 1 and article.summary:
            summary = clean_line(article.summary, self.width + 1)
            drawn.append(
                [blank, Segment(clip(summary, self.width), self._style(self.palette.text))]
            )
        return [*drawn, [blank, *self._meta(article)]]

    def _dot(self, article: Article) -> Segment:
        sign = " " if article.read else self.glyphs.unread
        return Segment(f"{sign} ", self._style(self.palette.accent))

    def _titled(self, line: str, article: Article) -> list[Segment]:
        marks = find_sought(line, self.sought) if self.sought else ()
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
                (glyphs.later, article.later),
                (glyphs.changed, article.changed),
            )
            if wanted
        )

    def _meta(self, article: Article) -> list[Segment]:
        glyphs, dim = self.glyphs, self._style(self.palette.dim)
        marks = self._signs(article)
        when = f" {glyphs.bullet} {age(article.published, self.now)}"
        said = f"  {glyphs.quote}{grouped(article.quotes)}" if article.quotes else ""
        carried = f" {glyphs.bullet} {article.carried_by}" if article.carried_by else ""
        if article.muted is not None:
            by = clip(mask_line(article.muted_by), max(8, self.width // 3))
            carried = f" {glyphs.bullet} muted by {by}"
        when = carried + when
        room = max(4, self.width - cell_len(when) - cell_len(said) - cell_len(marks))
        left = clip(mask_line(article.outlet), room) + when + said
        gap = max(0, self.width - cell_len(left) - cell_len(marks))
        accent = self._style(self.palette.accent)
        return [Segment(left, dim), Segment(" " * gap, dim), Segment(marks, accent)]


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
