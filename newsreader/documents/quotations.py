"""Keeps quotations that are set apart from a story, and drops those that only repeat it."""

import re

from lxml import html

from newsreader.documents.block_draft import assemble, take_apart
from newsreader.domain.document import BlockKind, Document

LEAST = 30
"""A quotation of fewer letters may stand in a paragraph by chance."""

_EMBEDDED = ("embed", "tweet", "-media", "related", "promo", "teaser")
"""Parts of the class of a quotation that stands for a post or for another story."""
_NOT_LETTER = re.compile(r"[\W_]+")


def is_embedded(quotation: html.HtmlElement) -> bool:
    """Whether a ``blockquote`` stands for a post or for another story."""
    return any(part in quotation.get("class", "").lower() for part in _EMBEDDED)


def free_quotations(tree: html.HtmlElement) -> None:
    """Set quotations of ``tree`` as extractors keep them.

    Those in figures leave them, the signature below one is a paragraph of it, and the words in
    ``q`` get their quotation marks.
    """
    for quotation in list(tree.iter("blockquote")):
        if is_embedded(quotation):
            continue
        figure = quotation.getparent()
        if figure is not None and figure.tag == "figure":
            figure.tag = "div"
        for signature in quotation.iter("footer"):
            signature.tag = "p"
    for words in list(tree.iter("q")):
        words.tag = "span"
        words.text = f"“{words.text or ''}"
        if len(words):
            words[-1].tail = f"{words[-1].tail or ''}”"
        else:
            words.text += "”"


def without_pull_quotes(document: Document) -> Document:
    """Return ``document`` without quotations whose words stand in a paragraph of it as well."""
    blocks = [(block, _letters(block.text)) for block in take_apart(document)]
    said = "\n".join(text for block, text in blocks if block.kind is BlockKind.PARAGRAPH)
    kept = [
        block
        for block, text in blocks
        if block.kind is not BlockKind.QUOTATION or len(text) < LEAST or text not in said
    ]
    return document if len(kept) == len(blocks) else assemble(kept)


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text).casefold()
