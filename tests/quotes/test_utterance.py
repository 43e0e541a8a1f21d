from newsreader.quotes.engine import find_quotes


def test_an_interrupted_sentence_is_one_utterance_of_two_parts() -> None:
    text = '"The pier," said Jane Roe, "was never built to carry lorries."'
    (quote,) = find_quotes(text, "en")
    assert [text[start:end] for start, end in quote.parts] == [
        "The pier,",
        "was never built to carry lorries.",
    ]
    assert quote.pieces == quote.parts
    assert (quote.start, quote.end) == (quote.parts[0][0], quote.parts[-1][1])


def test_two_sentences_are_two_quotes() -> None:
    quotes = find_quotes('"The pier has cracked," Jane Roe said. "We warned them."', "en")
    assert [quote.parts for quote in quotes] == [(), ()]


def test_paragraphs_left_open_are_one_utterance() -> None:
    text = (
        'Jane Roe said: "The pier cracked.\n\n"We closed it in May.\n\n"Nobody came."\n\nIt rained.'
    )
    (quote,) = find_quotes(text, "en")
    assert [text[start:end] for start, end in quote.parts] == [
        "The pier cracked.",
        "We closed it in May.",
        "Nobody came.",
    ]
    assert quote.speaker == "Jane Roe"
    assert not quote.inferred
