"""Takes the story from a page that is too large for an extractor.

Extractors search a page again and again: one of 30,000 paragraphs takes them a quarter of a minute.
Such a page is nearly all story, or hundreds of comments below one.
"""

from collections.abc import Mapping
from itertools import islice

from lxml import etree, html

from newsreader.documents.blocks import read_html
from newsreader.documents.linked_text import unlinked_lengths
from newsreader.domain.document import Document

LARGE = 10_000
"""Some 1,000 elements are usual; some 5,000 paragraphs with a link each, a book, have so many."""

MAIN = 0.6
"""The story is in the innermost element that holds this share of the text outside links."""
LEAST = 1_000
"""The one ``article`` of a page with this many characters outside links is its story."""
LINKS = 50
"""More blocks that are nothing but links, side by side, are a list of other pages."""

_ASIDE = ("aside", "dialog", "footer", "nav", "noscript", "select", "svg", "template", "textarea")
_COMMENTS = frozenset(
    "comment comments comment-list commentlist comments-area comments-section disqus_thread"
    " kommentare respond".split()
)
"""Names, as ``class`` or ``id``, of what holds the comments on a story."""
_HOLDERS = frozenset("article body center div form html main section td".split())
"""What may hold a story; all else is a part of one, however much of it."""
_ITEMS = frozenset("dd div dt li p section td tr ul".split())
"""What a list of links is made of."""


def is_large(tree: html.HtmlElement) -> bool:
    """Whether a page has more elements than ``LARGE``."""
    return next(islice(tree.iter(), LARGE, None), None) is not None


def read_large_page(tree: html.HtmlElement, url: str) -> Document:
    """Return what stands in the main part of a page, without comments."""
    for element in list(tree.iter(*_ASIDE)):
        element.drop_tree()
    for element in list(tree.iter("div", "section", "ol", "ul")):
        names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
        if not _COMMENTS.isdisjoint(names) and element.getparent() is not None:
            element.drop_tree()
    lengths = unlinked_lengths(tree)
    main = _main_part(tree, lengths)
    for element in list(main.iter("div", "dl", "ol", "section", "td", "tr", "ul", main.tag)):
        links = [one for one in element if one.tag in _ITEMS and not lengths.get(one, 1)]
        links = [one for one in links if next(one.iter("a"), None) is not None]
        for one in links if len(links) > LINKS else ():
            one.drop_tree()
    if main.tag == "form":  # some servers put all of a page into one
        main.tag = "div"
    return read_html(etree.tostring(main, encoding="unicode", method="html", with_tail=False), url)


def _main_part(tree: html.HtmlElement, lengths: Mapping[html.HtmlElement, int]) -> html.HtmlElement:
    articles = [one for one in tree.iter("article") if lengths.get(one, 0) >= LEAST]
    main = articles[0] if len(articles) == 1 else tree
    least = max(1, MAIN * lengths[main])
    while (inner := next((one for one in main if lengths.get(one, 0) >= least), None)) is not None:
        main = inner
    while main.tag not in _HOLDERS and main.getparent() is not None:
        main = main.getparent()
    return main
