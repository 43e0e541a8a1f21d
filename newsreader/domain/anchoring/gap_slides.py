"""Slides gaps of an alignment to the ends of sentences and paragraphs.

Where the words before a gap are those at its end, the same alignment can be written in several
ways: of "A b. A c." and "A c." the gap is "A b." or "b. A". The first is what an editor did.
"""

from collections.abc import Sequence

_FARTHEST = 200
"""By how many words a gap is moved at most."""


def slide_gaps(words: Sequence[int], edges: Sequence[int], partner: list[int]) -> None:
    """Move each run of words without partners to where a sentence or paragraph begins.

    ``edges`` tell how strong the break before each word is; ``partner`` has for each word the
    index of its partner, or -1, and is changed in place.
    """
    end = 0
    while end < len(words):
        if partner[end] >= 0:
            end += 1
            continue
        start = end
        while end < len(words) and partner[end] < 0:
            end += 1
        if start and end < len(words) and partner[end] == partner[start - 1] + 1:
            _slide(words, edges, partner, start, end)


def _slide(
    words: Sequence[int], edges: Sequence[int], partner: list[int], start: int, end: int
) -> None:
    left = right = 0
    while (
        left < min(start - 1, _FARTHEST)
        and words[start - 1 - left] == words[end - 1 - left]
        and partner[start - 2 - left] == partner[start - 1 - left] - 1
    ):
        left += 1
    while (
        right < min(len(words) - 1 - end, _FARTHEST)
        and words[start + right] == words[end + right]
        and partner[end + 1 + right] == partner[end + right] + 1
    ):
        right += 1
    by = max(
        range(-left, right + 1), key=lambda at: (edges[start + at] + edges[end + at], -abs(at))
    )
    for step in range(-by):
        partner[end - 1 - step] = partner[start - 1 - step]
        partner[start - 1 - step] = -1
    for step in range(by):
        partner[start + step] = partner[end + step]
        partner[end + step] = -1
