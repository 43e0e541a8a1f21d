import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.documents.similarity import FuzzySimilarity
from newsreader.domain.quoting.quote_matching import (
    ENOUGH,
    TELLING,
    count_words,
    fingerprint,
    fold_tokens,
    is_same_quote,
)

ALIKE = FuzzySimilarity()
BRIDGE = "We will rebuild the bridge, and we won’t close the school to pay for it,"
TEXT = st.text(st.sampled_from("aAbB éÉ'’“”,.-–—\n\u00a0ßﬁİ橋アＡ") | st.characters())
WORDS = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=12)


def same(one: str, other: str) -> bool:
    return is_same_quote(fold_tokens(one), fold_tokens(other), ALIKE)


@pytest.mark.parametrize(
    "other",
    [
        "we will rebuild the bridge and we won't close the school to pay for it",
        "WE WILL REBUILD THE BRIDGE – AND WE WON‘T CLOSE\nTHE SCHOOL TO PAY FOR IT!",
        "\u00a0We will  rebuild the bridge: and we won`t close the “school” to pay for it…",
    ],
)
def test_case_marks_and_spaces_are_folded(other: str) -> None:
    assert fold_tokens(other) == fold_tokens(BRIDGE)
    assert fingerprint(other, "") == fingerprint(BRIDGE, "Jane Roe") != ""
    assert same(other, BRIDGE)


@given(TEXT)
@example("ϒ\u0308")
@example("ᾳ\u0345 ﬃ")
@example("a'\u0301b")
@example("\u1e9e’s")
@example("a'ŉ")
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold_tokens(text)
    assert fold_tokens(folded) == folded
    assert folded == " ".join(folded.split())


@given(TEXT)
def test_the_form_of_letters_does_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold_tokens(unicodedata.normalize(form, text)) == fold_tokens(text)


def test_letters_of_scripts_without_spaces_are_words() -> None:
    assert count_words(fold_tokens("橋を直す")) == 4
    assert count_words(fold_tokens("")) == 0


def test_a_short_phrase_is_the_same_only_in_one_mouth() -> None:
    assert fingerprint("A disgrace!", "Jane Roe") == fingerprint("a disgrace", "JANE ROE") != ""
    assert fingerprint("A disgrace!", "Jane Roe") != fingerprint("A disgrace!", "Tom Brandt")
    assert fingerprint("A disgrace!", "") == fingerprint("…", "Jane Roe") == ""
    assert not same("A disgrace!", "A disgrace!")


def test_a_part_of_six_words_is_the_same_and_of_five_is_not() -> None:
    assert same(BRIDGE, "we won't close the school to pay")
    assert same("not close the school to pay for it", f"Do {BRIDGE}") is False
    assert same(BRIDGE, "close the school to pay") is False


def test_a_part_is_cut_between_words() -> None:
    assert not same("art of the deal is a good one", "Start of the deal is a good one today, no?")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("We will rebuild this bridge, and we won’t close the school to pay for it", True),
        ("We will rebuild the bridge, and we will not close the schools to pay for it", True),
        ("We will repair the harbour, and we shall close the school to keep it", False),
    ],
)
def test_a_word_more_or_other_is_the_same(other: str, expected: bool) -> None:
    assert same(BRIDGE, other) is expected


@given(WORDS, WORDS)
def test_the_same_goes_both_ways(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), " ".join(other)
    assert same(a, b) == same(b, a)


@given(WORDS, WORDS, WORDS)
def test_what_is_contained_is_the_same_from_six_words_on(
    before: list[str], words: list[str], after: list[str]
) -> None:
    whole = " ".join([*before, *words, *after])
    if len(words) >= ENOUGH:
        assert same(" ".join(words), whole)
    if len(words) < TELLING:
        assert not same(" ".join(words), whole)
