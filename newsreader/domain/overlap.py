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

    Passages of the same colour and speaker that touch are joined when at most one of them has
    a note; the oldest keeps its id, date, note and tags. Everything else is kept beside the
    new one, so no note is ever lost.
    """
    touching = [
        old
        for old in existing
        if old.state is not AnchorState.ORPHAN
        and old.colour == new.colour
        and old.speaker == new.speaker
        and old.start <= new.end
        and new.start <= old.end
    ]
    notes = sum(bool(one.note) for one in (*touching, new))
    if not touching or notes > 1:
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
