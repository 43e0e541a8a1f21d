"""The words that search compares: folding, scripts without spaces, and where words stand."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.words import (
    find_phrases,
    fold_part,
    has_phrase,
    read_phrase,
    spaced_words,
    split_words,
)

TEXTS = st.text(
    st.sampled_from("aAbB1 -’ßİıéёйøﬁ東京アがหำ국어\u0301\u3099\u00ad\u200b𝕏🚲\ue000")
    | st.characters()
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council’s IRON-bridge", ["the", "council", "s", "iron", "bridge"]),
        ("Straße ısı İstanbul Łódź Ærø", ["strasse", "isi", "istanbul", "lodz", "aero"]),
        ("ёлка и йод", ["елка", "и", "йод"]),
        ("e\u0301te\u0301 co\u00adop ﬁn", ["ete", "coop", "fin"]),
        ("שָׁלוֹם مُحَمَّد", ["שלום", "محمد"]),
        ("東京都", ["東京", "京都", "都"]),
        ("AI東京 2026", ["ai", "東京", "京", "2026"]),
        ("한국을", ["한국", "국을", "을"]),
        ("ｶﾞｽ", ["ガス", "ス"]),
        ("!!! … —", []),
    ],
)
def test_what_the_words_of_a_text_are(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("京都", "東京都庁", True),
        ("都", "東京都庁", True),
        ("庁", "東京都庁", True),
        ("東庁", "東京都庁", False),
        ("ภาษา", "ฉันเรียนภาษาไทย", True),
        ("한국", "남한국어를", True),
        ("第3章", "続く第3章節", True),
        ("AI東京", "新AI東京版", True),
        ("strasse", "Straßenbahn", False),
        ("strasse", "die Straße.", True),
        ("STRASSE", "die Straße.", True),
        ("елка", "новогодняя Ёлка", True),
        ("isi", "ısı", True),
        ("iron bridge", "the iron\n\nbridge", True),
    ],
)
def test_what_stands_in_a_text(asked: str, text: str, found: bool) -> None:
    phrase = read_phrase(asked)
    assert phrase is not None
    assert phrase.is_in(spaced_words(text)) is found
    assert bool(find_phrases(text, [phrase])) is found


@given(TEXTS)
@example("が\u3099")
def test_words_of_words_are_the_same_words(text: str) -> None:
    for word in split_words(text):
        assert " " not in word
        phrase = read_phrase(word)
        assert phrase is not None
        assert phrase.is_in(spaced_words(word))


@given(TEXTS, TEXTS, TEXTS)
def test_a_text_has_every_piece_of_it_that_is_cut_between_words(
    before: str, asked: str, after: str
) -> None:
    phrase = read_phrase(asked)
    if phrase is not None:
        assert phrase.is_in(spaced_words(f"{before} {asked} {after}"))


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_places_are_ranges_in_order_and_apart(text: str, asked: list[str]) -> None:
    found = find_phrases(text, [one for word in asked if (one := read_phrase(word))])
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_places_count_in_the_text_as_it_is() -> None:
    text = "Größe: Straße, ﬁnal STRASSE"
    (phrase,) = [one for one in (read_phrase("strasse"),) if one]
    assert [text[slice(*one)] for one in find_phrases(text, [phrase])] == ["Straße", "STRASSE"]


def test_an_unfinished_word_is_marked_as_far_as_it_goes() -> None:
    phrase = read_phrase("bri", unfinished=True)
    assert phrase is not None
    assert find_phrases("A bridge, no cambrigde", [phrase]) == [(2, 5)]


def test_a_part_keeps_its_signs() -> None:
    assert fold_part("100% Née O’Roe") == "100% nee o’roe"


@given(TEXTS, TEXTS, st.booleans())
@example("東京都", "京都", False)
@example("iron bridges", "bridge", False)
@example("iron-bridges", "iron bridge", True)
def test_a_phrase_is_in_a_text_as_it_is_in_its_words(
    text: str, asked: str, unfinished: bool
) -> None:
    phrase = read_phrase(asked, unfinished=unfinished)
    if phrase is not None:
        found = has_phrase(" ".join(phrase.words), phrase.unfinished, text)
        assert found is phrase.is_in(spaced_words(text))
