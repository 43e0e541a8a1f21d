"""Pairs the paragraphs of two versions of a text: the equal ones, and those that are alike.

Texts are lists of numbers that stand for words: 0 between two paragraphs, negative ones for
numerals, which change while their paragraph stays the same. A paragraph is a range of indices.
"""

from bisect import bisect_left
from collections.abc import Sequence

_ALIKE = 0.5
"""The least share of common words (Dice), numerals apart, of two paragraphs that are alike."""
_RIVAL = 0.6
"""The same of an edited paragraph that stands where the old one stood."""
_LOPSIDED = 1.7
"""How many times longer than its partner a paragraph may be; others were merged or split."""
_PRODUCT = 2_000
"""The largest product of two numbers of paragraphs that are compared with each other."""

Range = tuple[int, int]


def paragraphs_of(words: Sequence[int], start: int, end: int) -> list[Range]:
    """Return the paragraphs of ``words[start:end]``, none of them empty."""
    found, at = list[Range](), start
    for place in range(start, end):
        if not words[place]:
            if at < place:
                found.append((at, place))
            at = place + 1
    if at < end:
        found.append((at, end))
    return found


def once(words: Sequence[int], places: Sequence[int], length: int) -> dict[object, int]:
    """Return the runs of words that begin at one of these places only, with the place."""
    found: dict[object, int] = {}
    twice = set[object]()
    for at in places:
        run: object = words[at] if length == 1 else tuple(words[at : at + length])
        if run in found:
            twice.add(run)
        else:
            found[run] = at
    for run in twice:
        del found[run]
    return found


def longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of ``pairs`` that rises in both numbers (patience sorting)."""
    pairs = sorted(pairs)
    tails, where = list[int](), list[int]()
    back = [-1] * len(pairs)
    for at, (_, second) in enumerate(pairs):
        pile = bisect_left(tails, second)
        if pile == len(tails):
            tails.append(second)
            where.append(at)
        else:
            tails[pile] = second
            where[pile] = at
        if pile:
            back[at] = where[pile - 1]
    rise = list[tuple[int, int]]()
    at = where[-1] if where else -1
    while at >= 0:
        rise.append(pairs[at])
        at = back[at]
    return rise[::-1]


def same_paragraphs(old: Sequence[int], new: Sequence[int]) -> list[tuple[Range, Range]]:
    """Return the pairs of equal paragraphs that stand once in each version, in any order.

    A paragraph that stands elsewhere, while an edited one stands in its place, was quoted
    there and not moved: those are no pair.
    """
    olds, news = paragraphs_of(old, 0, len(old)), paragraphs_of(new, 0, len(new))
    first, second = _unique(old, olds), _unique(new, news)
    partner = {at: second[words] for words, at in first.items() if words in second}
    claimed = set(partner.values())
    rivals = [
        at
        for at, to in partner.items()
        if not _are_neighbours(partner, at, to, len(olds), len(news))
        and any(
            other not in claimed
            and _are_alike(old[slice(*olds[at])], new[slice(*news[other])], _RIVAL)
            for other in _in_its_place(partner, at, len(olds), len(news))
        )
    ]
    for at in rivals:
        del partner[at]
    return [(olds[at], news[to]) for at, to in sorted(partner.items())]


def _unique(words: Sequence[int], paragraphs: Sequence[Range]) -> dict[tuple[int, ...], int]:
    """Return the paragraphs that stand once, by their words, each with its number."""
    found: dict[tuple[int, ...], int] = {}
    twice = set[tuple[int, ...]]()
    for number, (start, end) in enumerate(paragraphs):
        key = tuple(words[start:end])
        if key in found:
            twice.add(key)
        found[key] = number
    return {key: number for key, number in found.items() if key not in twice}


def _are_neighbours(partner: dict[int, int], at: int, to: int, olds: int, news: int) -> bool:
    """Whether the paragraphs before a pair are a pair as well, or those after it."""
    before = to == 0 if at == 0 else partner.get(at - 1) == to - 1
    after = to == news - 1 if at == olds - 1 else partner.get(at + 1) == to + 1
    return before or after


def _in_its_place(partner: dict[int, int], at: int, olds: int, news: int) -> list[int]:
    """Return which new paragraphs stand beside the partners of an old one's neighbours."""
    after = 0 if at == 0 else partner.get(at - 1, news) + 1
    before = news - 1 if at == olds - 1 else partner.get(at + 1, 0) - 1
    return [one for one in (after, before) if 0 <= one < news]


def _are_alike(one: Sequence[int], other: Sequence[int], least: float) -> bool:
    return _dice(_vocabulary(one), _vocabulary(other)) >= least


def _vocabulary(words: Sequence[int]) -> set[int]:
    """Return the different words of a paragraph; its numerals only where there is nothing else."""
    return {word for word in words if word > 0} or set(words)


def _dice(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def alike_paragraphs(
    old: Sequence[int], new: Sequence[int], olds: Sequence[Range], news: Sequence[Range]
) -> list[tuple[Range, Range]]:
    """Return pairs of alike paragraphs, in order in both versions, as alike as possible.

    Where both have one paragraph, or both have very many, there are none.
    """
    if len(olds) * len(news) > _PRODUCT or len(olds) == len(news) == 1:
        return []
    words = [_vocabulary(new[slice(*one)]) for one in news]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for at, one in enumerate(olds):
        mine, size = _vocabulary(old[slice(*one)]), one[1] - one[0]
        for to, (start, end) in enumerate(news):
            near = max(size, end - start) <= _LOPSIDED * min(size, end - start)
            share = _dice(mine, words[to]) if near else 0.0
            best[at + 1][to + 1] = max(
                best[at][to + 1],
                best[at + 1][to],
                best[at][to] + (share if share >= _ALIKE else 0.0),
            )
    pairs = list[tuple[Range, Range]]()
    at, to = len(olds), len(news)
    while at and to:
        here = best[at][to]
        if here == best[at - 1][to]:
            at -= 1
        elif here == best[at][to - 1]:
            to -= 1
        else:
            at, to = at - 1, to - 1
            pairs.append((olds[at], news[to]))
    return pairs[::-1]
