"""Decides what becomes of a new highlight that touches old ones: extend, or keep both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsreader.domain.anchor import context
from newsreader.domain.highlight import AnchorState, Highlight


@dataclass(frozen=True, slots=True)
class Merged:
    """The highlight to keep, and the ones that went into it."""

    highlight: Highlight
    """The new passage, or the old one that it extends."""
    absorbed: tuple[str, ...] = ()
    """Ids of the other highlights that it now covers; they are to be removed."""


def merge(new: Highlight, existing: Sequence[Highlight], text: str) -> Merged:
    """Return what to store when ``new`` is added to the ``existing`` highlights of a text.

    What an old one covers already changes nothing. Else passages of the same colour and
    speaker that touch are joined; where several have notes, only those without one. The
    oldest keeps its id, date, note and tags. Everything else is kept beside the new one, so
    no note is ever lost. A passage that was edited since keeps the words it was made on.
    """
    touching = [
        old
        for old in existing
        if old.state in (AnchorState.OK, AnchorState.MOVED)
        and old.colour == new.colour
        and old.speaker == new.speaker
        and old.start <= new.end
        and new.start <= old.end
    ]
    covering = [old for old in touching if _covers(old, new)]
    if covering:
        return Merged(min(covering, key=lambda one: one.id))
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


def _covers(old: Highlight, new: Highlight) -> bool:
    return (
        old.start <= new.start
        and new.end <= old.end
        and new.note in ("", old.note)
        and set(new.tags) <= set(old.tags)
    )
