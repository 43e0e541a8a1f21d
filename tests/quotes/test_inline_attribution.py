from newsreader.quotes.engine import find_quotes


def test_an_attribution_between_the_marks_is_read() -> None:
    (quote,) = find_quotes("« Le pont est coupé, a déclaré Jeanne Roux, et la route aussi. »", "fr")
    assert quote.speaker == "Jeanne Roux"
    assert not quote.inferred


def test_a_forgotten_closing_mark_hides_no_speaker() -> None:
    text = 'So Jane Roe came.\n\n"We will appeal, Roe said.\n\nThe court sits on Friday.'
    (quote,) = find_quotes(text, "en")
    assert quote.text == "We will appeal, Roe said."
    assert quote.speaker == "Jane Roe"
