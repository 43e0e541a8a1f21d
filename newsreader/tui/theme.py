"""Reads the themes, which are TOML files in ``themes``, and gives widgets their colours."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from rich.style import Style
from textual.color import Color
from textual.theme import Theme
from textual.widget import Widget

TINT = 0.13
"""The share of a speaker's colour in the background of a quote, 0 to 1."""


@dataclass(frozen=True, eq=False)
class Palette:
    """The colours of one theme as ``#rrggbb``, field for field as its file has them.

    Text keeps a contrast of at least 4.5:1 to what is behind it (WCAG 2.2, 1.4.3); the colours
    of speakers stay apart for colour-blind eyes (after Okabe and Ito).
    """

    name: str
    """The name of the Textual theme: ``newsreader-`` and the name of the file."""
    dark: bool
    """Whether the background is dark."""
    background: str
    """Behind everything."""
    raised: str
    """Behind dialogs, prompts and notes."""
    focus: str
    """Behind the current row."""
    rule: str
    """Lines between panes."""
    text: str
    """The text of an article."""
    strong: str
    """Headlines, and the text unit under the cursor."""
    dim: str
    """Bylines, ages, hints."""
    accent: str
    """The cursor, the title of the pane with the focus, search hits."""
    error: str
    """What went wrong."""
    code: str
    """Code in an article."""
    selection: str
    """Behind selected text."""
    speakers: tuple[str, ...]
    """Six colours that the speakers of an article take in turn."""
    highlights: dict[str, str]
    """What is behind a highlight, by the name of its colour."""
    highlight_bars: dict[str, str]
    """The bar beside a highlight, by the name of its colour."""

    def style(
        self,
        color: str,
        background: str | None = None,
        *,
        bold: bool | None = None,
        italic: bool | None = None,
    ) -> Style:
        """Return a style in these colours, on the theme's background unless given another."""
        return Style(color=color, bgcolor=background or self.background, bold=bold, italic=italic)

    @cached_property
    def _tints(self) -> tuple[str, ...]:
        ground = Color.parse(self.background)
        return tuple(ground.blend(Color.parse(colour), TINT).hex for colour in self.speakers)

    def speaker(self, number: int) -> str:
        """Return the colour of the speaker with this number; -1 is nobody."""
        return self.dim if number < 0 else self.speakers[number % len(self.speakers)]

    def speaker_background(self, number: int) -> str:
        """Return what is behind the quotes of the speaker with this number; -1 is nobody."""
        return self.focus if number < 0 else self._tints[number % len(self._tints)]

    def textual_theme(self) -> Theme:
        """Return the Textual theme of these colours, with the variables that the CSS names."""
        return Theme(
            name=self.name,
            primary=self.accent,
            secondary=self.speakers[0],
            accent=self.accent,
            warning=self.accent,
            error=self.error,
            success=self.code,
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
                "input-selection-background": self.selection,
                "scrollbar": self.rule,
                "scrollbar-hover": self.dim,
                "scrollbar-active": self.dim,
                "scrollbar-background": self.background,
                "scrollbar-background-hover": self.background,
                "scrollbar-background-active": self.background,
                "scrollbar-corner-color": self.background,
                "screen-selection-background": self.selection,
                "screen-selection-foreground": self.strong,
            },
        )


@cache
def palettes() -> dict[str, Palette]:
    """Return the palettes of all theme files, by the name of the file without its suffix."""
    found = {}
    folder = files("newsreader.tui").joinpath("themes")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            values = tomllib.loads(file.read_text("utf-8"))
            palette = Palette(**values | {"speakers": tuple(values["speakers"])})
            found[file.name.removesuffix(".toml")] = palette
    return found


def palette_of(theme: str) -> Palette:
    """Return the palette of a Textual theme by the theme's name; the dark one for others."""
    return palettes().get(theme.removeprefix("newsreader-"), palettes()["dark"])


class Themed(Widget):
    """A widget that paints in the colours of the app's theme, and again when that changes.

    Another widget that is also a base stands before this one: Textual takes the style sheet of
    the first.
    """

    @property
    def palette(self) -> Palette:
        """The colours of the theme that the app has now."""
        return palette_of(self.app.theme)

    def on_mount(self) -> None:
        """Hear of another theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.paint_again())

    def paint_again(self) -> None:
        """Paint everything anew; a widget that keeps what it painted drops that first."""
        self.refresh()


def speaker_numbers(speakers: Iterable[str]) -> dict[str, int]:
    """Number speakers in the order in which they first speak; nobody (``""``) has no number."""
    numbers: dict[str, int] = {}
    for speaker in speakers:
        if speaker:
            numbers.setdefault(speaker, len(numbers))
    return numbers
