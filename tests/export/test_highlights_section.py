from dataclasses import replace

import pytest

from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.export.highlights_section import (
    paragraph_number,
    write_highlights,
    write_speaker,
)
from newsreader.export.quoted_passage import write_passage
from tests.export.rendered import github
from tests.export.samples import document, highlight, marked, opened


def test_paragraphs_are_counted_without_headings_and_silent_blocks() -> None:
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.LIST_ITEM]
    starts = range(0, 4 * 7, 7)
    blocks = [Block(kind, at, at + 5) for kind, at in zip(kinds, starts, strict=True)]
    text = Document("\n\n".join(["words"] * 4), tuple(blocks))
    assert [paragraph_number(text, at) for at in starts] == [0, 1, 0, 2]
    assert [paragraph_number(text, at + 4) for at in starts] == [0, 1, 0, 2]
    assert paragraph_number(text, 999) == 0


def test_a_highlight_is_words_id_particulars_and_note() -> None:
    assert write_highlights(opened(highlight("After nine hours", note="a *note*"))) == [
        "## Highlights",
        "> After nine hours",
        "^nr-000000000001",
        "yellow · paragraph 1 · highlighted 2026-11-22 09:31Z",
        "a *note*",
    ]


def test_highlights_that_are_there_already_are_left_out() -> None:
    assert write_highlights(marked(), {mark.block_id for mark in marked().highlights}) == []
    parts = write_highlights(marked(), {"nr-000000000002"})
    assert "## Highlights" not in parts
    assert parts[0] == "## Quotes"


def test_a_passage_that_was_reworded_says_so() -> None:
    mark = highlight("After nine hours", state=AnchorState.CHANGED)
    assert "reworded in the article since" in write_highlights(opened(mark))[3]


def test_what_was_checked_says_against_what_and_when() -> None:
    mark = replace(
        highlight("After nine hours"),
        verification=Verification.CHECKED,
        checked_against="https://harbour.example/minutes_of_may",
        checked_on="2026-11-23",
    )
    (*_, told) = write_highlights(opened(mark))
    assert "checked against https://harbour.example/minutes_of_may on 2026-11-23" in github(told)


def test_an_orphan_names_its_speaker_and_no_paragraph() -> None:
    mark = highlight("We will rebuild the bridge,", speaker="Jane Roe", state=AnchorState.ORPHAN)
    mark = replace(mark, confidence=0.9)
    heading, _, _, particulars = write_highlights(opened(mark))
    assert heading == "## No longer in the article"
    assert particulars == "— **Jane Roe** · highlighted 2026-11-22 09:31Z · #speaker/jane-roe"


@pytest.mark.parametrize("state", AnchorState)
@pytest.mark.parametrize(
    ("confidence", "shown"),
    [(0.9, "**Tom Brandt**, "), (0.5, "probably **Tom Brandt**, "), (0.1, "unknown speaker")],
)
def test_a_guessed_speaker_stays_a_guess_wherever_the_highlight_is_found(
    state: AnchorState, confidence: float, shown: str
) -> None:
    mark = highlight("It was never built for lorries,", speaker="Tom Brandt", role="engineer")
    particulars = write_highlights(opened(replace(mark, state=state, confidence=confidence)))[3]
    assert particulars.startswith(f"— {shown}")


@pytest.mark.parametrize(
    ("attribution", "speaker", "role", "expected"),
    [
        ("Jane Roe", "Jane Roe", "mayor", "**Jane Roe**, mayor"),
        ("Jane Roe", "Jane Roe", "", "**Jane Roe**"),
        ("probably Jane Roe", "Jane Roe", "mayor", "probably **Jane Roe**, mayor"),
        ("unknown", "Jane Roe", "mayor", "unknown speaker"),
        ("unknown", "", "", "unknown speaker"),
        ("a_b*", "a_b*", "", r"**a\_b\***"),
    ],
)
def test_write_speaker(attribution: str, speaker: str, role: str, expected: str) -> None:
    assert write_speaker(attribution, speaker, role) == expected


def test_a_passage_in_a_heading_has_no_paragraph() -> None:
    start = document().blocks[0].start
    mark = replace(highlight("Council votes"), start=start, end=start + 13)
    assert write_highlights(opened(mark))[3] == "yellow · highlighted 2026-11-22 09:31Z"


def test_code_is_a_fence_and_a_table_a_table() -> None:
    listing = "def f(x):\n    if x:\n        return `x` + ```y```"
    table = "Pier  | Cost\nNorth |  7 | 8\nSouth |  ·"
    parts = ("Look:", listing, table, "The *end*.")
    text = "\n\n".join(parts)
    kinds = (BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.TABLE, BlockKind.PARAGRAPH)
    places = [(text.index(part), text.index(part) + len(part)) for part in parts]
    blocks = tuple(Block(kind, *place) for kind, place in zip(kinds, places, strict=True))
    story = Document(text, blocks)

    def written(start: int, end: int, state: AnchorState = AnchorState.OK) -> str:
        one = highlight("x", start=start, end=end, text=text[start:end], state=state)
        return write_passage(story, one)

    assert written(0, len(text)) == (
        "> Look:\n>\n"
        "> ````\n> def f(x):\n>     if x:\n>         return `x` + ```y```\n> ````\n>\n"
        "> |  |  |  |\n> | --- | --- | --- |\n> | Pier | Cost |  |\n> | North | 7 | 8 |\n"
        "> | South |  |  |\n>\n"
        "> The \\*end\\*."
    )
    start, cell = text.index("if x"), text.index("North")
    assert written(start, start + 5) == "> ```\n>     if x:\n> ```"
    assert written(cell, cell + 5).endswith("> | North |  |  |")
    assert written(start, start + 5, state=AnchorState.ORPHAN) == "> if x:"
    names = tuple(
        Span(SpanKind.STRONG, text.index(one), text.index(one) + 4) for one in ("Pier", "Cost")
    )
    story = Document(text, blocks, names)
    assert written(*places[2]).startswith("> | Pier | Cost |  |\n> | --- |")
    html = github(written(0, len(text)))
    assert "<table>" in html and "        return `x` + ```y```" in html
