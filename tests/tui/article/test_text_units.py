"""Steps of the focus: sentences, paragraphs, words and marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.document import Document
from newsreader.domain.highlight import AnchorState
from newsreader.tui.article.text_units import Range, Steps
from tests.tui.samples import HARBOUR, everything, highlight, open_document, open_story

STEPS = Steps(open_story())
TEXT = HARBOUR.document.text


def words(place: Range | None, text: str = TEXT) -> str:
    assert place is not None
    return text[place[0] : place[1]]


def test_sentences_and_paragraphs_are_what_they_are_called() -> None:
    assert [words(one) for one in STEPS.sentences][:2] == [
        "The council met on Thursday.",
        "It was late.",
    ]
    assert [words(one) for one in STEPS.paragraphs] == HARBOUR.text.split("\n\n")


def test_marks_are_quotes_and_highlights_in_order_once() -> None:
    first, second = HARBOUR.quotes
    marks = Steps(
        open_story(
            highlights=[
                highlight(first.start, first.end),  # the same place as the quote
                highlight(4, 11),
                highlight(30, 40, state=AnchorState.ORPHAN),
            ]
        )
    ).marks
    assert marks == [(4, 11), (first.start, first.end), (second.start, second.end)]


@pytest.mark.parametrize("unit", ["sentences", "paragraphs", "marks"])
def test_a_step_forward_and_one_back_lead_home(unit: str) -> None:
    places: list[Range] = getattr(STEPS, unit)
    for here, there in pairwise(places):
        assert STEPS.step(places, here, 1, 0) == there
        assert STEPS.step(places, there, -1, 0) == here


def test_there_is_no_step_beyond_the_edges() -> None:
    places = STEPS.sentences
    assert STEPS.step(places, places[-1], 1, 0) is None
    assert STEPS.step(places, places[0], -1, 0) is None
    assert STEPS.step([], None, 1, 0) is None


def test_without_a_focus_the_step_starts_where_one_looks() -> None:
    visible = TEXT.index("Nobody")
    assert words(STEPS.step(STEPS.sentences, None, 1, visible)) == "Nobody else spoke."
    before = STEPS.step(STEPS.sentences, None, -1, visible)
    assert before is not None and before[1] <= visible


def test_from_a_sentence_the_next_quote_is_one_that_begins_after_its_start() -> None:
    sentence = STEPS.sentence_at(TEXT.index("We will"))
    assert words(STEPS.step(STEPS.marks, sentence, 1, 0)) == "We will rebuild the bridge,"


def test_from_a_quote_the_next_paragraph_is_the_one_below() -> None:
    quote = STEPS.marks[1]
    assert words(STEPS.step(STEPS.paragraphs, quote, 1, 0)).startswith("Nobody")
    assert words(STEPS.step(STEPS.paragraphs, quote, -1, 0)).startswith("“We will")


def test_the_sentence_at_an_offset_holds_it_or_is_the_next_or_the_last() -> None:
    assert words(STEPS.sentence_at(5)) == "The council met on Thursday."
    gap = TEXT.index("It was late.") - 1
    assert words(STEPS.sentence_at(gap)) == "It was late."
    assert words(STEPS.sentence_at(10**6)) == "Work begins in spring."
    assert Steps(open_document(Document(""))).sentence_at(0) is None


def test_blocks_without_sentences_are_steps_too_but_rules_are_not() -> None:
    document = everything()
    steps = Steps(open_document(document))
    shown = [words(one, document.text) for one in steps.sentences]
    assert "load = 40\nspan = 9" in shown
    assert "" not in [words(one, document.text) for one in steps.paragraphs]


@given(st.text(st.sampled_from("ab'’- .,\n漢é"), max_size=120))
def test_word_edges_reach_the_end_and_the_beginning(text: str) -> None:
    steps = Steps(open_document(Document(text)))
    head = 0
    while (following := steps.word_edge(head, 1)) != head:
        assert following > head
        head = following
    assert not text[head:].strip()
    while (previous := steps.word_edge(head, -1)) != head:
        assert previous < head
        head = previous
    assert not text[:head].strip()


def test_a_word_is_taken_whole() -> None:
    steps = Steps(open_document(Document("the mayor’s well-known plan, again")))
    ends = [steps.word_edge(at, 1) for at in (0, 3, 11, 22)]
    assert [steps.opened.document.text[:end][-10:] for end in ends][1:3] == [
        " the mayor’s"[-10:],
        "well-known",
    ]
    assert steps.word_edge(27, 1) == 28  # a comma is a step of its own


@given(st.integers(0, len(TEXT)))
def test_edges_of_sentences_grow_and_shrink_a_selection(head: int) -> None:
    ends = {end for _, end in STEPS.sentences}
    starts = {start for start, _ in STEPS.sentences}
    ahead, behind = (STEPS.edge(STEPS.sentences, head, by) for by in (1, -1))
    assert ahead == min((end for end in ends if end > head), default=head)
    assert behind == max((start for start in starts if start < head), default=head)
