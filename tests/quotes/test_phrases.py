import pytest

from newsreader.quotes.cast import cast
from newsreader.quotes.language import language
from newsreader.quotes.phrases import Phrases, Source
from newsreader.quotes.spans import find
from newsreader.quotes.tokens import Tokens, fold

ENGLISH = language("en")


def phrases(text: str) -> Phrases:
    frame = fold(text, find(text, ENGLISH), ENGLISH)
    return Phrases(frame, cast(frame, "", ENGLISH), ENGLISH)


def first_phrase(text: str) -> tuple[Tokens, Source | None]:
    reader = phrases(text)
    return reader.frame, reader.phrase(0, len(reader.lower))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("She said so.", "pronoun", "She"),
        ("The old lawyer said so.", "noun", "The old lawyer"),
        ("A spokesman for the Ministry of Water said so.", "noun", None),
        ("Lawyers for the port said so.", "noun", "Lawyers for the port"),
        ("Jane Roe said so.", "name", "Jane Roe"),
        ("The head of the port, Jane Roe, said so.", "name", "The head of the port, Jane Roe"),
        ("Jane Roe and Tom Brandt said so.", "name", "Jane Roe and Tom Brandt"),
    ],
)
def test_a_phrase_reaches_as_far_as_it_goes(text: str, kind: str, words: str | None) -> None:
    frame, source = first_phrase(text)
    assert source is not None
    assert source.kind == kind
    assert frame.slice(source.first, source.last) == (words or text.removesuffix(" said so."))


@pytest.mark.parametrize("text", ["Of the port.", "And then.", ", Jane Roe said."])
def test_what_begins_no_phrase_is_none(text: str) -> None:
    assert first_phrase(text)[1] is None


def test_everybody_in_a_list_speaks() -> None:
    for text in (
        "Jane Roe, Tom Brandt and Musa Okoro said so.",
        "Jane Roe, Tom Brandt, and Musa Okoro said so.",
    ):
        _, source = first_phrase(text)
        assert source is not None
        assert len({source.who, *source.also}) == 3


def test_a_list_without_a_verb_of_saying_does_not_speak() -> None:
    _, source = first_phrase("Jane Roe, Tom Brandt and Musa Okoro sat there.")
    assert source is not None
    assert source.also == ()


def test_a_noun_of_saying_is_no_verb() -> None:
    reader = phrases("Her claims were false. Roe claims the pier.")
    assert [
        reader.is_cue(token) for token, word in enumerate(reader.lower) if word == "claims"
    ] == [
        False,
        True,
    ]


def test_adverbs_auxiliaries_and_brackets_are_stepped_over() -> None:
    reader = phrases("Roe (42) has repeatedly said so.")
    said = reader.lower.index("said")
    assert reader.skip_brackets(1, said) == reader.lower.index("has")
    assert reader.skip_between(reader.lower.index("has"), said) == said
    assert reader.skip_back(said - 1, 0) == 0
