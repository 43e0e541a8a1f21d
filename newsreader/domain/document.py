"""An article's text with its structure: the one coordinate system of the program.

``Document.text`` is one clean string; blocks, inline spans, quotes, highlights, search hits
and the reading position are all ``(start, end)`` in it, in Unicode code points, end excluded
(as the W3C Web Annotation Data Model counts, §4.2.4 and §4.2.5).
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from newsreader.domain.quoting.struck import joined_ranges
from newsreader.frozen import dataclass

BLOCK_BREAK = "\n\n"
"""What stands between two blocks in ``Document.text``."""

NAMELESS = "image"
"""The text of a picture without a description."""

_UNSPACED = (
    (re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 2),
    (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),
)
"""Scripts without spaces (Chinese and Japanese; Thai, Lao, Burmese and Khmer), and how many of
their letters are taken for a word; where words end there only a dictionary knows."""
_LETTER = re.compile(r"\w")


class BlockKind(StrEnum):
    """The kind of a block."""

    PARAGRAPH = "p"
    HEADING = "h"
    LIST_ITEM = "li"
    QUOTATION = "quote"
    CODE = "code"
    TABLE = "table"
    IMAGE = "img"
    RULE = "rule"


class SpanKind(StrEnum):
    """The kind of an inline span."""

    STRONG = "strong"
    EMPHASIS = "em"
    CODE = "code"
    LINK = "a"
    LOWERED = "sub"
    STRUCK = "s"
    ANCHOR = "id"


SHAPE_OF_STRUCK = f'["{SpanKind.STRUCK}",'
"""Stands in the ``shape()`` of a document where something is struck in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, quotation, code listing, table, image or rule."""

    kind: BlockKind
    """What it is."""
    start: int
    """Where it begins in the document's text."""
    end: int
    """Where it ends, excluded; equal to ``start`` for a rule."""
    level: int = 0
    """Heading 1–6; depth of a list item or quotation, 1 the outermost."""
    marker: str = ""
    """What a list item shows in front of it (``•``, ``3.``); the source of an image; the language
    of a code listing."""


@dataclass(frozen=True, slots=True)
class Span:
    """Inline code, a link, words set apart or struck; a block that links lead to."""

    kind: SpanKind
    """What it is."""
    start: int
    """Where it begins in the document's text."""
    end: int
    """Where it ends, excluded."""
    href: str = ""
    """The address of a link, absolute and clean; of an anchor that by which links lead to it."""


@dataclass(frozen=True, eq=False)
class Document:
    """A clean text with its blocks and inline spans.

    Blocks lie in order, do not overlap and never begin or end with white space (but code);
    the text between two blocks is ``BLOCK_BREAK``.
    """

    text: str
    """The whole article, in NFC, without markup."""
    blocks: tuple[Block, ...] = ()
    """The blocks in order."""
    spans: tuple[Span, ...] = field(default=())
    """The inline spans by start; spans of different kinds may nest or overlap."""

    @property
    def words(self) -> int:
        """The number of words; of scripts without spaces what they would be, see ``_UNSPACED``."""
        if self.text.isascii():
            return len(self.text.split())
        rest, letters = self.text, 0.0
        for script, of_a_word in _UNSPACED:
            rest, found = script.subn(" ", rest)
            letters += found / of_a_word
        if not letters:
            return len(self.text.split())
        return round(letters) + sum(1 for one in rest.split() if _LETTER.search(one))

    def shape(self) -> str:
        """Return blocks and spans as compact JSON, to be stored beside the text."""
        return json.dumps(
            {
                "b": [[b.kind, b.start, b.end, b.level, b.marker] for b in self.blocks],
                "s": [[s.kind, s.start, s.end, s.href] for s in self.spans],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_shape(cls, text: str, shape: str) -> "Document":
        """Return the document whose ``shape()`` was stored beside ``text``."""
        parts = json.loads(shape)
        return cls(
            text,
            tuple(Block(BlockKind(k), *rest) for k, *rest in parts["b"]),
            tuple(Span(SpanKind(k), *rest) for k, *rest in parts["s"]),
        )

    @classmethod
    def from_stored(cls, text: str, shape: str) -> "tuple[Document, bool]":
        """Return the document of a stored text, and whether its shape makes sense.

        Where it makes none the document has the same text in paragraphs.
        """
        try:
            document = cls.from_shape(text, shape)
            within = all(0 <= one.start <= one.end <= len(text) for one in document.blocks)
        except (ValueError, TypeError, LookupError, RecursionError):
            within = False
        if within:
            return document, True
        blocks, at = [], 0
        for part in text.split(BLOCK_BREAK):
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(part)))
            at += len(part) + len(BLOCK_BREAK)
        return cls(text, tuple(one for one in blocks if one.start < one.end)), False

    @classmethod
    def from_plain(cls, text: str) -> "Document":
        """Return a document of paragraphs, as they stand between blank lines in ``text``."""
        paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
        blocks, at = [], 0
        for paragraph in paragraphs:
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(paragraph)))
            at += len(paragraph) + len(BLOCK_BREAK)
        return cls(BLOCK_BREAK.join(paragraphs), tuple(blocks))

    @property
    def struck(self) -> tuple[tuple[int, int], ...]:
        """What the publisher has struck out, as ranges in their order, apart.

        The signs around it in ``text`` belong to it.
        """
        return joined_ranges(
            (one.start, one.end) for one in self.spans if one.kind is SpanKind.STRUCK
        )

    @property
    def quotable_text(self) -> str:
        """``text`` with blanks in the place of code and of what is struck; as long as it is."""
        code = ((one.start, one.end) for one in self.blocks if one.kind is BlockKind.CODE)
        pieces, at = [], 0
        for start, end in joined_ranges((*code, *self.struck)):
            pieces += [self.text[at:start], " " * (end - start)]
            at = end
        return "".join([*pieces, self.text[at:]]) if pieces else self.text

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds ``offset``, or the next one after it."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return min(low, max(0, len(self.blocks) - 1))

    def is_nameless(self, block: Block) -> bool:
        """Return whether a block is a picture without a description: nothing to be read."""
        text = self.text[block.start : block.end]
        return block.kind is BlockKind.IMAGE and text in ("", NAMELESS)

    def prose(self) -> Iterator[Block]:
        """Yield the blocks that hold sentences: no code, tables, images or rules."""
        silent = (BlockKind.CODE, BlockKind.TABLE, BlockKind.IMAGE, BlockKind.RULE)
        return (block for block in self.blocks if block.kind not in silent)


def text_hash(text: str) -> str:
    """Return the first 32 hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
