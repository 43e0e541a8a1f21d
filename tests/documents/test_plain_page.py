import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.plain_page import read_plain

LONG = "The ferry between Harbour and the islands sails again on Monday after three weeks"


@pytest.mark.parametrize(
    ("text", "title", "read"),
    [
        ("One line.\n\nAnother.", "", "One line.\n\nAnother."),
        ("The ferry\n\nIt sails.", "The ferry", "It sails."),
        (f"{LONG[:41]}\n{LONG[42:]}\n \t\nIt rains.", "", f"{LONG}\n\nIt rains."),
        (f"{LONG}\n\nRoses are red\nviolets blue\n", LONG, "Roses are red\nviolets blue"),
        (f"{LONG}:\n- a net\n- a boat of oak", "", f"{LONG}:\n- a net\n- a boat of oak"),
        (f"{LONG}. {LONG}.\n{LONG}. {LONG}!", "", f"{LONG}. {LONG}.\n\n{LONG}. {LONG}!"),
        ("", "", ""),
        ("Alone", "", "Alone"),
    ],
)
def test_lines_that_were_wrapped_are_joined(text: str, title: str, read: str) -> None:
    found, document = read_plain(text)
    assert (found, document.text) == (title, read)


@given(st.text("ab \n.\t", max_size=300))
def test_no_word_is_lost(text: str) -> None:
    title, document = read_plain(text)
    assert f"{title} {document.text}".split() == text.split()
