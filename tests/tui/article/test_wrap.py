"""Wrapping: no line too wide, nothing lost, nothing twice."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from newsreader.tui.article.wrap import (
    NOT_PLAIN,
    clip,
    clip_lines,
    wrap,
)
from newsreader.tui.cells.disputed_width import widest

LETTERS = (
    "abé ß,.-'“” \u00a0\u3000ﬁ…ー漢字、。」「ひらきがな한글שלוםعربي"
    "\u0301\u0323\u3099😀❤\ufe0f\u200d"
)
"""Letters one and two cells wide, marks without a width, spaces of three kinds."""
TEXTS = st.text(st.sampled_from(LETTERS + "      \n"), max_size=200)
WIDTHS = st.integers(2, 40)
PLAIN = "".join(
    letter
    for letter in map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x3000)])
    if not NOT_PLAIN.match(letter)
)
"""Letters that are known to be one cell wide."""


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)]


@given(TEXTS, WIDTHS)
@example("漢字かな交じり文。「はい」と言った。", 4)
@example("a" * 100, 7)
@example("aaa \u0301", 3)  # a mark on a space
@example("", 5)
def test_no_line_is_too_wide(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines_of(text, width))


@given(TEXTS, WIDTHS)
def test_every_character_is_in_one_line_in_order(text: str, width: int) -> None:
    kept = "".join(lines_of(text, width))
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(TEXTS, WIDTHS)
def test_lines_follow_one_another_and_hold_no_line_break(text: str, width: int) -> None:
    at = 0
    for start, end in wrap(text, 0, len(text), width):
        assert at <= start <= end <= len(text)
        assert not text[at:start].strip(" \n")
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip(" \n")


@given(TEXTS, st.integers(0, 50), st.integers(0, 50), WIDTHS)
def test_a_part_is_wrapped_like_a_text_of_its_own(
    text: str, before: int, after: int, width: int
) -> None:
    start, end = min(before, len(text)), max(min(before, len(text)), len(text) - after)
    inside = list(wrap(text, start, end, width))
    alone = list(wrap(text[start:end], 0, end - start, width))
    assert inside == [(first + start, last + start) for first, last in alone]


@given(st.text(st.sampled_from("abc "), min_size=1, max_size=200), st.integers(3, 30))
def test_a_word_that_fits_is_never_cut(text: str, width: int) -> None:
    text = text.strip()  # as every block of prose begins and ends
    words = text.split()
    if all(len(word) <= width for word in words):
        assert " ".join(lines_of(text, width)).split() == words


@pytest.mark.parametrize("width", [0, 1])
def test_a_width_of_nothing_still_ends(width: int) -> None:
    assert "".join(lines_of("ab 漢", width)).replace(" ", "") == "ab漢"


def test_lines_are_filled() -> None:
    assert lines_of("one two three four five", 9) == ["one two", "three", "four five"]
    assert lines_of("supercalifragilistic", 8) == ["supercal", "ifragili", "stic"]
    assert lines_of("漢字漢字漢字", 5) == ["漢字", "漢字", "漢字"]


def test_line_breaks_are_kept() -> None:
    assert lines_of("a\n\nb", 9) == ["a", "", "b"]
    assert lines_of("", 9) == [""]


def test_east_asian_lines_begin_and_end_as_they_may() -> None:
    lines = lines_of("彼は「はい、行きます。」と言った。" * 3, 8)
    assert not any(line[0] in "、。」" for line in lines)
    assert not any(line[-1] == "「" for line in lines)


@pytest.mark.parametrize(
    "text",
    ["e\u0301" * 30, "x" + "\u0301" * 30, "か\u3099x" * 20, "한\u0323y" * 20],
    ids=["acute", "many", "kana", "hangul"],
)
@pytest.mark.parametrize("width", [2, 5, 8])
def test_a_mark_stays_with_its_letter(text: str, width: int) -> None:
    assert not any(unicodedata.combining(line[0]) for line in lines_of(text, width))


@pytest.mark.parametrize("emoji", ["❤\ufe0f", "👩\u200d💻"], ids=["heart", "joined"])
def test_emoji_of_several_code_points_fit_and_stay_whole(emoji: str) -> None:
    lines = lines_of(emoji * 30, 7)
    assert all(line == emoji * (7 // widest(emoji)) for line in lines)


@given(st.text(st.sampled_from(LETTERS), max_size=80), st.integers(2, 40))
def test_a_clipped_text_fits_and_says_so(text: str, width: int) -> None:
    clipped = clip(text, width)
    assert cell_len(clipped) <= widest(clipped) <= width
    if widest(text) <= width:
        assert clipped == text
    else:
        assert clipped.endswith("…")
        assert text.startswith(clipped[:-1])


def test_a_clip_of_no_width_is_empty() -> None:
    assert clip("headline", 0) == ""
    assert clip("headline", 1) == "…"


@example("\u200d\u200d\u3000😀", 3, 1)
@given(
    st.text(st.sampled_from(LETTERS + "\n"), max_size=200), st.integers(3, 40), st.integers(1, 5)
)
def test_clipped_lines_are_few_and_fit(text: str, width: int, height: int) -> None:
    clipped = clip_lines(text, width, height)
    whole = lines_of(text, width)
    assert 1 <= len(clipped) <= height
    assert all(cell_len(line) <= width for line in clipped)
    if len(whole) <= height:
        assert clipped == whole
    else:
        assert clipped[:-1] == whole[: height - 1]
        assert clipped[-1] == clip(" ".join(whole[height - 1 :]), width)


def test_the_letters_of_the_tests_have_all_widths() -> None:
    assert {get_character_cell_size(letter) for letter in LETTERS} == {0, 1, 2}


def test_plain_letters_are_one_cell_wide() -> None:
    assert "“" in PLAIN and "я" in PLAIN and "\u0301" not in PLAIN and "\u00ad" not in PLAIN
    assert {get_character_cell_size(letter) for letter in PLAIN} == {1}
    assert not any(map(unicodedata.combining, PLAIN))


@given(st.text(st.sampled_from(PLAIN + " " * len(PLAIN)), max_size=200), WIDTHS)
def test_plain_letters_wrap_as_ascii_does(text: str, width: int) -> None:
    ascii_only = "".join(letter if letter.isascii() else "x" for letter in text)
    assert list(wrap(text, 0, len(text), width)) == list(wrap(ascii_only, 0, len(text), width))


@given(st.text(st.sampled_from("“é—яß’ab" + " " * 8), max_size=200), WIDTHS)
def test_plain_letters_wrap_as_beside_a_wide_one(text: str, width: int) -> None:
    before = lines_of(text, width)[:-1]
    assert lines_of(text + " 漢", width)[: len(before)] == before
