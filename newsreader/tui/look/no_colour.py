"""Takes every colour out of what is drawn, and tells by attributes what colours told."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from newsreader.tui.look.theme import Palette

_REVERSE, _BOLD, _UNDERLINE = Style(reverse=True), Style(bold=True), Style(underline=True)


class WithoutColour(LineFilter):
    """Follows ``NO_COLOR``: not even the default colours are named.

    What is selected and the cursor of a field are reversed, the current row is bold, a highlight
    is underlined.
    """

    def __init__(self, palette: Callable[[], Palette]) -> None:
        super().__init__()
        self._palette = palette

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        palette = self._palette()
        attributes = {
            **dict.fromkeys(palette.highlights.values(), _UNDERLINE),
            palette.focus: _BOLD,
            palette.accent: _REVERSE,
            palette.selection: _REVERSE,
        }
        return [
            Segment(text, None if style is None else _plain(style, attributes), control)
            for text, style, control in segments
        ]


def _plain(style: Style, attributes: dict[str, Style]) -> Style:
    plain = style.without_color
    if style.meta:
        plain += Style.from_meta(style.meta)
    behind = style.bgcolor
    if behind is not None and behind.triplet is not None:
        plain += attributes.get(behind.triplet.hex, Style.null())
    return plain
