"""Draws the first screenful as the app will: panes, list of articles, last line; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from newsreader.commands.scopes import LIST, SOURCES
from newsreader.domain.article import Article, Listing
from newsreader.tui.cells.disputed_width import hold_columns
from newsreader.tui.cells.visual_order import order_line
from newsreader.tui.first_screenful.facts import Colours, FirstFacts
from newsreader.tui.hints import draw_hints
from newsreader.tui.listing.list_title import list_title
from newsreader.tui.listing.row_places import HEADING, RowPlaces
from newsreader.tui.screen.pane_layout import NARROW, PaneLayout
from newsreader.tui.screen.title_line import TitleLine, draw_rule, draw_title
from newsreader.tui.widgets.article_row import ArticleRow, draw_heading

TITLE, FOOT = 2, 2
"""Lines of the title of a pane, and of the last line with the rule above it."""
LEAST = (20, 8)
"""Columns and lines of the smallest terminal on which something is painted."""
PLACE = "99 %"
"""What stands at the right of the last line, once the article is laid out: about so much."""
_SYSTEMS: dict[Colours, ColorSystem] = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}
_MARGIN = 4
"""Columns of the list that an article does not fill: those of the bar, the sign and the edges."""


@dataclass(frozen=True, eq=False)
class FirstScreenful:
    """What is to be drawn."""

    facts: FirstFacts
    """How."""
    listing: Listing
    """What is listed, as the app lists it before all articles are counted."""
    rows: Sequence[Article]
    """Its first articles, at least as many as are seen."""
    now: datetime
    """The moment from which ages count."""


def draw(screen: FirstScreenful, width: int, height: int) -> list[list[Segment]]:
    """Return the lines of a terminal of so many columns and lines, each as wide as that.

    What is not known yet is left blank: the sources, and the article with all beside it.
    """
    facts, palette = screen.facts, screen.facts.palette
    panes = PaneLayout(width=width, height=height, widths=facts.widths)
    body, ground = height - FOOT, palette.style(palette.text)
    if width < NARROW:
        blocks = [_list(screen, width, body, alone=True)]
    else:
        sources, listed = int(panes.columns[SOURCES]), int(panes.columns[LIST])
        beside = width - listed - 1
        blocks = [_list(screen, listed, body)]
        if panes.sources_seen:
            blocks[0] = _ruled(facts, _list(screen, listed - 1, body))
            blank = [[Segment(" " * sources, ground)]] * (body - TITLE)
            title = TitleLine(("Sources",))
            blocks.insert(0, [*_title(facts, title, sources), *blank])
            beside -= sources
        blocks.append(_ruled(facts, [[Segment(" " * beside, ground)]] * body))
    hints = draw_hints(facts.hints, width, PLACE if width >= NARROW else "", palette)
    rule = Segment(facts.glyphs.rule * width, palette.style(palette.rule))
    return [
        *([part for block in blocks for part in block[y]] for y in range(body)),
        [rule],
        _fitted(facts, hints, width, palette.style(palette.dim)),
    ]


def escape_codes(lines: Iterable[Sequence[Segment]], colours: Colours) -> bytes:
    """Return what paints lines from the top of a terminal."""
    system = _SYSTEMS[colours]
    painted = (
        f"\x1b[{number};1H"
        + "".join((one.style or Style()).render(one.text, color_system=system) for one in line)
        for number, line in enumerate(lines, 1)
    )
    return hold_columns("".join(painted)).encode()


def _list(
    screen: FirstScreenful, width: int, height: int, *, alone: bool = False
) -> list[list[Segment]]:
    """Return the pane of the list, with the first article under the cursor.

    Where it has the whole screen, ``alone``, its title names the key that leads to the sources.
    """
    facts, palette, glyphs = screen.facts, screen.facts.palette, screen.facts.glyphs
    listing, ground = screen.listing, palette.style(palette.text)
    seen, headed = height - TITLE, [one.row for one in listing.headings]
    places = RowPlaces(facts.lines, len(listing.ids), headed)
    # Where not all rows are seen a bar lies over the last column; it comes with the app.
    bar = [Segment(" ", ground)] if places.lines > seen else []
    inner = width - len(bar)
    name, count = list_title(listing, listing.unread, False)
    counts = f"{glyphs.apart}{count}" if listing.unread else ""
    back = facts.back if alone else ("", "")
    lines = _title(facts, TitleLine((name,), counts, back, active=True), width)
    drawn: dict[int, list[list[Segment]]] = {}
    for y in range(seen):
        number, line = places.at(y)
        if line == HEADING:
            heading = draw_heading(listing.headings[number], width, palette, glyphs)
            lines.append([*_fitted(facts, heading, inner, ground), *bar])
        elif number < len(screen.rows):
            here = palette.focus if number == 0 else palette.background
            if number not in drawn:
                row = ArticleRow(
                    palette, glyphs, here, width - _MARGIN, screen.now, listed=listing.title
                )
                sign = glyphs.bar if number == 0 else " "
                drawn[number] = row.in_list(
                    screen.rows[number], facts.lines, sign, long=number == 0
                )
            fill = palette.style(palette.text, here)
            lines.append([*_fitted(facts, drawn[number][line], inner, fill), *bar])
        else:
            lines.append([Segment(" " * width, ground)])
    return lines


def _title(facts: FirstFacts, title: TitleLine, width: int) -> list[list[Segment]]:
    """Return the title of a pane, and the rule under it."""
    palette, glyphs = facts.palette, facts.glyphs
    line = draw_title(title, width, palette, glyphs)
    return [
        _fitted(facts, line, width, palette.style(palette.dim)),
        draw_rule(title.active, width, palette, glyphs),
    ]


def _ruled(facts: FirstFacts, lines: list[list[Segment]]) -> list[list[Segment]]:
    """Return a pane with a rule at its left."""
    rule = Segment("|" if facts.plain else "│", facts.palette.style(facts.palette.rule))
    return [[rule, *line] for line in lines]


def _fitted(facts: FirstFacts, line: Sequence[Segment], width: int, fill: Style) -> list[Segment]:
    """Return a line that is exactly so wide, in the signs that the terminal has."""
    whole = Segment.adjust_line_length(list(line), width, style=fill)
    if facts.reorders:
        whole = order_line(whole)
    return [Segment(facts.glyphs.plain(text), style) for text, style, _ in whole]
