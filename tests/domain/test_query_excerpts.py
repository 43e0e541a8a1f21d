"""The words around what was found, in one line, with what was found marked in them."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.query.excerpts import WIDTH, excerpt
from newsreader.domain.words import read_phrase, spaced_words

WORDS = st.sampled_from(("bridge", "Iron", "ferry", "Straße", "東京都", "x" * 40))
BLANKS = st.sampled_from((" ", "  ", "\n\n", " \u2003", ", "))
TEXTS = st.lists(st.tuples(WORDS, BLANKS), max_size=60).map(
    lambda found: "".join(map("".join, found))
)


@given(TEXTS, st.sampled_from(("bridge", "iron bridge", "strasse", "東京", "nothing")))
def test_what_is_marked_is_what_was_found(text: str, words: str) -> None:
    sought = read_phrase(words)
    assert sought is not None
    found = excerpt(text, (sought,))
    assert len(found.text) <= WIDTH + 2
    assert "  " not in found.text and "\n" not in found.text
    whole = " ".join(text.split())
    assert found.text.strip("… ") in whole
    for start, end in found.marks:
        assert sought.is_in(spaced_words(found.text[start:end]))
    if sought.is_in(spaced_words(text)):
        assert found.marks
