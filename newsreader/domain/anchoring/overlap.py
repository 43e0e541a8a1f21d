"""Merges a new highlight with those it touches, or keeps both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsreader.domain.anchoring.anchor import context
from newsreader.domain.highlights.highlight import AnchorState, Highlight, Verification


@dataclass(frozen=True, slots=True)
class Merged:
    """A highlight to store and the ids of those merged into it."""

    highlight: Highlight
    """The new highlight, or the old one extended by it."""
    absorbed: tuple[str, ...] = ()
    """Ids of other highlights merged into it; to be removed from the library."""


def merge(new: Highlight, existing: Sequence[Highlight], text: str) -> Merged:
    """Return what to store when ``new`` is added to the ``existing`` highlights of ``text``.

    A ``new`` one that an old one covers changes nothing, unless it has a note or tags of its own:
    then it is nested. Otherwise touching highlights of the same colour and speaker are merged into
    the oldest, which keeps its id, date, note and tags; where several have notes, those with a
    note stay as they are, so that no note is lost. Old ones in the midst of the new one stay nested
    where they have a note or tags; what was verified is never extended, nor is an old highlight in
    state CHANGED or ORPHAN.
    """
    touching = [
        old
        for old in existing
        if old.state in (AnchorState.OK, AnchorState.MOVED)
        and old.colour == new.colour
        and _said_by(old) == _said_by(new)
        and old.start <= new.end
        and new.start <= old.end
    ]
    covering = [old for old in touching if _covers(old, new)]
    if covering:
        return Merged(min(covering, key=lambda one: one.id))
    if _is_remarked(new) and any(_holds(old, new) for old in touching):
        return Merged(new)
    touching = [
        old
        for old in touching
        if old.verification is Verification.UNCHECKED
        and not (_is_remarked(old) and new.start < old.start and old.end < new.end)
    ]
    if sum(bool(one.note) for one in (*touching, new)) > 1:
        touching = [one for one in touching if not one.note]
    if not touching:
        return Merged(new)
    everyone = (*touching, new)
    oldest = min(touching, key=lambda one: one.id)
    start, end = min(one.start for one in everyone), max(one.end for one in everyone)
    prefix, suffix = context(text, start, end)
    joined = replace(
        oldest,
        start=start,
        end=end,
        text=text[start:end],
        prefix=prefix,
        suffix=suffix,
        text_hash=new.text_hash,
        made_on=new.made_on,
        note=next((one.note for one in everyone if one.note), ""),
        tags=tuple(sorted({tag for one in everyone for tag in one.tags})),
        updated=new.updated,
        state=AnchorState.OK,
    )
    return Merged(joined, tuple(one.id for one in touching if one.id != oldest.id))


def _said_by(one: Highlight) -> str:
    """Return who says a passage; one that only quotes somebody is nobody's."""
    return one.speaker if one.is_quote else ""


def _is_remarked(one: Highlight) -> bool:
    return bool(one.note or one.tags)


def _holds(outer: Highlight, inner: Highlight) -> bool:
    """Whether ``inner`` lies in ``outer`` and is shorter."""
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and inner.end - inner.start < outer.end - outer.start
    )


def _covers(old: Highlight, new: Highlight) -> bool:
    return (
        old.start <= new.start
        and new.end <= old.end
        and new.note in ("", old.note)
        and set(new.tags) <= set(old.tags)
    )
