"""Knows a site's furniture by what recurs: paragraphs that stand in many of its stories.

No rule here names a site or a wording. What several different stories of one site share to the
letter is a promotion, a note of the publisher or a box. What somebody said, and what holds
figures, must stand in most of them, because words are quoted again and reports are filled in
("2,700 commits from 226 authors"); and a line that heads what stays is no furniture.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from newsreader.documents.block_draft import (
    BlockDraft,
    assemble,
    take_apart,
)
from newsreader.documents.boilerplate_words import QUOTATION
from newsreader.domain.boilerplate import (
    RemovedBlock,
    StoryCleanup,
    StoryFingerprints,
    address_of,
    site_of,
)
from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Document, SpanKind

LEAST = 3
"""Furniture stands in at least this many different stories."""
COMMON = 0.2
"""Furniture stands in at least this share of a site's stories."""
LINKED = 0.05
"""The share for a paragraph that is for the most part a link."""
MOST = 0.5
"""The share to exceed for a paragraph with a quotation or figures, or below a quotation."""
WORDS = 4
"""A paragraph of fewer words (a dateline, a name) is no furniture, however often it recurs."""
WIDE = 12
"""The same in characters, where words are not parted."""
LINE = 8
"""A paragraph of up to so many words is a heading or a signature if it looks like one."""
VERSION = 0.7
"""Two texts that share this much of their characters are versions of one story."""

_FIGURE = re.compile(r"\d")
_ENDS = re.compile(r"[.!?…:;,。！？：]\W*$")
_SIGNS = re.compile(r"[-–—~]{1,2}\s*[^\W\d]")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7af\uf900-\ufaff]")
_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION))
_LENGTH_BITS = 12
_LONGEST = (1 << _LENGTH_BITS) - 1
_HASH_BYTES = 6


@dataclass(frozen=True, slots=True)
class Habits:
    """What a site does again and again."""

    stories: int = 0
    """How many different stories were looked at."""
    counts: tuple[tuple[int, int], ...] = ()
    """Fingerprints that stand in at least ``LEAST`` of them, each with the number of stories."""


def clear(
    texts: Sequence[tuple[str, Document]],
    known: Mapping[str, Sequence[StoryFingerprints]],
    marked: Sequence[Sequence[str]] = (),
) -> list[tuple[Document, StoryCleanup]]:
    """Return ``texts`` without furniture, each with what it tells about its site.

    A text comes with the address of its page; those of one site are judged together and with
    what is ``known`` of that site. ``marked`` has the passages of each text that are marked;
    paragraphs with one of them stay.
    """
    printed = [_take_prints(document) for _, document in texts]
    traces = [
        StoryFingerprints(address_of(url), _once(text.fingerprints))
        for (url, _), text in zip(texts, printed, strict=True)
    ]
    sites: dict[str, list[StoryFingerprints]] = {}
    for (url, _), own in zip(texts, traces, strict=True):
        sites.setdefault(site_of(url), []).append(own)
    habits = {site: learn([*known.get(site, ()), *own]) for site, own in sites.items()}
    cleared = []
    passages = marked or [()] * len(texts)
    for (url, _), text, own, kept in zip(texts, printed, traces, passages, strict=True):
        site = site_of(url)
        rest, left_out = _leave_out(text, habits[site], kept)
        cleared.append((rest, StoryCleanup(site, own, left_out)))
    return cleared


def fingerprints(document: Document) -> tuple[int, ...]:
    """Return the fingerprints of the paragraphs that may be furniture, each once, in order.

    A fingerprint is positive and below 2**60: 48 bits of BLAKE2 over the text with case and
    white space folded, then 12 bits of its length, so that texts can be compared
    by their fingerprints alone.
    """
    return _once(_take_prints(document).fingerprints)


def _once(fingerprints: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for one in fingerprints if one))


def learn(stories: Iterable[StoryFingerprints]) -> Habits:
    """Return what the ``stories`` of one site have in common.

    Stories at one address, and versions of one story at several, count once.
    """
    told: dict[str, frozenset[int]] = {}
    for story in stories:
        fingerprints = frozenset(story.fingerprints)
        address = story.address
        if address not in told:
            address = next(
                (other for other, its in told.items() if _are_versions(fingerprints, its)), address
            )
        told[address] = fingerprints | told.get(address, frozenset())
    counts = Counter(one for fingerprints in told.values() for one in fingerprints)
    return Habits(len(told), tuple((one, n) for one, n in counts.items() if n >= LEAST))


