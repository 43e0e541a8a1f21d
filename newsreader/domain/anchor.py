"""Finds a highlight again in a changed article text.

The order is that of Hypothesis (position, exact text with the best context, fuzzy), with one
step between: both texts are compared with folded typography, because that is the most frequent
edit. A highlight that is not found with confidence becomes an orphan.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from newsreader.domain.highlight import CONTEXT, AnchorState, Highlight
from newsreader.domain.ids import uuid7

MIN_SIMILARITY = 0.80
"""The least similarity of an edited passage to the highlighted one, 0 to 1."""
MIN_SCORE = 0.75
"""The least weighted mean of passage, prefix, suffix and position similarity, 0 to 1."""

_EDGE = 200
"""Code points at each end of a long passage that are aligned separately."""
_WEIGHTS = (50, 20, 20, 2)
"""Weights of passage, prefix, suffix and position (Hypothesis, match-quote.ts)."""

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


class Similarity(Protocol):
    """Fuzzy text comparison; implemented outside domain, where a library may be used for it."""

    def align(self, passage: str, text: str) -> tuple[int, int, float]:
        """Return (start, end, similarity 0 to 1) of the part of ``text`` most like ``passage``."""

    def ratio(self, one: str, other: str) -> float:
        """Return the similarity of two strings, 0 to 1."""


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the text before ``start`` and after ``end``, up to ``CONTEXT`` code points each."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def made_at(
    article_id: int, text: str, hash_: str, start: int, end: int, colour: str, now: datetime
) -> Highlight:
    """Return a new highlight of ``text[start:end]``, made at ``now`` on a text of this hash."""
    prefix, suffix = context(text, start, end)
    return Highlight(
        id=uuid7(now),
        article_id=article_id,
        start=start,
        end=end,
        text=text[start:end],
        prefix=prefix,
        suffix=suffix,
        text_hash=hash_,
        made_on=hash_,
        colour=colour,
        created=now,
        updated=now,
    )


def reanchor(highlight: Highlight, text: str, hash_: str, similarity: Similarity) -> Highlight:
    """Return ``highlight`` anchored in ``text``, whose ``text_hash`` is ``hash_``.

    Only ``start``, ``end``, ``state`` and ``text_hash`` change; the highlighted words never do.
    """
    start, end, state = locate(highlight, text, similarity)
    return replace(highlight, start=start, end=end, state=state, text_hash=hash_)


def locate(highlight: Highlight, text: str, similarity: Similarity) -> tuple[int, int, AnchorState]:
    """Return start and end of the highlighted words in ``text``, and how they were found.

    For an orphan, start and end are those of ``highlight``.
    """
    passage = highlight.text
    if highlight.start >= 0 and text.startswith(passage, highlight.start):
        return highlight.start, highlight.start + len(passage), AnchorState.OK
    found = _best(highlight, text, list(_occurrences(passage, text)))
    if found is not None:
        return found, found + len(passage), AnchorState.MOVED
    folded, places = _fold_typography(text)
    words, _ = _fold_typography(passage)
    words = words.strip()
    spots = [places[at] for at in _occurrences(words, folded)] if words else []
    found = _best(highlight, text, spots)
    if found is not None:
        at = spots.index(found)
        first = list(_occurrences(words, folded))[at]
        return found, places[first + len(words) - 1] + 1, AnchorState.MOVED
    start, end, alike = _align(passage, text, similarity)
    before, after = context(text, start, end)
    near = 1 - min(1.0, abs(start - highlight.start) / max(1, len(text)))
    parts = (
        alike,
        similarity.ratio(highlight.prefix, before),
        similarity.ratio(highlight.suffix, after),
        near,
    )
    score = sum(w * part for w, part in zip(_WEIGHTS, parts, strict=True)) / sum(_WEIGHTS)
    if alike >= MIN_SIMILARITY and score >= MIN_SCORE:
        return start, end, AnchorState.FUZZY
    return highlight.start, highlight.end, AnchorState.ORPHAN


def _align(passage: str, text: str, similarity: Similarity) -> tuple[int, int, float]:
    """Return what ``Similarity.align`` returns; a long passage is aligned by its two ends.

    Alignment takes time quadratic in the length of the passage: seconds for several paragraphs.
    """
    if len(passage) <= 2 * _EDGE:
        return similarity.align(passage, text)
    start, _, _ = similarity.align(passage[:_EDGE], text)
    _, end, _ = similarity.align(passage[-_EDGE:], text)
    if not len(passage) / 2 <= end - start <= len(passage) * 2:
        return start, start, 0.0
    return start, end, similarity.ratio(passage, text[start:end])


def _best(highlight: Highlight, text: str, starts: list[int]) -> int | None:
    """Return the start with the longest common context, then the nearest to the old start."""

    def fit(start: int) -> tuple[int, int]:
        before, after = context(text, start, start + len(highlight.text))
        shared = _shared(before[::-1], highlight.prefix[::-1]) + _shared(after, highlight.suffix)
        return shared, -abs(start - highlight.start)

    return max(starts, key=fit, default=None)


def _occurrences(passage: str, text: str) -> Iterator[int]:
    at = text.find(passage) if passage else -1
    while at >= 0:
        yield at
        at = text.find(passage, at + 1)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _fold_typography(text: str) -> tuple[str, list[int]]:
    """Return ``text`` with plain quotation marks, dashes and single spaces.

    The second value has, for each code point of the first, its offset in ``text``.
    """
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text.translate(_FOLDED)):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        places.append(at)
    return "".join(letters), places
