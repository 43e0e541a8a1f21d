"""Unlinks what a story links from end to end, which extractors take for a list of other stories.

A sentence, a heading, a quotation or a list stays part of a story when all of it is a link. It is
told from links to other stories by where it stands, among blocks of prose, and by what it says or
is introduced with ("Read more").
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree, html

from newsreader.documents.boilerplate_words import announces, is_label, leads_elsewhere
from newsreader.documents.quotations import is_embedded
from newsreader.documents.story_address import names_story

PROSE = 80
"""A block of prose has at least this many characters outside links."""
SAID = 20
"""What goes on below a heading has at least this many."""
PARAGRAPHS = 2
"""An element with at least this many blocks of prose holds a story; an ``article`` with one."""
SENTENCE = 3
"""A linked sentence has at least this many words."""
LEAD = 5
"""A lead that does not end like a sentence has at least this many words."""

_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", '."', ".”", "!”", "?”", ".»", ".)")
_OPENING = ("“", "„", "«", "「", '"')
_CLOSING = ("”", "“", "»", "」", '"')
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl"))
_WRAPPERS = frozenset(("a", "div", "figure", "section", "span"))
_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody td th tr ul".split()
)
_STORIES = frozenset(("article", "main"))
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_SHOWN = frozenset(("figure", "img", "picture", "table", "video"))


def unlink_story_text(tree: html.HtmlElement) -> list[str]:
    """Take the links off the blocks of ``tree`` that a story links from end to end.

    Returns the texts of these blocks.
    """
    unlinked: list[str] = []
    lengths = unlinked_lengths(tree)
    counts: Counter[html.HtmlElement] = Counter()
    sizes: Counter[html.HtmlElement] = Counter()
    for block in tree.iter("p", "div"):
        if lengths.get(block, 0) >= SAID and _is_leaf(block):
            story = _outermost(block).getparent()
            counts[story] += 1
            sizes[story] += lengths[block]
    for story, count in counts.items():
        least = 1 if story.tag in _STORIES else PARAGRAPHS
        if count >= least and sizes[story] >= least * PROSE:
            for block in list(_story_blocks(story, lengths)):
                links = list(block.iter("a"))
                if links:
                    unlinked.append(_text(block))
                for link in links:
                    link.tag = "span"
                if block.tag == "div" and _is_leaf(block):
                    block.tag = "p"
    return unlinked


def unlinked_lengths(tree: html.HtmlElement) -> Mapping[html.HtmlElement, int]:
    """Return how many characters outside links each element holds."""
    lengths: dict[html.HtmlElement, int] = {}
    links = length = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            lengths[element] = -length
            links += element.tag == "a"
            text = element.text if element.tag not in _UNSEEN else ""
        else:
            lengths[element] += length
            links -= element.tag == "a"
            text = element.tail
        if text and not links:
            length += len(text.strip())
    return lengths


@dataclass(slots=True)
class _Above:
    """What stands above a block of a story."""

    text: str = ""
    """The text of the block before."""
    announced: bool = False
    """Whether that announces a list; still so after linked paragraphs of such a list."""
    titled: bool = False
    """Whether the block before is a heading."""
    begun: bool = False
    """Whether a block of prose stands above."""

    @property
    def introduces_stories(self) -> bool:
        """Whether what comes is introduced as other stories."""
        return is_label(self.text) or leads_elsewhere(self.text)


def _story_blocks(
    story: html.HtmlElement, lengths: Mapping[html.HtmlElement, int]
) -> Iterator[html.HtmlElement]:
    """Yield the blocks of a story that are its text although they are linked."""
    blocks = [(block, _innermost(block)) for block in story if isinstance(block.tag, str)]
    blocks = [(block, core) for block, core in blocks if core.tag not in _UNSEEN]
    prose = [number for number, (_, core) in enumerate(blocks) if lengths[core] >= PROSE]
    above = _Above()
    for number, (block, core) in enumerate(blocks):
        length = lengths[core]
        text = _text(core) if core.tag in _HEADINGS or _is_leaf(core) else ""
        below = blocks[number + 1][1] if number + 1 < len(blocks) else None
        if core.tag in _LISTS:
            inside = bool(prose) and prose[-1] > number
            if above.announced or (inside and above.titled and not _lists_stories(core, above)):
                yield block
            above.announced = above.titled = False
        elif core.tag == "blockquote":
            if not is_embedded(core):
                yield block
        elif core.tag in _HEADINGS or _is_bold(core, text):
            if below is not None and not is_label(text) and _goes_on(below, lengths):
                yield block
        elif core.tag in ("p", "div") and length < PROSE and _is_story_text(text, core, above):
            yield block
        if text:
            above.announced = announces(text) or (above.announced and length < SAID)
            above.titled = core.tag in _HEADINGS
            above.begun = above.begun or length >= PROSE
            above.text = text


def _lists_stories(items: html.HtmlElement, above: _Above) -> bool:
    """Whether a list is one of other stories: introduced as such, or named by its addresses."""
    return above.introduces_stories or any(
        names_story(link.get("href", ""), _text(link)) for link in items.iter("a")
    )


def _is_story_text(text: str, block: html.HtmlElement, above: _Above) -> bool:
    """Whether a linked paragraph says something, and is not the headline of another story."""
    if text and (above.announced or announces(text)):
        return True
    if above.introduces_stories or leads_elsewhere(text):
        return False
    words = len(text.split())
    if text.endswith(_ENDS) or (text.startswith(_OPENING) and text.endswith(_CLOSING)):
        return words >= SENTENCE
    is_lead = not above.begun and words >= LEAD
    return is_lead and not any(names_story(link.get("href", ""), text) for link in block.iter("a"))


def _is_bold(block: html.HtmlElement, text: str) -> bool:
    """Whether a paragraph is a heading in bold type."""
    child = _only_child(block) if block.tag == "p" else None
    return child is not None and child.tag in ("b", "strong") and not text.endswith(_ENDS)


def _goes_on(below: html.HtmlElement, lengths: Mapping[html.HtmlElement, int]) -> bool:
    """Whether there is text, or something to see, below a heading."""
    if lengths.get(below, 0) >= SAID or below.tag in _SHOWN:
        return True
    return below.tag == "p" and lengths.get(below, 0) > 0 and _text(below).endswith(_ENDS)


def _is_leaf(element: html.HtmlElement) -> bool:
    """Whether an element holds no block."""
    return all(one is element for one in element.iter(*_BLOCKS))


def _outermost(element: html.HtmlElement) -> html.HtmlElement:
    """Return the outermost element that holds nothing but ``element``."""
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS and _only_child(parent) is element:
        element, parent = parent, parent.getparent()
    return element


def _innermost(element: html.HtmlElement) -> html.HtmlElement:
    """Return the block that is all that ``element`` holds; itself where there is more in it."""
    while element.tag in _WRAPPERS:
        child = _only_child(element)
        if child is None or child.tag not in _BLOCKS:
            break
        element = child
    return element


def _only_child(element: html.HtmlElement) -> html.HtmlElement | None:
    if element.text and element.text.strip():
        return None
    found = None
    for child in element:
        if child.tail and child.tail.strip():
            return None
        if isinstance(child.tag, str):
            if found is not None:
                return None
            found = child
    return found


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
