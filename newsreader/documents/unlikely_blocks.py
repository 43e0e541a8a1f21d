"""Drops from a story what by its place on the page is unlikely to be part of one."""

from collections.abc import Sequence
from functools import cache

from newsreader.documents.block_draft import BlockDraft, assemble, take_apart
from newsreader.documents.block_traits import TRAITS, PageBlock
from newsreader.documents.realign import squeeze
from newsreader.documents.story_trees import likelihood
from newsreader.domain.document import BlockKind, Document

UNLIKELY = 0.06
"""What is less likely part of a story than this is dropped, 0 to 1."""
MOST = 0.5
"""At most this share of the text is dropped."""

_LINKED, _AROUND_LIST = TRAITS.index("linked"), TRAITS.index("share_grand")
_KINDS = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
)


def without_unlikely(document: Document, blocks: Sequence[PageBlock], known: str) -> Document:
    """Return ``document`` without what is unlikely part of a story among the ``blocks`` of a page.

    What the page has twice is as likely as the likelier of the two. What stands in ``known``,
    text of the story from elsewhere, stays.
    """
    places: dict[str, list[PageBlock]] = {}
    for block in blocks:
        places.setdefault(block.key, []).append(block)
    said = squeeze(known)

    @cache
    def is_unlikely(key: str) -> bool:
        return not any(likelihood(block.traits) >= UNLIKELY for block in places[key])

    def stays(draft: BlockDraft) -> bool:
        key = squeeze(draft.text)
        found = places.get(key) if draft.kind in _KINDS else None
        if not found or key in said:
            return True
        if draft.kind is BlockKind.LIST_ITEM and any(map(_is_among_prose, found)):
            return True
        return not is_unlikely(key)

    drafts = take_apart(document)
    kept = [draft for draft in drafts if stays(draft)]
    size = sum(len(draft.text) for draft in drafts)
    if len(kept) == len(drafts) or sum(len(draft.text) for draft in kept) < (1 - MOST) * size:
        return document
    return assemble(kept)


def _is_among_prose(item: PageBlock) -> bool:
    """Whether an item, which is no link, is of a list among the paragraphs of the story."""
    return item.traits[_LINKED] < MOST and item.traits[_AROUND_LIST] >= MOST
