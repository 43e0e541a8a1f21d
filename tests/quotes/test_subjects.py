import pytest

from newsreader.quotes.grammar.subjects import ClauseParser
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.cast import cluster_names
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import tokenize

ENGLISH = load_language("en")


def reader_of(text: str) -> ClauseParser:
    tokens = tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH)
    return ClauseParser(tokens, cluster_names(tokens, "", ENGLISH), ENGLISH)


def before(text: str, verb: str = "said") -> str:
    parser = reader_of(text)
    phrase = parser.subject_before(parser.lower.index(verb), 0)
    return "" if phrase is None else parser.tokens.slice(phrase.first, phrase.last)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe said so.",
        "Jane Roe has repeatedly said so.",
        "Jane Roe (42) said so.",
        "Jane Roe, the mayor of Harbour, said so.",
        "Jane Roe, who met Tom Brandt, said so.",
        "Jane Roe met Tom Brandt and said so.",
        "On Monday, Jane Roe said so.",
        "When Tom Brandt left, Jane Roe said so.",
        "Jane Roe -- the company that owns Mr Brandt's pier, which is let, is hers -- said so.",
        "Jane Roe, head of Pier Media — the firm that runs Tom Brandt's tours — said so.",
    ],
)
def test_the_subject_left_of_a_verb_is_found(text: str) -> None:
    assert before(text) == "Jane Roe"


def test_a_noun_and_a_pronoun_are_subjects_too() -> None:
    assert before("The old lawyer of Jane Roe said so.") == "The old lawyer of Jane Roe"
    assert before("Then she said so.") == "she"


def test_a_participle_hangs_on_the_clause_before() -> None:
    assert before("Jane Roe defended the pier, saying so.", "saying") == "Jane Roe"
    assert before("It is over, Jane Roe said, adding so.", "adding") == "Jane Roe"


def test_the_last_of_a_list_brings_the_others() -> None:
    assert before("So Jane Roe, Tom Brandt and Musa Okoro said so.") == (
        "Jane Roe, Tom Brandt and Musa Okoro"
    )


@pytest.mark.parametrize("so", ["", "now ", "then "])
def test_who_stands_for_the_name_an_office_explains(so: str) -> None:
    text = f"Tom Brandt met with Jane Roe, {so}the harbour council leader, who said so."
    assert before(text) == "Jane Roe"


def test_who_is_nobody_but_a_person() -> None:
    text = "Jane Roe, a scholar at the think tank Harbour Enterprise Institute who said so, left."
    assert before(text) == "Jane Roe"


def test_the_possessor_is_no_subject() -> None:
    assert before("Jane Roe's brother said so.") == "Jane Roe's brother"


def test_the_subject_may_follow_its_verb() -> None:
    parser = reader_of("So said Jane Roe.")
    phrase = parser.subject_after(1, len(parser.lower))
    assert phrase is not None
    assert phrase.kind == "name"


@pytest.mark.parametrize("text", ["So told Jane Roe.", "So announced it."])
def test_an_object_behind_a_verb_is_no_subject(text: str) -> None:
    parser = reader_of(text)
    assert parser.subject_after(1, len(parser.lower)) is None
