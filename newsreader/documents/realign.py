"""Replaces the blocks that an extractor chose by the same blocks as the page has them.

Extractors choose well and copy badly: they lose links and numbering, break paragraphs at their
links, leave out the standfirst and insert spaces beside elements ("N ew York"). Texts are
therefore compared without spaces, and the blocks of the page are used.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsreader.documents.block_draft import (
    BlockDraft,
    assemble,
    take_apart,
)
from newsreader.domain.document import BlockKind, Document

WINDOW = 40
"""How many blocks of the page are searched for a piece of a paragraph."""
PIECE = 20
"""A piece has at least this many characters, unless it goes on where the last one ended."""
LONGEST = 10_000
"""A paragraph of more characters is not searched for pieces."""
COVERED = 0.6
"""At least this share of a paragraph was chosen if all of it is to be taken."""
PARAGRAPH = 60
"""What has this many characters is no headline, byline or date any more."""
STANDFIRST = 30
"""A standfirst has at least this many characters."""
PLACE = 25
"""The place in front of a standfirst has at most this many characters."""

_PLACE_ENDS = (".", ":", "–", "—", "-", ")")
_SPACE = re.compile(r"\s+")
_ELLIPSIS = ("...", "…")


@dataclass(slots=True)
class _Find:
    """Chosen drafts that stand in one block of the page."""

    place: int | None
    """The number of that block; None when the page has none like it."""
    drafts: list[BlockDraft] = field(default_factory=list)
    """The drafts as they were chosen: one, or the pieces of a broken paragraph."""
    length: int = 0
    """How many characters they have together."""


def restore(
    chosen: Document, page: Document, summaries: Sequence[str] = (), known: str = ""
) -> Document:
    """Return the ``chosen`` blocks as the ``page`` has them, with the standfirst above.

    The standfirst is a block above the first chosen paragraph that equals one of ``summaries``,
    the page's descriptions. Paragraphs of the page that stand in ``known``, text of the story
    from elsewhere, are among the chosen ones in any case.
    """
    originals = take_apart(page)
    # The description of a picture is not the headline that says the same beside it.
    keys = [squeeze(d.text) if d.kind is not BlockKind.IMAGE else "" for d in originals]
    finds = _with_known(_find(take_apart(chosen), keys), originals, keys, known)
    drafts: list[BlockDraft] = []
    for find in finds:
        if find.place is not None and find.length >= COVERED * len(keys[find.place]):
            drafts.append(originals[find.place])
        else:
            drafts += find.drafts
    first = next((f.place for f in finds if f.place is not None and f.length >= PARAGRAPH), 0)
    above = _standfirst(originals[:first], keys[:first], summaries)
    if above is not None and keys[above][:PARAGRAPH] not in squeeze(assemble(drafts).text):
        below = {id(draft) for draft in originals[above + 1 : first + 1]}
        at = next((n for n, draft in enumerate(drafts) if id(draft) in below), 0)
        drafts.insert(at, originals[above])
    return assemble(drafts)


def _with_known(
    finds: list[_Find], originals: Sequence[BlockDraft], keys: Sequence[str], known: str
) -> list[_Find]:
    """Return ``finds`` with what ``known`` says that the story also holds, in the page's order."""
    text = squeeze(known)
    if len(text) < PARAGRAPH:
        return finds
    chosen = squeeze("".join(draft.text for find in finds for draft in find.drafts))
    added = [
        _Find(place, [originals[place]], len(key))
        for place, key in enumerate(keys)
        if len(key) >= PARAGRAPH and key in text and key not in chosen
    ]
    whole: list[_Find] = []
    for find in finds:
        while added and find.place is not None and (added[0].place or 0) < find.place:
            whole.append(added.pop(0))
        whole.append(find)
    return whole + added


def _find(drafts: Iterable[BlockDraft], keys: Sequence[str]) -> list[_Find]:
    places: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        places.setdefault(key, []).append(number)
    finds: list[_Find] = []
    at = -1
    for draft in drafts:
        key = squeeze(draft.text)
        if same := places.get(key) if key else None:
            # The next one like it, so that lines that occur twice keep their order.
            later = bisect_right(same, at)
            at = same[later] if later < len(same) else same[-1]
            finds.append(_Find(at, [draft], len(key)))
            continue
        place = _place_of_piece(key, keys, at)
        if place is None or not finds or finds[-1].place != place:
            finds.append(_Find(place))
        finds[-1].drafts.append(draft)
        finds[-1].length += len(key)
        if place is not None:
            at = place
    return finds


def _place_of_piece(key: str, keys: Sequence[str], at: int) -> int | None:
    """Return the block from ``at`` on that holds ``key``."""
    if not key:
        return None
    last = min(len(keys), max(at, 0) + (WINDOW if len(key) >= PIECE else 1))
    near = range(max(at, 0), last)
    return next((n for n in near if len(keys[n]) <= LONGEST and key in keys[n]), None)


def _standfirst(
    above: Sequence[BlockDraft], keys: Sequence[str], summaries: Sequence[str]
) -> int | None:
    """Return the number of the block above a story that is one of its descriptions."""
    said = [squeeze(summary) for summary in summaries]
    for number in reversed(range(len(above))):
        draft, key = above[number], keys[number]
        if len(key) < STANDFIRST or draft.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        if any(_is_dated(key, whole) or _begins(key, whole) for whole in said):
            return number
    return None


def _is_dated(key: str, summary: str) -> bool:
    """Return whether ``key`` is ``summary``, maybe behind the place that it comes from."""
    place = key.removesuffix(summary) if len(summary) >= STANDFIRST else key
    return key == summary or (len(place) <= PLACE and place.endswith(_PLACE_ENDS))


def _begins(key: str, summary: str) -> bool:
    """Return whether ``summary`` is the beginning of ``key``, cut off with an ellipsis."""
    for ellipsis in _ELLIPSIS:
        beginning = summary.removesuffix(ellipsis)
        if beginning != summary and len(beginning) >= STANDFIRST:
            return key.startswith(beginning)
    return False


def squeeze(text: str) -> str:
    """Return ``text`` without spaces, and with raised signs as others: extractors set them so."""
    return _SPACE.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text))
