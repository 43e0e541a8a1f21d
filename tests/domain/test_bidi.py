"""The order of right-to-left text, compared with another implementation of Annex #9."""

from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.bidi import base_level, levels, mirrored, visual_order

TEXTS = st.text(st.sampled_from('ab אבجد 12٣٤()[]-+.,:/$%«»"!'), max_size=24)
BASES = st.sampled_from([0, 1])


@given(TEXTS, BASES)
def test_letters_are_shown_where_python_bidi_shows_them(text: str, base: int) -> None:
    order = visual_order(levels(text, base))
    shown = "".join(text[at] for at in order)
    assert shown == get_display(text, base_dir="LR"[base])


@given(st.text(max_size=40), BASES)
def test_the_order_is_a_permutation(text: str, base: int) -> None:
    order = visual_order(levels(text, base))
    assert sorted(order) == list(range(len(text)))


@given(st.lists(st.integers(0, 4), max_size=30))
def test_any_levels_are_an_order(of: list[int]) -> None:
    assert sorted(visual_order(of)) == list(range(len(of)))


def test_the_first_letter_tells_the_direction() -> None:
    assert [base_level(text) for text in ("12 שלום", "“مرحبا”", "a ב", "12", "")] == [1, 1, 0, 0, 0]


def test_numbers_stay_as_they_are_read() -> None:
    text = "في 2026، ٣٤٫٥٪"
    shown = [text[at] for at in visual_order(levels(text, 1))]
    assert "2026" in "".join(shown)
    assert "٣٤٫٥" in "".join(shown)


def test_brackets_are_shown_by_their_counterpart() -> None:
    assert mirrored("(") == ")" and mirrored("»") == "«" and mirrored("א") == "א"
    assert mirrored("(\u0301") == ")\u0301"
