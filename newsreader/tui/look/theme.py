"""Reads the themes, which are TOML files in ``themes``, and gives widgets their colours.

Nothing of Textual is loaded with it, as the first screenful is painted before that.

A theme has its colours three times: for terminals with all colours, with 256 and with 16. Where
there are fewer, each colour is one that such a terminal has (``rich.palette``), as the nearest to
a faint colour is a loud one or none.
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rich.style import Style

from newsreader.frozen import dataclass

if TYPE_CHECKING:
    from textual.theme import Theme

THEMES = Path(__file__).with_name("themes")
"""The folder of the theme files."""

TINT = 0.13
"""The share of a speaker's colour in the background of a quote, 0 to 1."""

READABLE = 4.5
"""The least contrast of text to what is behind it (WCAG 2.2, 1.4.3)."""

Frame = Literal["", "ascii", "round"]
"""The line around what lies over the panes where no ground tells it apart."""

CodeRole = Literal["comment", "string", "number", "keyword", "name"]
"""What of a code listing is coloured alike."""

Depth = Literal["all", "256", "16"]
"""How many colours a terminal has."""


@dataclass(frozen=True, eq=False)
class Palette:
    """The colours of one theme at one depth as ``#rrggbb``, field for field as its file has them.

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
    """The colours that the speakers of an article take in turn: six, with 16 colours fewer."""
    highlights: dict[str, str]
    """What is behind a highlight, by the name of its colour."""
    highlight_bars: dict[str, str]
    """The bar beside a highlight, by the name of its colour."""
    tints: tuple[str, ...] = ()
    """What is behind the quotes of the speakers in turn; where empty, made with ``TINT``."""

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
        if self.tints:
            return self.tints
        from textual.color import Color

        ground = Color.parse(self.background)
        return tuple(ground.blend(Color.parse(colour), TINT).hex for colour in self.speakers)

    def speaker(self, number: int) -> str:
        """Return the colour of the speaker with this number; -1 is nobody."""
        return self.dim if number < 0 else self.speakers[number % len(self.speakers)]

    def speaker_background(self, number: int) -> str:
        """Return what is behind the quotes of the speaker with this number; -1 is nobody."""
        return self.focus if number < 0 else self._tints[number % len(self._tints)]

    @cached_property
    def inks(self) -> dict[str, str]:
        """The colours of the text on highlights, by the names of their colours."""
        return {name: self.ink(ground) for name, ground in self.highlights.items()}

    def ink(self, ground: str) -> str:
        """Return the more readable of strong and background colour on a ground."""
        return max((self.strong, self.background), key=lambda one: contrast(one, ground))

    def on_raised(self, role: CodeRole) -> str:
        """Return the colour of a part of a code listing, readable on its ground."""
        return self._code_colours[role]

    @cached_property
    def _code_colours(self) -> dict[CodeRole, str]:
        numbers: dict[CodeRole, int] = {"keyword": 3, "string": 1, "number": 5, "name": 0}
        wanted = {role: self.speaker(number) for role, number in numbers.items()}
        wanted["comment"] = self.dim
        return {role: self._readable(colour) for role, colour in wanted.items()}

    def _readable(self, colour: str) -> str:
        """Return a colour, else that of code or of text, whichever is readable on the raised."""
        choices = (colour, self.code, self.text)
        readable = (one for one in choices if contrast(one, self.raised) >= READABLE)
        return next(readable, self.strong)

    def textual_theme(self, frame: Frame = "") -> "Theme":
        """Return the Textual theme of these colours, with the variables that the CSS names.

        ``frame`` is the line around what lies over the panes where no ground tells it apart.
        """
        from textual.theme import Theme

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
                "frame": f"{frame} {self.rule}" if frame else "none",
                "frame-padding": "0 2" if frame else "1 3",
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


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palettes(depth: Depth = "all") -> dict[str, Palette]:
    """Return the palettes of all theme files, by the name of the file without its suffix."""
    if not _own:
        return _palettes(depth)
    return _palettes(depth) | {name: own[depth] for name, own in _own.items()}


_own: dict[str, Mapping[Depth, Palette]] = {}


def take_own_themes(themes: Mapping[str, Mapping[Depth, Palette]]) -> None:
    """Let there be these themes of the user's besides, in place of earlier ones."""
    _own.clear()
    _own.update(themes)


@cache
def _palettes(depth: Depth) -> dict[str, Palette]:
    import tomllib  # what is painted first needs no file

    found = {}
    files = {file.stem: file for file in THEMES.glob("*.toml")}
    everything = {
        name: tomllib.loads(files[name].read_text("utf-8"))
        for name in (*BASES, *sorted(files.keys() - {*BASES}))
    }
    fewer = {
        name: {few: values.pop(few, None) for few in ("256", "16")}
        for name, values in everything.items()
    }
    for name, values in everything.items():
        own = fewer[name].get(depth)
        base = fewer[BASES[0] if values["dark"] else BASES[1]].get(depth)
        found[name] = _palette(values | (own or base or {}))
    return found


BASES = ("dark", "light")
"""The themes whose colours others have, the dark and the light ones, at depths of which they say
nothing."""


def _palette(values: dict[str, Any]) -> Palette:
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Palette(**values | lists)


def palette_of(theme: str, depth: Depth = "all") -> Palette:
    """Return the palette of a Textual theme by the theme's name; the dark one for others."""
    known = palettes(depth)
    return known.get(theme.removeprefix("newsreader-"), known["dark"])


def speaker_numbers(speakers: Iterable[str]) -> dict[str, int]:
    """Number speakers in the order in which they first speak; nobody (``""``) has no number."""
    numbers: dict[str, int] = {}
    for speaker in speakers:
        if speaker:
            numbers.setdefault(speaker, len(numbers))
    return numbers
