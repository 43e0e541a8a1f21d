"""Highlights in the next version of their article's text: where they are, and in which state."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsreader.domain.anchoring.anchor import Anchor, carried
from newsreader.domain.anchoring.folded_words import fold_signs
from newsreader.domain.article import by_position
from newsreader.domain.highlights.highlight import AnchorState, Highlight


def carry_over(
    highlights: Sequence[Highlight],
    text: str,
    hash_: str,
    made_on: Mapping[str, str],
    before: tuple[str, str] = ("", ""),
) -> tuple[Highlight, ...]:
    """Return highlights as they stand in ``text``, by position, orphans last.

    ``hash_`` is the ``text_hash`` of the text, ``before`` the hash and the text that it replaces:
    highlights whose ranges count in that are carried from there. The others, and those that
    are not found so, are carried from the text they were made on, which ``made_on`` has by its
    hash, or else from the words that were kept around them. Only ``start``, ``end``, ``state``
    and ``text_hash`` change; the highlighted words never do.
    """
    found = {one.id: one for one in highlights if one.text_hash == hash_}
    left = [one for one in highlights if one.id not in found]
    origins = {one.id: _origin(one, made_on) for one in left}
    old_hash, old = before
    step = [
        one for one in left if one.text_hash == old_hash and one.state is not AnchorState.ORPHAN
    ]
    places = carried(old, text, [(one.start, one.end) for one in step])
    for one, place in zip(step, places, strict=True):
        if place.state is not AnchorState.ORPHAN or origins[one.id][0] == old:
            found[one.id] = _placed(one, place, text, hash_, origins[one.id][1])
    groups: defaultdict[str, list[Highlight]] = defaultdict(list)
    for one in left:
        if one.id not in found:
            groups[origins[one.id][0]].append(one)
    for origin, group in groups.items():
        starts = [origins[one.id][1] for one in group]
        ranges = [(at, at + len(one.text)) for at, one in zip(starts, group, strict=True)]
        for one, start, place in zip(group, starts, carried(origin, text, ranges), strict=True):
            found[one.id] = _placed(one, place, text, hash_, start)
    return tuple(sorted(found.values(), key=by_position))


def _origin(one: Highlight, made_on: Mapping[str, str]) -> tuple[str, int]:
    """Return the text a highlight was made on, as far as it is known, and where it began."""
    around = one.prefix + one.text + one.suffix
    text = made_on.get(one.made_on, around)
    at = text.find(around)
    return (text, at + len(one.prefix)) if at >= 0 else (around, len(one.prefix))


def _placed(one: Highlight, place: Anchor, text: str, hash_: str, origin: int) -> Highlight:
    words = text[place.start : place.end]
    if place.state is AnchorState.ORPHAN:
        return replace(one, state=AnchorState.ORPHAN, text_hash=hash_)
    if words == one.text:
        state = AnchorState.OK if place.start == origin else AnchorState.MOVED
    elif fold_signs(words) == fold_signs(one.text):
        state = AnchorState.MOVED
    else:
        state = AnchorState.CHANGED
    return replace(one, start=place.start, end=place.end, state=state, text_hash=hash_)
