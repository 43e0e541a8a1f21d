"""Parses pages into trees, none of which is nested deeper than extractors can follow.

libxml2 ends a tree at 2,048 nested elements, and what walks through one takes a time that grows
with its depth. Pages written by people are nested some 50 deep; tags that are never closed make
thousands. What is nested deeper than ``DEEPEST`` is therefore set side by side.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from lxml import etree, html

DEEPEST = 100
"""So deep blocks may be nested in a tree, and as many elements inside of the innermost."""
ATTRIBUTES = 200
"""Of an element in a page with a long tag so many attributes are kept."""

_LONG_TAG = re.compile(
    r"""<[a-zA-Z]\w{0,20}(?>\s{1,100}[^\s=<>"'/]{1,200}"""
    r"""(?>\s{0,100}=\s{0,100}(?>"[^"]{0,2000}"|'[^']{0,2000}'|[^\s"'<>]{1,2000}))?){1000}"""
)
"""A tag of a thousand attributes: libxml2 takes a minute to attach 80,000 to an element."""
_BLOCKS = frozenset(
    "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li"
    " listing main menu nav noscript ol optgroup option p pre section select summary table tbody td"
    " template tfoot th thead tr ul".split()
)
_HOLD_TEXT = frozenset(
    "caption dd dt figcaption h1 h2 h3 h4 h5 h6 head html legend li listing noscript option p pre"
    " select summary td template th".split()
)
"""Blocks whose text is not set into a paragraph of its own."""
_KEPT = frozenset("h1 h2 h3 h4 h5 h6 li pre".split())
"""Blocks that are still told from a paragraph where they stand too deep."""
_OPAQUE = frozenset(("script", "style", "title", "textarea"))
"""What holds no text of the page, whatever is around."""


def parse_tree(source: str) -> html.HtmlElement:
    """Return the tree of a page; raises ``etree.ParserError`` where it is empty.

    Comments are left out: one between the words of a paragraph makes trafilatura drop those behind
    it.
    """
    data = source.encode("utf-8", "replace")
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True
    )
    if _LONG_TAG.search(source):
        return _parse_shallow(data)
    tree = html.document_fromstring(data, parser=parser)
    return tree if _depth(tree) <= DEEPEST else _parse_shallow(data)


def _depth(tree: html.HtmlElement) -> int:
    """Return how many elements are nested in one another at most."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _parse_shallow(data: bytes) -> html.HtmlElement:
    builder = _ShallowBuilder()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast(Any, builder))
    parser.feed(data)
    return cast(html.HtmlElement, parser.close())


@dataclass(slots=True, eq=False)
class _Open:
    """An element that the page has begun and not ended."""

    tag: str
    is_built: bool = False
    """Whether it is open in the tree."""
    is_deep: bool = False
    """Whether it is a block that stands too deep for the tree."""
    is_paragraph: bool = False
    """Whether it ends where a block begins."""


class _ShallowBuilder:
    """Builds a tree from the events of the parser (an lxml parser target).

    A block inside of ``DEEPEST`` others becomes a paragraph, or what it is of ``_KEPT``, behind the
    one before. Text beside blocks is a paragraph too, and none holds a block. An element that is
    no block is left out inside of another of its name, where it says nothing new.
    """

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder(element_factory=html.HTMLParser().makeelement)
        self._open: list[_Open] = []
        self._built: list[_Open] = []
        self._blocks: list[_Open] = []
        self._deep: list[str] = []
        self._names: Counter[str] = Counter()
        self._opaque = 0

    # What the parser calls.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter an element."""
        entered = _Open(tag, is_paragraph=tag == "p")
        self._open.append(entered)
        if tag in _OPAQUE:
            self._opaque += 1
            self._build(entered, attributes)
        elif tag not in _BLOCKS:
            if not self._names[tag] and len(self._built) < 2 * DEEPEST:
                self._hold_text()
                self._build(entered, attributes)
        else:
            self._end_paragraph()
            if len(self._blocks) < DEEPEST and not self._deep:
                self._build(entered, attributes)
            else:
                entered.is_deep = True
                self._deep.append(tag)

    def end(self, tag: str) -> None:
        """Leave an element."""
        left = self._open.pop()
        self._opaque -= tag in _OPAQUE
        if left.is_built:
            self._end(left)
        elif left.is_deep:
            self._end_paragraph()
            self._deep.pop()

    def data(self, text: str) -> None:
        """Take text."""
        if not self._opaque and not text.isspace():
            self._hold_text()
        if self._built:
            self._tree.data(text)

    def close(self) -> html.HtmlElement:
        """Return the tree."""
        while self._built:
            self._end(self._built[-1])
        return cast(html.HtmlElement, self._tree.close())

    # Elements of the tree.

    def _build(self, element: _Open, attributes: Mapping[str, str]) -> None:
        element.is_built = True
        self._tree.start(element.tag, dict(islice(attributes.items(), ATTRIBUTES)))
        self._built.append(element)
        self._names[element.tag] += 1
        if element.tag in _BLOCKS:
            self._blocks.append(element)

    def _end(self, element: _Open) -> None:
        """End an element and what is open inside of it."""
        while element.is_built:
            inner = self._built.pop()
            inner.is_built = False
            self._names[inner.tag] -= 1
            self._tree.end(inner.tag)
            if inner.tag in _BLOCKS:
                self._blocks.pop()

    def _hold_text(self) -> None:
        """Begin a paragraph unless a block of text is open."""
        inner = self._blocks[-1] if self._blocks else None
        if inner is None or inner.is_paragraph:
            return
        if self._deep or inner.tag not in _HOLD_TEXT:
            kept = (tag for tag in reversed(self._deep[-DEEPEST:]) if tag in _KEPT)
            self._build(_Open(next(kept, "p"), is_paragraph=True), {})

    def _end_paragraph(self) -> None:
        if self._blocks and self._blocks[-1].is_paragraph:
            self._end(self._blocks[-1])
