"""Text units: sentences, paragraphs, words and what is marked, found without a look at all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.document import Document
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.highlights.highlight_speakers import with_speakers
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.sentences import text_units
from newsreader.tui.article.lost_highlights import lost_at
from newsreader.tui.article.text_units import (
    TextRange,
    TextUnits,
    edge,
    marked_ranges,
    step,
)
from tests.tui.samples import HARBOUR, everything, highlight, open_story

UNITS = TextUnits(HARBOUR.document)
TEXT = HARBOUR.document.text
SENTENCES = list(text_units(HARBOUR.document))
MARKED = marked_ranges(open_story())
RANGES = {"sentences": SENTENCES, "paragraphs": UNITS.paragraphs, "marked": MARKED}

TEXTS = st.lists(st.text(st.sampled_from("Ab. ?"), max_size=30), min_size=1, max_size=8).map(
    "\n\n".join
)


def words(place: TextRange | None, text: str = TEXT) -> str:
    assert place is not None
    return text[place[0] : place[1]]


def test_sentences_and_paragraphs_are_what_they_are_called() -> None:
    assert [words(one) for one in UNITS.sentences_near(0, 0)][:2] == [
        "The council met on Thursday.",
        "It was late.",
    ]
    assert [words(one) for one in UNITS.paragraphs] == HARBOUR.text.split("\n\n")


def test_sentences_of_a_longer_quote_are_cut_at_its_marks() -> None:
    text = "“It is late. We will stop,” said Roe. “Now,” she said."
    quotes = [
        Quote(text.index(said), text.index(said) + len(said), said, "Jane Roe", confidence=1.0)
        for said in ("It is late. We will stop,", "Now,")
    ]
    units = TextUnits(Document.from_plain(text), quotes).sentences_near(0, 0)
    found = [words(one, text) for one in units]
    assert found == ["It is late.", "We will stop,", "said Roe.", "“Now,” she said."]
    marks = [Highlight(one, 1, *place, one) for one, place in zip(found, units, strict=True)]
    told = [one.speaker if one.is_quote else "" for one in with_speakers(marks, quotes)]
    assert told == ["Jane Roe", "Jane Roe", "", ""]


@given(TEXTS, st.data())
def test_sentences_near_a_place_lead_where_all_sentences_lead(
    text: str, data: st.DataObject
) -> None:
    document = Document.from_plain(text)
    every, near = list(text_units(document)), TextUnits(document)
    offset = data.draw(st.integers(0, len(document.text) + 2))
    by = data.draw(st.sampled_from([1, -1]))
    window = near.sentences_near(offset, offset)
    assert step(window, None, by, offset) == step(every, None, by, offset)
    assert edge(window, offset, by) == edge(every, offset, by)
    if every:
        start = data.draw(st.sampled_from(every))
        end = data.draw(st.sampled_from([one for one in every if one >= start]))
        present = (start[0], end[1])  # a sentence, or a quote over several paragraphs
        window = near.sentences_near(*present)
        assert step(window, present, by, 0) == step(every, present, by, 0)
        following = [one for one in every if one[0] >= offset]
        assert near.sentence_from(offset) == next(iter(following), every[-1])
        holding = [one for one in every if one[1] > offset]
        assert near.sentence_at(offset) == next(iter(holding), every[-1])
    else:
        assert near.sentence_from(offset) is None
        assert near.sentence_at(offset) is None


def test_marked_ranges_are_quotes_and_highlights_in_order_once() -> None:
    first, second = HARBOUR.quotes
    opened = open_story(
        highlights=[
            highlight(first.start, first.end),  # the same place as the quote
            highlight(4, 11),
            highlight(30, 40, state=AnchorState.ORPHAN),
        ]
    )
    *marked, lost = marked_ranges(opened)
    assert marked == [(4, 11), (first.start, first.end), (second.start, second.end)]
    assert lost_at(opened, lost) is opened.highlights[2] and lost[0] > len(opened.document.text)
    assert lost_at(opened, marked[0]) is None


@pytest.mark.parametrize("unit", RANGES)
def test_a_step_forward_and_one_back_lead_home(unit: str) -> None:
    for here, there in pairwise(RANGES[unit]):
        assert step(RANGES[unit], here, 1, 0) == there
        assert step(RANGES[unit], there, -1, 0) == here


def test_there_is_no_step_beyond_the_edges() -> None:
    assert step(SENTENCES, SENTENCES[-1], 1, 0) is None
    assert step(SENTENCES, SENTENCES[0], -1, 0) is None
    assert step([], None, 1, 0) is None


def test_without_a_present_unit_the_step_starts_where_one_looks() -> None:
    visible = TEXT.index("Nobody")
    assert words(step(SENTENCES, None, 1, visible)) == "Nobody else spoke."
    before = step(SENTENCES, None, -1, visible)
    assert before is not None and before[1] <= visible


def test_from_a_sentence_the_next_quote_is_one_that_begins_after_its_start() -> None:
    sentence = UNITS.sentence_at(TEXT.index("We will"))
    assert words(step(MARKED, sentence, 1, 0)) == "We will rebuild the bridge,"


def test_from_a_quote_the_next_paragraph_is_the_one_below() -> None:
    quote = MARKED[1]
    assert words(step(UNITS.paragraphs, quote, 1, 0)).startswith("Nobody")
    assert words(step(UNITS.paragraphs, quote, -1, 0)).startswith("“We will")


def test_the_sentence_at_an_offset_holds_it_or_is_the_next_or_the_last() -> None:
    assert words(UNITS.sentence_at(5)) == "The council met on Thursday."
    gap = TEXT.index("It was late.") - 1
    assert words(UNITS.sentence_at(gap)) == "It was late."
    assert words(UNITS.sentence_at(10**6)) == "Work begins in spring."
    assert TextUnits(Document("")).sentence_at(0) is None


def test_blocks_without_sentences_are_units_too_but_rules_are_not() -> None:
    document = everything()
    found = TextUnits(document)
    shown = [words(one, document.text) for one in found.sentences_near(0, len(document.text))]
    assert 'load = "40"\nspan = 9  # m' in shown
    assert "" not in [words(one, document.text) for one in found.paragraphs]


@given(st.text(st.sampled_from("ab'’- .,\n漢é"), max_size=120))
def test_word_edges_reach_the_end_and_the_beginning(text: str) -> None:
    found = TextUnits(Document(text))
    head = 0
    while (following := found.word_edge(head, 1)) != head:
        assert following > head
        head = following
    assert not text[head:].strip()
    while (previous := found.word_edge(head, -1)) != head:
        assert previous < head
        head = previous
    assert not text[:head].strip()


def test_words_of_scripts_without_spaces_are_taken_letter_by_letter() -> None:
    text = "東京都はバスを2026年に導入。ที่ดี"
    found, head, words = TextUnits(Document(text)), 0, list[str]()
    while (following := found.word_edge(head, 1)) != head:
        words.append(text[head:following])
        head = following
    assert words == "東 京 都 は バス を 2026 年 に 導 入 。 ที่ ดี".split()
    for word in reversed(words):
        head = found.word_edge(head, -1)
        assert text[head:].startswith(word)
    assert head == 0


def test_a_word_is_taken_whole() -> None:
    found = TextUnits(Document("the mayor’s well-known plan, again"))
    ends = [found.word_edge(at, 1) for at in (0, 3, 11, 22)]
    assert [found.document.text[:end][-10:] for end in ends][1:3] == [
        " the mayor’s"[-10:],
        "well-known",
    ]
    assert found.word_edge(27, 1) == 28  # a comma is a step of its own


@given(st.integers(0, len(TEXT)))
def test_edges_of_sentences_grow_and_shrink_a_selection(head: int) -> None:
    ends = {end for _, end in SENTENCES}
    starts = {start for start, _ in SENTENCES}
    ahead, behind = (edge(SENTENCES, head, by) for by in (1, -1))
    assert ahead == min((end for end in ends if end > head), default=head)
    assert behind == max((start for start in starts if start < head), default=head)


@given(st.text(st.sampled_from("ab'’- .,\n漢字é"), max_size=40), st.data())
def test_a_range_of_whole_words_cuts_none(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = TextUnits(Document(text)).whole_words(start, end)
    assert (found is None) == (not text[start:end].strip())
    if found is not None:
        assert text[slice(*found)].strip() == text[slice(*found)]
        assert found[0] <= start + len(text[start:end]) - len(text[start:end].lstrip())
        for edge_ in found:
            beside = text[max(0, edge_ - 1) : edge_ + 1]
            assert len(beside) < 2 or not all(one in "abé" for one in beside)
        assert TextUnits(Document(text)).whole_words(*found) == found


def test_letters_of_a_script_without_spaces_are_taken_one_by_one() -> None:
    found = TextUnits(Document("the 市議會週四 plan’s end"))
    assert found.whole_words(5, 7) == (5, 7)
    assert found.whole_words(1, 12) == (0, 16)
