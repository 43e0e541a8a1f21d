"""Parses HTML into a Document in one pass over the parser's events, without a tree.

libxml2 ends a tree at 2,048 nested elements and takes a minute to attach 80,000 attributes; its
events have neither limit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from newsreader.documents.address import resolve
from newsreader.documents.anchors import anchor_names, set_anchors
from newsreader.documents.block_draft import BlockDraft, assemble
from newsreader.documents.code_language import code_language
from newsreader.documents.images import Picture, picture
from newsreader.documents.inline_text import InlineText
from newsreader.documents.list_numbers import OpenList, next_marker, number_from_end, open_list
from newsreader.documents.math_text import MathText
from newsreader.documents.struck_text import with_struck
from newsreader.documents.tables import OpenTable, flatten_table
from newsreader.domain.clean import TEXT_LIMIT
from newsreader.domain.document import BlockKind, Document, SpanKind
from newsreader.domain.raised import raised

DEEPEST = 9
"""Lists and quotations nested deeper than this are shown at this depth."""

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main"
    " menu nav ol optgroup option p plaintext pre section summary table tbody td tfoot th thead tr"
    " ul xmp".split()
)
_DROPPED = frozenset(
    "applet audio button canvas datalist embed form frame frameset iframe input map nav noembed"
    " noframes noscript object progress rp script select style svg template textarea title"
    " video".split()
)
_SPANS = {
    "b": SpanKind.STRONG,
    "strong": SpanKind.STRONG,
    "th": SpanKind.STRONG,
    "dt": SpanKind.STRONG,
    "summary": SpanKind.STRONG,
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "dfn": SpanKind.EMPHASIS,
    "var": SpanKind.EMPHASIS,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
    "samp": SpanKind.CODE,
    "tt": SpanKind.CODE,
    "a": SpanKind.LINK,
    "sub": SpanKind.LOWERED,
    "del": SpanKind.STRUCK,
}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VERBATIM = frozenset(("pre", "listing", "xmp", "plaintext"))
_AROUND = {"q": ("“", "”"), "rt": ("(", ")")}
"""What is written before and after an element that browsers set apart without a word."""

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BLOCK_TAG = re.compile(rf"<(?:br|{'|'.join(sorted(_BLOCKS, reverse=True))})\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_STRUCK_TAG = re.compile(r"<(/?)(?:s|strike)(?=[\s/>])", re.IGNORECASE)
"""libxml2 ends these before a block (HTML, 13.2.6.1, goes on in it), but not ``<del>``."""


def read_html(html: str, base_url: str = "") -> Document:
    """Return the document that ``html`` (a page, or the body of a feed entry) holds.

    Links and images are resolved against ``base_url`` and ``<base>``; an address that may not
    be opened leaves only its text. Text without any markup is read as paragraphs between
    blank lines. Takes time linear in the length of ``html``, however it is nested.
    """
    builder = _BlockBuilder(base_url)
    source = _as_markup(html)
    if source.strip():
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast(Any, builder))
        parser.feed(source.encode("utf-8"))
        parser.close()
    return assemble(set_anchors(builder.drafts, builder.base))


def _as_markup(html: str) -> str:
    """Return ``html`` fit for the parser, with the paragraphs of plain text marked."""
    source = html.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if not source.isascii():
        # Halves of surrogate pairs (from JSON escapes) are joined, lone ones replaced.
        source = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    source = _STRUCK_TAG.sub(r"<\1del", source)
    if not _BLOCK_TAG.search(source):
        source = _BLANK_LINE.sub("<p>", source.strip())
        if not _TAG.search(html):
            source = source.replace("\n", "<br>")
    return source


@dataclass(slots=True)
class _Role:
    """The kind of block that text inside an element belongs to."""

    kind: BlockKind
    level: int = 0
    marker: str = ""


class _BlockBuilder:
    """Builds one block after the other from the events of the parser (an lxml parser target)."""

    def __init__(self, base_url: str) -> None:
        self.drafts: list[BlockDraft] = []
        """The blocks so far."""
        self.base = base_url
        """What relative addresses are relative to."""
        self._inline = InlineText()
        self._roles: list[_Role] = []
        self._lists: list[OpenList] = []
        self._tables: list[OpenTable] = []
        self._quotations = 0
        self._figures = 0
        self._raised = 0
        self._dropped = 0
        self._formula: MathText | None = None
        self._language = ""
        self._names: list[str] = []
        self._pictures: list[Picture] = []
        self._sources: set[str] = set()
        self._length = 0

    # What the parser calls.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter an element."""
        if self._formula:
            self._formula.start(tag)
            return
        if self._dropped or tag in _DROPPED or _is_hidden(attributes):
            if tag in _BLOCKS and not self._dropped:
                self._finish_block()
            self._dropped += 1
            return
        if tag in _BLOCKS:
            self._finish_block()
            self._enter_block(tag, attributes)
        self._names += anchor_names(tag, attributes)
        if tag == "code" and self._is_verbatim:
            role = self._roles[-1]
            role.marker = role.marker or code_language(attributes)
        if tag in _SPANS:
            href = resolve(attributes.get("href", ""), self.base) if tag == "a" else ""
            self._inline.open(_SPANS[tag], href)
        elif tag == "br":
            self._break_line()
        elif tag == "img":
            self._place(picture(attributes, self.base))
        elif tag == "base":
            self.base = resolve(attributes.get("href", ""), self.base) or self.base
        elif tag == "sup":
            self._raised += 1
        elif tag == "math":
            self._formula = MathText(attributes)
        if tag in _AROUND:
            self._inline.write(_AROUND[tag][0])

    def end(self, tag: str) -> None:
        """Leave an element."""
        if self._formula:
            if self._formula.depth:
                self._formula.end()
            else:
                self._inline.write(self._formula.text)
                self._formula = None
            return
        if self._dropped:
            self._dropped -= 1
            return
        if tag in _AROUND:
            self._inline.write(_AROUND[tag][1])
        if tag == "sup":
            self._raised -= 1
        if tag in _BLOCKS:
            self._finish_block()
            self._leave_block(tag)
        if tag in _SPANS:
            self._inline.close(_SPANS[tag])

    def data(self, text: str) -> None:
        """Take text."""
        if self._formula:
            self._formula.data(text)
            return
        if self._dropped or self._length > TEXT_LIMIT:
            return
        if self._raised:
            text = raised(text, self._inline.last)
        self._inline.write(text, verbatim=self._is_verbatim)

    def close(self) -> None:
        """Set what is left at the end."""
        self._finish_block()
        self._place_pictures()

    # Elements.

    def _enter_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _HEADINGS:
            self._roles.append(self._heading(int(tag[1])))
        elif tag in _LISTS:
            self._lists.append(open_list(tag, attributes, len(self.drafts), len(self._lists)))
        elif tag == "li":
            depth = max(1, len(self._lists))
            self._roles.append(
                _Role(BlockKind.LIST_ITEM, _level(depth), next_marker(self._lists, attributes))
            )
        elif tag == "dd":
            self._roles.append(_Role(BlockKind.LIST_ITEM, _level(len(self._lists) + 1)))
        elif tag == "blockquote":
            self._quotations += 1
            self._roles.append(_Role(BlockKind.QUOTATION, _level(self._quotations)))
        elif tag in _VERBATIM:
            language = code_language(attributes) or self._language
            self._roles.append(_Role(BlockKind.CODE, marker=language))
            self._language = ""
        elif tag == "div":
            self._language = code_language(attributes, bare=False) or self._language
        elif tag == "figcaption":
            self._roles.append(_Role(BlockKind.IMAGE))
        elif tag == "figure":
            self._figures += 1
        elif tag == "hr":
            self.drafts.append(BlockDraft(BlockKind.RULE))
        elif tag == "table":
            if self._tables:
                self._tables[-1].holds_table = True
            self._tables.append(OpenTable())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].cell = len(self.drafts)

    def _leave_block(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _VERBATIM or tag in ("li", "dd", "figcaption"):
            self._roles.pop()
        elif tag in _LISTS:
            number_from_end(self._lists.pop(), self.drafts)
        elif tag == "blockquote":
            self._quotations -= 1
            self._roles.pop()
        elif tag == "figure":
            self._figures -= 1
            self._place_pictures()
        elif tag == "table":
            flatten_table(self._tables.pop(), self.drafts)
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            if table.rows and table.cell is not None:
                table.rows[-1].append((table.cell, len(self.drafts)))
                table.cell = None

    def _heading(self, level: int) -> _Role:
        # A heading that is a list item stays one, so that its marker is not lost.
        if self._roles and self._roles[-1].kind is BlockKind.LIST_ITEM:
            return self._roles[-1]
        return _Role(BlockKind.HEADING, level)

    def _break_line(self) -> None:
        if self._is_verbatim:
            self._inline.write("\n", verbatim=True)
        elif self._inline.ended:
            self._finish_block()
        elif not self._inline.blank:
            self._inline.break_line()

    @property
    def _is_verbatim(self) -> bool:
        return bool(self._roles) and self._roles[-1].kind is BlockKind.CODE

    # Blocks.

    def _finish_block(self) -> None:
        if not self._inline.last and not self._pictures:
            return
        text, spans = self._inline.take(verbatim=self._is_verbatim)
        if text and not self._is_verbatim:
            text, spans = with_struck(text, spans)
        if not text:
            if not self._figures:
                self._place_pictures()
            return
        role = self._roles[-1] if self._roles else _Role(BlockKind.PARAGRAPH)
        if role.kind is BlockKind.CODE:
            spans = tuple(span for span in spans if span.kind is not SpanKind.CODE)
        if role.kind is BlockKind.IMAGE:
            self._set_caption(BlockDraft(BlockKind.PARAGRAPH, text, spans))
            return
        if self._figures:
            self._place_pictures()
        names, self._names = tuple(self._names), []
        self.drafts.append(BlockDraft(role.kind, text, spans, role.level, role.marker, names))
        self._length += len(text)
        role.marker = ""
        self._place_pictures()

    def _set_caption(self, caption: BlockDraft) -> None:
        if not self._pictures:
            self.drafts.append(caption)
            return
        captioned = self._pictures.pop()
        self._place_pictures()
        self.drafts.append(
            BlockDraft(BlockKind.IMAGE, caption.text, caption.spans, marker=captioned.source)
        )

    def _place(self, found: Picture | None) -> None:
        if found is None:
            return
        if not found.source:
            self._inline.write(found.text)
        elif found.source not in self._sources:
            self._sources.add(found.source)
            self._pictures.append(found)
            # A picture inside a sentence comes after the paragraph instead of parting it.
            if self._inline.blank and not self._figures:
                self._place_pictures()

    def _place_pictures(self) -> None:
        for shown in self._pictures:
            self.drafts.append(BlockDraft(BlockKind.IMAGE, shown.text, marker=shown.source))
        self._pictures.clear()


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))


def _level(depth: int) -> int:
    return min(depth, DEEPEST)
