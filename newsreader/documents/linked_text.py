"""Unlinks what a story links from end to end, which extractors take for a list of other stories.

A sentence, a heading, a quotation or an announced list stays part of a story when all of it is a
link. It is told from links to other stories by where it stands, among paragraphs of prose, and by
what it says.
"""

from collections import Counter
from collections.abc import Container

from lxml import etree, html

from newsreader.documents.boilerplate_words import announces, boilerplate_words

PROSE = 80
"""A paragraph of a story has at least this many characters outside links."""
PARAGRAPHS = 2
"""An element with at least this many such paragraphs holds a story."""
SENTENCE = 5
"""A linked sentence has at least this many words."""

_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", '."', ".”", "!”", "?”", ".»", ".)")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol"))
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_EMBEDDED = ("embed", "tweet", "-media", "related", "promo", "teaser")
"""Parts of the class of a quotation that stands for a post or for another story."""


def unlink_story_text(tree: html.HtmlElement) -> None:
    """Take the links off the blocks of ``tree`` that a story links from end to end."""
    prose = _prose(tree)
    counts = Counter(paragraph.getparent() for paragraph in prose)
    for story, count in counts.items():
        if story is None or count < PARAGRAPHS:
            continue
        for block in story:
            if isinstance(block.tag, str) and _is_story_text(block, prose):
                for link in block.iter("a"):
                    link.tag = "span"


def _prose(tree: html.HtmlElement) -> set[html.HtmlElement]:
    """Return the paragraphs with enough text outside links."""
    found: set[html.HtmlElement] = set()
    links = length = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        text = element.tail if event == "end" else element.text if _is_shown(element) else ""
        if element.tag == "p":
            if event == "end" and length >= PROSE:
                found.add(element)
            length = 0
        elif element.tag == "a":
            links += 1 if event == "start" else -1
        if not links and text:
            length += len(text.strip())
    return found


def _is_shown(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in _UNSEEN


def _is_story_text(block: html.HtmlElement, prose: Container[html.HtmlElement]) -> bool:
    if block.tag == "p":
        return block not in prose and _is_sentence(_text(block))
    if block.tag in _HEADINGS:
        return block.getnext() in prose
    if block.tag == "blockquote":
        return not any(part in block.get("class", "").lower() for part in _EMBEDDED)
    if block.tag in _LISTS:
        before = block.getprevious()
        return before is not None and before.tag == "p" and announces(_text(before))
    return False


def _is_sentence(text: str) -> bool:
    words = boilerplate_words()
    return (
        text.endswith(_ENDS)
        and len(text.split()) >= SENTENCE
        and not (words.lead_in.match(text) or words.click.match(text))
    )


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
