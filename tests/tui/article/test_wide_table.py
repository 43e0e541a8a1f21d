"""Tables wider than the article, in columns that move sideways."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import Selection

from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.table_text import write_table
from newsreader.tui.article.hit_testing import offset_of_cell, selected_range
from newsreader.tui.article.layout import ArticleLayout, lay_out
from newsreader.tui.article.renderer import MARGIN, Renderer
from newsreader.tui.look.glyphs import UNICODE
from newsreader.tui.look.theme import palettes
from tests.tui.samples import open_document

ROWS = [[f"c{row}.{column}" for column in range(20)] for row in range(3)]


def laid_out(rows: list[list[str]], width: int, sideways: int | None) -> ArticleLayout:
    text = write_table(rows, headed=False).text
    document = Document(text, (Block(BlockKind.TABLE, 0, len(text)),))
    return lay_out(open_document(document), width, sideways=sideways)


def shown(layout: ArticleLayout) -> list[str]:
    opened = open_document(layout.document)
    renderer = Renderer.of(layout, opened, palettes()["dark"], UNICODE)
    lines = layout.lines[layout.first_text_line :]
    return ["".join(one.text for one in renderer.render(line))[MARGIN:] for line in lines]


def test_rows_are_stacked_until_they_are_moved() -> None:
    assert len(shown(laid_out(ROWS, 30, None))) > len(ROWS) * 20
    lines = shown(laid_out(ROWS, 30, 0))
    assert lines == [f"c{row}.0 │ c{row}.1 │ c{row}.2 │ c{row}.3 │ c…" for row in range(3)]


def test_moved_rows_show_what_is_at_the_right() -> None:
    layout = laid_out(ROWS, 30, 7)
    assert shown(layout)[0] == "…0.1 │ c0.2 │ c0.3 │ c0.4 │ c…"
    last = shown(laid_out(ROWS, 30, layout.beyond))
    assert last[2].endswith("│ c2.18 │ c2.19") and last[2].startswith("…")


def test_what_is_under_the_mouse_is_what_is_seen_there() -> None:
    layout = laid_out(ROWS, 30, 7)
    number, text = layout.first_text_line, layout.document.text
    at = offset_of_cell(layout, 0, MARGIN + 8, number)
    assert text[at:].startswith("0.2")
    drawn = Selection(Offset(MARGIN + 7, number), Offset(MARGIN + 11, number))
    chosen = selected_range(layout, 0, drawn)
    assert chosen is not None
    assert text[slice(*chosen)] == "c0.2"


@given(
    st.lists(
        st.lists(
            st.text(st.sampled_from("ab1漢"), min_size=1, max_size=30), min_size=2, max_size=4
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(8, 40),
    st.integers(0, 120),
)
def test_no_line_is_wider_than_the_article(
    rows: list[list[str]], width: int, sideways: int
) -> None:
    layout = laid_out(rows, width, sideways)
    assert all(cell_len(line) <= layout.width for line in shown(layout))
    for number in range(layout.first_text_line, len(layout.lines)):
        for cell in range(MARGIN + width):
            assert 0 <= offset_of_cell(layout, 0, cell, number) <= len(layout.document.text)


def test_moving_sideways_loses_no_letter() -> None:
    rows = [["漢字漢字漢字", "abcdefgh", "漢字"], ["x", "y", "z"]]
    beyond = laid_out(rows, 10, 0).beyond
    seen = "".join(shown(laid_out(rows, 10, at))[0] for at in range(beyond + 1))
    assert set("漢字abcdefgh") <= set(seen)
