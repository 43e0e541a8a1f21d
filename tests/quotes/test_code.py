"""Quotes are not sought in code listings."""

from newsreader.documents.blocks import read_html
from newsreader.quotes.engine import find_quotes_in

CODE = '<pre>print("We will rebuild the bridge," said Tom Brandt.)</pre>'
SPEECH = "<p>“We will rebuild the bridge,” Mayor Jane Roe said.</p>"


def test_code_holds_no_quotes_and_moves_none() -> None:
    assert find_quotes_in(read_html(f"<p>A listing:</p>{CODE}"), "en") == ()
    document = read_html(CODE + SPEECH + CODE)
    (quote,) = find_quotes_in(document, "en")
    assert document.text[quote.start : quote.end] == quote.text == "We will rebuild the bridge,"
    assert quote.speaker == "Jane Roe"


def test_the_text_in_which_quotes_are_sought_is_as_long() -> None:
    document = read_html(SPEECH + CODE + SPEECH)
    assert len(document.quotable_text) == len(document.text)
    assert "Tom Brandt" not in document.quotable_text
