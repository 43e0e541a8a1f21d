"""The colours: readable on every ground they are painted on, in both themes."""

from collections.abc import Iterator

import pytest
from rich.style import Style
from textual.color import Color

from newsreader.domain.highlight import COLOURS
from newsreader.tui.article.layout import set_page
from newsreader.tui.article.renderer import Ink, Painter
from newsreader.tui.glyphs import UNICODE
from newsreader.tui.theme import DARK, LIGHT, PALETTES, Palette, turns
from tests.tui.samples import everything, highlight, open_document

READABLE = 4.5
"""The least contrast of text to its background (WCAG 2.2, 1.4.3)."""

both = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(text), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """Yield what is painted, its colour and its ground."""
    for name in ("text", "strong", "dim", "accent", "error"):
        for ground in ("background", "focus", "raised"):
            yield f"{name} on {ground}", getattr(palette, name), getattr(palette, ground)
    for name in ("text", "strong"):
        for turn, tint in enumerate(palette.tints):
            yield f"{name} on the tint of speaker {turn}", getattr(palette, name), tint
        for colour, marker in palette.markers.items():
            yield f"{name} on {colour}", getattr(palette, name), marker
    for turn, hue in enumerate(palette.hues):
        yield f"speaker {turn}", hue, palette.background
        yield f"a lit quote of speaker {turn}", palette.background, hue
    yield "a lit quote of nobody", palette.background, palette.hue(-1)
    yield "a search hit", palette.background, palette.accent


@both
def test_every_text_is_readable_on_its_ground(palette: Palette) -> None:
    faint = {
        what: round(contrast(text, ground), 2)
        for what, text, ground in pairs(palette)
        if contrast(text, ground) < READABLE
    }
    assert not faint


@both
def test_contrast_is_counted_as_the_standard_does(palette: Palette) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(palette.text, palette.text) == pytest.approx(1)


def painted_pairs(palette: Palette, marked: str = "") -> set[tuple[str, str]]:
    """Return the colours and grounds of a page with everything on it, marked or not."""
    document = everything()
    marks = [highlight(0, len(document.text), colour=marked)] if marked else []
    opened = open_document(document, highlights=marks)
    painter = Painter(set_page(opened, 60), palette, UNICODE, Ink(focus=(0, 40), active=True))
    looks = [
        one.style or Style()
        for line in painter.page.lines
        for one in painter.paint(line)[3:]
        if one.text.strip("─ ")
    ]
    return {(one.color.name, one.bgcolor.name) for one in looks if one.color and one.bgcolor}


@both
def test_there_is_a_marker_for_each_colour_and_each_is_seen(palette: Palette) -> None:
    assert set(palette.markers) == set(COLOURS)
    grounds = {palette.background, *palette.markers.values()}
    assert len(grounds) == 1 + len(COLOURS)


@both
def test_six_hues_take_turns_and_nobody_has_none(palette: Palette) -> None:
    assert len(set(palette.hues)) == len(palette.hues) == 6
    assert palette.hue(7) == palette.hues[1]
    assert palette.tint(8) == palette.tints[2]
    assert palette.hue(-1) not in palette.hues
    assert palette.tint(-1) not in palette.tints


def test_speakers_take_turns_in_the_order_they_first_speak() -> None:
    assert turns(("Roe", "", "Brandt", "Roe", "Smith")) == {"Roe": 0, "Brandt": 1, "Smith": 2}
    assert turns(()) == {}


def test_the_themes_are_found_by_name() -> None:
    assert {"newsreader-dark", "newsreader-light"} == set(PALETTES)
    assert PALETTES["newsreader-light"].theme().dark is False


@both
@pytest.mark.parametrize("colour", ["", *COLOURS], ids=["unmarked", *COLOURS])
def test_everything_is_readable_under_every_marker(palette: Palette, colour: str) -> None:
    faint = [
        (text, ground, round(contrast(text, ground), 2))
        for text, ground in painted_pairs(palette, colour)
        if contrast(text, ground) < READABLE
    ]
    assert not faint
