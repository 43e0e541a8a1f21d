"""Sentences that lie partly in quotation marks are cut at them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.anchoring.quotation_cuts import cut_at_quotations
from newsreader.domain.document import Document
from newsreader.domain.sentences import text_units


def pieces(marked: str) -> list[str]:
    """Return the pieces of a text in which ⟨ and ⟩ stand around quoted words."""
    text, quotations, begun = "", [], 0
    for sign in marked:
        if sign == "⟨":
            begun = len(text)
        elif sign == "⟩":
            quotations.append((begun, len(text)))
        else:
            text += sign
    document = Document.from_plain(text)
    assert document.text == text
    found = cut_at_quotations(text, text_units(document), quotations)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("He came. “⟨We won,⟩” he said.", ["He came.", "“We won,” he said."]),
        (
            "“⟨We will rebuild it. We will not close the school,⟩” Roe said. She left.",
            ["We will rebuild it.", "We will not close the school,", "Roe said.", "She left."],
        ),
        (
            "Roe said: “⟨We will rebuild it. It is late.⟩”",
            ["Roe said:", "We will rebuild it.", "It is late."],
        ),
        (
            "“⟨One. Two. Three⟩”, said Roe. “⟨Four,⟩” she said.",
            ["One.", "Two.", "Three", "said Roe.", "“Four,” she said."],
        ),
        ("„⟨Wir kommen. Wir bleiben⟩“, sagte Roe.", ["Wir kommen.", "Wir bleiben", "sagte Roe."]),
        ("他说：“⟨我们走吧。快点。⟩”", ["他说：", "我们走吧。", "快点。"]),
        ("“⟨Whole.⟩” She left.", ["“Whole.”", "She left."]),
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
    ],
)
def test_pieces_have_one_speaker_and_whole_marks(marked: str, found: list[str]) -> None:
    assert pieces(marked) == found


@given(
    st.text(st.sampled_from("ab A.!”“ ,"), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
)
def test_no_word_is_lost_and_pieces_are_in_order(text: str, drawn: list[tuple[int, int]]) -> None:
    document = Document.from_plain(text)
    quotations, free = [], 0
    for start, length in sorted(drawn):
        end = min(start + length, len(document.text))
        if free <= start < end:
            quotations.append((start, end))
            free = end + 1
    at, letters = 0, ""
    for start, end in cut_at_quotations(document.text, text_units(document), quotations):
        assert at <= start < end
        letters += document.text[start:end]
        at = end
    assert [one for one in letters if one.isalnum()] == [
        one for one in document.text if one.isalnum()
    ]
