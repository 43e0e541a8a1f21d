"""Puts the numbers of footnotes into a text, behind the words that are links."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from newsreader.domain.document import BlockKind, Document
from newsreader.domain.links import Link, every_link, links_of

_AS_IT_STANDS = (BlockKind.CODE, BlockKind.TABLE)
"""The blocks whose columns a number would move."""


def with_footnotes(document: Document) -> tuple[Document, tuple[Link, ...]]:
    """Return a text with ``[1]`` behind its first link, and the links by their numbers.

    Each address has one number. The text returned has no spans; code and tables in it are as they
    were.
    """
    links = links_of(document)
    numbers = {link.url: number for number, link in enumerate(links, 1)}
    marks: dict[int, list[str]] = {}
    for link in every_link(document):
        block = document.blocks[document.block_at(link.end - 1)] if document.blocks else None
        if block is None or block.kind in _AS_IT_STANDS or not block.start < link.end <= block.end:
            continue
        mark = f"[{numbers[link.url]}]"
        if mark not in marks.setdefault(link.end, []):
            marks[link.end].append(mark)
    return _with_marks(document, sorted((at, "".join(one)) for at, one in marks.items())), links


def _with_marks(document: Document, marks: Sequence[tuple[int, str]]) -> Document:
    """Return a text with each mark in front of what stands at its offset."""
    pieces, at = [], 0
    places, added = [], [0]
    for offset, mark in marks:
        pieces += [document.text[at:offset], mark]
        at = offset
        places.append(offset)
        added.append(added[-1] + len(mark))
    pieces.append(document.text[at:])
    blocks = tuple(
        replace(
            block,
            # A mark belongs to the block that ends with its link.
            start=block.start + added[bisect_left(places, block.start)],
            end=block.end + added[bisect_right(places, block.end)],
        )
        if block.start < block.end
        else replace(
            block,
            start=block.start + added[bisect_right(places, block.start)],
            end=block.end + added[bisect_right(places, block.end)],
        )
        for block in document.blocks
    )
    return Document("".join(pieces), blocks)
