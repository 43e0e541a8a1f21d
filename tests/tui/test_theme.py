"""The colours: readable on every ground they are painted on, in every theme at every depth."""

import math
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import combinations, product
from typing import Any, get_args

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color

from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.options.theme_names import THEMES
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.renderer import Renderer
from newsreader.tui.article.view_state import ViewState
from newsreader.tui.look.glyphs import UNICODE
from newsreader.tui.look.theme import (
    CodeRole,
    Depth,
    Palette,
    contrast,
    palette_of,
    palettes,
    speaker_numbers,
)
from tests.tui.samples import everything, highlight, open_document

READABLE = 4.5
"""The least contrast of text to its background (WCAG 2.2, 1.4.3)."""
SEEN = 3.0
"""The least contrast of a sign to its background (WCAG 2.2, 1.4.11)."""

RAISED = 1.25
"""The least contrast of the ground of dialogs to that of the panes that they lie over."""
APART = 18.0
"""The least distance of two grounds that mean different things, in steps of red, green, blue."""
DEPTHS: tuple[Depth, ...] = ("all", "256", "16")
SYSTEMS = {"256": ColorSystem.EIGHT_BIT, "16": ColorSystem.STANDARD}
TABLES = {"256": EIGHT_BIT_PALETTE, "16": STANDARD_PALETTE}

both = pytest.mark.parametrize("palette", palettes().values(), ids=palettes())
each_depth = pytest.mark.parametrize(
    ("theme", "depth"), [(theme, depth) for theme in palettes() for depth in DEPTHS]
)


def painted(palette: Palette, depth: Depth) -> Palette:
    """Return the colours that a terminal of this depth shows for those of a palette.

    What sixteen colours are differs from terminal to terminal; these are those of the VGA.
    """

    def shown(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: shown(one) for name, one in value.items()}
        if isinstance(value, tuple):
            return tuple(shown(one) for one in value)
        if depth == "all" or not str(value).startswith("#"):
            return value
        number = RichColor.parse(value).downgrade(SYSTEMS[depth]).number
        assert number is not None
        return "#{:02x}{:02x}{:02x}".format(*TABLES[depth][number])

    return replace(
        palette, **{one.name: shown(getattr(palette, one.name)) for one in fields(palette)}
    )


def distance(one: str, other: str) -> float:
    """Return how far two colours are apart, 0 to 442."""
    return math.dist(Color.parse(one).rgb, Color.parse(other).rgb)


def pairs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """Yield what is painted, its colour and its ground."""
    for name in ("text", "strong", "dim", "accent"):
        for ground in ("background", "focus", "raised"):
            yield f"{name} on {ground}", getattr(palette, name), getattr(palette, ground)
    yield "error", palette.error, palette.background
    numbers = range(-1, len(palette.speakers))
    for name in ("text", "strong"):
        for number in numbers:
            ground = palette.speaker_background(number)
            yield f"{name} on a quote of speaker {number}", getattr(palette, name), ground
    for colour, ground in palette.highlights.items():
        yield f"text on {colour}", palette.inks[colour], ground
    yield "selected", palette.ink(palette.selection), palette.selection
    for number in numbers:
        colour = palette.speaker(number)
        yield f"speaker {number}", colour, palette.background
        yield f"the chosen quote of speaker {number}", palette.background, colour
    yield "a search hit", palette.background, palette.accent
    for ground in ("background", "raised"):
        yield f"code on {ground}", palette.code, getattr(palette, ground)
    for role in get_args(CodeRole):
        yield f"a {role} in a listing", palette.on_raised(role), palette.raised


def signs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """Yield what is painted as a sign, its colour and its ground."""
    yield "the sign of a broken feed", palette.error, palette.focus
    for colour, bar in palette.highlight_bars.items():
        yield f"the bar of {colour}", bar, palette.background


@each_depth
def test_every_text_is_readable_on_its_ground(theme: str, depth: Depth) -> None:
    palette = painted(palettes(depth)[theme], depth)
    wanted = [(one, READABLE) for one in pairs(palette)] + [(one, SEEN) for one in signs(palette)]
    faint = {
        what: round(contrast(text, ground), 2)
        for (what, text, ground), least in wanted
        if contrast(text, ground) < least
    }
    assert not faint


@each_depth
def test_what_lies_over_a_pane_has_a_ground_that_is_seen(theme: str, depth: Depth) -> None:
    palette = painted(palettes(depth)[theme], depth)
    assert contrast(palette.raised, palette.background) >= RAISED


@each_depth
def test_what_means_something_else_has_another_ground(theme: str, depth: Depth) -> None:
    palette = painted(palettes(depth)[theme], depth)
    plain = {"plain": palette.background} | {
        f"a quote of {number}": palette.speaker_background(number)
        for number in range(-1, len(palette.speakers))
    }
    marked = palette.highlights
    cursors = {"a hit": palette.accent} | {
        f"the chosen quote of {number}": palette.speaker(number)
        for number in range(-1, len(palette.speakers))
    }
    near = {
        (one, other): round(distance(grounds[one], others[other]))
        for grounds, others in ((plain, marked), (plain, cursors), (marked, cursors))
        for one, other in product(grounds, others)
        if distance(grounds[one], others[other]) < APART
    }
    near |= {
        (one, other): round(distance(marked[one], marked[other]))
        for one, other in combinations(marked, 2)
        if distance(marked[one], marked[other]) < APART
    }
    assert not near


@each_depth
def test_a_terminal_with_fewer_colours_has_those_of_the_theme(theme: str, depth: Depth) -> None:
    palette = palettes(depth)[theme]
    shown = painted(palette, depth)
    far = {
        one.name: (before, after)
        for one in fields(palette)
        for before, after in zip(
            colours(getattr(palette, one.name)), colours(getattr(shown, one.name)), strict=True
        )
        if distance(before, after) > (18 if depth == "256" else 0)
    }
    assert not far


def colours(value: Any) -> list[str]:
    """Return the colours in a field of a palette."""
    many = value.values() if isinstance(value, dict) else value
    one = [value] if isinstance(value, str) else many if not isinstance(value, bool) else ()
    return [colour for colour in one if colour.startswith("#")]


@both
def test_contrast_is_counted_as_the_standard_does(palette: Palette) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(palette.text, palette.text) == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@both
def test_text_on_every_highlight_of_a_full_theme_is_the_strong_one(palette: Palette) -> None:
    assert set(palette.inks.values()) == {palette.strong}


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
        if one.text.strip("─│┼ ")
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
    single = [getattr(palette, one.name) for one in fields(palette)[2:-4]]
    assert len(single) == 11
    many = (*palette.speakers, *palette.highlights.values(), *palette.highlight_bars.values())
    assert not [one for one in (*single, *many) if not re.fullmatch("#[0-9a-f]{6}", one)]


def test_the_settings_know_all_themes_and_each_is_named_like_its_file() -> None:
    assert set(palettes()) == set(THEMES)
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
