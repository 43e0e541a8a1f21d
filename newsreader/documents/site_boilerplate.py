"""Removes the boilerplate of a site: paragraphs that recur in many of its stories.

No rule here names a site or a wording. A paragraph that several different stories of one site
share to the letter is a promotion, a note of the publisher or a box. One with a quotation or
figures must recur in most of them, because quotations are repeated and reports are filled in
("2,700 commits from 226 authors"); a heading of a paragraph that stays is no boilerplate.
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
"""Boilerplate recurs in at least this many different stories."""
COMMON = 0.2
"""Boilerplate recurs in at least this share of a site's stories, 0 to 1."""
LINKED = 0.05
"""The share for a paragraph that is for the most part a link."""
MOST = 0.5
"""The share to exceed for a paragraph with a quotation or figures, or below a quotation."""
WORDS = 4
"""A paragraph of fewer words (a dateline, a name) is no boilerplate, however often it recurs."""
WIDE = 12
"""The same in characters, for scripts without spaces."""
LINE = 8
"""Greatest length in words of a paragraph that is a heading or a signature."""
VERSION = 0.7
"""Two texts that share at least this part of their characters are versions of one story."""

_FIGURE = re.compile(r"\d")
_ENDS = re.compile(r"[.!?…:;,。！？：]\W*$")
_SIGNS = re.compile(r"[-–—~]{1,2}\s*[^\W\d]")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7af\uf900-\ufaff]")
_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION))
_LENGTH_BITS = 12
_LONGEST = (1 << _LENGTH_BITS) - 1
_HASH_BYTES = 6


@dataclass(frozen=True, slots=True)
class RecurringBlocks:
    """The blocks that recur in the stories of one site."""

    stories: int = 0
    """The number of different stories."""
    counts: tuple[tuple[int, int], ...] = ()
    """Fingerprints in at least ``LEAST`` of them, each with the number of stories."""


def remove_site_boilerplate(
    texts: Sequence[tuple[str, Document]],
    known: Mapping[str, Sequence[StoryFingerprints]],
    highlighted: Sequence[Sequence[str]] = (),
) -> list[tuple[Document, StoryCleanup]]:
    """Return each of ``texts`` without its site's boilerplate, and what was found and removed.

    A text comes with the address of its page; those of one site are compared with each other
    and with the stories ``known`` of that site. ``highlighted`` has the highlighted passages of
    each text; paragraphs with one of them stay.
    """
    printed = [_take_fingerprints(document) for _, document in texts]
    stories = [
        StoryFingerprints(address_of(url), _once(text.fingerprints))
        for (url, _), text in zip(texts, printed, strict=True)
    ]
    sites: dict[str, list[StoryFingerprints]] = {}
    for (url, _), story in zip(texts, stories, strict=True):
        sites.setdefault(site_of(url), []).append(story)
    recurring = {site: count_recurring([*known.get(site, ()), *own]) for site, own in sites.items()}
    cleared = []
    passages = highlighted or [()] * len(texts)
    for (url, _), text, story, kept in zip(texts, printed, stories, passages, strict=True):
        site = site_of(url)
        rest, removed = _remove_recurring(text, recurring[site], kept)
        cleared.append((rest, StoryCleanup(site, story, removed)))
    return cleared


def fingerprints(document: Document) -> tuple[int, ...]:
    """Return the fingerprints of the paragraphs that may be boilerplate, each once, in order.

    A fingerprint is positive and below 2**60: 48 bits of BLAKE2 over the text with case and
    white space folded, then 12 bits of its length, so that texts can be compared
    by their fingerprints alone.
    """
    return _once(_take_fingerprints(document).fingerprints)


def _once(fingerprints: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for one in fingerprints if one))


