"""The colours: one calm dark and one calm light theme, six hues for speakers, five markers."""

from dataclasses import dataclass
from functools import cached_property

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

TINT = 0.13
"""How much of a speaker's hue the background of a quote takes."""


@dataclass(frozen=True, eq=False)
class Palette:
    """The colours of one theme, as ``#rrggbb``, and the styles made of them.

    Text keeps a contrast of at least 4.5:1 to what is behind it (WCAG 2.2, 1.4.3); the hues
    of speakers stay apart for colour-blind eyes (after Okabe and Ito).
    """

    name: str
    """The name of the Textual theme."""
    dark: bool
    """Whether the background is dark."""
    background: str
    """Behind everything."""
    raised: str
    """Behind dialogs and the status line."""
    focus: str
    """Behind the sentence or row in focus."""
    rule: str
    """Lines between panes."""
    text: str
    """The text of a story."""
    strong: str
    """Headlines."""
    dim: str
    """Bylines, ages, hints."""
    accent: str
    """What has the focus."""
    error: str
    """What went wrong."""
    hues: tuple[str, ...]
    """Six colours that speakers take in turn."""
    markers: dict[str, str]
    """The background of each highlight colour."""
    inks: dict[str, str]
    """The bar beside a highlight of each colour."""

    def style(
        self,
        color: str,
        background: str | None = None,
        *,
        bold: bool | None = None,
        italic: bool | None = None,
        underline: bool | None = None,
    ) -> Style:
        """Return a style in these colours, on the theme's background unless given another."""
        return Style(
            color=color,
            bgcolor=background or self.background,
            bold=bold,
            italic=italic,
            underline=underline,
        )

    @cached_property
    def tints(self) -> tuple[str, ...]:
        """The soft backgrounds of quotes, one a hue."""
        ground = Color.parse(self.background)
        return tuple(ground.blend(Color.parse(hue), TINT).hex for hue in self.hues)

    def hue(self, turn: int) -> str:
        """Return the colour of the speaker whose turn it is; -1 is nobody."""
        return self.dim if turn < 0 else self.hues[turn % len(self.hues)]

    def tint(self, turn: int) -> str:
        """Return the soft background of that speaker's quotes; -1 is nobody."""
        return self.focus if turn < 0 else self.tints[turn % len(self.tints)]

    def theme(self) -> Theme:
        """Return the Textual theme of these colours."""
        return Theme(
            name=self.name,
            primary=self.accent,
            secondary=self.hues[0],
            accent=self.accent,
            warning=self.accent,
            error=self.error,
            success=self.hues[2],
            foreground=self.text,
            background=self.background,
            surface=self.background,
            panel=self.raised,
            dark=self.dark,
            variables={
                "rule": self.rule,
                "dim": self.dim,
                "strong": self.strong,
                "raised": self.raised,
                "focus": self.focus,
                "border": self.rule,
                "border-blurred": self.rule,
                "block-cursor-background": self.focus,
                "block-cursor-foreground": self.strong,
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": self.focus,
                "block-cursor-blurred-foreground": self.strong,
                "input-cursor-background": self.accent,
                "input-cursor-foreground": self.background,
                "input-selection-background": self.markers["blue"],
                "scrollbar": self.rule,
                "scrollbar-hover": self.dim,
                "scrollbar-active": self.dim,
                "scrollbar-background": self.background,
                "scrollbar-background-hover": self.background,
                "scrollbar-background-active": self.background,
                "scrollbar-corner-color": self.background,
                "screen-selection-background": self.markers["blue"],
                "screen-selection-foreground": self.strong,
            },
        )


DARK = Palette(
    name="newsreader-dark",
    dark=True,
    background="#15171c",
    raised="#1d2027",
    focus="#23272f",
    rule="#31363f",
    text="#cfd3da",
    strong="#f1efe9",
    dim="#8d94a1",
    accent="#e3a857",
    error="#f0857a",
    hues=("#6cbcf0", "#e5a34a", "#45c79c", "#dc9bcb", "#d8cb5e", "#ef8c69"),
    markers={
        "yellow": "#5a4d10",
        "green": "#1f4e34",
        "blue": "#1e4365",
        "red": "#602b2b",
        "purple": "#4a3261",
    },
    inks={
        "yellow": "#e3c64a",
        "green": "#5cc281",
        "blue": "#5ba5ea",
        "red": "#ef807b",
        "purple": "#b58fe2",
    },
)
"""Night: warm grey on near black, amber for the focus."""

LIGHT = Palette(
    name="newsreader-light",
    dark=False,
    background="#faf8f4",
    raised="#f1eee7",
    focus="#eeeae0",
    rule="#d8d3c8",
    text="#33322f",
    strong="#141311",
    dim="#68645c",
    accent="#94540c",
    error="#a8261c",
    hues=("#0b639e", "#8f5200", "#006b53", "#8b3f76", "#635a00", "#a63b12"),
    markers={
        "yellow": "#fdeea0",
        "green": "#cdeccb",
        "blue": "#cfe4fa",
        "red": "#fbd5d1",
        "purple": "#e6d8f4",
    },
    inks={
        "yellow": "#927300",
        "green": "#2a7f46",
        "blue": "#2d6bb0",
        "red": "#b83227",
        "purple": "#7746aa",
    },
)
"""Day: ink on paper."""

PALETTES = {palette.name: palette for palette in (DARK, LIGHT)}
"""Both, by the name of their theme."""


def turns(speakers: tuple[str, ...]) -> dict[str, int]:
    """Return whose turn it is among the hues: speakers by the order they first speak in."""
    order: dict[str, int] = {}
    for speaker in speakers:
        if speaker and speaker not in order:
            order[speaker] = len(order)
    return order
