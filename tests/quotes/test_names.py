import pytest

from newsreader.quotes.engine import find_quotes
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.names import Name, read_names
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import tokenize

ENGLISH = load_language("en")


def names(text: str) -> list[Name]:
    tokens = tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH)
    return read_names(tokens, ENGLISH)[0]


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("We met Jane Roe in town.", "Jane Roe", ()),
        ("Then Dr. Jane B. Roe spoke.", "Jane B. Roe", ("dr",)),
        ("A speech by Prime Minister Jane Roe followed.", "Jane Roe", ("prime", "minister")),
        ("They saw Secretary of State Jane Roe leave.", "Jane Roe", ("secretary", "of", "state")),
        ("It was Alhaji Musa Bello.", "Musa Bello", ("alhaji",)),
        ("It was Hon. Grace Achieng.", "Grace Achieng", ("hon",)),
        ("It was Ursula von der Brook.", "Ursula von der Brook", ()),
        ("It was Ibrahim bin Yusuf.", "Ibrahim bin Yusuf", ()),
        ("It was Jane Roe OBE.", "Jane Roe", ()),
        ("It was Tom Brandt Jr. again.", "Tom Brandt Jr.", ()),
        ("It was Mr King.", "King", ("mr",)),
        ("It was Mr Street.", "Street", ("mr",)),
        ("It was Kipruto arap Roe.", "Kipruto arap Roe", ()),
        ("It was Lemayian ole Roe.", "Lemayian ole Roe", ()),
        ("It was Lt Gen (rtd) and Inkosi Zuri Roe.", "Zuri Roe", ("inkosi",)),
        ("It was the Chamber of Ferries.", "Chamber of Ferries", ()),
        ("It was the Harbour Farmers' Union.", "Harbour Farmers' Union", ()),
        ("It was the Harbour Women's Council.", "Harbour Women's Council", ()),
        ("So ZZQ Wema Roe said it.", "Wema Roe", ("zzq",)),
        ("The Ministry of Water spoke.", "Ministry of Water", ()),
        ("We met Nurses Without Ferries.", "Nurses Without Ferries", ()),
    ],
)
def test_a_name_is_told_from_its_titles(text: str, name: str, titles: tuple[str, ...]) -> None:
    assert [(found.text, found.titles) for found in names(text)] == [(name, titles)]


def test_what_only_begins_a_sentence_is_no_name() -> None:
    assert names("When ferries stop, ferries rust. Ferries rust on Monday in May.") == []


def test_a_possessive_is_known_and_left_out() -> None:
    (name,) = names("It was Jane Roe's ferry.")
    assert name.text == "Jane Roe"
    assert name.possessive


def test_organisations_are_no_people() -> None:
    assert [name.body for name in names("Jane Roe left the Harbour Council for UNESCO.")] == [
        False,
        True,
        True,
    ]


def test_a_nickname_stands_inside_its_name() -> None:
    text = 'It was Joe "Tiger" Mensah.'
    tokens = tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH)
    found, nicknames = read_names(tokens, ENGLISH)
    assert [name.text for name in found] == ["Joe Mensah"]
    assert nicknames == {0}


def test_party_and_state_in_brackets_are_no_name() -> None:
    assert [name.text for name in names("We met Jane Roe (D-Ohio).")] == ["Jane Roe"]


@pytest.mark.parametrize("count", ["Forty-one", "Twelve", "Dozens"])
def test_a_number_that_opens_a_sentence_is_nobody(count: str) -> None:
    assert "Jane Roe" in {one.text for one in names(f"{count} ships met Jane Roe at sea.")}
    assert count not in {one.text for one in names(f"{count} ships lay at anchor.")}


def test_no_name_begins_with_a_word_that_is_run_together() -> None:
    for said in ("I’m not sure", "Don't say it", "We’ve heard Jane Roe", "That's what"):
        text = f"{said}. “The bridge will be closed until the spring.”"
        (quote,) = find_quotes(text, "en")
        assert quote.speaker in ("", "Jane Roe"), said


def test_a_compound_with_an_outlet_or_a_party_is_a_title() -> None:
    language = load_language("no")
    tokens = tokenize("NRK-kommentator Kari Nordby sier nei.", [], language)
    (name,) = read_names(tokens, language)[0]
    assert (name.text, name.titles) == ("Kari Nordby", ("nrk-kommentator",))
