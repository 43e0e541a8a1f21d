"""Sets the notes of an article in its right margin, each beside the passage that it is on."""

from collections.abc import Mapping

from newsreader.domain.age import full_date
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import mask_text
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.frozen import dataclass
from newsreader.tui.article.layout import LEAST_WIDTH, ArticleLayout
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.look.glyphs import Glyphs

EDGE = 1
"""Cells kept free at both sides of the pane where notes stand beside the text."""
RIGHT = 2
"""Empty cells right of the text where none do."""
GAP = 3
"""Cells between text and notes: a blank, the bar of the highlight, a blank."""
LEAST, USUAL, MOST = 14, 16, 36
"""Cells that a note must have, that it has unless the text would be too narrow, and at most."""
LEAST_TEXT = 38
"""Cells under which the text is not made narrower for the sake of notes."""
LEAST_LINES = 3
"""Lines that a note gets even where the next one should begin."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where text and notes stand in a pane."""

    left: int
    """Empty cells left of the margin with the bars."""
    text: int
    """Cells of the text."""
    notes: int = 0
    """Cells of the notes; 0 where there are none, or no room for them."""


def columns(width: int, most: int, *, noted: bool) -> Columns:
    """Divide a pane of ``width`` cells, with at most ``most`` for the text, which is centred.

    Where something is noted and there is room, notes stand right of the text. For them it is moved
    to the left, and made narrower, but not under ``LEAST_TEXT``.
    """
    text = max(LEAST_WIDTH, min(most, width - MARGIN - RIGHT))
    beside = width - MARGIN - GAP - 2 * EDGE
    if not noted or beside - LEAST < min(text, LEAST_TEXT):
        return Columns(max(0, width - text - MARGIN - RIGHT) // 2, text)
    text = min(text, max(LEAST_TEXT, beside - USUAL))
    notes = min(MOST, beside - text)
    centred = (width - text - MARGIN - RIGHT) // 2
    return Columns(min(centred, EDGE + beside - text - notes), text, notes)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What of a note stands beside one line of the article."""

    text: str
    """The words."""
    colour: str
    """The name of the colour of the highlight."""
    joined: bool = False
    """Whether the passage begins in this line of the article."""


@dataclass(frozen=True, eq=False)
class MarginNotes:
    """The notes of one article beside its lines."""

    lines: Mapping[int, NoteLine]
    """What stands beside a line of the layout, by its number."""
    whole: frozenset[str]
    """The ids of the highlights whose notes are not cut."""


NO_NOTES = MarginNotes({}, frozenset())
"""Where nothing stands beside the text."""


def has_note(highlight: Highlight) -> bool:
    """Return whether something is said of a highlight that has a place in the text."""
    if highlight.state is AnchorState.ORPHAN:
        return False
    return bool(highlight.note.strip()) or highlight.state is AnchorState.CHANGED


def change_on(highlight: Highlight, opened: OpenArticle, glyphs: Glyphs) -> str:
    """Return what a passage said before its publisher changed it, and when that was seen."""
    if highlight.state is not AnchorState.CHANGED:
        return ""
    from newsreader.domain.anchoring.passage_wording import (
        reworded_in_short,  # few passages are changed
    )

    now = opened.document.text[highlight.start : highlight.end]
    when = opened.article.changed
    seen = f"{full_date(when)}: " if when is not None else ""
    told = reworded_in_short(mask_text(highlight.text), mask_text(now))
    return glyphs.plain(f"{glyphs.changed} {seen}{told}")


def set_notes(
    layout: ArticleLayout, opened: OpenArticle, width: int, glyphs: Glyphs
) -> MarginNotes:
    """Return the notes in lines of ``width`` cells, each from the line of its passage on.

    A note that is longer than the way to the next one is cut, with an ellipsis, but not under
    ``LEAST_LINES``; where it takes more than its room, the next one begins lower.
    """
    noted = sorted((one.start, one.id, one) for one in opened.highlights if has_note(one))
    passages = [layout.line_at(start) for start, _, _ in noted]
    lines: dict[int, NoteLine] = {}
    whole: set[str] = set()
    free = 0
    ends = [*passages, len(layout.lines)][1:]
    for (_, id_, one), passage, following in zip(noted, passages, ends, strict=True):
        first = max(passage, free)
        room = min(max(LEAST_LINES, following - first), len(layout.lines) - first)
        if room <= 0:
            break
        parts = (change_on(one, opened, glyphs), mask_text(one.note).strip())
        note = "\n".join(part for part in parts if part)
        every = clip_lines(note, width, len(layout.lines))
        shown = every if len(every) <= room else clip_lines(note, width, room)
        free = first + len(shown)
        for number, text in enumerate(shown, first):
            lines[number] = NoteLine(text, one.colour, joined=number == passage)
        if shown is every:
            whole.add(id_)
    return MarginNotes(lines, frozenset(whole))
