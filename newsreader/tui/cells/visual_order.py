"""Puts the letters of a line in the order in which they are seen, for terminals that do not."""

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Literal

from rich.segment import Segment
from rich.style import Style

from newsreader.domain.bidi import RIGHT_TO_LEFT, base_level, levels, mirrored, visual_order
from newsreader.tui.cells.disputed_width import letters_of

WhoReorders = Literal["auto", "app", "terminal"]
"""Who puts text that runs from right to left in order."""

Styled = tuple[str, Style | None]
"""A letter with what joins it, and how it looks."""

_APART = re.compile(r" {2,}| [·│] |│")
"""What stands between two texts of a line that have nothing to do with each other; so does a
segment without letters: a sign, a rule."""
_WORDS = re.compile(r"\w")
_REORDERING = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID")
TELLING = (*_REORDERING, "TERM_PROGRAM")
"""The variables by which a terminal is known."""
_REORDERING_PROGRAMS = ("Apple_Terminal", "mlterm")


def app_reorders(wanted: WhoReorders, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the app has to reorder; ``auto`` knows some terminals by their variables."""
    if wanted != "auto":
        return wanted == "app"
    known = any(environment.get(name) for name in _REORDERING)
    return not known and environment.get("TERM_PROGRAM") not in _REORDERING_PROGRAMS


def seen_order(letters: Sequence[str], of: Sequence[int]) -> list[int]:
    """Return which letter stands where, from the left, by the levels of the signs they are of."""
    firsts, at = [], 0
    for letter in letters:
        firsts.append(of[at])
        at += len(letter)
    return visual_order(firsts)


def reordered(letters: Sequence[Styled], base: int | None = None) -> list[Styled]:
    """Return the letters of one text from left to right; None finds its direction itself."""
    text = "".join(letter for letter, _ in letters)
    if not RIGHT_TO_LEFT.search(text):
        return list(letters)
    of = levels(text, base_level(text) if base is None else base)
    turned, at = [], 0
    for letter, style in letters:
        turned.append((mirrored(letter) if of[at] % 2 else letter, style))
        at += len(letter)
    return [turned[one] for one in seen_order([letter for letter, _ in letters], of)]


def joined(letters: Iterable[Styled]) -> list[Segment]:
    """Return letters as segments, one for all that look alike side by side."""
    alike = groupby(letters, key=lambda one: one[1])
    return [Segment("".join(letter for letter, _ in group), style) for style, group in alike]


def in_letters(segments: Iterable[Segment]) -> list[Styled]:
    """Return the letters of segments; one over an edge looks as it begins."""
    pieces = [(text, style) for text, style, _ in segments]
    styles = [style for text, style in pieces for _ in text]
    found: list[Styled] = []
    at = 0
    for letter in letters_of("".join(text for text, _ in pieces)):
        found.append((letter, styles[at]))
        at += len(letter)
    return found


def order_line(segments: Sequence[Segment]) -> list[Segment]:
    """Return a line of a list or a title with each of its texts in the order it is seen in.

    Texts are told apart by what stands between them; each stays where it is and as wide.
    """
    if not any(RIGHT_TO_LEFT.search(segment.text) for segment in segments):
        return list(segments)
    ordered: list[Styled] = []
    for has_words, group in groupby(segments, key=lambda one: bool(_WORDS.search(one.text))):
        letters = in_letters(group)
        ordered += _fields(letters) if has_words else letters
    return joined(ordered)


def _fields(letters: Sequence[Styled]) -> Iterator[Styled]:
    """Yield the letters of some texts side by side."""
    starts = list(accumulate((len(letter) for letter, _ in letters), initial=0))
    done = 0
    for gap in _APART.finditer("".join(letter for letter, _ in letters)):
        start, end = bisect_left(starts, gap.start()), bisect_left(starts, gap.end())
        yield from (*_field(letters[done:start]), *letters[start:end])
        done = end
    yield from _field(letters[done:])


def _field(letters: Sequence[Styled]) -> list[Styled]:
    """Return one text of a line in order, with the blanks around it where they are."""
    first, last = 0, len(letters)
    while first < last and letters[first][0] == " ":
        first += 1
    while last > first and letters[last - 1][0] == " ":
        last -= 1
    return [*letters[:first], *reordered(letters[first:last]), *letters[last:]]
