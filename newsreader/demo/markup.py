"""Parses the plain-text markup of a built-in story into a Document.

Blocks stand between blank lines: ``## heading``, ``- item``, ``1. item``, ``> quotation``,
rows of ``| cell | cell |`` of which the first
names the columns, and paragraphs. Inside them ``**strong**``, ``*emphasis*`` and
``[words](address)``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.table_text import EMPTY, find_rows, write_table

_HEADING = re.compile(r"(?P<level>#{2,6}) (?P<words>.+)")
_ITEM = re.compile(r"(?P<marker>-|\d+\.) (?P<words>.+)")
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|\[(?P<a>[^\]]+)\]\((?P<href>[^)\s]+)\)"
)


@dataclass(frozen=True, slots=True)
class _MarkupBlock:
    """A block in markup, before its offsets are known."""

    kind: BlockKind
    """As ``Block.kind``."""
    source: str
    """Its words with their markup."""
    level: int = 0
    """As ``Block.level``."""
    marker: str = ""
    """As ``Block.marker``."""


def parse(source: str) -> Document:
    """Return the document that ``source`` describes."""
    text = ""
    blocks: list[Block] = []
    spans: list[Span] = []
    for draft in _drafts(source):
        if blocks:
            text += BLOCK_BREAK
        start = len(text)
        words, inside = _read_inline(draft.source, start)
        text += words
        blocks.append(Block(draft.kind, start, len(text), draft.level, draft.marker))
        spans += inside
        if draft.kind is BlockKind.TABLE:
            names, *_ = find_rows(text, start, len(text))
            spans += [
                Span(SpanKind.STRONG, one.start, one.end)
                for one in names
                if text[one.start : one.end] != EMPTY
            ]
    return Document(text, tuple(blocks), tuple(spans))


def _drafts(source: str) -> Iterator[_MarkupBlock]:
    for part in filter(None, re.split(r"\n{2,}", source.strip())):
        lines = part.split("\n")
        if heading := _HEADING.fullmatch(part):
            yield _MarkupBlock(BlockKind.HEADING, heading["words"], len(heading["level"]))
        elif all(line.startswith("| ") for line in lines):
            yield _MarkupBlock(BlockKind.TABLE, _set_table(lines))
        elif all(line.startswith("> ") for line in lines):
            words = " ".join(line.removeprefix("> ") for line in lines)
            yield _MarkupBlock(BlockKind.QUOTATION, words, 1)
        elif all(_ITEM.fullmatch(line) for line in lines):
            for marker, words in (line.split(" ", 1) for line in lines):
                yield _MarkupBlock(BlockKind.LIST_ITEM, words, 1, "•" if marker == "-" else marker)
        else:
            yield _MarkupBlock(BlockKind.PARAGRAPH, " ".join(lines))


def _set_table(rows: list[str]) -> str:
    """Return the rows with their cells in columns, as tables from pages are set."""
    cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows]
    return write_table(cells, headed=True).text


def _read_inline(source: str, start: int) -> tuple[str, list[Span]]:
    """Return the words of ``source`` without markup and the spans, counted from ``start``."""
    words = ""
    spans: list[Span] = []
    at = 0
    for found in _INLINE.finditer(source):
        words += source[at : found.start()]
        kind = SpanKind.LINK if found["href"] else SpanKind(str(found.lastgroup))
        begin = start + len(words)
        words += found[kind.value]
        spans.append(Span(kind, begin, start + len(words), found["href"] or ""))
        at = found.end()
    return words + source[at:], spans
