"""Painting: which style lies where on a line, in both themes and in plain signs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from newsreader.documents.blocks import read_html
from newsreader.domain.article import OpenArticle
from newsreader.domain.highlights.highlight import COLOURS, AnchorState
from newsreader.domain.query.excerpts import find_sought
from newsreader.tui.article.article_lines import LineKind
from newsreader.tui.article.layers import Layer
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.renderer import MARGIN, Renderer
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.article.view_state import Pointed, ViewState
from newsreader.tui.look.glyphs import ASCII, UNICODE, Glyphs
from newsreader.tui.look.theme import Palette, contrast, palettes
from tests.builders import Story, asking
from tests.tui.samples import HARBOUR, everything, highlight, open_document, open_story

TEXT = HARBOUR.document.text
DARK, LIGHT = palettes()["dark"], palettes()["light"]
RANGES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(lambda one: one[0] < one[1]),
    max_size=12,
)


@given(RANGES, st.integers(0, 60), st.integers(1, 20))
def test_a_layer_finds_what_a_search_of_all_finds(
    ranges: list[TextRange], start: int, length: int
) -> None:
    end = start + length
    layer = Layer((*one, Style()) for one in ranges)
    wanted = sorted(one for one in ranges if one[0] < end and start < one[1])
    assert sorted(one[:2] for one in layer.on(start, end)) == wanted


def a_renderer(
    opened: OpenArticle,
    width: int = 60,
    state: ViewState | None = None,
    *,
    palette: Palette = DARK,
    glyphs: Glyphs = UNICODE,
    hits: Sequence[TextRange] = (),
) -> Renderer:
    renderer = Renderer.of(lay_out(opened, width), opened, palette, glyphs)
    return renderer.with_state(state or ViewState()).with_hits(hits)


def painted(renderer: Renderer) -> dict[int, tuple[str, Style]]:
    """Return the letter and the style at each offset of the text that is on the page."""
    found = {}
    for line in renderer.layout.lines:
        if line.literal or line.kind in (LineKind.BLANK, LineKind.RULE):
            continue
        segments = renderer.render(line)[3:]  # behind the margin
        if line.indent:
            segments = segments[2:]
        at = line.start
        for text, style, _ in segments:
            for letter in text[: line.end - at]:  # behind it is the ground of a listing
                found[at] = (letter, style or Style())
                at += 1
        assert at == line.end
    return found


def paint(
    state: ViewState,
    palette: Palette = DARK,
    hits: Sequence[TextRange] = (),
    **others: object,
) -> dict[int, tuple[str, Style]]:
    opened = open_story(**others)  # type: ignore[arg-type]
    return painted(a_renderer(opened, 30, state, palette=palette, hits=hits))


def under(letters: dict[int, tuple[str, Style]], wanted: str, **looks: object) -> bool:
    """Whether all the letters of these words, and only they, have these looks."""
    start = TEXT.index(wanted)
    inside = set(range(start, start + len(wanted)))
    have = {at for at, (_, style) in letters.items() if looking(style, **looks)}
    return have == inside & set(letters) and bool(have)


def looking(style: Style, **looks: object) -> bool:
    """Whether a style has these looks; colours are named as the theme names them."""
    return all(
        _look(style, name) == (value.upper() if isinstance(value, str) else value)
        for name, value in looks.items()
    )


def _look(style: Style, name: str) -> object:
    value = getattr(style, name)
    return value.name.upper() if isinstance(value, Color) else value


def test_the_letters_on_the_page_are_the_letters_of_the_text() -> None:
    letters = paint(ViewState())
    assert all(TEXT[at] == letter for at, (letter, _) in letters.items())
    assert {at for at, letter in enumerate(TEXT) if not letter.isspace()} <= set(letters)


def test_quotes_have_the_tint_of_their_speaker() -> None:
    letters = paint(ViewState())
    assert under(letters, "We will rebuild the bridge,", bgcolor=DARK.speaker_background(0))
    assert under(letters, "It is decided.", bgcolor=DARK.speaker_background(-1))


def test_who_is_too_unsure_to_be_named_has_no_colour() -> None:
    opened = open_story()
    unsure = tuple(replace(one, confidence=0.2) for one in opened.quotes)
    letters = painted(a_renderer(replace(opened, quotes=unsure), 30))
    nobody = DARK.speaker_background(-1)
    tinted = {style.bgcolor.name for _, style in letters.values() if style.bgcolor is not None}
    assert nobody in tinted and DARK.speaker_background(0) not in tinted


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_a_highlight_has_its_marker_and_covers_a_tint(colour: str, palette: Palette) -> None:
    start = TEXT.index("rebuild the bridge")
    marks = [highlight(start, start + 18, colour=colour)]
    letters = paint(ViewState(), palette, highlights=marks)
    assert under(letters, "rebuild the bridge", bgcolor=palette.highlights[colour])


def test_an_orphan_is_not_painted() -> None:
    letters = paint(ViewState(), highlights=[highlight(4, 11, state=AnchorState.ORPHAN)])
    assert not any(
        looking(style, bgcolor=DARK.highlights["yellow"]) for _, style in letters.values()
    )


def test_the_focus_is_brighter_only_where_the_article_has_the_focus() -> None:
    sentence = (0, len("The council met on Thursday."))
    assert under(
        paint(ViewState(unit=sentence, has_focus=True)),
        "The council met on Thursday.",
        color=DARK.strong,
    )
    assert not any(
        looking(style, color=DARK.strong) for _, style in paint(ViewState(unit=sentence)).values()
    )


def test_the_selection_covers_highlights_and_hits() -> None:
    start = TEXT.index("council met")
    state = ViewState(selection=(start, start + 11), has_focus=True)
    hits = [(start, start + 7)]
    letters = paint(state, hits=hits, highlights=[highlight(start, start + 7, colour="green")])
    assert under(letters, "council met", underline=True)


def test_hits_are_on_the_accent() -> None:
    hits = find_sought(TEXT, asking("THURSDAY").words)
    assert under(paint(ViewState(), hits=hits), "Thursday", bgcolor=DARK.accent)


def test_a_lit_quote_is_reversed_in_the_hue_of_its_speaker() -> None:
    quote = HARBOUR.quotes[0]
    letters = paint(ViewState(pointed=Pointed(quote.pieces, quote.speaker)))
    words = "We will rebuild the bridge,"
    assert under(letters, words, bgcolor=DARK.speaker(0), color=DARK.background)


def test_only_the_pieces_of_an_interrupted_quote_are_tinted() -> None:
    quote = replace(HARBOUR.quotes[0], start=0, end=28, parts=((0, 3), (20, 28)))
    opened = replace(open_story(), quotes=(quote,))
    letters = painted(a_renderer(opened))
    tinted = {
        at
        for at, (_, style) in letters.items()
        if looking(style, bgcolor=DARK.speaker_background(0))
    }
    assert tinted == {*range(3), *range(20, 28)}


def margin(renderer: Renderer, word: str) -> str:
    line = renderer.layout.lines[renderer.layout.line_at(TEXT.index(word))]
    segments = renderer.render(line)
    assert sum(cell_len(one.text) for one in segments[:3]) == MARGIN
    return "".join(one.text for one in segments[:3])


def test_the_margin_tells_focus_quote_and_highlight() -> None:
    state = ViewState(unit=(0, 28), has_focus=True)
    marks = [highlight(TEXT.index("Nobody"), TEXT.index("Nobody") + 6)]
    renderer = a_renderer(open_story(highlights=marks), state=state)
    assert margin(renderer, "council") == "▌  "
    assert margin(renderer, "We will") == " ▎ "
    assert margin(renderer, "Nobody") == " ▍ "


def test_plain_signs_paint_nothing_that_is_not_ascii() -> None:
    document = everything()
    marks = [highlight(0, 5)]
    renderer = a_renderer(open_document(document, highlights=marks), 40, glyphs=ASCII)
    for line in renderer.layout.lines[renderer.layout.first_text_line :]:
        assert "".join(one.text for one in renderer.render(line)).isascii()


def test_spans_are_bold_italic_and_underlined() -> None:
    document = everything()
    letters = painted(a_renderer(open_document(document)))

    def style(words: str) -> Style:
        return letters[document.text.index(words)][1]

    assert style("strong").bold and style("old").italic and style("the sea").underline
    assert style("The bridge").bold
    assert not style("It is").bold


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_a_listing_stands_on_one_ground_and_the_cells_of_a_table_between_rules(
    palette: Palette,
) -> None:
    assert contrast(palette.code, palette.raised) >= 4.5
    renderer = a_renderer(open_document(everything()), 40, palette=palette)
    lines = {kind: [one for one in renderer.layout.lines if one.kind is kind] for kind in LineKind}
    for line in lines[LineKind.CODE]:
        ground = [
            one
            for one in renderer.render(line)
            if one.style and looking(one.style, bgcolor=palette.raised)
        ]
        assert sum(cell_len(one.text) for one in ground) == 40
    (row,) = lines[LineKind.TABLE]
    rules = [
        one for one in renderer.render(row) if one.style and looking(one.style, color=palette.rule)
    ]
    assert [one.text for one in rules] == ["│"]


def test_no_link_leads_out_of_the_page_by_an_escape_sequence() -> None:
    letters = painted(a_renderer(open_document(everything())))
    assert not any(style.link or style.meta for _, style in letters.values())


def test_control_characters_are_masked_and_keep_their_places() -> None:
    story = Story("a \x1b]0;b\x07 c", "one \x1b[2Jtwo \x9d three \u202e four")
    opened = open_story(story)
    renderer = a_renderer(opened)
    shown = "".join(one.text for line in renderer.layout.lines for one in renderer.render(line))
    assert not set("\x1b\x07\x9d\u202e") & set(shown)
    letters = painted(renderer)
    text = opened.document.text
    assert letters[text.index("two")][0] == "t"
    assert letters[text.index("four")][0] == "f"


def test_lines_never_reach_beyond_margin_and_measure() -> None:
    renderer = a_renderer(open_document(everything()), 20)
    for line in renderer.layout.lines:
        assert Segment.get_line_length(renderer.render(line)) <= MARGIN + 20


def test_what_is_struck_is_so_under_a_highlight_and_a_hit() -> None:
    document = read_html("<p>The bridge costs <s>fifty</s> forty million.</p>")
    start = document.text.index("fifty")
    opened = open_document(document, highlights=(highlight(0, len(document.text)),))
    letters = painted(a_renderer(opened, hits=((start, start + 3),)))
    struck = "".join(letter for letter, style in letters.values() if style.strike)
    assert struck == "~~fifty~~"
