"""Paints the lines of a page: text styles, links, quotes, highlights, search hits and the focus."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.domain.clean import mask_line, mask_text
from newsreader.domain.document import SpanKind
from newsreader.domain.highlight import AnchorState
from newsreader.domain.quote import Quote
from newsreader.tui.article.layout import (
    Line,
    LineKind,
    Page,
)
from newsreader.tui.article.text_units import Range
from newsreader.tui.article.wrap import clip
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.theme import Palette, turns

MARGIN = 3
"""Cells left of the text: the bar of the focus, the bar of a mark, a space."""

Overlay = tuple[int, int, Style]
"""A stretch of text and the style laid over it."""


class Layer:
    """Overlays sorted by start, so that those on a line are found without trying all."""

    def __init__(self, overlays: Iterable[Overlay]) -> None:
        self.overlays = sorted(overlays, key=lambda one: one[:2])
        self._starts = [start for start, _, _ in self.overlays]
        self._reach: list[int] = []
        furthest = 0
        for _, end, _ in self.overlays:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def on(self, start: int, end: int) -> list[Overlay]:
        """Return the overlays that share a character with ``start`` to ``end``, by start."""
        found = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > start:
            if self.overlays[at][1] > start:
                found.append(self.overlays[at])
            at -= 1
        return found[::-1]


@dataclass(frozen=True, eq=False)
class Ink:
    """What may change on a page while it stays set: where the focus is, what is selected."""

    focus: Range | None = None
    """The sentence, paragraph or quote in focus."""
    selected: Range | None = None
    """The selection."""
    lit: Quote | None = None
    """The quote chosen in the sidebar."""
    hits: tuple[Range, ...] = ()
    """Where the words searched for stand."""
    active: bool = False
    """Whether the article has the focus."""


@dataclass(frozen=True, eq=False)
class Painter:
    """Paints one page in one theme."""

    page: Page
    """What is painted."""
    palette: Palette
    """The colours."""
    glyphs: Glyphs
    """The signs."""
    ink: Ink = field(default_factory=Ink)
    """What is laid over it."""

    @cached_property
    def turns(self) -> dict[str, int]:
        """Whose turn it is among the hues."""
        return turns(tuple(quote.speaker for quote in self.page.opened.quotes))

    @cached_property
    def _lower(self) -> Layer:
        """What belongs to the story and its marks."""
        palette, opened = self.palette, self.page.opened
        overlays: list[Overlay] = []
        spans = {
            SpanKind.STRONG: Style(bold=True, color=palette.strong),
            SpanKind.EMPHASIS: Style(italic=True),
            SpanKind.CODE: Style(color=palette.hues[2]),
            SpanKind.LINK: Style(underline=True),
        }
        overlays += [(span.start, span.end, spans[span.kind]) for span in opened.document.spans]
        for quote in opened.quotes:
            style = Style(bgcolor=palette.tint(self.turns.get(quote.speaker, -1)))
            overlays += [(start, end, style) for start, end in quote.pieces]
        return Layer(overlays)

    @cached_property
    def _markers(self) -> Layer:
        return Layer(
            (
                one.start,
                one.end,
                Style(color=self.palette.strong, bgcolor=self.palette.markers[one.colour]),
            )
            for one in self.page.opened.highlights
            if one.state is not AnchorState.ORPHAN
        )

    @cached_property
    def _upper(self) -> Layer:
        """What the reader does at this moment."""
        palette, ink = self.palette, self.ink
        overlays: list[Overlay] = []
        if ink.lit is not None:
            hue = palette.hue(self.turns.get(ink.lit.speaker, -1))
            style = Style(color=palette.background, bgcolor=hue)
            overlays += [(start, end, style) for start, end in ink.lit.pieces]
        hit = Style(color=palette.background, bgcolor=palette.accent)
        overlays += [(start, end, hit) for start, end in ink.hits]
        if ink.selected is not None:
            chosen = Style(color=palette.strong, bgcolor=palette.markers["blue"], underline=True)
            overlays.append((*ink.selected, chosen))
        return Layer(overlays)

    @cached_property
    def _bars(self) -> Layer:
        """The bars in the margin; a highlight's hides a quote's."""
        palette, opened = self.palette, self.page.opened
        overlays: list[Overlay] = []
        for quote in opened.quotes:
            style = palette.style(palette.hue(self.turns.get(quote.speaker, -1)))
            overlays += [(start, end, style) for start, end in quote.pieces]
        for one in opened.highlights:
            if one.state is not AnchorState.ORPHAN:
                style = palette.style(palette.inks[one.colour], bold=True)
                overlays.append((one.start, one.end, style))
        return Layer(overlays)

    def paint(self, line: Line) -> list[Segment]:
        """Return the segments of a line, margin included; they may be short of the width."""
        segments = self._paint(line)
        return [Segment(self.glyphs.plain(text), style) for text, style, _ in segments]

    def _paint(self, line: Line) -> list[Segment]:
        palette = self.palette
        base = self._base(line.kind)
        if line.literal:
            text = mask_line(line.literal)
            return [Segment(" " * MARGIN, palette.style(palette.text)), Segment(text, base)]
        if line.kind is LineKind.BLANK:
            return []
        if line.kind is LineKind.RULE:
            rule = self.glyphs.rule * min(24, self.page.width)
            return [Segment(" " * MARGIN, base), Segment(rule, palette.style(palette.rule))]
        segments = self._margin(line)
        if line.indent:
            room = max(0, line.indent - cell_len(line.lead) - 1)
            segments.append(Segment(" " * room, base))
            lead = clip(f"{line.lead} ", line.indent)
            segments.append(Segment(lead, palette.style(palette.dim)))
        segments.extend(self._text(line, base))
        return segments

    def _text(self, line: Line, base: Style) -> Iterable[Segment]:
        text = self.page.opened.document.text
        lower = self._lower.on(line.start, line.end)
        focus = []
        if self.ink.focus is not None and self.ink.active and self.ink.selected is None:
            start, end = self.ink.focus
            if start < line.end and end > line.start:
                focus = [(start, end, Style(color=self.palette.strong))]
        # In the order in which one covers the other.
        overlays = [
            *lower,
            *focus,
            *self._markers.on(line.start, line.end),
            *self._upper.on(line.start, line.end),
        ]
        if not overlays:
            yield Segment(mask_text(text[line.start : line.end]), base)
            return
        edges = {line.start, line.end}
        for start, end, _ in overlays:
            edges.add(max(line.start, start))
            edges.add(min(line.end, end))
        for start, end in pairwise(sorted(edges)):
            style = base
            for from_, to, over in overlays:
                if from_ <= start and end <= to:
                    style += over
            yield Segment(mask_text(text[start:end]), style)

    def _margin(self, line: Line) -> list[Segment]:
        palette, glyphs, ink = self.palette, self.glyphs, self.ink
        focused = (
            ink.active
            and ink.focus is not None
            and ink.focus[0] < line.end
            and line.start < ink.focus[1]
        )
        first = Segment(glyphs.bar if focused else " ", palette.style(palette.accent))
        bars = self._bars.on(line.start, line.end)
        second = Segment(" ", palette.style(palette.text))
        if bars:
            marked = next((one for one in bars if one[2].bold), None)
            sign = glyphs.highlight if marked else glyphs.thin_bar
            second = Segment(sign, (marked or bars[0])[2])
        return [first, second, Segment(" ", palette.style(palette.text))]

    def _base(self, kind: LineKind) -> Style:
        palette = self.palette
        if kind is LineKind.TITLE:
            return palette.style(palette.strong, bold=True)
        if kind is LineKind.BYLINE:
            return palette.style(palette.dim)
        if kind is LineKind.HEADING:
            return palette.style(palette.strong, bold=True)
        if kind is LineKind.IMAGE:
            return palette.style(palette.dim, italic=True)
        if kind is LineKind.CODE:
            return palette.style(palette.hues[2])
        if kind is LineKind.QUOTATION:
            return palette.style(palette.text, italic=True)
        return palette.style(palette.text)


def find_hits(text: str, words: Sequence[str]) -> tuple[Range, ...]:
    """Return where words that begin like those of a search stand in a text, in order.

    Case and accents are folded, as the index folds them.
    """
    found: list[Range] = []
    folded = "".join(map(_fold, text))
    for word in words:
        wanted = "".join(map(_fold, word))
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            if at == 0 or not (folded[at - 1].isalnum() and wanted[0].isalnum()):
                found.append((at, at + len(wanted)))
            at = folded.find(wanted, at + len(wanted))
    return tuple(sorted(found))


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    """Return a letter in lower case without its accent; one for one."""
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter
