"""Aligns two versions of a text word by word: which word of the old one is which of the new.

1. Paragraphs that stand once in each version are partners, also where they were moved
   (``paragraph_pairs``).
2. Between them, in order: runs of words that stand once in both pin the versions together (the
   patience diff of Bram Cohen), then paragraphs that are alike; what is left between two pins is
   aligned by a longest common subsequence, computed in bits (Hyyrö 2004, "Bit-parallel LCS-length
   computation revisited"). Words that meet by chance, without neighbours that meet, are parted.
3. Runs of words that stand once in what is left of either version were moved.

Linear in practice; bounded for any input by ``_DEPTH`` and ``_CELLS``.
"""

from collections.abc import Iterator, Sequence

from newsreader.domain.anchoring.folded_words import BREAK, FoldedWords
from newsreader.domain.anchoring.gap_slides import slide_gaps
from newsreader.domain.anchoring.paragraph_pairs import (
    alike_paragraphs,
    longest_rise,
    once,
    paragraphs_of,
    same_paragraphs,
)

_LONG_RUN = 6
"""How many words a run has that pins two versions together whatever their paragraphs are."""
_SHORT_RUNS = (3, 2, 1)
"""Lengths in words of the runs that do so within paragraphs, tried in this order."""
_MOVED = (8, 4, 3)
"""Lengths in words of the runs by which moved text is recognised."""
_DEPTH = 24
"""How often a gap between pins is searched for further pins."""
_CELLS = 30_000_000
"""The largest product of two lengths that is compared word by word; 4 MB of bits."""
_AROUND = 7
"""How many words at either side of a word tell whether it met its partner by chance."""
_DENSE = 0.4
"""The least share of words with partners around a word that has one."""

NOWHERE = -1
"""The partner of a word that is in one version only."""


def align(old: FoldedWords, new: FoldedWords) -> list[int]:
    """Return for each word of ``old`` the index of the same word in ``new``, or ``NOWHERE``.

    No word of ``new`` is the partner of two.
    """
    numbers = {BREAK: 0}
    for word in (*old.keys, *new.keys):
        if word not in numbers:
            numbers[word] = -len(numbers) if word.isdecimal() else len(numbers)
    one, other = [numbers[word] for word in old.keys], [numbers[word] for word in new.keys]
    pairing = _Pairing(one, other)
    pairing.pair_paragraphs()
    pairing.slide(old.edges, new.edges)
    pairing.drop_chance()
    pairing.pair_moved()
    pairing.fill_gaps()
    return pairing.partner


def _inverse(partner: Sequence[int], count: int) -> list[int]:
    back = [NOWHERE] * count
    for at, to in enumerate(partner):
        if to != NOWHERE:
            back[to] = at
    return back


