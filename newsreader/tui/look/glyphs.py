"""The signs that tell a state, with plain stand-ins for terminals that cannot show them."""

import locale
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from rich.segment import Segment

from newsreader.frozen import dataclass
from newsreader.tui.cells.visual_order import WhoReorders, app_reorders, order_line

if TYPE_CHECKING:
    from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sign a state; every sign is one cell wide."""

    unread: str
    """Before an unread headline."""
    bookmark: str
    """After the outlet of a bookmarked article."""
    other_bookmark: str
    """The same where it is another article of the same story that is bookmarked."""
    later: str
    """The same where it is set aside to be read later."""
    changed: str
    """The same where the publisher changed the text since."""
    note: str
    """Where something is noted."""
    highlight: str
    """In the margin beside a highlighted passage, and in a list row."""
    bar: str
    """Beside the current row of the pane that has the focus."""
    thin_bar: str
    """In the margin beside a quote; beside the current row of other panes."""
    quote: str
    """Before the number of quotes in a list row."""
    rule: str
    """A horizontal line."""
    heavy_rule: str
    """The part of one that tells how far one is."""
    step: str
    """Between the steps of the way to where one is."""
    bullet: str
    """Between the parts of a byline."""
    broken: str
    """Before a feed that could not be read."""
    folded: str
    """Before what is folded away."""
    unfolded: str
    """The same, when it is shown."""
    guide: str
    """Before what lies in a folder."""
    spark: tuple[str, ...]
    """Steps of a bar, the lowest first."""
    drawn: bool = True
    """Whether lines and bars are drawn and panes stand side by side, which nobody can hear."""
    typographic: bool = True
    """Whether the terminal shows more than ASCII."""
    reorders: bool = False
    """Whether the app puts text that runs from right to left in the order in which it is seen."""

    @property
    def apart(self) -> str:
        """What stands between the parts of a line; where nothing is drawn, as one writes it."""
        return f" {self.bullet} " if self.drawn else f"{self.bullet} "

    @property
    def onward(self) -> str:
        """What stands between the steps of a way, likewise."""
        return f" {self.step} " if self.drawn else f"{self.step} "

    def plain(self, text: str) -> str:
        """Return ``text`` with plain signs for typographic ones where the terminal wants it."""
        return text if self.typographic else text.translate(_PLAIN)

    def fit(self, strip: "Strip") -> "Strip":
        """Return a line of the screen with such signs, cell for cell, as it is seen."""
        if all(segment.text.isascii() for segment in strip):
            return strip
        if self.reorders:
            strip = type(strip)(order_line(list(strip)), strip.cell_length)
        if self.typographic:
            return strip
        return type(strip)(
            [Segment(self.plain(text), style, control) for text, style, control in strip],
            strip.cell_length,
        )


_PLAIN = str.maketrans(
    dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’‚‹›", "'")
    | dict.fromkeys("–—·─−", "-")
    | {
        "…": "~",
        "→": ">",
        "•": "*",
        "◦": "-",
        "▪": ".",
        "▏": "|",
        "✓": "x",
        "▣": "#",
        "│": "|",
        "┼": "+",
    }
)


UNICODE = Glyphs(
    "●",
    "★",
    "☆",
    "◷",
    "≠",
    "✎",
    "▍",
    "▌",
    "▎",
    "❝",
    "─",
    "━",
    "›",
    "·",
    "!",
    "▸",
    "▾",
    "│",
    tuple("▁▂▃▄▅▆▇█"),
)
"""For terminals that show Unicode."""
ASCII = Glyphs(
    "*",
    "B",
    "b",
    "L",
    "C",
    "n",
    "#",
    ">",
    "|",
    '"',
    "-",
    "=",
    ">",
    "-",
    "!",
    "+",
    "-",
    "|",
    tuple(".:-=+*%#"),
    typographic=False,
)
"""For the others."""


SPOKEN = replace(
    ASCII,
    bar=" ",
    thin_bar=" ",
    rule=" ",
    heavy_rule=" ",
    guide=" ",
    bullet=",",
    step=",",
    spark=tuple("12345678"),
    typographic=True,
    drawn=False,
)
"""For screen readers: nothing is drawn."""


def choose_glyphs(
    wanted: Literal["auto", "unicode", "ascii"],
    order: WhoReorders = "terminal",
    *,
    spoken: bool = False,
) -> Glyphs:
    """Return the signs to use, ``auto`` asks the locale and the terminal, and who orders them.

    ``spoken`` says that a screen reader speaks them.
    """
    if spoken:
        return SPOKEN
    if wanted == "auto":
        plain = os.environ.get("TERM", "") in ("dumb", "linux", "vt100")
        encoding = locale.getpreferredencoding(False).lower().replace("-", "")
        wanted = "ascii" if plain or "utf" not in encoding else "unicode"
    if wanted == "ascii":
        return ASCII
    return replace(UNICODE, reorders=True) if app_reorders(order) else UNICODE
