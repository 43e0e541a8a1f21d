import pytest

from newsreader.quotes.grammar.phrases import PhraseParser
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.cast import cluster_names
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import Tokens, tokenize

ENGLISH = load_language("en")


def phrases(text: str) -> PhraseParser:
    tokens = tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH)
    return PhraseParser(tokens, cluster_names(tokens, "", ENGLISH), ENGLISH)


def first_phrase(text: str) -> tuple[Tokens, SpeakerPhrase | None]:
    parser = phrases(text)
    return parser.tokens, parser.phrase(0, len(parser.lower))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("She said so.", "pronoun", "She"),
        ("The old lawyer said so.", "noun", "The old lawyer"),
        ("A spokesman for the Ministry of Water said so.", "noun", None),
        ("Lawyers for the port said so.", "noun", "Lawyers for the port"),
        ("A recording of the call said so.", "noun", "A recording of the call"),
        ("A clerk of the answer desk said so.", "noun", "A clerk of the answer desk"),
        ("A friend of his said so.", "noun", "A friend of his"),
        ('A clerk of the "Harbour Song" said so.', "noun", "A clerk"),
        ("Jane Roe said so.", "name", "Jane Roe"),
        ("The head of the port, Jane Roe, said so.", "name", "The head of the port, Jane Roe"),
        ("Jane Roe and Tom Brandt said so.", "name", "Jane Roe and Tom Brandt"),
    ],
)
def test_a_phrase_reaches_as_far_as_it_goes(text: str, kind: str, words: str | None) -> None:
    tokens, phrase = first_phrase(text)
    assert phrase is not None
    assert phrase.kind == kind
    assert tokens.slice(phrase.first, phrase.last) == (words or text.removesuffix(" said so."))


@pytest.mark.parametrize(
    "text",
    [
        "Of the port.",
        "And then.",
        ", Jane Roe said.",
        "I've seen harbour advocates say so.",
        "They’d heard clerks say so.",
    ],
)
def test_what_begins_no_phrase_is_none(text: str) -> None:
    assert first_phrase(text)[1] is None


def test_everybody_in_a_list_speaks() -> None:
    for text in (
        "Jane Roe, Tom Brandt and Musa Okoro said so.",
        "Jane Roe, Tom Brandt, and Musa Okoro said so.",
    ):
        _, phrase = first_phrase(text)
        assert phrase is not None
        assert len({phrase.member, *phrase.also}) == 3


def test_a_list_without_a_verb_of_saying_does_not_speak() -> None:
    _, phrase = first_phrase("Jane Roe, Tom Brandt and Musa Okoro sat there.")
    assert phrase is not None
    assert phrase.also == ()


def test_a_noun_of_saying_is_no_verb() -> None:
    parser = phrases("Her claims were false. Roe claims the pier.")
    assert [
        parser.is_cue(token) for token, word in enumerate(parser.lower) if word == "claims"
    ] == [
        False,
        True,
    ]


def test_adverbs_auxiliaries_and_brackets_are_stepped_over() -> None:
    parser = phrases("Roe (42) has repeatedly said so.")
    said = parser.lower.index("said")
    assert parser.skip_brackets(1, said) == parser.lower.index("has")
    assert parser.skip_between(parser.lower.index("has"), said) == said
    assert parser.skip_back(said - 1, 0) == 0