class _Pairing:
    """The partners that were found so far, between two lists of numbers that stand for words."""

    def __init__(self, old: list[int], new: list[int]) -> None:
        self.old = old
        self.new = new
        self.partner = [NOWHERE] * len(old)
        self.taken = bytearray(len(new))

    def pair(self, i: int, j: int) -> None:
        self.partner[i] = j
        self.taken[j] = 1

    def part(self, i: int) -> None:
        self.taken[self.partner[i]] = 0
        self.partner[i] = NOWHERE

    def pair_paragraphs(self) -> None:
        """Pair equal paragraphs wherever they are, and in order what lies between them."""
        pairs = same_paragraphs(self.old, self.new)
        for one, other in pairs:
            for i, j in zip(range(*one), range(*other), strict=True):
                self.pair(i, j)
        starts = {one[0]: one for one, _ in pairs}
        ends = {one[0]: other for one, other in pairs}
        in_order = longest_rise([(one[0], other[0]) for one, other in pairs])
        kept = {first for first, _ in in_order}
        moved_old = [one for one, _ in pairs if one[0] not in kept]
        moved_new = [other for one, other in pairs if one[0] not in kept]
        i0 = j0 = 0
        for i, _ in [*in_order, (len(self.old), 0)]:
            j = ends[i][0] if i in ends else len(self.new)
            self._pair_between(_without((i0, i), moved_old), _without((j0, j), moved_new))
            if i in ends:
                i0, j0 = starts[i][1], ends[i][1]

    def _pair_between(self, old_at: list[int], new_at: list[int]) -> None:
        """Pair in order the words at these places, from which moved paragraphs are left out."""
        if not old_at or not new_at:
            return
        part = _Stretch([self.old[i] for i in old_at], [self.new[j] for j in new_at])
        for i, j in part.pairs():
            self.pair(old_at[i], new_at[j])

    def slide(self, old_edges: Sequence[int], new_edges: Sequence[int]) -> None:
        """Let what has no partners begin where sentences and paragraphs begin."""
        slide_gaps(self.old, old_edges, self.partner)
        back = _inverse(self.partner, len(self.new))
        slide_gaps(self.new, new_edges, back)
        self.partner = _inverse(back, len(self.old))
        self.taken = bytearray(at != NOWHERE for at in back)

    def drop_chance(self) -> None:
        """Part the words whose neighbours have no partners."""
        count, sums = 0, [0]
        for partner in self.partner:
            count += partner != NOWHERE
            sums.append(count)
        for i, partner in enumerate(self.partner):
            if partner != NOWHERE:
                low, high = max(0, i - _AROUND), min(len(self.old), i + _AROUND + 1)
                if sums[high] - sums[low] < _DENSE * (high - low):
                    self.part(i)

    def pair_moved(self) -> None:
        """Pair runs of words that stand once in what has no partners yet, in any order."""
        for length in _MOVED:
            old_at = _free([partner != NOWHERE for partner in self.partner], length)
            new_at = _free(self.taken, length)
            if not old_at or not new_at:
                continue
            first, second = once(self.old, old_at, length), once(self.new, new_at, length)
            for run, i in first.items():
                j = second.get(run, NOWHERE)
                if j != NOWHERE and self.partner[i] == NOWHERE and not self.taken[j]:
                    self._grow(i, j)

    def _grow(self, i: int, j: int) -> None:
        """Pair two equal words and all equal ones beside them that are free."""
        while i and j and self._is_pair(i - 1, j - 1):
            i, j = i - 1, j - 1
        while i < len(self.old) and j < len(self.new) and self._is_pair(i, j):
            self.pair(i, j)
            i, j = i + 1, j + 1

    def _is_pair(self, i: int, j: int) -> bool:
        return self.old[i] == self.new[j] and self.partner[i] == NOWHERE and not self.taken[j]

    def fill_gaps(self) -> None:
        """Pair what lies between two neighbours whose partners are near each other too."""
        left, low = NOWHERE, 0
        for right in range(len(self.old) + 1):
            high = self.partner[right] if right < len(self.old) else len(self.new)
            if high == NOWHERE:
                continue
            is_near = low < high <= low + 4 * (right - left) + 8
            if right - left > 1 and is_near and not any(self.taken[low:high]):
                self._pair_between([*range(left + 1, right)], [*range(low, high)])
            left, low = right, high + 1


