"""Reads tags of what only looks like HTML, without an error whatever it is."""

from html.parser import HTMLParser


class LenientParser(HTMLParser):
    """An ``HTMLParser`` to which a broken marked section (``<![x``) is a comment, as to browsers.

    Before Python 3.14 the library's own raises ``AssertionError`` for it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Return where the section at ``i`` ends, or -1 where it does not."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)
