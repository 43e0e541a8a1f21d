from newsreader.quotes.language_loading import load_language
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import EDGE, QUOTE, Tokens, tokenize

ENGLISH = load_language("en")


def framed(text: str) -> Tokens:
    return tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH)


def sentences(text: str) -> list[str]:
    tokens = framed(text)
    return [" ".join(tokens.words[start:stop]) for start, stop in tokens.sentences]


def test_marked_words_become_one_token() -> None:
    tokens = framed('"We wait," said Roe.')
    assert tokens.words == [QUOTE, "said", "Roe", ".", *EDGE]
    assert tokens.quote_tokens == [0]
    assert tokens.quote_at == {0: 0}
    assert tokens.slice(1, 2) == "said Roe"


def test_a_full_stop_after_an_initial_or_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("Dr. J. Roe met Mr. Brandt. They spoke.") == [
        "Dr . J . Roe met Mr . Brandt .",
        "They spoke .",
    ]


def test_the_attribution_stays_with_the_words_it_follows() -> None:
    assert sentences('"Why?" Roe asked. "Go."') == [f"{QUOTE} Roe asked .", QUOTE]
    assert sentences('"Go." Roe went.') == [QUOTE, "Roe went ."]


def test_paragraphs_are_counted_by_line_breaks() -> None:
    assert framed("One. Two.\n\nThree.").paragraphs == [0, 0, 2]


def test_a_possessive_is_noted_and_left_out_of_the_lower_case() -> None:
    tokens = framed("Roe's ship")
    assert tokens.lower == ["roe", "ship", *EDGE]
    assert tokens.possessive == {0}


def test_an_endless_sentence_is_cut() -> None:
    assert len(framed("word " * 1_000).sentences) > 1


def test_every_token_is_where_the_frame_says() -> None:
    text = 'In Łódź, Ms. O’Hara-Roe said: "We pay 1,200.50 a day (for 3 days)."'
    tokens = framed(text)
    spans = list(zip(tokens.words, tokens.starts, tokens.ends, strict=True))[: -len(EDGE)]
    assert all(text[start:end] == word for word, start, end in spans if word != QUOTE)


def test_before_the_first_token_and_behind_the_last_stands_the_end_of_a_paragraph() -> None:
    tokens = framed('"We wait," said Roe')
    first, last = 0, len(tokens.words) - len(EDGE) - 1
    assert tokens.words[last] == "Roe"
    for at in (first - 2, first - 1, last + 1, last + 2):
        assert tokens.words[at] == tokens.lower[at] == "\n"
    assert tokens.sentences == [(first, last + 1)]
