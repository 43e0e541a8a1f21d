"""What is typed is found wherever it stands, however it is set."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.part_search import find_part

TEXTS = st.text(st.sampled_from("aAbß é’'“\"-–ﬁ…東京\u00ad\n ") | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("The bridges, the Bridge", "ridge", ["ridge", "ridge"]),
        ("It isn’t “done” – yet", 'isn\'t "done" - yet', ["isn’t “done” – yet"]),
        ("the iron\n\nbridge", "Iron bridge", ["iron\n\nbridge"]),
        ("Straße nach Łódź", "STRASSE", ["Straße"]),
        ("Straße nach Łódź", "lodz", ["Łódź"]),
        ("co\u00adop and more…", "coop", ["co\u00adop"]),
        ("and more… then", "more...", ["more…"]),
        ("東京都", "京都", ["京都"]),
        ("a.b", ".", ["."]),
        ("aaa", "aa", ["aa"]),
        ("Maß", "s", ["ß"]),
        ("a text", "  ", []),
        ("a text", "", []),
        ("a text", "\u0301", []),
    ],
)
def test_what_is_found(text: str, part: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_part(text, part)] == found


@given(TEXTS, st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    found = find_part(text, part)
    if any(letter.isalnum() for letter in part):
        assert found
    assert all(0 <= begin < end <= len(text) for begin, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
