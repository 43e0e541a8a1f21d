"""Keeps the places of a text that its own links lead to, as those of footnotes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsreader.documents.address import resolve
from newsreader.documents.block_draft import BlockDraft
from newsreader.domain.document import Span, SpanKind

NAME_LIMIT = 100
"""Longest name of a place, in code points."""


def anchor_names(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """Return the names by which links lead to an element."""
    names = (attributes.get("id", ""), attributes.get("name", "") if tag == "a" else "")
    return [name for name in names if name and len(name) <= NAME_LIMIT]


def set_anchors(drafts: Iterable[BlockDraft], base_url: str) -> Iterator[BlockDraft]:
    """Yield the drafts with an anchor over each to which a link of theirs leads."""
    drafts = list(drafts)
    targets = {
        span.href
        for draft in drafts
        for span in draft.spans
        if span.kind is SpanKind.LINK and "#" in span.href
    }
    for draft in drafts:
        wanted = [resolve(f"#{name}", base_url) for name in draft.names] if targets else []
        anchors = [
            Span(SpanKind.ANCHOR, 0, len(draft.text), href) for href in wanted if href in targets
        ]
        yield replace(draft, spans=(*anchors, *draft.spans)) if anchors else draft
