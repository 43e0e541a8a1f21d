"""What differs between two versions of a text: the words that went, and those that came."""

from dataclasses import dataclass

from newsreader.domain.anchoring.alignment import NOWHERE, align
from newsreader.domain.anchoring.folded_words import BREAK, FoldedWords, folded_words
from newsreader.domain.anchoring.paragraph_pairs import longest_rise

_TOGETHER = 2
"""Up to so many words between two differences are told with them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two versions of a text differ."""

    start: int
    """Where it begins in the old text, in code points."""
    end: int
    """Where it ends there, excluded; equal to ``start`` where words only came."""
    new_start: int
    """Where it begins in the new text."""
    new_end: int
    """Where it ends there, excluded; equal to ``new_start`` where words only went."""


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Return where the words of two texts differ, in order; what moved went and came.

    Typography, case and where paragraphs begin are no differences.
    """
    before, after = folded_words(old), folded_words(new)
    partner = align(before, after)
    kept = longest_rise([(at, to) for at, to in enumerate(partner) if to != NOWHERE])
    found, i, j = list[tuple[int, int, int, int]](), 0, 0
    for at, to in [*kept, (len(before.keys), len(after.keys))]:
        if _has_words(before, i, at) or _has_words(after, j, to):
            if found and i - found[-1][1] <= _TOGETHER and j - found[-1][3] <= _TOGETHER:
                found[-1] = (found[-1][0], at, found[-1][2], to)
            else:
                found.append((i, at, j, to))
        i, j = at + 1, to + 1
    return tuple(
        Difference(*_range(before, i, at, len(old)), *_range(after, j, to, len(new)))
        for i, at, j, to in found
    )


def _has_words(words: FoldedWords, start: int, end: int) -> bool:
    return any(words.keys[at] != BREAK for at in range(start, end))


def _range(words: FoldedWords, start: int, end: int, length: int) -> tuple[int, int]:
    """Return the range of code points of some words, without breaks at their edges."""
    while start < end and words.keys[start] == BREAK:
        start += 1
    while start < end and words.keys[end - 1] == BREAK:
        end -= 1
    if start < end:
        return words.starts[start], words.ends[end - 1]
    at = words.ends[start - 1] if start else 0
    return at, min(at, length)
