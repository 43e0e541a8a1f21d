"""Takes the story from a page that is too large for an extractor.

Extractors search a page again and again: one of 30,000 paragraphs takes them a quarter of a minute.
Such a page is nearly all story, or hundreds of comments below one.
"""

from itertools import islice

from lxml import etree, html

from newsreader.documents.block_traits import main_part
from newsreader.documents.blocks import read_html
from newsreader.domain.document import Document

LARGE = 10_000
"""Some 1,000 elements are usual; some 5,000 paragraphs with a link each, a book, have so many."""

_ASIDE = ("aside", "dialog", "footer", "nav")
_COMMENTS = frozenset(
    "comment comments comment-list commentlist comments-area comments-section disqus_thread"
    " kommentare respond".split()
)
"""Names, as ``class`` or ``id``, of what holds the comments on a story."""


def is_large(tree: html.HtmlElement) -> bool:
    """Whether a page has more elements than ``LARGE``."""
    return next(islice(tree.iter(), LARGE, None), None) is not None


def read_large_page(tree: html.HtmlElement, url: str) -> Document:
    """Return the innermost element that holds most of the prose of a page, without comments."""
    for element in list(tree.iter(*_ASIDE)):
        element.drop_tree()
    for element in list(tree.iter("div", "section", "ol", "ul")):
        names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
        if not _COMMENTS.isdisjoint(names) and element.getparent() is not None:
            element.drop_tree()
    main = main_part(tree)
    if main.tag == "form":  # some servers put all of a page into one
        main.tag = "div"
    return read_html(etree.tostring(main, encoding="unicode", method="html", with_tail=False), url)
