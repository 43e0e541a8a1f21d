"""Measures the blocks of a page: what they are made of, and where on the page they stand.

The measures say nothing of wording or site, so that they hold for pages never seen; what they
mean is learned (``story_trees``).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log1p

from lxml import html

from newsreader.documents.realign import squeeze

PROSE = 60
"""A sentence of a story has at least this many characters without spaces."""
MAIN = 0.6
"""The innermost element that holds this share of the prose of a page is its main part."""
LIMIT = 5_000
"""Pages of more blocks than this are not measured."""
FAR = 20
"""Distances are counted up to here, in blocks and in elements."""
SUMMARY = 40
"""A block that begins like a description of the story for this many characters is that."""

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol optgroup"
    " p pre section summary table tbody td tfoot th thead tr ul caption legend option".split()
)
_UNSEEN = frozenset(
    "script style noscript template svg button select textarea iframe object embed canvas audio"
    " video map title head input".split()
)
_NAMES = ("class", "id", "itemprop", "data-testid", "role")
_COMMENTS = re.compile(r"comment|disqus|reply|kommentar", re.IGNORECASE)
_OVERLAYS = re.compile(
    r"cookie|consent|modal|popup|overlay|hidden|gdpr|sr-only|visually", re.IGNORECASE
)
_BODY = re.compile("articleBody")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…。！？।؟][\"”»)’']*$")
_QUOTES = re.compile('[“„«"「]')


@dataclass(slots=True)
class _Sums:
    """What an element holds, in characters without spaces and in blocks."""

    length: int = 0
    linked: int = 0
    prose: int = 0
    blocks: int = 0


@dataclass(slots=True)
class PageBlock:
    """A block of text of a page."""

    key: str
    """Its text without spaces."""
    linked: int
    """How many characters of that are links."""
    words: int
    """How many words it has."""
    is_sentence: bool
    """Whether it ends like a sentence."""
    element: html.HtmlElement
    """The innermost block element around it."""
    within: tuple[bool, ...]
    """Whether it stands in an article, a list, comments, an overlay, the body of a story."""
    traits: Sequence[float] = field(default=())
    """Its measures, as many as ``TRAITS``."""

    @property
    def prose(self) -> int:
        """How many characters of prose it has."""
        is_prose = self.is_sentence and len(self.key) >= PROSE
        return len(self.key) - self.linked if is_prose else 0


TRAITS = (
    *("length", "words", "linked", "sentence", "quotes", "paragraph", "division"),
    *("in_article", "in_list", "in_comments", "in_overlay", "in_body"),
    *(f"{one}_{of}" for of in ("own", "parent", "grand") for one in ("share", "linked", "pure")),
    *("parent_blocks", "grand_blocks", "in_main", "below_main", "depth"),
    *("place", "prose_before", "after_prose", "alike", "alike_length", "summary"),
    *("length_before", "length_after", "linked_before", "linked_after"),
    *("share_before", "share_after", "alike_after"),
)
"""The names of the measures, in their order."""


def measured_blocks(tree: html.HtmlElement, summaries: Sequence[str]) -> list[PageBlock]:
    """Return the blocks of a page in their order, with their measures.

    ``summaries`` are the descriptions of its story. Of a page with more than ``LIMIT`` there are
    none.
    """
    body = tree.find("body")
    walk = _Walk(tree if body is None else body)
    blocks, sums = walk.blocks, walk.sums
    if len(blocks) > LIMIT:
        return []
    main, size = _main_part(walk.root, sums), max(1, sums[walk.root].prose)
    inside = set(main.iter())
    kinds = [_kind(block.element) for block in blocks]
    alike = Counter(kinds)
    lengths: Counter[object] = Counter()
    for block, kind in zip(blocks, kinds, strict=True):
        lengths[kind] += len(block.key)
    said = [squeeze(summary) for summary in summaries]
    in_main = [block.prose if block.element in inside else 0 for block in blocks]
    last = max((at for at, prose in enumerate(in_main) if prose), default=len(blocks))
    before, total = 0, max(1, sum(in_main))
    for at, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        around = list(_around(block.element, sums))
        block.traits = (
            log1p(len(block.key)),
            log1p(block.words),
            block.linked / len(block.key),
            block.is_sentence,
            bool(_QUOTES.search(block.key)),
            block.element.tag == "p",
            block.element.tag == "div",
            *block.within,
            *(
                measure
                for one in around
                for measure in (
                    one.prose / size,
                    one.linked / max(1, one.length),
                    one.prose / max(1, one.length),
                )
            ),
            *(log1p(one.blocks) for one in around[1:]),
            block.element in inside,
            _distance(block.element, main) if block.element in inside else FAR,
            _distance(block.element, walk.root),
            at / len(blocks),
            before / total,
            max(0, min(FAR, at - last)),
            log1p(alike[kind]),
            log1p(lengths[kind] / alike[kind]),
            any(one[:SUMMARY] == block.key[:SUMMARY] for one in said),
        )
        before += in_main[at]
    measures = [block.traits for block in blocks]
    share = TRAITS.index("share_parent")
    for at, block in enumerate(blocks):
        above = measures[at - 1] if at else None
        below = measures[at + 1] if at + 1 < len(blocks) else None
        block.traits = (
            *measures[at],
            *(one[which] if one else -1 for which in (0, 2, share) for one in (above, below)),
            kinds[at] == kinds[at + 1] if below else -1,
        )
    return blocks


class _Walk:
    """Goes through the elements of a page once, without recursion."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.root = root
        self.blocks: list[PageBlock] = []
        self.sums: dict[html.HtmlElement, _Sums] = {}
        self._pieces: list[str] = []
        self._linked = 0
        self._open: list[tuple[html.HtmlElement, tuple[bool, ...]]] = [(root, (False,) * 5)]
        self._totals = _Sums()
        self._go()

    def _go(self) -> None:
        links = 0
        waiting: list[tuple[html.HtmlElement, bool]] = [(self.root, True)]
        while waiting:
            element, begins = waiting.pop()
            if begins and not _is_shown(element):
                self._write(element.tail, links)
                continue
            if element.tag in _BLOCKS:
                self._finish()
            if begins:
                waiting.append((element, False))
                waiting.extend((child, True) for child in reversed(element))
                links += element.tag == "a"
                self._enter(element)
                self._write(element.text, links)
            else:
                links -= element.tag == "a"
                self._leave(element)
                if element is not self.root:
                    self._write(element.tail, links)
        self._finish()

    def _enter(self, element: html.HtmlElement) -> None:
        totals = self._totals
        self.sums[element] = _Sums(-totals.length, -totals.linked, -totals.prose, -totals.blocks)
        if element.tag not in _BLOCKS or element is self.root:
            return
        names = " ".join(filter(None, (element.get(name) for name in _NAMES)))
        own = (
            element.tag == "article",
            element.tag == "ul",
            bool(_COMMENTS.search(names)),
            bool(_OVERLAYS.search(names)),
            bool(_BODY.search(names)),
        )
        outer = self._open[-1][1]
        within = tuple(one or other for one, other in zip(own, outer, strict=True))
        self._open.append((element, within))

    def _leave(self, element: html.HtmlElement) -> None:
        if element.tag in _BLOCKS and element is not self.root:
            self._open.pop()
        sums, totals = self.sums[element], self._totals
        sums.length += totals.length
        sums.linked += totals.linked
        sums.prose += totals.prose
        sums.blocks += totals.blocks

    def _write(self, text: str | None, links: int) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(squeeze(text)) if links else 0

    def _finish(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text:
            element, within = self._open[-1]
            block = PageBlock(
                squeeze(text),
                self._linked,
                len(text.split()),
                bool(_SENTENCE.search(text)),
                element,
                within,
            )
            self.blocks.append(block)
            totals = self._totals
            totals.length += len(block.key)
            totals.linked += block.linked
            totals.prose += block.prose
            totals.blocks += 1
        self._pieces.clear()
        self._linked = 0


def _is_shown(element: html.HtmlElement) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _UNSEEN
        and element.get("hidden") is None
        and not _HIDDEN.search(element.get("style", ""))
    )