class _Stretch:
    """Two lists of words that are paired in order."""

    def __init__(self, old: list[int], new: list[int]) -> None:
        self.old = old
        self.new = new
        self.found: list[tuple[int, int]] = []

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of indices, rising in both."""
        everything = 0, len(self.old), 0, len(self.new)
        if not self._pin_paragraphs(*everything):
            self._pin_long(*everything)
        return self.found

    def _pin_long(self, i0: int, i1: int, j0: int, j1: int) -> None:
        stack = [(i0, i1, j0, j1, 0)]
        while stack:
            i0, i1, j0, j1, depth = stack.pop()
            if i0 == i1 or j0 == j1:
                continue
            pins = self._pins(i0, i1, j0, j1, _LONG_RUN) if depth < _DEPTH else []
            if not pins:
                if not self._pin_paragraphs(i0, i1, j0, j1):
                    self._pin_short(i0, i1, j0, j1)
                continue
            self.found += pins
            stack += ((*one, depth + 1) for one in _between(pins, i0, i1, j0, j1))

    def _pin_paragraphs(self, i0: int, i1: int, j0: int, j1: int) -> bool:
        """Pair the paragraphs that are alike, then the words in them and between them."""
        olds, news = paragraphs_of(self.old, i0, i1), paragraphs_of(self.new, j0, j1)
        pairs = alike_paragraphs(self.old, self.new, olds, news)
        for one, other in pairs:
            self._pin_long(i0, one[0], j0, other[0])
            self._pin_short(*one, *other)
            i0, j0 = one[1], other[1]
        if pairs:
            self._pin_long(i0, i1, j0, j1)
        return bool(pairs)

    def _pin_short(self, i0: int, i1: int, j0: int, j1: int) -> None:
        old, new = self.old, self.new
        stack = [(i0, i1, j0, j1, 0)]
        while stack:
            i0, i1, j0, j1, depth = stack.pop()
            while i0 < i1 and j0 < j1 and old[i0] == new[j0]:
                self.found.append((i0, j0))
                i0, j0 = i0 + 1, j0 + 1
            while i0 < i1 and j0 < j1 and old[i1 - 1] == new[j1 - 1]:
                i1, j1 = i1 - 1, j1 - 1
                self.found.append((i1, j1))
            if i0 == i1 or j0 == j1:
                continue
            pins: list[tuple[int, int]] = []
            for length in _SHORT_RUNS if depth < _DEPTH else ():
                pins = pins or self._pins(i0, i1, j0, j1, length)
            if not pins:
                self._pair_common(i0, i1, j0, j1)
                continue
            self.found += pins
            stack += ((*one, depth + 1) for one in _between(pins, i0, i1, j0, j1))

    def _pins(self, i0: int, i1: int, j0: int, j1: int, length: int) -> list[tuple[int, int]]:
        """Return pairs of words, rising in both, of runs that stand once in either stretch."""
        first = once(self.old, range(i0, i1 - length + 1), length)
        second = once(self.new, range(j0, j1 - length + 1), length)
        kept = longest_rise([(i, second[run]) for run, i in first.items() if run in second])
        pins = list[tuple[int, int]]()
        last_i, last_j = i0 - 1, j0 - 1
        for i, j in kept:
            for step in range(length):
                if i + step > last_i and j + step > last_j:
                    last_i, last_j = i + step, j + step
                    pins.append((last_i, last_j))
        return pins

    def _pair_common(self, i0: int, i1: int, j0: int, j1: int) -> None:
        """Pair the longest common subsequence of two stretches, where they are short enough."""
        if (i1 - i0) * (j1 - j0) > _CELLS:
            return
        bits: dict[int, int] = {}
        for at in range(i0, i1):
            word = self.old[at]
            bits[word] = bits.get(word, 0) | 1 << at - i0
        everywhere = (1 << i1 - i0) - 1
        row, rows = everywhere, list[int]()
        for at in range(j0, j1):
            common = row & bits.get(self.new[at], 0)
            if common:
                row = ((row + common) | (row - common)) & everywhere
            rows.append(row)
        i, j = i1 - i0, j1 - j0
        while i and j:
            bit = 1 << i - 1
            if rows[j - 1] & bit:
                i -= 1
                continue
            j -= 1
            if not j or rows[j - 1] & bit:
                i -= 1
                self.found.append((i0 + i, j0 + j))


def _free(taken: Sequence[int], length: int) -> list[int]:
    """Return where ``length`` words in a row are free."""
    places, free = list[int](), 0
    for at, is_taken in enumerate(taken):
        free = 0 if is_taken else free + 1
        if free >= length:
            places.append(at - length + 1)
    return places


def _without(stretch: tuple[int, int], left_out: list[tuple[int, int]]) -> list[int]:
    """Return the places of a stretch that are in none of these ranges."""
    start, end = stretch
    places = set(range(start, end))
    for one, other in left_out:
        if start <= one < end:
            places.difference_update(range(one, other))
    return sorted(places)


def _between(
    pins: list[tuple[int, int]], i0: int, i1: int, j0: int, j1: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches before, between and after the pairs of ``pins``."""
    for i, j in pins:
        yield i0, i, j0, j
        i0, j0 = i + 1, j + 1
    yield i0, i1, j0, j1
