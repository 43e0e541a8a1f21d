import pytest

from newsreader.quotes.dialogue import find_speech
from newsreader.quotes.language import load_language


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
