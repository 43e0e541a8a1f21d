"""Keeps the footnotes of a story, which stand below it and are no part of it to extractors."""

from newsreader.documents.block_draft import BlockDraft, assemble, take_apart
from newsreader.domain.document import Document, SpanKind


def with_footnotes(story: Document, page: Document) -> Document:
    """Return ``story`` with the blocks of its page to which it refers and that lead back to it."""
    blocks = take_apart(story)
    links, places = _addresses(blocks, SpanKind.LINK), _addresses(blocks, SpanKind.ANCHOR)
    texts = {block.text for block in blocks}
    notes = [
        block
        for block in take_apart(page)
        if block.text not in texts
        and not links.isdisjoint(_addresses([block], SpanKind.ANCHOR))
        and not places.isdisjoint(_addresses([block], SpanKind.LINK))
    ]
    return assemble([*blocks, *notes]) if notes else story


def _addresses(blocks: list[BlockDraft], kind: SpanKind) -> set[str]:
    return {span.href for block in blocks for span in block.spans if span.kind is kind}