def leave_out(
    document: Document, habits: Habits, marked: Sequence[str] = ()
) -> tuple[Document, tuple[RemovedBlock, ...]]:
    """Return ``document`` without the furniture that ``habits`` tell of, and what was left out.

    A paragraph that shares words with one of the ``marked`` passages stays, and so does
    everything when nothing else would be left. A heading goes with all that stood below it.
    """
    return _leave_out(_take_prints(document), habits, marked)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A document taken apart, with the fingerprint of each block."""

    document: Document
    """The document itself."""
    drafts: list[BlockDraft]
    """Its blocks."""
    fingerprints: list[int]
    """The fingerprint of each, 0 where it cannot be furniture."""


def _take_prints(document: Document) -> _Printed:
    drafts = take_apart(document)
    return _Printed(document, drafts, [_print(draft) for draft in drafts])


def _leave_out(
    printed: _Printed, habits: Habits, marked: Sequence[str]
) -> tuple[Document, tuple[RemovedBlock, ...]]:
    document, drafts, fingerprints = printed.document, printed.drafts, printed.fingerprints
    counts = dict(habits.counts)
    if counts.keys().isdisjoint(fingerprints):
        return document, ()
    recurring = {
        number
        for number, (draft, one) in enumerate(zip(drafts, fingerprints, strict=True))
        if _recurs(drafts, number, counts.get(one, 0), habits.stories)
        and not is_marked(draft.text, marked)
    }
    gone = {number for number in recurring if not _is_heading(drafts[number])}
    gone -= set(_parts_of_lists(drafts, gone))
    gone |= set(_empty_headings(drafts, gone, recurring, marked))
    gone |= set(_idle_rules(drafts, gone)) if gone else set()
    kept = [draft for number, draft in enumerate(drafts) if number not in gone]
    if not gone or not any(draft.kind in _KINDS for draft in kept):
        return document, ()
    left_out = tuple(
        RemovedBlock(number, fingerprints[number], _alone(drafts[number]))
        for number in sorted(gone)
    )
    return assemble(kept), left_out


def put_back(document: Document, left_out: Iterable[RemovedBlock]) -> Document:
    """Return ``document`` with everything that was left out where it stood."""
    drafts = take_apart(document)
    for one in sorted(left_out, key=lambda one: one.index):
        drafts[one.index : one.index] = take_apart(one.document)
    return assemble(drafts)


def join_left_out(
    earlier: Sequence[RemovedBlock], later: Sequence[RemovedBlock]
) -> tuple[RemovedBlock, ...]:
    """Return all that was left out of one text in two steps, with its places in the whole."""
    taken = {one.index for one in earlier}
    last = max((one.index for one in later), default=0) + len(taken) + 1
    places = [number for number in range(last) if number not in taken]
    moved = (replace(one, index=places[one.index]) for one in later)
    return tuple(sorted((*earlier, *moved), key=lambda one: one.index))


def moved(document: Document, left_out: Sequence[RemovedBlock], offset: int) -> int:
    """Return where an ``offset`` in ``document`` stands once these blocks of it are left out."""
    gone = 0
    for block in (document.blocks[one.index] for one in left_out):
        if block.start < offset:
            gone += min(offset, block.end + len(BLOCK_BREAK)) - block.start
    return offset - gone


def returned(document: Document, left_out: Sequence[RemovedBlock], offset: int) -> int:
    """Return where an ``offset`` in ``document`` stands once all is put back into it."""
    place = document.block_at(offset)
    if place and document.blocks[place].start > offset:
        place -= 1  # the gap after a block goes with it
    for one in sorted(left_out, key=lambda one: one.index):
        if one.index > place:
            break
        place += 1
        offset += len(one.document.text) + len(BLOCK_BREAK)
    return offset


def is_marked(text: str, marked: Iterable[str]) -> bool:
    """Whether a paragraph shares words with a marked passage, which may span several."""
    pieces = (piece.strip() for passage in marked for piece in passage.split(BLOCK_BREAK))
    return any(piece and (piece in text or text in piece) for piece in pieces)


def _print(draft: BlockDraft) -> int:
    """Return the fingerprint of a block; 0 where it cannot be furniture."""
    if draft.kind not in _KINDS or _is_signature(draft):
        return 0
    words = draft.text.split()
    if len(words) < WORDS and len(_UNPARTED.findall(draft.text)) < WIDE:
        return 0
    folded = " ".join(words).casefold()
    digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=_HASH_BYTES).digest()
    length = min(len(folded), _LONGEST)
    return int.from_bytes(digest, "big") << _LENGTH_BITS | length


def _size(fingerprints: Iterable[int]) -> int:
    """Return how many characters the paragraphs with these fingerprints have."""
    return sum(one & _LONGEST for one in fingerprints)


def _are_versions(one: frozenset[int], other: frozenset[int]) -> bool:
    shared = one & other
    # Versions share most paragraphs too; counting them is cheap, and most pairs end here.
    if 3 * len(shared) < len(one):
        return False
    return _size(shared) >= VERSION * _size(one | other)


def _recurs(drafts: Sequence[BlockDraft], number: int, count: int, stories: int) -> bool:
    """Whether a block that stands in ``count`` of a site's ``stories`` is furniture."""
    if count < LEAST:
        return False
    draft = drafts[number]
    if _is_linked(draft):
        return count >= LINKED * stories
    # Under a quotation stands whose it is.
    quoted = BlockKind.QUOTATION in (draft.kind, drafts[max(0, number - 1)].kind)
    if quoted or QUOTATION.search(draft.text) or _FIGURE.search(draft.text):
        return count > MOST * stories
    return count >= COMMON * stories


