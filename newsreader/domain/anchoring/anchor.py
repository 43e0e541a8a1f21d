"""Finds highlights again in a changed article text, by an alignment of both versions.

All highlights of an article are carried over by one alignment of its words. A passage that has no
partner in the new text is an orphan, wherever its words also stand: searching for them would find
the pull quote, or the correction note that quotes them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.anchoring.alignment import NOWHERE, align
from newsreader.domain.anchoring.folded_words import BREAK, fold_signs, folded_words, is_alone
from newsreader.domain.anchoring.passage_edges import is_in_marks, signs_beside
from newsreader.domain.highlights.highlight import CONTEXT, AnchorState, Highlight
from newsreader.domain.ids import uuid7

_SHARE = 0.65
"""The least share of a passage's words that must be found, if nothing else speaks for the place."""
_SHARE_BETWEEN = 0.40
"""The same, where the words before and after the passage enclose the place."""
_FEW = 4
"""Passages of up to so many words need their neighbours to be there as well."""
_MANY = 12
"""From so many words on a passage may be found where none of its neighbours is."""
_WEAK = 0.5
"""Where no larger share is found, the very words elsewhere are the better place."""
_TELLING = 4
"""How many letters a passage has at least that is found by its very words near its old place; an
ideograph counts as two."""
_TELLING_ANYWHERE = 9
"""The same where it is found anywhere."""
_FAR = 40
"""How many words from a passage the nearest partners may be that enclose it."""
_NEIGHBOURS = 8
"""How many words at either side are a passage's neighbours."""
_NEAR = 14
"""How far from the place, in words, the partners of neighbours may be."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage of an old text is in a new one."""

    start: int
    """Where it begins; for an orphan, in the old text."""
    end: int
    """Where it ends, excluded."""
    state: AnchorState
    """How it was found."""


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


def carried(old: str, new: str, passages: Iterable[tuple[int, int]]) -> list[Anchor]:
    """Return where each of these ranges of ``old`` is in ``new``, in their order."""
    if old == new:
        return [
            Anchor(
                start,
                end,
                AnchorState.OK if 0 <= start < end <= len(new) else AnchorState.ORPHAN,
            )
            for start, end in passages
        ]
    versions = _Versions(old, new)
    return [versions.place(start, end) for start, end in passages]