def count_recurring(stories: Iterable[StoryFingerprints]) -> RecurringBlocks:
    """Return the blocks that recur in the ``stories`` of one site.

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
    return RecurringBlocks(len(told), tuple((one, n) for one, n in counts.items() if n >= LEAST))


def remove_recurring(
    document: Document, recurring_blocks: RecurringBlocks, highlighted: Sequence[str] = ()
) -> tuple[Document, tuple[RemovedBlock, ...]]:
    """Return ``document`` without recurring blocks, and the blocks that were removed.

    A paragraph that shares words with one of the ``highlighted`` passages stays, and so does
    everything when nothing else would be left. A heading is removed with all that is below it.
    """
    return _remove_recurring(_take_fingerprints(document), recurring_blocks, highlighted)


@dataclass(frozen=True, slots=True)
class _Fingerprinted:
    """A document taken apart, with the fingerprint of each block."""

    document: Document
    """The document itself."""
    drafts: list[BlockDraft]
    """Its blocks."""
    fingerprints: list[int]
    """The fingerprint of each, 0 where it cannot be boilerplate."""


def _take_fingerprints(document: Document) -> _Fingerprinted:
    drafts = take_apart(document)
    return _Fingerprinted(document, drafts, [_fingerprint(draft) for draft in drafts])


def _remove_recurring(
    printed: _Fingerprinted, recurring_blocks: RecurringBlocks, highlighted: Sequence[str]
) -> tuple[Document, tuple[RemovedBlock, ...]]:
    document, drafts, fingerprints = printed.document, printed.drafts, printed.fingerprints
    counts = dict(recurring_blocks.counts)
    if counts.keys().isdisjoint(fingerprints):
        return document, ()
    recurring = {
        number
        for number, (draft, one) in enumerate(zip(drafts, fingerprints, strict=True))
        if _recurs(drafts, number, counts.get(one, 0), recurring_blocks.stories)
        and not is_highlighted(draft.text, highlighted)
    }
    gone = {number for number in recurring if not _is_heading(drafts[number])}
    gone -= set(_parts_of_lists(drafts, gone))
    gone |= set(_empty_headings(drafts, gone, recurring, highlighted))
    gone |= set(_idle_rules(drafts, gone)) if gone else set()
    kept = [draft for number, draft in enumerate(drafts) if number not in gone]
    if not gone or not any(draft.kind in _KINDS for draft in kept):
        return document, ()
    removed = tuple(
        RemovedBlock(number, fingerprints[number], _alone(drafts[number]))
        for number in sorted(gone)
    )
    return assemble(kept), removed


def put_back(document: Document, removed: Iterable[RemovedBlock]) -> Document:
    """Return ``document`` with the ``removed`` blocks at their indices."""
    drafts = take_apart(document)
    for one in sorted(removed, key=lambda one: one.index):
        drafts[one.index : one.index] = take_apart(one.document)
    return assemble(drafts)


def merge_removed(
    earlier: Sequence[RemovedBlock], later: Sequence[RemovedBlock]
) -> tuple[RemovedBlock, ...]:
    """Return the blocks removed from one text in two steps, with their indices in the whole."""
    taken = {one.index for one in earlier}
    last = max((one.index for one in later), default=0) + len(taken) + 1
    places = [number for number in range(last) if number not in taken]
    moved = (replace(one, index=places[one.index]) for one in later)
    return tuple(sorted((*earlier, *moved), key=lambda one: one.index))


def offset_without(document: Document, removed: Sequence[RemovedBlock], offset: int) -> int:
    """Return an ``offset`` in ``document`` as it is after these blocks are removed from it."""
    gone = 0
    for block in (document.blocks[one.index] for one in removed):
        if block.start < offset:
            gone += min(offset, block.end + len(BLOCK_BREAK)) - block.start
    return offset - gone


def offset_with(document: Document, removed: Sequence[RemovedBlock], offset: int) -> int:
    """Return an ``offset`` in ``document`` as it is after the ``removed`` blocks are put back."""
    place = document.block_at(offset)
    if place and document.blocks[place].start > offset:
        place -= 1  # the gap after a block goes with it
    for one in sorted(removed, key=lambda one: one.index):
        if one.index > place:
            break
        place += 1
        offset += len(one.document.text) + len(BLOCK_BREAK)
    return offset


def is_highlighted(text: str, highlighted: Iterable[str]) -> bool:
    """Return whether a paragraph shares words with a highlight, which may span several."""
    pieces = (piece.strip() for passage in highlighted for piece in passage.split(BLOCK_BREAK))
    return any(piece and (piece in text or text in piece) for piece in pieces)


def _fingerprint(draft: BlockDraft) -> int:
    """Return the fingerprint of a block; 0 where it cannot be boilerplate."""
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
    """Return whether a block in ``count`` of a site's ``stories`` is boilerplate."""
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
    """Yield the items without a link of lists that are only partly boilerplate.

    "Salt and pepper to taste" recurs in recipes, and is an ingredient of each.
    """
    for is_list, group in groupby(
        range(len(drafts)), key=lambda number: drafts[number].kind is BlockKind.LIST_ITEM
    ):
        items = list(group)
        if is_list and not gone.issuperset(items):
            yield from (n for n in items if n in gone and not _is_linked(drafts[n]))


def _empty_headings(
    drafts: Sequence[BlockDraft], gone: set[int], recurring: set[int], highlighted: Sequence[str]
) -> Iterator[int]:
    """Yield the headings below which everything is boilerplate.

    A paragraph that only looks like a heading must recur itself, and may stand at the end.
    """
    empty, filled = True, False  # what is below, as far as the next heading that stays
    for number in reversed(range(len(drafts))):
        draft = drafts[number]
        if not _is_heading(draft):
            empty, filled = empty and number in gone, True
            continue
        goes = filled if draft.kind is BlockKind.HEADING else number in recurring
        if goes and empty and not is_highlighted(draft.text, highlighted):
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
