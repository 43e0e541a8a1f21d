"""Reads the text of a story that a page declares beside its markup (schema.org ``articleBody``)."""

import html as entities
import re
from collections.abc import Iterable

from newsreader.documents.block_draft import assemble, take_apart
from newsreader.documents.blocks import read_html
from newsreader.documents.realign import squeeze
from newsreader.domain.clean import clean_text
from newsreader.domain.document import Document
from newsreader.domain.excerpt import trails_off

ALONE = 0.5
"""A page that shows less than this share of the words of the declared text holds it only there."""

MOST = 0.8
"""The share of a shown text that a declared one must hold to tell where it ends."""

_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|li|a|b|strong|em|i|span|blockquote)\b[^<>]*>", re.I)


def declared_document(parts: Iterable[str], url: str) -> Document:
    """Return the document of an ``articleBody``, in one or more parts.

    Each is plain text or HTML; escaped or not. Each line of plain text is a paragraph. A text that
    is cut off is none of a story.
    """
    document = assemble(block for part in parts for block in take_apart(_read(part, url)))
    return Document("") if trails_off(document.text) else document


def _read(body: str, url: str) -> Document:
    text = body if _TAG.search(body) else entities.unescape(body)
    if _TAG.search(text):
        return read_html(text, url)
    lines = (line.strip() for line in clean_text(text).split("\n"))
    return Document.from_plain("\n\n".join(filter(None, lines)))


def stands_alone(declared: Document, shown: Document) -> bool:
    """Whether a declared text is the story of which the page shows a small part at best."""
    return _size(shown) < ALONE * _size(declared)


def without_what_follows(declared: Document, shown: Document) -> Document:
    """Return the text that a page shows as far as the declared text goes.

    As long as the declared text is most of what is shown from where it begins.
    """
    said = squeeze(declared.text)
    blocks = take_apart(shown)
    texts = [squeeze(block.text) for block in blocks]
    stated = [bool(text) and text in said for text in texts]
    if True not in stated:
        return shown
    agreed = sum(len(text) for text, is_stated in zip(texts, stated, strict=True) if is_stated)
    if agreed < MOST * sum(map(len, texts[stated.index(True) :])):
        return shown
    return assemble(blocks[: len(stated) - stated[::-1].index(True)])


def _size(document: Document) -> int:
    return len(document.text.split())
