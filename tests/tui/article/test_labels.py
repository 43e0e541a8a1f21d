"""Labels to jump by: short, apart, and drawn over the letters without moving any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.domain.document import Document
from newsreader.domain.sentences import text_units
from newsreader.tui.article.labels import LETTERS, Labels, label_sentences, make_labels
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.renderer import MARGIN
from tests.tui.samples import open_document

TEXTS = st.lists(st.text(st.sampled_from("ab 漢。. "), max_size=60), min_size=1, max_size=9)


@pytest.mark.parametrize("number", [0, 1, 26, 27, 51, 52, 200, 676])
def test_labels_are_short_and_none_begins_another(number: int) -> None:
    labels = make_labels(number)
    assert len(set(labels)) == number
    assert all(0 < len(one) <= 2 for one in labels)
    firsts = {one[0] for one in labels if len(one) == 2}
    assert not firsts & {one for one in labels if len(one) == 1}
    assert number > len(LETTERS) or all(len(one) == 1 for one in labels)


@given(TEXTS, st.integers(10, 40), st.integers(0, 5), st.integers(1, 12))
def test_each_sentence_on_the_screen_has_its_label_where_it_stands(
    texts: list[str], width: int, top: int, height: int
) -> None:
    document = Document.from_plain("\n\n".join(texts))
    layout, sentences = lay_out(open_document(document), width), list(text_units(document))
    labels = label_sentences(layout, sentences, 4, top, height)
    assert all(top <= number < top + height for number in labels.places)
    seen = {
        sentence
        for sentence in sentences
        for line in layout.lines[max(top, layout.first_text_line) : top + height]
        if line.start < line.end and sentence[0] < line.end and line.start < sentence[1]
    }
    assert set(labels.targets.values()) == seen
    for number, places in labels.places.items():
        line = layout.lines[number]
        words = document.text[line.start : line.end]
        plain = Strip([Segment(" " * (4 + MARGIN + line.indent)), Segment(words)])
        drawn = labels.draw(plain, number, Style(bold=True))
        assert drawn.cell_length == plain.cell_length
        for cell, label in places:
            if cell + len(label) <= plain.cell_length:
                assert drawn.crop(cell, cell + len(label)).text == label
            assert cell < 4 + MARGIN + line.indent + cell_len(words)


def test_a_label_is_followed_letter_by_letter() -> None:
    labels = Labels({"a": (0, 5), "bc": (6, 9), "bd": (9, 12)}, {0: ((0, "a"), (6, "bc"))})
    assert labels.after("a") == (0, 5)
    assert labels.after("x") is None
    left = labels.after("b")
    assert isinstance(left, Labels)
    assert left.after("d") == (9, 12)
    assert left.after("a") is None
    assert left.draw(Strip([Segment("Hello good day")]), 0, Style()).text == "Hello cood day"
