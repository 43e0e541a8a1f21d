"""Renders the lines of a laid out article: text styles, quotes, highlights, hits, selection."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.domain.article import OpenArticle
from newsreader.domain.bidi import base_level
from newsreader.domain.clean import mask_line
from newsreader.domain.document import SpanKind
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.frozen import dataclass
from newsreader.tui.article.article_lines import Line, LineKind
from newsreader.tui.article.code_colours import code_overlays
from newsreader.tui.article.layers import EMPTY, Layer, Overlay
from newsreader.tui.article.layout import ArticleLayout
from newsreader.tui.article.line_order import LineOrder
from newsreader.tui.article.shown_text import lowered, shown_text, table_rules
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.view_state import ViewState
from newsreader.tui.article.wide_table import MORE
from newsreader.tui.article.wrap import clip
from newsreader.tui.cells.visual_order import in_letters, joined, order_line, reordered
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.theme import Palette, speaker_numbers

Pictures = Mapping[str, Sequence[Sequence[Segment]]]
"""The lines of pictures by their addresses."""
MARGIN = 3
"""Cells left of the text: the bar of the cursor, the bar of a quote or highlight, a space."""


@dataclass(frozen=True, eq=False)
class Renderer:
    """Renders the lines of one laid out article in one theme.

    What is laid over the text is sorted once in layers; ``with_highlights``, ``with_hits`` and
    ``with_state`` return a renderer that shares all other layers.
    """

    layout: ArticleLayout
    """The lines."""
    palette: Palette
    """The colours."""
    glyphs: Glyphs
    """The signs."""
    speakers: dict[str, int]
    """The number of each speaker's colour."""
    text: Layer
    """Inline spans and the backgrounds of quotes."""
    quote_bars: Layer
    """The bars of quotes in the margin."""
    lowered: Layer = EMPTY
    """Indices, whose figures are shown in their lowered form."""
    highlights: Layer = EMPTY
    """The backgrounds of highlights."""
    highlight_bars: Layer = EMPTY
    """The bars of highlights in the margin; they hide those of quotes."""
    note_signs: Layer = EMPTY
    """Where a passage begins whose note is not beside it; the sign hides the bar."""
    changed_signs: Layer = EMPTY
    """The same where its publisher changed it since it was marked."""
    hits: Layer = EMPTY
    """The words searched for."""
    pictures: Pictures = field(default_factory=dict)
    """The lines of the pictures that stand in the text, by address."""
    state: ViewState = ViewState()
    """What the user is doing."""

    @classmethod
    def of(
        cls, layout: ArticleLayout, opened: OpenArticle, palette: Palette, glyphs: Glyphs
    ) -> "Renderer":
        """Return the renderer of an article that is laid out in ``layout``."""
        speakers = speaker_numbers(quote.named for quote in opened.quotes)
        pieces = [
            (start, end, speakers.get(quote.named, -1))
            for quote in opened.quotes
            for start, end in quote.pieces
        ]
        styles = {
            SpanKind.STRONG: Style(bold=True, color=palette.strong),
            SpanKind.EMPHASIS: Style(italic=True),
            SpanKind.CODE: Style(color=palette.code),
            SpanKind.LINK: Style(underline=True),
            SpanKind.STRUCK: Style(strike=True, color=palette.dim),
        }
        shown = [span for span in opened.document.spans if span.kind in styles]
        spans = [(span.start, span.end, styles[span.kind]) for span in shown]
        spans += table_rules(opened.document, Style(color=palette.rule))
        spans += code_overlays(opened.document, palette)
        indices = (
            (span.start, span.end, Style())
            for span in opened.document.spans
            if span.kind is SpanKind.LOWERED
        )
        tints = [
            (start, end, Style(bgcolor=palette.speaker_background(number)))
            for start, end, number in pieces
        ]
        bars = (
            (start, end, palette.style(palette.speaker(number))) for start, end, number in pieces
        )
        text = Layer([*spans, *tints])
        renderer = cls(layout, palette, glyphs, speakers, text, Layer(bars), Layer(indices))
        return renderer.with_highlights(opened.highlights)

    def with_highlights(
        self, highlights: Iterable[Highlight], *, note_signs: bool = True
    ) -> "Renderer":
        """Return a renderer that shows these highlights, orphans left out.

        ``note_signs`` puts a sign beside those with a note, as where the note itself is elsewhere.
        """
        palette = self.palette
        shown = [one for one in highlights if one.state is not AnchorState.ORPHAN]
        return replace(
            self,
            highlights=Layer(
                (
                    one.start,
                    one.end,
                    Style(color=palette.inks[one.colour], bgcolor=palette.highlights[one.colour]),
                )
                for one in shown
            ),
            highlight_bars=Layer(
                (one.start, one.end, palette.style(palette.highlight_bars[one.colour], bold=True))
                for one in shown
            ),
            note_signs=Layer(
                (one.start, one.start + 1, palette.style(palette.highlight_bars[one.colour]))
                for one in shown
                if one.note and note_signs
            ),
            changed_signs=Layer(
                (one.start, one.start + 1, palette.style(palette.highlight_bars[one.colour]))
                for one in shown
                if one.state is AnchorState.CHANGED and note_signs
            ),
        )

    def with_pictures(self, pictures: Pictures) -> "Renderer":
        """Return a renderer that shows these pictures where they stand in the text."""
        return replace(self, pictures=pictures)

    def with_hits(self, hits: Iterable[TextRange]) -> "Renderer":
        """Return a renderer that shows these hits of a search."""
        style = Style(color=self.palette.background, bgcolor=self.palette.accent)
        return replace(self, hits=Layer((start, end, style) for start, end in hits))

    def with_state(self, state: ViewState) -> "Renderer":
        """Return a renderer that shows what the user is doing now."""
        return replace(self, state=state)

    def render(self, line: Line) -> list[Segment]:
        """Return the segments of a line, margin included; they may be short of the width."""
        segments = self._render(line)
        return [Segment(self.glyphs.plain(text), style) for text, style, _ in segments]

    def _render(self, line: Line) -> list[Segment]:
        palette = self.palette
        base = self._base(line)
        if line.kind is LineKind.TABLE_RULE:
            return [*self._margin(line), Segment(line.literal, palette.style(palette.rule))]
        if line.literal:
            text = Segment(mask_line(line.literal), base)
            lead = self._lead(line, base) if line.lead else []
            return [*self._margin(line), *lead, *self._literal(line, text)]
        if line.kind is LineKind.BLANK:
            return []
        if line.kind is LineKind.PICTURE:
            margin = Segment(" " * MARGIN, palette.style(palette.text))
            return [margin, *self.pictures[line.lead][line.row]]
        if line.kind is LineKind.RULE:
            rule = self.glyphs.rule * min(24, self.layout.width)
            return [Segment(" " * MARGIN, base), Segment(rule, palette.style(palette.rule))]
        segments, order = self._margin(line), self.layout.order(line)
        lead = self._lead(line, base)
        if order is not None and order.to_right:
            blank = Segment(" " * self.layout.text_column(line), base)
            turned = [Segment(f" {text.strip()}", style) for text, style, _ in lead if text.strip()]
            segments += [blank, *self._ordered(line, order, base), *turned]
        elif order is not None:
            segments += [*lead, *self._ordered(line, order, base)]
        else:
            segments += [*lead, *self._text(line, base)]
        if line.kind is LineKind.CODE:  # one ground for the whole listing
            used = sum(cell_len(text) for text, _, _ in segments)
            segments.append(Segment(" " * (MARGIN + self.layout.width - used), base))
        return segments

    def _lead(self, line: Line, base: Style) -> list[Segment]:
        """Return what stands before the text of a line."""
        if not line.indent:
            return []
        palette = self.palette
        room = max(0, line.indent - cell_len(line.lead) - 1)
        lead = clip(f"{line.lead} ", line.indent)
        style = base if line.kind is LineKind.CODE else palette.style(palette.dim)
        return [Segment(" " * room, base), Segment(lead, style)]

    def _literal(self, line: Line, segment: Segment) -> list[Segment]:
        """Return what is not in the document, at the right where it runs from there."""
        if not self.layout.reorders:
            return [segment]
        if line.lead or line.kind is LineKind.BYLINE or not base_level(segment.text):
            return order_line([segment])
        blank = " " * (self.layout.width - segment.cell_length)
        return [Segment(blank, segment.style), *joined(reordered(in_letters([segment])))]

    def _ordered(self, line: Line, order: LineOrder, base: Style) -> list[Segment]:
        """Return the text of a line in the order in which it is seen."""
        shown, styles = [], []
        for text, style, _ in self._text(line, base):
            shown.append(text)
            styles += [style] * len(text)
        text = "".join(shown)
        palette = self.palette
        rule, more = palette.style(palette.rule), palette.style(palette.dim)
        return joined(
            (one.fill, more if MORE in one.fill else rule)
            if one.fill
            else (
                one.shown(text[one.start - line.start : one.end - line.start]),
                styles[one.start - line.start],
            )
            for one in order.letters
        )

    def _text(self, line: Line, base: Style) -> Iterable[Segment]:
        text = self.layout.document.text
        start, end = line.start, line.end
        # In the order in which one covers the other.
        overlays = [
            *self.lowered.on(start, end),
            *self.text.on(start, end),
            *self._unit_overlay(),
            *self.highlights.on(start, end),
            *self._pointed_overlays(),
            *self.hits.on(start, end),
            *self._hit_overlay(),
            *self._selection_overlay(),
        ]
        overlays = [one for one in overlays if one[0] < end and one[1] > start]
        if not overlays:
            yield Segment(shown_text(line, text[line.start : line.end]), base)
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
            shown = shown_text(line, text[start:end])
            yield Segment(lowered(shown) if self.lowered.on(start, end) else shown, style)

    def _unit_overlay(self) -> list[Overlay]:
        state = self.state
        if state.unit is None or not state.has_focus or state.selection is not None:
            return []
        return [(*state.unit, Style(color=self.palette.strong))]

    def _hit_overlay(self) -> list[Overlay]:
        if self.state.hit is None:
            return []
        palette = self.palette
        style = Style(color=palette.background, bgcolor=palette.strong, bold=True, underline=True)
        return [(*self.state.hit, style)]

    def _pointed_overlays(self) -> list[Overlay]:
        pointed, palette = self.state.pointed, self.palette
        if pointed is None:
            return []
        colour = palette.accent
        if pointed.speaker is not None:
            colour = palette.speaker(self.speakers.get(pointed.speaker, -1))
        style = Style(color=palette.background, bgcolor=colour)
        return [(start, end, style) for start, end in pointed.pieces]

    def _selection_overlay(self) -> list[Overlay]:
        if self.state.selection is None:
            return []
        palette = self.palette
        style = Style(
            color=palette.ink(palette.selection), bgcolor=palette.selection, underline=True
        )
        return [(*self.state.selection, style)]

    def _margin(self, line: Line) -> list[Segment]:
        palette, glyphs, unit = self.palette, self.glyphs, self.state.unit
        has_cursor = (
            self.state.has_focus
            and unit is not None
            and unit[0] < line.end
            and line.start < unit[1]
        )
        first = Segment(glyphs.bar if has_cursor else " ", palette.style(palette.accent))
        second = Segment(" ", palette.style(palette.text))
        if changed_signs := self.changed_signs.on(line.start, line.end):
            second = Segment(glyphs.changed, changed_signs[0][2])
        elif note_signs := self.note_signs.on(line.start, line.end):
            second = Segment(glyphs.note, note_signs[0][2])
        elif highlight_bars := self.highlight_bars.on(line.start, line.end):
            second = Segment(glyphs.highlight, highlight_bars[-1][2])
        elif line.colour:
            colour = palette.highlight_bars[line.colour]
            second = Segment(glyphs.highlight, palette.style(colour, bold=True))
        elif quote_bars := self.quote_bars.on(line.start, line.end):
            second = Segment(glyphs.thin_bar, quote_bars[0][2])
        return [first, second, Segment(" ", palette.style(palette.text))]

    def _base(self, line: Line) -> Style:
        palette, kind = self.palette, line.kind
        if kind is LineKind.TITLE:
            return palette.style(palette.strong, bold=True)
        if kind is LineKind.BYLINE or (kind is LineKind.LOST and not line.indent):
            return palette.style(palette.dim)
        if kind is LineKind.HEADING:
            colours = (palette.strong, palette.text, palette.dim)
            return palette.style(colours[min(line.depth, len(colours) - 1)], bold=True)
        if kind is LineKind.IMAGE:
            return palette.style(palette.dim, italic=True)
        if kind is LineKind.CODE:
            return palette.style(palette.code, palette.raised)
        if kind is LineKind.QUOTATION:
            return palette.style(palette.text, italic=True)
        return palette.style(palette.text)
