"""Lists the highlights of an article with notes and tags; those without their words come last."""

from collections.abc import Sequence

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import mask_line, mask_text
from newsreader.domain.highlights.highlight import AnchorState, checked_in_words, in_quotation_marks
from newsreader.domain.quoting.struck import mark_struck
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.wrap import clip_lines, wrap
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.theme import Palette
from newsreader.tui.sidebar.entries import GAP, EntryLine, Part, body

FOLDED = 3
"""Lines shown of a passage, and of its note, that is not chosen."""
LOST = "no longer in the text"
"""The heading of the highlights whose words the publisher has taken out."""

CHANGED = "reworded; you marked"
"""What stands before the words that were highlighted, under those that stand there now."""


class MarkEntries:
    """The highlights of one article."""

    def __init__(self, opened: OpenArticle, glyphs: Glyphs) -> None:
        self.marks = opened.highlights
        self.places: Sequence[tuple[TextRange, ...]] = [
            () if one.state is AnchorState.ORPHAN else ((one.start, one.end),) for one in self.marks
        ]
        self._text, self._struck = opened.document.text, opened.document.struck
        self._note = glyphs.note

    def heading_of(self, number: int) -> int:
        """Return the first highlight of those that are lost, of which this is one; else itself."""
        return number if self.places[number] else self.places.index(())

    def colour_of_mark(self, number: int) -> str:
        """Return the colour of the highlight."""
        return self.marks[number].colour

    def draw(self, number: int, width: int, palette: Palette, *, unfolded: bool) -> list[EntryLine]:
        """Return the passage as it is now and was, the note, the tags, whether it was checked."""
        mark, place = self.marks[number], self.places[number]
        lines = [GAP] if number else []
        if not place and self.heading_of(number) == number:
            lines += [
                EntryLine(Part.HEADING, ((line, palette.dim, False),))
                for line in clip_lines(LOST, width, 2)
            ]
        words = mark.text
        if place:
            words = mark_struck(self._text[slice(*place[0])], self._struck, mark.start)
        words = mask_line(" ".join(words.split()))
        colour = palette.strong if unfolded else palette.text if place else palette.dim
        lines += body(_folded(words, width, unfolded), colour)
        if mark.state is AnchorState.CHANGED:
            marked = mask_line(f"{CHANGED} {in_quotation_marks(' '.join(mark.text.split()))}")
            lines += body(_folded(marked, width, unfolded), palette.dim)
        if mark.note:
            note = " ".join(mask_text(mark.note).split())
            shown = body(_folded(note, width - 2, unfolded), palette.text, indent=2)
            sign = (f"{self._note} ", palette.highlight_bars[mark.colour], False)
            first = shown[0].segments[0][0].removeprefix("  ")
            shown[0] = EntryLine(Part.BODY, (sign, (first, palette.text, False)))
            lines += shown
        if mark.tags:
            tags = mask_line(" ".join(f"#{tag}" for tag in mark.tags))
            lines += body(clip_lines(tags, width, 2), palette.dim)
        if told := mask_line(checked_in_words(mark)):
            lines += body(clip_lines(told, width, 2), palette.dim)
        return lines


def _folded(text: str, width: int, unfolded: bool) -> list[str]:
    if unfolded:
        return [text[start:end] for start, end in wrap(text, 0, len(text), width)]
    return clip_lines(text, width, FOLDED)
