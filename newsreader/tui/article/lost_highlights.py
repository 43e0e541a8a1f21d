"""Finds the highlights whose words are gone from a text, which are listed below it.

As they stand nowhere in the text, each has a place of its own behind it, by which the cursor and
the lines know it.
"""

from newsreader.domain.article import OpenArticle
from newsreader.domain.highlights.highlight import AnchorState, Highlight

Range = tuple[int, int]


def lost_highlights(opened: OpenArticle) -> tuple[Highlight, ...]:
    """Return the highlights whose words are gone, in their order."""
    return tuple(one for one in opened.highlights if one.state is AnchorState.ORPHAN)


def lost_places(opened: OpenArticle) -> list[Range]:
    """Return the place of each of them behind the text."""
    return [place_of(len(opened.document.text), at) for at in range(len(lost_highlights(opened)))]


def lost_at(opened: OpenArticle, place: Range) -> Highlight | None:
    """Return the one that has a place behind the text, None where that is in the text."""
    at = place[0] - len(opened.document.text) - 1
    lost = lost_highlights(opened)
    return lost[at] if 0 <= at < len(lost) else None


def place_of(length: int, at: int) -> Range:
    """Return the place of the one with this number behind a text of ``length`` code points."""
    return length + 1 + at, length + 2 + at
