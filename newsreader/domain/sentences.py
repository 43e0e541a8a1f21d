"""Splits a document into text units: sentences, and blocks that have none."""

import re
from collections.abc import Iterator

from newsreader.domain.document import Block, BlockKind, Document
from newsreader.languages import all_words

_END = re.compile(
    # Western: an end, closing marks (in French after a space), then a space. That a run of
    # ends is entered at its beginning only keeps a page of points from taking minutes.
    r"(?<![.!?…])[.!?…]+[\"'”’»›)\]]*(?:[ \u00a0\u202f][»›](?!\S))?(?=\s)"
    r"|[。！？]+[」』”’）]*"  # East Asian: no space follows
    r"|(?<![؟।])[؟।]+[\"”»)]*(?=\s)"
)
_WORD = 24
"""Code points searched back for the word before a full stop; more than any abbreviation."""
_OPENS = re.compile(r"\s+[\"'“‘„«‹¿¡(\[—–-]*\s?")


def text_units(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the sentences of prose and each other block whole, in order.

    Each is (start, end) in code points into ``document.text``; empty blocks are left out.
    """
    return tuple(unit for block in document.blocks for unit in block_units(document.text, block))


def block_units(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the text units of one block of ``text``; see ``text_units``."""
    if block.kind in (BlockKind.CODE, BlockKind.TABLE, BlockKind.IMAGE):
        if block.end > block.start:
            yield block.start, block.end
    else:
        yield from sentences(text, block)


def sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of a block, white space left out.

    An end mark counts where the next sentence opens with an upper-case letter, a digit, a
    letter without case or an opening mark, and no abbreviation or initial precedes it.
    """
    start = block.start
    for end in _END.finditer(text, block.start, block.end):
        if end.end() >= block.end:
            break
        if not _opens(text, end.end(), block.end) or _abbreviates(text, start, end):
            continue
        yield start, end.end()
        start = end.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield start, block.end


def _opens(text: str, at: int, limit: int) -> bool:
    gap = _OPENS.match(text, at, limit)
    first = text[gap.end() : gap.end() + 1] if gap else text[at : at + 1]
    return bool(first) and not first.islower()


def _abbreviates(text: str, start: int, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    before = text[max(start, end.start() - _WORD) : end.start()]
    word = re.split(r"\s", before)[-1].lstrip("(\"'“‘„«").lower()
    if word in all_words("sentences", "abbreviations"):
        return True
    # An initial ("William J. Barber") or letters with points ("the U.S. Senate").
    return (len(word) == 1 and word.isalpha()) or bool(re.fullmatch(r"(?:\w\.)+\w", word))
