"""Right-to-left text in an article: what is seen where, what is marked, what is under the mouse."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection

from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Document
from newsreader.tui.article.article_lines import Line
from newsreader.tui.article.hit_testing import offset_of_cell, selected_range, selection_of
from newsreader.tui.article.layout import ArticleLayout, lay_out
from newsreader.tui.article.renderer import MARGIN, Renderer
from newsreader.tui.article.view_state import ViewState
from newsreader.tui.cells.visual_order import app_reorders, order_line
from newsreader.tui.look.glyphs import UNICODE
from newsreader.tui.look.theme import palettes
from tests.tui.samples import open_document

PALETTE = palettes()["dark"]
PARAGRAPH = st.text(
    st.sampled_from("ab אבגد ج12٣(),.!«»e\u0301ש\u05c1漢"), min_size=1, max_size=60
).map(lambda text: " ".join(text.split()) or "א")
DOCUMENTS = st.lists(PARAGRAPH, min_size=1, max_size=3).map(
    lambda all_: Document.from_plain(BLOCK_BREAK.join(all_))
)
WIDTHS = st.integers(10, 40)


def laid_out(document: Document, width: int) -> tuple[ArticleLayout, Renderer]:
    opened = open_document(document)
    layout = lay_out(opened, width, reorders=True)
    return layout, Renderer.of(layout, opened, PALETTE, UNICODE)


def text_lines(layout: ArticleLayout) -> list[tuple[int, Line]]:
    return [
        (number, line)
        for number, line in enumerate(layout.lines)
        if not line.literal and line.start < line.end
    ]


@given(DOCUMENTS, WIDTHS)
def test_each_letter_of_a_line_is_shown_once_and_lines_fit(document: Document, width: int) -> None:
    layout, renderer = laid_out(document, width)
    for _, line in text_lines(layout):
        order = layout.order(line)
        if order is not None:
            assert sorted(order.offsets) == list(range(line.start, line.end))
        cells = sum(cell_len(text) for text, _, _ in renderer.render(line))
        assert cells <= MARGIN + layout.width


@given(DOCUMENTS, WIDTHS, st.integers(0, 60), st.integers(1, 30))
def test_a_highlight_covers_the_cells_of_its_letters_alone(
    document: Document, width: int, start: int, length: int
) -> None:
    place = (start, min(len(document.text), start + length))
    layout, renderer = laid_out(document, width)
    renderer = renderer.with_state(ViewState(selection=place))
    for number, line in text_lines(layout):
        at = 0
        for text, style, _ in renderer.render(line):
            shown = style is not None and style.bgcolor == Style(bgcolor=PALETTE.selection).bgcolor
            for cell in range(at, at + cell_len(text)):
                offset = offset_of_cell(layout, 0, cell, number)
                on_text = MARGIN + layout.text_column(line) <= cell and offset < line.end
                if shown:
                    assert place[0] <= offset < place[1]
                elif on_text and place[0] <= offset < place[1]:
                    # Only beside the text of a line from the right: that is its beginning.
                    order = layout.order(line)
                    width_of = cell_len(document.text[line.start : line.end])
                    assert order is not None and order.to_right
                    assert cell >= MARGIN + layout.text_column(line) + width_of
            at += cell_len(text)


@given(DOCUMENTS, WIDTHS, st.integers(0, 60), st.integers(1, 30))
def test_what_is_selected_is_found_again(
    document: Document, width: int, start: int, length: int
) -> None:
    start = min(start, len(document.text) - 1)
    place = (start, min(len(document.text), start + length))
    layout, _ = laid_out(document, width)
    within = any(line.start <= start and place[1] <= line.end for _, line in text_lines(layout))
    found = selected_range(layout, 0, selection_of(layout, 0, place))
    if within:
        assert found is not None
        assert found[0] <= place[0] and place[1] <= found[1]


def test_a_drag_over_a_word_selects_it() -> None:
    text = "קראו כאן news של היום"
    layout, renderer = laid_out(Document.from_plain(text), 40)
    number = layout.first_text_line
    shown = "".join(text for text, _, _ in renderer.render(layout.lines[number]))
    for word in text.split():
        seen = word if word.isascii() else word[::-1]
        at = shown.index(seen)
        drawn = Selection(Offset(at, number), Offset(at + len(word), number))
        start = text.index(word)
        assert selected_range(layout, 0, drawn) == (start, start + len(word))


def test_paragraphs_from_right_to_left_end_at_the_right_edge() -> None:
    text = BLOCK_BREAK.join(("שלום (עולם) 12", "Plain words.", "פריט"))
    blocks, at = [], 0
    kinds = (BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    for kind, part in zip(kinds, text.split(BLOCK_BREAK), strict=True):
        blocks.append(Block(kind, at, at + len(part), int(kind is BlockKind.LIST_ITEM)))
        at += len(part) + len(BLOCK_BREAK)
    layout, renderer = laid_out(Document(text, tuple(blocks)), 30)
    shown = ["".join(part.text for part in renderer.render(line)) for _, line in text_lines(layout)]
    assert shown[0] == " " * (MARGIN + 16) + "12 (םלוע) םולש"
    assert shown[1] == " " * MARGIN + "Plain words."
    assert shown[2] == " " * (MARGIN + 24) + "טירפ •"


def test_nothing_changes_where_the_terminal_reorders() -> None:
    opened = open_document(Document.from_plain("שלום עולם"))
    layout = lay_out(opened, 30)
    line = layout.lines[layout.first_text_line]
    shown = Renderer.of(layout, opened, PALETTE, UNICODE).render(line)
    assert "".join(part.text for part in shown) == " " * MARGIN + "שלום עולם"


def test_texts_of_a_list_row_stay_where_they_are() -> None:
    strong, dim = Style(bold=True), Style(dim=True)
    row = [Segment("● ", dim), Segment("שלום a", strong), Segment("   15h", dim)]
    ordered = order_line(row)
    assert "".join(part.text for part in ordered) == "● a םולש   15h"
    assert [part.style for part in ordered] == [dim, strong, dim]
    plain = [Segment("Plain  ", dim), Segment("row", strong)]
    assert order_line(plain) == plain


def test_terminals_that_reorder_are_known() -> None:
    assert app_reorders("auto", {"TERM": "xterm"})
    assert not app_reorders("auto", {"VTE_VERSION": "7600"})
    assert not app_reorders("auto", {"TERM_PROGRAM": "Apple_Terminal"})
    assert app_reorders("app", {"VTE_VERSION": "7600"})
    assert not app_reorders("terminal", {"TERM": "xterm"})
