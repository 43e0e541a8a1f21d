"""Puts signs into a text that is only printed: numbers behind links, what is struck."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from newsreader.domain.document import BlockKind, Document
from newsreader.domain.links import Link, every_link, links_of
from newsreader.domain.quoting.struck import STRUCK_SIGN, unsigned_ends

_AS_IT_STANDS = (BlockKind.CODE, BlockKind.TABLE)
"""The blocks whose columns a number would move."""


def with_footnotes(document: Document) -> tuple[Document, tuple[Link, ...]]:
    """Return a text with ``[1]`` behind its first link, and the links by their numbers.

    Each address has one number. The text returned has no spans, but signs around what is struck;
    code and tables in it have no numbers.
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
    numbered = [(at, "".join(one)) for at, one in marks.items()]
    return _with_marks(document, [*_struck_marks(document), *numbered]), links


def with_struck(document: Document) -> Document:
    """Return a text with signs around what is struck, also in code and tables; without spans."""
    return _with_marks(document, _struck_marks(document))


def _struck_marks(document: Document) -> list[tuple[int, str]]:
    return [(at, STRUCK_SIGN) for at in unsigned_ends(document.text, document.struck)]


def _with_marks(document: Document, marks: Sequence[tuple[int, str]]) -> Document:
    """Return a text with each mark in front of what stands at its offset.

    Of marks at one offset the first given comes first.
    """
    marks = sorted(marks, key=itemgetter(0))
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