class _Versions:
    """Two versions of a text, aligned."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.old_words, self.new_words = folded_words(old), folded_words(new)
        self.partner = align(self.old_words, self.new_words)
        self.taken = bytearray(len(self.new_words.keys))
        for at in self.partner:
            if at != NOWHERE:
                self.taken[at] = 1

    def place(self, start: int, end: int) -> Anchor:
        """Return where ``old[start:end]`` is in the new text."""
        found = self._range(start, end) if 0 <= start < end <= len(self.old) else None
        if found is None:
            return Anchor(start, end, AnchorState.ORPHAN)
        passage, words = self.old[start:end], self.new[slice(*found)]
        if passage == words:
            state = AnchorState.OK if found[0] == start else AnchorState.MOVED
        elif fold_signs(passage) == fold_signs(words):
            state = AnchorState.MOVED
        else:
            state = AnchorState.CHANGED
        return Anchor(*found, state)

    def _range(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the range in the new text, with the white space at its edges that is there."""
        passage = self.old[start:end]
        words = passage.strip()
        if not words:
            return None
        lead, trail = passage.partition(words)[::2]
        found = self._without_space(start + len(lead), end - len(trail))
        if found is None:
            return None
        at, to = found
        if self.new.endswith(lead, 0, at):
            at -= len(lead)
        if self.new.startswith(trail, to):
            to += len(trail)
        return at, to

    def _without_space(self, start: int, end: int) -> tuple[int, int] | None:
        first = bisect_right(self.old_words.ends, start)
        last = bisect_left(self.old_words.starts, end) - 1
        while first <= last and self.old_words.keys[first] == BREAK:
            first += 1
        while first <= last and self.old_words.keys[last] == BREAK:
            last -= 1
        if first > last:
            return self._signs(start, end, first)
        found = self._words(first, last)
        if found is None:
            return None
        return self._edges(start, end, first, last, *found)

    def _words(self, first: int, last: int) -> tuple[int, int] | None:
        """Return first and last word in the new text of the words from ``first`` to ``last``."""
        keys, partner = self.old_words.keys, self.partner
        mine = [at for at in range(first, last + 1) if keys[at] != BREAK]
        got = sorted(partner[at] for at in mine if partner[at] != NOWHERE)
        low, high = _densest(got, int(len(mine) * 1.4) + 6) if got else (0, -1)
        share = (high - low + 1) / len(mine)
        if share < 1:
            verbatim = self._verbatim(first, last)
            if verbatim is not None and share <= _WEAK:
                return self._unless_quoted(first, last, verbatim)
        if not got:
            return None
        begin, finish = self._widened(first, last, got[low], got[high])
        near = self._near(first, last, begin, finish)
        if len(mine) <= _FEW:
            accepted = (share == 1 and near >= 0.2) or (share >= 0.5 and near >= 0.7)
        elif share >= _SHARE:
            accepted = near >= 0.2 or share >= 0.9 or len(mine) >= _MANY
        else:
            accepted = share >= _SHARE_BETWEEN and near >= 0.5
        if not accepted or finish - begin + 1 > 2.2 * len(mine) + 2:
            return self._unless_quoted(first, last, self._verbatim(first, last))
        return self._unless_quoted(first, last, (begin, finish))

    def _unless_quoted(
        self, first: int, last: int, found: tuple[int, int] | None
    ) -> tuple[int, int] | None:
        """Return a place, but None where a passage that was taken out is quoted, as in a note.

        That is so where it stands in quotation marks now and not before, and beside other words.
        """
        if found is None or self._near(first, last, *found) >= 0.2:
            return found
        old, new = self.old_words, self.new_words
        before = is_in_marks(self.old, old.starts[first], old.ends[last])
        now = is_in_marks(self.new, new.starts[found[0]], new.ends[found[1]])
        return None if now and not before else found

    def _widened(self, first: int, last: int, begin: int, finish: int) -> tuple[int, int]:
        """Return the range of new words with those that replaced the first or last old ones."""
        partner = self.partner
        mine = [at for at in range(first, last + 1) if begin <= partner[at] <= finish]
        lead, trail = mine[0] - first, last - mine[-1]
        before = partner[first - 1] if first else NOWHERE
        after = partner[last + 1] if last + 1 < len(partner) else len(self.new_words.keys)
        if lead and (before != NOWHERE or not first) and 0 <= begin - before - 1 <= lead + 2:
            begin = before + 1
        if trail and after != NOWHERE and 0 <= after - finish - 1 <= trail + 2:
            finish = after - 1
        return begin, finish

    def _near(self, first: int, last: int, begin: int, finish: int) -> float:
        """Return the share of a passage's neighbours whose partners are near its place."""
        partner = self.partner
        around = [
            *range(max(0, first - _NEIGHBOURS), first),
            *range(last + 1, min(len(partner), last + 1 + _NEIGHBOURS)),
        ]
        low, high = begin - _NEAR, finish + _NEAR
        return sum(1 for at in around if partner[at] >= 0 and low <= partner[at] <= high) / max(
            1, len(around)
        )

    def _verbatim(self, first: int, last: int) -> tuple[int, int] | None:
        """Return where the very words of a passage stand, once in either version and free.

        Either in all of it or, where their neighbours were written anew, between the nearest
        words that have partners.
        """
        words = self.old_words.keys[first : last + 1]
        letters = sum(2 if is_alone(word) else len(word) for word in words)
        if letters < _TELLING:
            return None
        mine = set(self.partner[first : last + 1])
        stretches = [self._between(first, last)]
        if letters >= _TELLING_ANYWHERE and len(words) > 1:
            stretches.append(((0, len(self.old_words.keys)), (0, len(self.new_words.keys))))
        for old_at, new_at in stretches:
            there = _runs(self.new_words.keys, words, *new_at)
            if len(there) == 1 and len(_runs(self.old_words.keys, words, *old_at)) == 1:
                begin, finish = there[0], there[0] + len(words) - 1
                if all(not self.taken[at] or at in mine for at in range(begin, finish + 1)):
                    return begin, finish
        return None

    def _between(self, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the words around a passage up to the nearest partners, old and new.

        Empty ranges where those are far away, or not in order.
        """
        partner = self.partner
        left = next(
            (at for at in range(first - 1, max(-1, first - _FAR), -1) if partner[at] != NOWHERE),
            NOWHERE,
        )
        right = next(
            (
                at
                for at in range(last + 1, min(len(partner), last + _FAR))
                if partner[at] != NOWHERE
            ),
            len(partner),
        )
        if (left == NOWHERE and first > _FAR) or (
            right == len(partner) and len(partner) - last > _FAR
        ):
            return (0, 0), (0, 0)
        low = partner[left] + 1 if left != NOWHERE else 0
        high = partner[right] if right < len(partner) else len(self.new_words.keys)
        if high - low > 2 * _FAR + last - first:
            return (0, 0), (0, 0)
        return (left + 1, right), (low, high)

    def _edges(
        self, start: int, end: int, first: int, last: int, begin: int, finish: int
    ) -> tuple[int, int]:
        """Return the range in the new text with the signs at both edges of the passage."""
        old, new = self.old, self.new
        at, to = self.new_words.starts[begin], self.new_words.ends[finish]
        lead = old[start : max(start, self.old_words.starts[first])]
        trail = old[min(end, self.old_words.ends[last]) : end]
        keys = self.new_words.keys
        before = next((one for one in range(begin - 1, -1, -1) if keys[one] != BREAK), NOWHERE)
        after = next((one for one in range(finish + 1, len(keys)) if keys[one] != BREAK), NOWHERE)
        floor = self.new_words.ends[before] if before != NOWHERE else 0
        ceiling = self.new_words.starts[after] if after != NOWHERE else len(new)
        inside = start - self.old_words.starts[first]
        if inside > 0 and self._is_same(first, begin):
            at += inside
        else:
            at -= signs_beside(lead[::-1], new[floor:at][::-1])
        inside = self.old_words.ends[last] - end
        if inside > 0 and self._is_same(last, finish):
            to -= inside
        else:
            to += signs_beside(trail, new[to:ceiling])
        return at, to

    def _is_same(self, old_at: int, new_at: int) -> bool:
        """Whether two words are as long as each other and partners, so that a part is carried."""
        one, other = self.old_words, self.new_words
        return self.partner[old_at] == new_at and (
            one.ends[old_at] - one.starts[old_at] == other.ends[new_at] - other.starts[new_at]
        )

    def _signs(self, start: int, end: int, following: int) -> tuple[int, int] | None:
        """Return where a passage without words is: between the words it lay between."""
        words, count = self.new_words, len(self.new_words.keys)
        left = self.partner[following - 1] if following else NOWHERE
        right = self.partner[following] if following < len(self.partner) else count
        if (following and left == NOWHERE) or right != left + 1:
            return None
        low = words.ends[left] if left != NOWHERE else 0
        high = words.starts[right] if right < count else len(self.new)
        before = self.old_words.ends[following - 1] if following else 0
        passage = self.old[start:end]
        gap = self.new[low:high]
        places = [at for at in range(len(gap)) if gap.startswith(passage, at)]
        if not places:
            return None
        at = low + min(places, key=lambda one: abs(one - (start - before)))
        return at, at + len(passage)


def _runs(words: Sequence[str], run: Sequence[str], start: int, end: int) -> list[int]:
    """Return where in ``words[start:end]`` a run of words begins, up to two places."""
    found, at = list[int](), start - 1
    while len(found) < 2:
        try:
            at = words.index(run[0], at + 1, max(start, end - len(run) + 1))
        except ValueError:
            break
        if words[at : at + len(run)] == run:
            found.append(at)
    return found


def _densest(sorted_places: Sequence[int], width: int) -> tuple[int, int]:
    """Return first and last index of the most places that lie within ``width`` of each other."""
    best, low = (0, 0), 0
    for high, place in enumerate(sorted_places):
        while place - sorted_places[low] > width:
            low += 1
        if high - low > best[1] - best[0]:
            best = low, high
    return best
