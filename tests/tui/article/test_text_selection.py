"""Selections that keys extend: never empty, never out of the text, and by lines to its ends."""

from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsreader.domain.document import Document
from newsreader.tui.article.hit_testing import selected_range, selection_of
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.text_selection import TextSelection
from newsreader.tui.article.text_units import TextUnits
from tests.tui.samples import everything, open_document

TEXTS = st.lists(st.text(st.sampled_from("ab cd漢. "), max_size=60), min_size=1, max_size=6)
WAYS = st.lists(st.sampled_from(["j", "k", "0", "$", "o", "w", "b"]), max_size=20)


def _word(units: TextUnits, by: int, offset: int) -> int:
    return units.word_edge(offset, by)


@given(TEXTS, st.integers(10, 40), WAYS, st.data())
def test_a_selection_is_never_empty_and_never_out_of_the_text(
    texts: list[str], width: int, ways: list[str], data: st.DataObject
) -> None:
    document = Document.from_plain("\n\n".join(texts))
    assume(document.text)
    layout, units = lay_out(open_document(document), width), TextUnits(document)
    offsets = st.integers(0, len(document.text))
    anchor, head = data.draw(offsets), data.draw(offsets)
    assume(anchor != head)
    selection = TextSelection(anchor, head)
    for way in ways:
        anchor = selection.anchor
        match way:
            case "j" | "k":
                selection = selection.by_lines(layout, units, 1 if way == "j" else -1)
            case "0" | "$":
                selection = selection.to_line_edge(layout, end=way == "$")
            case "o":
                selection = selection.swapped()
            case _:
                by = 1 if way == "w" else -1
                selection = selection.moved(partial(_word, units, by))
        start, end = selection.range
        assert 0 <= start < end <= len(document.text)
        assert way == "o" or selection.anchor == anchor
    for _ in layout.lines:
        selection = selection.by_lines(layout, units, 1)
    assert len(document.text) in (selection.head, selection.anchor)
    for _ in layout.lines:
        selection = selection.by_lines(layout, units, -1)
    assert 0 in (selection.head, selection.anchor)


@given(TEXTS, st.integers(10, 40), st.integers(0, 9), st.data())
def test_what_is_selected_for_textual_is_what_it_selects(
    texts: list[str], width: int, left: int, data: st.DataObject
) -> None:
    document = Document.from_plain("\n\n".join(texts))
    layout = lay_out(open_document(document), width)
    lines = [line for line in layout.lines if line.start < line.end and not line.literal]
    assume(lines)
    first, last = sorted(data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    start = data.draw(st.integers(lines[first].start, lines[first].end - 1))
    end = data.draw(st.integers(max(start, lines[last].start) + 1, lines[last].end))
    assert selected_range(layout, left, selection_of(layout, left, (start, end))) == (start, end)


@pytest.mark.parametrize(
    ("begin", "by", "before"),
    [
        ("is strong", 1, "strong, old, "),
        ("is strong", 2, "far from"),
        ("is strong", 3, "the sea."),
        ("is strong", 4, "first"),
        ("is strong", 99, "The end."),
        ("strong", -1, "The "),
        ("strong", -99, ""),
    ],
)
def test_the_head_keeps_its_cell_and_stops_at_a_word(begin: str, by: int, before: str) -> None:
    document = everything()
    layout, units = lay_out(open_document(document), 16), TextUnits(document)
    start = document.text.index(begin)
    selection = TextSelection(start, start + 2).by_lines(layout, units, by)
    assert document.text[: selection.head].endswith(before)
    assert before or selection.head == 0
