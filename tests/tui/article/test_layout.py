"""The page: an article in lines, and the way from an offset to its line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.table_text import find_rows, write_table
from newsreader.tui.article.article_lines import LineKind
from newsreader.tui.article.layout import byline, lay_out
from newsreader.tui.article.picture_name import picture_name
from newsreader.tui.article.text_units import TextUnits
from tests.builders import Story
from tests.tui.samples import an_article, everything, open_document, open_story

PARAGRAPHS = st.lists(
    st.text(st.sampled_from("abcde fg漢字. "), min_size=1, max_size=120), min_size=1, max_size=6
)


@given(PARAGRAPHS, st.integers(10, 80), st.data())
def test_the_line_of_an_offset_holds_it(
    paragraphs: list[str], width: int, data: st.DataObject
) -> None:
    document = Document.from_plain("\n\n".join(paragraphs))
    layout = lay_out(open_document(document), width)
    inside = [at for block in document.blocks for at in range(block.start, block.end)]
    if not inside:
        return
    offset = data.draw(st.sampled_from(inside))
    line = layout.lines[layout.line_at(offset)]
    assert line.kind is LineKind.PARAGRAPH
    assert line.start <= offset
    # A space at which a line was broken stands behind the end of that line.
    assert offset < line.end or document.text[offset] == " "


@given(PARAGRAPHS, st.integers(10, 80))
def test_the_line_of_a_line_is_that_line(paragraphs: list[str], width: int) -> None:
    layout = lay_out(open_document(Document.from_plain("\n\n".join(paragraphs))), width)
    for number, line in enumerate(layout.lines):
        if line.kind is LineKind.PARAGRAPH and line.end > line.start:
            assert layout.line_at(line.start) == number


@pytest.mark.parametrize("offset", [-5, 0, 10**9])
def test_offsets_outside_the_text_have_a_line(offset: int) -> None:
    layout = lay_out(open_story(), 40)
    assert layout.first_text_line <= layout.line_at(offset) < len(layout.lines)


def test_every_letter_of_every_block_is_on_the_page() -> None:
    document = everything()
    layout = lay_out(open_document(document), 30)
    shown = " ".join(document.text[line.start : line.end] for line in layout.lines)
    assert shown.split() == document.text.split()


@pytest.mark.parametrize("width", [8, 20, 72])
def test_lines_keep_to_the_measure(width: int) -> None:
    document = everything()
    layout = lay_out(open_document(document), width)
    for line in layout.lines:
        words = line.literal or document.text[line.start : line.end]
        assert line.indent + cell_len(words) <= width


def test_the_head_is_headline_and_byline() -> None:
    layout = lay_out(open_story(), 24)
    head = layout.lines[: layout.first_text_line]
    title = " ".join(line.literal for line in head if line.kind is LineKind.TITLE)
    assert title == "Council votes to rebuild the Iron Bridge"
    assert [line.kind for line in head].count(LineKind.BLANK) == 2
    below = " ".join(line.literal for line in head if line.kind is LineKind.BYLINE)
    assert below == "Sam Writer · 20 November 2026 · 2 min · 2 quotes · coast.example"


def test_a_byline_says_what_is_known() -> None:
    article = replace(an_article(), author="", words=0)
    assert byline(article, 0) == "20 November 2026 · coast.example"
    assert byline(replace(article, url=""), 1) == "20 November 2026 · 1 quote"


def test_short_items_stand_close_and_paragraphs_apart() -> None:
    layout = lay_out(open_document(everything()), 60)
    kinds = [line.kind for line in layout.lines[layout.first_text_line :]]
    at = kinds.index(LineKind.LIST_ITEM)
    assert kinds[at - 1] is LineKind.BLANK
    assert kinds[at : at + 3] == [LineKind.LIST_ITEM, LineKind.LIST_ITEM, LineKind.BLANK]


def test_items_carry_their_markers_and_quotations_a_bar_on_each_line() -> None:
    layout = lay_out(open_document(everything()), 16)
    leads = {kind: [line.lead for line in layout.lines if line.kind is kind] for kind in LineKind}
    assert leads[LineKind.LIST_ITEM][0] == "1."
    assert set(leads[LineKind.QUOTATION]) == {"▏"}
    assert len(leads[LineKind.QUOTATION]) > 1


def test_a_picture_has_a_sign_and_what_it_shows_and_without_words_its_file() -> None:
    text = "Before.\n\nThe pier\n\nimage\n\nAfter."
    url = "https://harbour.example/p/a%20crane.jpg?w=640"
    pictures = (Block(BlockKind.IMAGE, 9, 17), Block(BlockKind.IMAGE, 19, 24, marker=url))
    words = (Block(BlockKind.PARAGRAPH, 0, 7), Block(BlockKind.PARAGRAPH, 26, 32))
    document = Document(text, (words[0], *pictures, words[1]))
    layout = lay_out(open_document(document), 40)
    lines = layout.lines[layout.first_text_line :]
    assert [(line.lead, line.literal or text[line.start : line.end]) for line in lines] == [
        *(("", "Before."), ("", "")),
        *(("▣", "The pier"), ("", "")),
        *(("▣", "Picture, a crane.jpg"), ("", "")),
        ("", "After."),
    ]
    units = TextUnits(document)
    assert (19, 24) in units.paragraphs and not units.has_words((19, 24))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://harbour.example/p/crane.jpg", "Picture, crane.jpg"),
        ("https://www.harbour.example/p/12345/?crop=1", "Picture, harbour.example"),
        (f"https://harbour.example/{'x' * 80}.jpg", "Picture, harbour.example"),
        ("", "Picture"),
    ],
)
def test_what_a_picture_without_words_is_called(url: str, name: str) -> None:
    assert picture_name(url) == name


def a_table(rows: list[list[str]]) -> tuple[Document, list[str]]:
    """Return a document of one table whose first row is strong, and a sentence after it."""
    text = write_table(rows, headed=True).text
    names, *_ = find_rows(text, 0, len(text))
    spans = tuple(Span(SpanKind.STRONG, one.start, one.end) for one in names)
    blocks = (
        Block(BlockKind.TABLE, 0, len(text)),
        Block(BlockKind.PARAGRAPH, len(text) + 2, len(text) + 5),
    )
    return Document(f"{text}\n\nEnd", blocks, spans), text.splitlines()


def test_a_rule_divides_the_names_of_columns_from_what_is_under_them() -> None:
    document, rows = a_table([["Town", "People"], ["Port", "1,204"], ["Bay", "98"]])
    layout = lay_out(open_document(document), 40)
    lines = layout.lines[layout.first_text_line :]
    shown = [line.literal or document.text[line.start : line.end] for line in lines]
    assert shown == [rows[0], "─────┼───────", *rows[1:], "", "End"]
    assert layout.line_at(len(rows[0]) - 1) == layout.first_text_line
    assert layout.line_at(len(rows[0]) + 1) == layout.first_text_line + 2
    plain = Document(document.text, document.blocks)
    assert LineKind.TABLE_RULE not in [one.kind for one in lay_out(open_document(plain), 40).lines]


def test_a_table_without_room_shows_its_cells_under_one_another() -> None:
    document, _ = a_table(
        [["Town", "People", "Port"], ["Lower Quay", "1,204", "at the old pier"], ["Bay", "98", ""]]
    )
    layout = lay_out(open_document(document), 20)
    lines = layout.lines[layout.first_text_line :]
    shown = [(line.lead.rstrip(), document.text[line.start : line.end]) for line in lines]
    assert shown == [
        *(("", "Lower Quay"), ("People", "1,204"), ("Port", "at the old"), ("", "pier")),
        *(("", ""), ("", "Bay"), ("People", "98"), ("", ""), ("", "End")),
    ]
    assert {line.indent for line in lines if line.lead} == {10}


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("ab 1漢"), max_size=30), min_size=1, max_size=4),
        min_size=2,
        max_size=4,
    ),
    st.integers(8, 80),
)
def test_a_table_keeps_to_the_measure_and_in_order(rows: list[list[str]], width: int) -> None:
    document, _ = a_table([[" ".join(one.split()) for one in row] for row in rows])
    layout = lay_out(open_document(document), width)
    starts = [line.start for line in layout.lines[layout.first_text_line :]]
    assert starts == sorted(starts)
    for line in layout.lines[layout.first_text_line :]:
        words = line.literal or document.text[line.start : line.end]
        assert line.indent + cell_len(words) <= width
        assert cell_len(line.lead) <= line.indent


def test_headings_are_told_apart_by_the_levels_that_there_are() -> None:
    text = "One\n\nTwo\n\nThree"
    levels = ((0, 3, 2), (5, 8, 5), (10, 15, 2))
    blocks = tuple(Block(BlockKind.HEADING, *place) for place in levels)
    lines = lay_out(open_document(Document(text, blocks)), 40).lines
    assert [line.depth for line in lines if line.kind is LineKind.HEADING] == [0, 1, 0]


def test_an_article_without_text_shows_its_summary() -> None:
    article = an_article(summary="The ferries stay in port.")
    layout = lay_out(open_document(Document(""), article=article), 40)
    assert layout.lines[-1].literal == "The ferries stay in port."


def test_an_article_with_nothing_has_a_page() -> None:
    layout = lay_out(open_story(Story("", "")), 40)
    assert 0 <= layout.line_at(0) < len(layout.lines)
