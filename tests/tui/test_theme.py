"""The colours: readable on every ground they are painted on, in both themes."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest
from rich.style import Style
from textual.color import Color

from newsreader.domain.highlight import COLOURS
from newsreader.settings.values import Look
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.renderer import Renderer, ViewState
from newsreader.tui.glyphs import UNICODE
from newsreader.tui.theme import Palette, palette_of, palettes, speaker_numbers
from tests.tui.samples import everything, highlight, open_document

READABLE = 4.5
"""The least contrast of text to its background (WCAG 2.2, 1.4.3)."""

both = pytest.mark.parametrize("palette", palettes().values(), ids=palettes())


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
    numbers = range(-1, len(palette.speakers))
    for name in ("text", "strong"):
        for number in numbers:
            ground = palette.speaker_background(number)
            yield f"{name} on a quote of speaker {number}", getattr(palette, name), ground
        for colour, ground in palette.highlights.items():
            yield f"{name} on {colour}", getattr(palette, name), ground
        yield f"{name} selected", getattr(palette, name), palette.selection
    for number in numbers:
        colour = palette.speaker(number)
        yield f"speaker {number}", colour, palette.background
        yield f"the chosen quote of speaker {number}", palette.background, colour
    yield "a search hit", palette.background, palette.accent
    yield "code", palette.code, palette.background


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
    renderer = Renderer.of(lay_out(opened, 60), opened, palette, UNICODE)
    renderer = renderer.with_state(ViewState(unit=(0, 40), has_focus=True))
    looks = [
        one.style or Style()
        for line in renderer.layout.lines
        for one in renderer.render(line)[3:]
        if one.text.strip("─ ")
    ]
    return {(one.color.name, one.bgcolor.name) for one in looks if one.color and one.bgcolor}


@both
def test_there_is_a_marker_for_each_colour_and_each_is_seen(palette: Palette) -> None:
    assert set(palette.highlights) == set(COLOURS)
    grounds = {palette.background, *palette.highlights.values()}
    assert len(grounds) == 1 + len(COLOURS)


@both
def test_six_colours_go_round_the_speakers_and_nobody_has_none(palette: Palette) -> None:
    assert len(set(palette.speakers)) == len(palette.speakers) == 6
    assert palette.speaker(7) == palette.speakers[1]
    grounds = [palette.speaker_background(number) for number in range(-1, 6)]
    assert len(set(grounds)) == 7
    assert palette.speaker_background(8) == grounds[1 + 2]
    assert palette.speaker(-1) not in palette.speakers


def test_speakers_are_numbered_in_the_order_they_first_speak() -> None:
    found = speaker_numbers(("Roe", "", "Brandt", "Roe", "Smith"))
    assert found == {"Roe": 0, "Brandt": 1, "Smith": 2}
    assert speaker_numbers(()) == {}


@both
def test_every_colour_of_a_theme_file_is_a_colour(palette: Palette) -> None:
    assert set(palette.highlights) == set(palette.highlight_bars) == set(COLOURS)
    single = [getattr(palette, one.name) for one in fields(palette)[2:-3]]
    assert len(single) == 11
    many = (*palette.speakers, *palette.highlights.values(), *palette.highlight_bars.values())
    assert not [one for one in (*single, *many) if not re.fullmatch("#[0-9a-f]{6}", one)]


def test_the_settings_know_all_themes_and_each_is_named_like_its_file() -> None:
    assert set(palettes()) == set(get_args(get_type_hints(Look)["theme"]))
    for name, palette in palettes().items():
        assert palette.name == f"newsreader-{name}"
        assert palette_of(palette.name) is palette
        assert palette.textual_theme().dark is palette.dark
    assert palette_of("textual-light") is palettes()["dark"]


@both
@pytest.mark.parametrize("colour", ["", *COLOURS], ids=["unmarked", *COLOURS])
def test_everything_is_readable_under_every_marker(palette: Palette, colour: str) -> None:
    faint = [
        (text, ground, round(contrast(text, ground), 2))
        for text, ground in painted_pairs(palette, colour)
        if contrast(text, ground) < READABLE
    ]
    assert not faint
