"""Leaves headline, byline and date out of the text of a story, which are told beside it."""

import re
from datetime import UTC, datetime

from newsreader.documents.block_draft import BlockDraft, assemble, take_apart
from newsreader.domain.document import BlockKind, Document
from newsreader.feeds.dates import read_date

_NOT_WORD = re.compile(r"[\W_]+")
_DATE_LINE = 60
"""A line of at most this many code points may be a date with its time and place."""
_LONG_TITLE = 20
"""A heading that holds a headline of at least this many letters is the headline."""
_HEAD_BLOCKS = 6
"""Headline, byline and date line are looked for in this many blocks."""


def without_headline(document: Document, title: str, author: str) -> Document:
    """Return ``document`` without headline, byline and date line above its text."""
    blocks = take_apart(document)
    kept = []
    paragraphs = 0
    for at, block in enumerate(blocks):
        # A standfirst may stand above the byline: the text begins with the second paragraph.
        if at == _HEAD_BLOCKS or paragraphs == 2:
            kept += blocks[at:]
            break
        if not _repeats(block, title, author):
            kept.append(block)
            paragraphs += len(block.text) > _DATE_LINE and block.kind is BlockKind.PARAGRAPH
    return assemble(kept)


def _repeats(block: BlockDraft, title: str, author: str) -> bool:
    """Return whether ``block`` is the headline, the byline or the date again."""
    text, headline, name = _key(block.text), _key(title), _key(author)
    is_byline = bool(name) and text.endswith(name) and len(text) <= len(name) + len("from")
    if is_byline or text == headline:
        return bool(text)
    if block.kind is BlockKind.HEADING:
        # Within a longer heading the headline has its kicker or the name of the site beside it.
        return block.level == 1 or (len(headline) >= _LONG_TITLE and headline in text)
    return block.kind is not BlockKind.QUOTATION and _is_date_line(block.text)


def _is_date_line(text: str) -> bool:
    """Return whether ``text`` is a date and nothing else but a time and a place."""
    if len(text) > _DATE_LINE or text.endswith((".", "!", "?", ":")):
        return False
    return any(char.isdigit() for char in text) and read_date(text, datetime.now(UTC)) is not None


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()
