"""Lists the links of an article by number, each with its words and the host it leads to."""

from collections.abc import Sequence

from newsreader.domain.clean import mask_line, shown_host, shown_url
from newsreader.domain.counts import grouped
from newsreader.domain.links import Link
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.wrap import clip, clip_lines, wrap
from newsreader.tui.sidebar.entries import EntryLine, Part, body
from newsreader.tui.theme import Palette

FOLDED = 2
"""Lines shown of the words of a link that is not chosen."""


class LinkEntries:
    """The links of one article."""

    def __init__(self, links: tuple[Link, ...], text: str) -> None:
        self.links = links
        self.places: Sequence[tuple[TextRange, ...]] = [((one.start, one.end),) for one in links]
        self._text = text
        self._digits = len(grouped(len(links)))

    def heading_of(self, number: int) -> int:
        """Return the entry itself, as there are no headings."""
        return number

    def colour_of_mark(self, number: int) -> str:
        """Return nothing: what is highlighted is told beside quotes."""
        return ""

    def draw(self, number: int, width: int, palette: Palette, *, unfolded: bool) -> list[EntryLine]:
        """Return the number and the words, then the host; the whole address where ``unfolded``."""
        link, indent = self.links[number], self._digits + 1
        room = max(1, width - indent)
        words = " ".join(mask_line(self._text[link.start : link.end]).split())
        shown = clip_lines(words, room, FOLDED * 2 if unfolded else FOLDED)
        colour = palette.strong if unfolded else palette.text
        lines = body(shown, colour, indent=indent)
        head = (f"{grouped(number + 1):>{self._digits}} ", palette.accent, False)
        lines[0] = EntryLine(Part.BODY, (head, (shown[0], colour, False)))
        if unfolded:
            address = mask_line(shown_url(link.url))
            where = [address[start:end] for start, end in wrap(address, 0, len(address), room)]
        else:
            where = [clip(mask_line(shown_host(link.url)), room)]
        return lines + body(where, palette.dim, indent=indent)
