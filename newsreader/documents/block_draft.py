"""Blocks with a text of their own, and their conversion to and from a Document."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.domain.clean import TEXT_LIMIT
from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Document, Span


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block with its text; its spans are offsets in code points into that text."""

    kind: BlockKind
    """What it is."""
    text: str = ""
    """Its text, clean and trimmed; empty for a rule."""
    spans: tuple[Span, ...] = ()
    """Its inline spans in order."""
    level: int = 0
    """As ``Block.level``."""
    marker: str = ""
    """As ``Block.marker``."""
    names: tuple[str, ...] = ()
    """The names by which links may lead to it."""


def assemble(drafts: Iterable[BlockDraft], limit: int = TEXT_LIMIT) -> Document:
    """Return the drafts as one document of at most ``limit`` code points.

    Rules at the beginning, at the end and behind another rule are left out.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    at = 0
    for draft in _without_idle_rules(drafts):
        text = draft.text[: max(0, limit - at)].rstrip()
        if at >= limit or (draft.text and not text):
            break
        texts.append(text)
        blocks.append(Block(draft.kind, at, at + len(text), draft.level, draft.marker))
        for span in draft.spans:
            start, end = span.start, min(span.end, len(text))
            if start < end:
                spans.append(Span(span.kind, at + start, at + end, span.href))
        if len(text) < len(draft.text):
            break
        at += len(text) + len(BLOCK_BREAK)
    return Document(BLOCK_BREAK.join(texts), tuple(blocks), tuple(spans))


def take_apart(document: Document) -> list[BlockDraft]:
    """Return the blocks of ``document`` as drafts."""
    drafts = []
    spans = iter(document.spans)
    span = next(spans, None)
    for block in document.blocks:
        own = []
        while span and span.start < block.end:
            start, end = span.start - block.start, span.end - block.start
            own.append(Span(span.kind, start, end, span.href))
            span = next(spans, None)
        text = document.text[block.start : block.end]
        drafts.append(BlockDraft(block.kind, text, tuple(own), block.level, block.marker))
    return drafts


def _without_idle_rules(drafts: Iterable[BlockDraft]) -> Iterable[BlockDraft]:
    rule: BlockDraft | None = None
    begun = False
    for draft in drafts:
        if draft.kind is BlockKind.RULE:
            rule = draft
            continue
        if rule and begun:
            yield rule
        rule, begun = None, True
        yield draft
