"""Cuts the words around what was found out of a text, and says what is to be marked in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsreader.domain.query.timed_pattern import Pattern
from newsreader.domain.query.tree import Sought
from newsreader.domain.quoting.struck import STRUCK_SIGN, Range, unsigned_ends
from newsreader.domain.words import Phrase, find_phrases

WIDTH = 180
"""Longest excerpt, in code points without the dots at its ends."""
BEFORE = 50
"""At most so much of it stands before the first word found."""
LOOKED_AT = 100
"""So many of the first words found are compared; texts full of them need no better piece."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text in one line."""

    text: str = ""
    """The piece, with ``…`` where something is left out."""
    marks: tuple[Range, ...] = ()
    """What was found in it, as ranges in their order."""


def find_sought(text: str, sought: Sequence[Sought]) -> tuple[Range, ...]:
    """Return where something of what is looked for stands in ``text``, in order, apart."""
    found = find_phrases(text, tuple(one for one in sought if isinstance(one, Phrase)))
    for one in sought:
        if isinstance(one, Pattern):
            found += one.ranges(text)
    kept: list[Range] = []
    for start, end in sorted(set(found), key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def excerpt(
    text: str, sought: Sequence[Sought], width: int = WIDTH, struck: Sequence[Range] = ()
) -> Excerpt:
    """Return the piece of ``text`` in which most of what is looked for stands together.

    Without anything found in it that is the beginning. What is ``struck`` in the text has signs
    around it.
    """
    found = find_sought(text, sought)
    looked_at = found[:LOOKED_AT]
    first = max(
        looked_at, key=lambda one: (_near(looked_at, one[0], width - BEFORE), -one[0]), default=None
    )
    ahead = min(BEFORE, width // 3)
    start = 0 if first is None else _word_start(text, max(0, first[0] - ahead), first[0])
    end = _word_end(text, start, start + width)
    piece, places = _in_one_line(text[start:end])
    left, right = "…" if start else "", "…" if end < len(text) else ""
    marks = tuple(
        (places[a - start] + len(left), places[min(b, end) - start] + len(left))
        for a, b in found
        if start <= a < end
    )
    found_there = Excerpt(f"{left}{piece}{right}", marks)
    ends = [places[at] + len(left) for at in unsigned_ends(text[start:end], struck, start)]
    return _with_signs(found_there, ends) if ends else found_there


def _with_signs(one: Excerpt, places: Sequence[int]) -> Excerpt:
    """Return an excerpt with the sign of what is struck at these places, given in order."""
    pieces = [one.text[a:b] for a, b in pairwise((0, *places, len(one.text)))]
    size = len(STRUCK_SIGN)
    marks = tuple(
        (
            start + size * sum(at <= start for at in places),
            end + size * sum(at < end for at in places),
        )
        for start, end in one.marks
    )
    return Excerpt(STRUCK_SIGN.join(pieces), marks)


def _in_one_line(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with a space for each run of blanks, and where each place of it is then."""
    letters: list[str] = []
    places: list[int] = []
    for letter in text:
        places.append(len(letters))
        if not letter.isspace():
            letters.append(letter)
        elif not letters or letters[-1] != " ":
            letters.append(" ")
        else:
            places[-1] -= 1
    return "".join(letters), [*places, len(letters)]


def _near(found: Sequence[Range], start: int, width: int) -> int:
    """Return how much of what was found stands from ``start`` within ``width``."""
    return sum(start <= begin and end <= start + width for begin, end in found)


def _word_start(text: str, at: int, most: int) -> int:
    """Return where a word begins at ``at`` or behind it, at ``most`` at the latest."""
    if at == 0 or text[at - 1].isspace():
        return at
    following = next((one + 1 for one in range(at, most) if text[one].isspace()), at)
    return min(following, most)


def _word_end(text: str, start: int, at: int) -> int:
    """Return where the last word ends that ends at ``at`` or before."""
    if at >= len(text) or text[at].isspace():
        return min(at, len(text))
    before = next((one for one in range(at, max(start, at - 30), -1) if text[one].isspace()), at)
    return before
