"""Notes beside the text: where there is room for them, and beside which lines they stand."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.domain.clean import mask_text
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.margin_notes import (
    EDGE,
    GAP,
    LEAST,
    LEAST_TEXT,
    MOST,
    NO_NOTES,
    MarginNotes,
    change_on,
    columns,
    set_notes,
)
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.look.glyphs import ASCII, UNICODE
from tests.builders import NOW, Story
from tests.tui.samples import highlight, open_story

TEXT = "\n\n".join(f"Paragraph {number} of a few words." for number in range(20))
OPENED = open_story(Story("Long", TEXT))
LAYOUT = lay_out(OPENED, 40)


def set_beside(marks: Iterable[Highlight], width: int) -> MarginNotes:
    return set_notes(LAYOUT, replace(OPENED, highlights=tuple(marks)), width, UNICODE)


@given(st.integers(0, 300), st.integers(20, 100), st.booleans())
def test_text_and_notes_share_the_pane(width: int, most: int, noted: bool) -> None:
    shared, alone = columns(width, most, noted=noted), columns(width, most, noted=False)
    assert alone.notes == 0
    if shared.notes:
        assert noted and LEAST <= shared.notes <= MOST
        assert min(alone.text, LEAST_TEXT) <= shared.text <= alone.text
        assert shared.left >= EDGE
        assert shared.left + MARGIN + shared.text + GAP + shared.notes + EDGE <= width
    else:
        assert shared == alone


@pytest.mark.parametrize(
    ("width", "text", "notes"),
    [(59, 54, 0), (60, 38, 14), (68, 44, 16), (80, 56, 16), (96, 72, 16), (200, 72, 36)],
)
def test_the_text_gives_way_a_little(width: int, text: int, notes: int) -> None:
    found = columns(width, 72, noted=True)
    assert (found.text, found.notes) == (text, notes)
    assert columns(200, 72, noted=True).left == columns(200, 72, noted=False).left  # centred


def beside(*notes: tuple[int, str], width: int = 16) -> dict[int, tuple[str, bool]]:
    """Return what stands beside the lines, for notes on the paragraphs with these numbers."""
    marks = [
        highlight(start, start + 5, note=note)
        for number, note in notes
        for start in [TEXT.index(f"Paragraph {number} ")]
    ]
    found = set_beside(marks, width)
    return {number: (line.text, line.joined) for number, line in found.lines.items()}


def line_of(paragraph: int) -> int:
    return LAYOUT.line_at(TEXT.index(f"Paragraph {paragraph} "))


def test_a_note_begins_beside_its_passage_and_keeps_its_lines() -> None:
    at = line_of(3)
    assert beside((3, "Who said this?\nAsk the clerk again.")) == {
        at: ("Who said this?", True),
        at + 1: ("Ask the clerk", False),
        at + 2: ("again.", False),
    }


def test_a_long_note_is_cut_before_the_next_and_a_crowded_one_begins_lower() -> None:
    long = " ".join(["word"] * 40)
    found = beside((3, long), (4, "next"), (9, "far"))
    at = line_of(3)  # the next passage is two lines below
    assert [found[at + more][0] for more in range(3)][-1].endswith("…")
    assert found[at + 3] == ("next", False)
    assert found[line_of(9)] == ("far", True)


def test_only_whole_notes_count_as_shown() -> None:
    first, second = (TEXT.index(f"Paragraph {number} ") for number in (3, 5))
    cut = highlight(first, first + 4, note=" ".join(["word"] * 40))
    whole = highlight(second, second + 4, note="short")
    orphan = highlight(0, 4, note="lost", state=AnchorState.ORPHAN)
    bare = highlight(6, 8, note=" ")
    found = set_beside([cut, whole, orphan, bare], 16)
    assert found.whole == {whole.id}
    assert "lost" not in {line.text for line in found.lines.values()}
    assert set_beside([], 16).lines == NO_NOTES.lines


@given(
    st.lists(st.tuples(st.integers(0, len(TEXT) - 6), st.text(max_size=90)), max_size=12),
    st.integers(LEAST, MOST),
)
def test_notes_keep_to_their_column_and_their_article(
    notes: list[tuple[int, str]], width: int
) -> None:
    marks = [
        replace(highlight(start, start + 5, note=note), id=str(number))
        for number, (start, note) in enumerate(notes)
    ]
    found = set_beside(marks, width)
    assert all(0 <= number < len(LAYOUT.lines) for number in found.lines)
    assert all(cell_len(line.text) <= width for line in found.lines.values())
    shown = "".join("".join(line.text.split()) for _, line in sorted(found.lines.items()))
    for mark in marks:
        if mark.id in found.whole:
            assert "".join(mask_text(mark.note).split()) in shown


def test_of_a_passage_that_was_changed_stands_beside_it_what_it_said() -> None:
    start = TEXT.index("Paragraph 3 ")
    mark = highlight(start, start + 26, note="why?", state=AnchorState.CHANGED)
    changed = replace(mark, text="Paragraph 3 of many words")
    article = replace(OPENED.article, changed=NOW)
    opened = replace(OPENED, article=article, highlights=(changed,))
    found = set_notes(LAYOUT, opened, 36, UNICODE)
    told = [line.text for _, line in sorted(found.lines.items())]
    assert told[0].startswith("≠ 20 November 2026:")
    assert "“many” → “a few”" in " ".join(told)
    assert told[-1] == "why?"
    undated = replace(opened, article=OPENED.article)
    assert change_on(changed, undated, ASCII) == 'C "many" > "a few"'
    assert change_on(replace(mark, state=AnchorState.MOVED), opened, UNICODE) == ""
