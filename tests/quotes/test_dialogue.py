import pytest

from newsreader.quotes.engine import find_quotes
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.text.dialogue import find_speech


def _words(code: str, text: str) -> list[str]:
    return [text[start:end] for start, end, *_ in find_speech(text, load_language(code))]


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("no", "– Vi venter, sier Kari Nordby.", ["Vi venter"]),
        ("no", "Stengt. – Den er gammel. Den sprekker, sier Ola.", ["Den er gammel. Den sprekker"]),
        ("pl", "Most zamknięto. – Jest stary – mówi Jan. – Pęka – dodaje.", ["Jest stary", "Pęka"]),
        ("no", "Broen stenges. – Og dermed basta.", []),
        ("no", "Han kom – Nordby sier – i går.", []),
        ("pl", "I dodaje: – To skandal.", ["To skandal."]),
        ("no", "– Epler\n– Pærer", []),
    ],
)
def test_speech_begins_at_a_dash_and_ends_before_a_verb_of_saying(
    code: str, text: str, words: list[str]
) -> None:
    assert _words(code, text) == words


def test_speech_inside_a_paragraph_is_read_in_linear_time() -> None:
    text = "Broen stenges. – Den er gammel " * 5_000
    assert _words("no", text) == []


def test_the_question_of_an_interviewer_is_nobody_of_the_story() -> None:
    text = "– Hva gjør dere nå?\n– Vi venter, svarer Nadja Berg.\n– Hvor lenge?"
    assert [quote.speaker for quote in find_quotes(text, "no")] == ["", "Nadja Berg", ""]


def test_words_that_no_mark_closes_end_before_their_attribution() -> None:
    (quote,) = find_quotes("Karen Holst er glad.\n»Vi er her, siger hun.", "da")
    assert (quote.text, quote.speaker) == ("Vi er her", "Karen Holst")