def _is_heading(draft: BlockDraft) -> bool:
    """Whether a block is a heading, or a paragraph that looks like one."""
    if draft.kind is BlockKind.HEADING:
        return True
    if draft.kind is not BlockKind.PARAGRAPH or _is_linked(draft) or "\n" in draft.text:
        return False
    parted = _is_line(draft.text) and not _UNPARTED.search(draft.text)
    return parted and not _ENDS.search(draft.text)


def _is_line(text: str) -> bool:
    return len(text.split(maxsplit=LINE)) <= LINE


def _is_signature(draft: BlockDraft) -> bool:
    """Whether a paragraph is the name of somebody: "— Jane Roe, the editor"."""
    return _SIGNS.match(draft.text) is not None and _is_line(draft.text)


def _is_linked(draft: BlockDraft) -> bool:
    linked = sum(span.end - span.start for span in draft.spans if span.kind is SpanKind.LINK)
    return 2 * linked >= len(draft.text)


def _parts_of_lists(drafts: Sequence[BlockDraft], gone: set[int]) -> Iterator[int]:
    """Yield the items without a link of lists that are only partly furniture.

    "Salt and pepper to taste" recurs in recipes, and is an ingredient of each.
    """
    for is_list, group in groupby(
        range(len(drafts)), key=lambda number: drafts[number].kind is BlockKind.LIST_ITEM
    ):
        items = list(group)
        if is_list and not gone.issuperset(items):
            yield from (n for n in items if n in gone and not _is_linked(drafts[n]))


def _empty_headings(
    drafts: Sequence[BlockDraft], gone: set[int], recurring: set[int], marked: Sequence[str]
) -> Iterator[int]:
    """Yield the headings below which everything is furniture.

    A paragraph that only looks like a heading must recur itself, and may stand at the end.
    """
    empty, filled = True, False  # what is below, as far as the next heading that stays
    for number in reversed(range(len(drafts))):
        draft = drafts[number]
        if not _is_heading(draft):
            empty, filled = empty and number in gone, True
            continue
        goes = filled if draft.kind is BlockKind.HEADING else number in recurring
        if goes and empty and not is_marked(draft.text, marked):
            yield number
            continue
        empty, filled = draft.kind is BlockKind.HEADING, False


def _idle_rules(drafts: Sequence[BlockDraft], gone: set[int]) -> Iterator[int]:
    """Yield the rules that separate nothing any more."""
    begun = False
    rule: int | None = None
    for number, draft in enumerate(drafts):
        if number in gone:
            continue
        if draft.kind is not BlockKind.RULE:
            begun, rule = True, None
        elif begun and rule is None:
            rule = number
        else:
            yield number
    if rule is not None:
        yield rule


def _alone(draft: BlockDraft) -> Document:
    block = Block(draft.kind, 0, len(draft.text), draft.level, draft.marker)
    return Document(draft.text, (block,), draft.spans)
