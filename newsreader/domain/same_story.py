"""Decides whether two articles are the same story: one report that several outlets carry.

A copy has most of its running words in common with the other, as outlets cut it, give it another
headline and beginning, and set it in their own type. Quotes are left out, because two reports of
one event have these in common. Compared are shingles (Broder, "On the resemblance and containment
of documents", 1997): runs of ``SHINGLE`` words, of which some are chosen by their hashes. By a few
of these, chosen by winnowing (Schleimer et al., 2003), the articles worth comparing are found.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_matching import fold_tokens

SKETCH_VERSION = 1
"""Counted up whenever equal articles get other sketches than before."""
APART = timedelta(days=7)
"""The same story is published within this time."""

SHINGLE = 4
"""How many words a shingle has."""
WINDOW = 24
"""Of so many shingles in a row one at least is a key, if they stand near the beginning."""
LOOKED_UP = 160
"""So many shingles from the beginning are near it."""
KEPT = 192
"""At most so many shingles of an article are kept, its keys not counted."""
FEW = 24
"""An article of fewer shingles is the same story only as one with the same headline."""
TELLING_TITLE = 4
"""A headline of fewer words (“Weather”) says nothing of the story."""

ALIKE = 0.55
"""The least part of the shorter one's shingles that is in the longer one."""
ALIKE_TITLED = 0.5
"""The same for articles with the same headline."""
CUT = 0.25
"""The least length of the shorter one, as a part of the longer one's; else the headlines count."""
SAME_NUMBERS = 0.6
"""The least part of the shorter one's numbers that is in the longer one."""
ENOUGH_NUMBERS = 3
"""So many different numbers in the shorter one tell something."""

_NUMBER = re.compile(r"\d+")
_MASK = 2**32 - 1


@dataclass(frozen=True, slots=True)
class StorySketch:
    """What is kept of an article's words to compare it with others."""

    shingles: int
    """How many it has; 0 where there is nothing to compare."""
    title: int
    """The hash of its headline, 64 bits signed; 0 for one that says nothing."""
    keys: tuple[int, ...]
    """The hashes by which it is looked up, 64 bits signed, of its headline last if that counts."""
    prints: tuple[int, ...]
    """The lower 32 bits of the hashes of the shingles that are kept, sorted."""
    level: int
    """Kept are shingles whose hash ends with so many zero bits."""
    numbers: tuple[int, ...]
    """The numbers in it as 32 bits each, the first ``KEPT``, sorted."""


def sketch(title: str, document: Document, quotes: Iterable[Quote] = ()) -> StorySketch:
    """Return the sketch of an article; its quotes are left out unless little else is there."""
    whole = _prose(document, ())
    words = _prose(document, [(one.start, one.end) for one in quotes])
    if len(words) < FEW:
        words = whole
    hashes = [_hash(" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)]
    level = 0
    shingles = frozenset(hashes)
    kept: Collection[int] = shingles
    while len(kept) > KEPT:
        level += 1
        kept = _at_level(level, shingles)
    headline = fold_tokens(title)
    title_hash = _hash(headline) if headline.count(" ") + 1 >= TELLING_TITLE else 0
    keys = dict.fromkeys(_winnowed(hashes[:LOOKED_UP]))
    if title_hash:
        keys[title_hash] = None
    numbered = [word for word in words if not word.isalpha()]
    numbers = {int(one) & _MASK for word in numbered for one in _NUMBER.findall(word)[:4]}
    return StorySketch(
        shingles=len(shingles),
        title=_signed(title_hash),
        keys=tuple(map(_signed, keys)),
        prints=tuple(sorted(one & _MASK for one in kept)),
        level=level,
        numbers=tuple(sorted(numbers)[:KEPT]),
    )


def likeness(one: StorySketch, other: StorySketch) -> float:
    """Return how sure two articles are the same story, 0 to 1; 0 where they are not."""
    shorter, longer = sorted((one, other), key=lambda it: it.shingles)
    titled = bool(one.title) and one.title == other.title
    if not shorter.shingles:
        return 0.0
    if not titled and (shorter.shingles < FEW or shorter.shingles < CUT * longer.shingles):
        return 0.0
    shared = _containment(shorter, longer)
    if shared < (ALIKE_TITLED if titled else ALIKE) or _numbers_differ(shorter, longer):
        return 0.0
    return shared


def _prose(document: Document, left_out: Sequence[tuple[int, int]]) -> list[str]:
    """Return the folded words of a document's sentences without these ranges (by start)."""
    pieces = []
    for block in document.prose():
        at = block.start
        for start, end in left_out:
            if start < block.end and at < end:
                pieces.append(document.text[at:start])
                at = max(at, end)
        pieces.append(document.text[at : block.end])
    return fold_tokens(" ".join(pieces)).split()


def _winnowed(hashes: Sequence[int]) -> list[int]:
    """Return the least hash of every ``WINDOW`` in a row; of all, where there are fewer."""
    if len(hashes) <= WINDOW:
        return [min(hashes)] if hashes else []
    return [min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)]


def _containment(shorter: StorySketch, longer: StorySketch) -> float:
    """Return which part of the shorter one's shingles is in the longer one, as far as is kept."""
    level = max(shorter.level, longer.level)
    few, many = (
        one.prints if one.level == level else _at_level(level, one.prints)
        for one in (shorter, longer)
    )
    return len(frozenset(few).intersection(many)) / len(few) if few else 0.0


def _numbers_differ(shorter: StorySketch, longer: StorySketch) -> bool:
    few = frozenset(shorter.numbers)
    if len(few) < ENOUGH_NUMBERS:
        return False
    return len(few.intersection(longer.numbers)) < SAME_NUMBERS * len(few)


def _at_level(level: int, prints: Iterable[int]) -> list[int]:
    """Return the hashes that end with so many zero bits."""
    low = (1 << level) - 1
    return [one for one in prints if not one & low]


def _signed(value: int) -> int:
    return value - 2**64 if value >= 2**63 else value


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
