"""Lists the links and the files of an article by number, each with the host it leads to."""

from collections.abc import Sequence

from newsreader.domain.clean import mask_line, shown_host, shown_url
from newsreader.domain.counts import grouped
from newsreader.domain.enclosure import Enclosure
from newsreader.domain.links import Link
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.wrap import clip, clip_lines, wrap
from newsreader.tui.look.theme import Palette
from newsreader.tui.sidebar.entries import EntryLine, Part, body

FOLDED = 2
"""Lines shown of the words of a link that is not chosen."""


class LinkEntries:
    """The links of one article, then the files that come with it."""

    def __init__(self, links: Sequence[Link], text: str, files: Sequence[Enclosure] = ()) -> None:
        self.places: Sequence[tuple[TextRange, ...]] = [
            *(((one.start, one.end),) for one in links),
            *(() for _ in files),
        ]
        words = (" ".join(mask_line(text[one.start : one.end]).split()) for one in links)
        self._shown = [
            *((said, one.url, "") for said, one in zip(words, links, strict=True)),
            *((mask_line(one.name), one.url, mask_line(one.facts)) for one in files),
        ]
        self._digits = len(grouped(len(self._shown)))

    def heading_of(self, number: int) -> int:
        """Return the entry itself, as there are no headings."""
        return number

    def colour_of_mark(self, number: int) -> str:
        """Return nothing: what is highlighted is told beside quotes."""
        return ""

    def draw(self, number: int, width: int, palette: Palette, *, unfolded: bool) -> list[EntryLine]:
        """Return the number and the words, then the host; the whole address where ``unfolded``.

        Of a file it is what is known of it that stands before the host.
        """
        (words, url, facts), indent = self._shown[number], self._digits + 1
        room = max(1, width - indent)
        shown = clip_lines(words, room, FOLDED * 2 if unfolded else FOLDED)
        colour = palette.strong if unfolded else palette.text
        lines = body(shown, colour, indent=indent)
        head = (f"{grouped(number + 1):>{self._digits}} ", palette.accent, False)
        lines[0] = EntryLine(Part.BODY, (head, (shown[0], colour, False)))
        if facts:
            lines += body(clip_lines(facts, room, FOLDED), palette.dim, indent=indent)
        if unfolded:
            address = mask_line(shown_url(url))
            where = [address[start:end] for start, end in wrap(address, 0, len(address), room)]
        else:
            where = [clip(mask_line(shown_host(url)), room)]
        return lines + body(where, palette.dim, indent=indent)