def _main_part(root: html.HtmlElement, sums: dict[html.HtmlElement, _Sums]) -> html.HtmlElement:
    least = MAIN * sums[root].prose
    while True:
        inner = (one for one in root if one in sums and sums[one].prose >= max(1, least))
        if (found := next(inner, None)) is None:
            return root
        root = found


def _around(element: html.HtmlElement, sums: dict[html.HtmlElement, _Sums]) -> Iterator[_Sums]:
    """Yield the sums of an element, of its parent and of the parent of that."""
    for _ in range(3):
        yield sums[element]
        parent = element.getparent()
        element = parent if parent is not None and parent in sums else element


def _kind(element: html.HtmlElement) -> tuple[tuple[object, object], ...]:
    """Return by what blocks of one kind are known: tag and class, two elements up."""
    found = [(element.tag, element.get("class"))]
    for parent in element.iterancestors():
        if len(found) == 3:
            break
        found.append((parent.tag, parent.get("class")))
    return tuple(found)


def _distance(element: html.HtmlElement, outer: html.HtmlElement) -> int:
    """Return how many elements up ``outer`` stands; at most ``FAR``."""
    steps = 0
    while element is not outer and steps < FAR:
        parent = element.getparent()
        if parent is None:
            return FAR
        element, steps = parent, steps + 1
    return steps
