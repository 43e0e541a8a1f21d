"""Finds a flash: a story of a sentence or two, which only the page itself tells from a notice.

A page vouches for it by its one ``article``, or by declaring that it is an article.
"""

import re

from lxml import etree, html

from newsreader.documents.block_draft import BlockDraft, assemble, take_apart
from newsreader.documents.blocks import read_html
from newsreader.domain.document import BlockKind, Document, SpanKind
from newsreader.domain.excerpt import ENDINGS

LEAST = 12
"""A sentence of a flash has at least this many characters."""

_NOTICE = re.compile(r"\b(?:javascript|cookies?|browser|adblock\w*|captcha)\b", re.IGNORECASE)
_ASIDE = ("header", "footer", "nav", "aside", "form")
_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM))


def find_flash(tree: html.HtmlElement, url: str, *, is_story: bool) -> Document:
    """Return the sentences that a page vouches for; empty where it does not.

    ``is_story`` is ``Metadata.is_story``.
    """
    articles = [
        one for one in tree.iter("article") if next(one.iterancestors("article"), None) is None
    ]
    if len(articles) == 1:
        (place,) = articles
    elif is_story and not articles:
        place = next(tree.iter("main"), tree)
    else:
        return Document("")
    markup = etree.tostring(
        _without_asides(place), encoding="unicode", method="html", with_tail=False
    )
    return assemble(block for block in take_apart(read_html(markup, url)) if _is_said(block))


def _without_asides(place: html.HtmlElement) -> html.HtmlElement:
    """Return a copy of an element without what stands around its text."""
    own = html.fromstring(etree.tostring(place, encoding="unicode", with_tail=False))
    for aside in list(own.iter(*_ASIDE)):
        if aside is not own:
            aside.drop_tree()
    return own


def _is_said(block: BlockDraft) -> bool:
    """Whether a block is a sentence, and neither a link nor a notice."""
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    return (
        block.kind in _KINDS
        and len(block.text) >= LEAST
        and block.text.endswith(ENDINGS)
        and 2 * linked < len(block.text)
        and not _NOTICE.search(block.text)
    )
