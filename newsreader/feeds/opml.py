"""Reads lists of subscriptions, well-formed or not (OPML 2.0, opml.org)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from html.entities import name2codepoint

from lxml import etree

from newsreader.domain.address_keys import feed_key
from newsreader.domain.clean import FOLDER_LIMIT, clean_line, clean_url
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import OpmlReading, Outline
from newsreader.feeds.encoding import decode_xml
from newsreader.feeds.lenient_html import LenientParser
from newsreader.feeds.sniff import describe

DEPTH_LIMIT = 20
"""How deep folders are followed."""

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)(\w{2,32};)?")
_ADDRESS = re.compile(r"\sxmlurl\s*=", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=.)", re.IGNORECASE)
_NOT_FEEDS = ("link", "include")

Attributes = Mapping[str, str]
Nodes = Iterator[tuple[int, Attributes]]
"""Depth and attributes of each outline in the order of the document."""


def read_opml(data: bytes) -> OpmlReading:
    """Return the subscriptions in ``data``.

    Two of three lists found in the wild are not well-formed (raw ``&`` and quotes in titles),
    so three parsers are tried: strict XML, lxml's forgiving one after mending ampersands, and
    an HTML parser where those find fewer addresses than there are. Nothing is expanded and
    nothing is fetched. Raises FeedError when there is no list.
    """
    text = _DOCTYPE.sub("", decode_xml(data))
    if "<outline" not in text.lower() and "<opml" not in text.lower():
        raise FeedError(f"This is {describe(data)}, not an OPML list of feeds.")
    strict = _collect(lambda: _xml_outlines(text, recover=False))
    if strict is not None:
        return strict
    mended = _collect(lambda: _xml_outlines(_AMPERSAND.sub(_mend, text), recover=True))
    written = len(_ADDRESS.findall(text))
    if mended and len(mended.outlines) + len(mended.refused) + mended.repeated >= written:
        return replace(mended, repaired=True)
    rough = _collect(lambda: _html_outlines(text))
    readings = [reading for reading in (mended, rough) if reading is not None]
    return replace(max(readings, key=lambda reading: len(reading.outlines)), repaired=True)


def _collect(read: Callable[[], Nodes]) -> OpmlReading | None:
    """Return what a parser yields; None where it cannot read the document at all."""
    found: dict[str, Outline] = {}
    refused: list[str] = []
    repeated = 0
    folders: list[str] = []
    try:
        for depth, attributes in read():
            title = clean_line(attributes.get("title") or attributes.get("text") or "")
            address = _address(attributes)
            del folders[depth:]
            folders += [""] * (depth - len(folders))
            folders.append("" if address else title)
            if not address:
                continue
            url = clean_url(_FEED_SCHEME.sub("", address))
            if not url and _FEED_SCHEME.match(address):
                url = clean_url("http://" + _FEED_SCHEME.sub("", address))
            if not url:
                refused.append(clean_line(address, 80))
            elif feed_key(url) in found:
                repeated += 1
            else:
                folder = "/".join(name for name in folders[:DEPTH_LIMIT] if name)
                folder = clean_line(folder or _folder_of(attributes), FOLDER_LIMIT)
                found[feed_key(url)] = Outline(
                    url,
                    title,
                    clean_url(attributes.get("htmlurl", "")),
                    folder,
                    _own_title(attributes),
                    _other_categories(attributes, folder),
                )
    except (etree.LxmlError, ValueError):
        return None
    return OpmlReading(tuple(found.values()), tuple(refused), repeated)


def _address(attributes: Attributes) -> str:
    if attributes.get("xmlurl", "").strip():
        return attributes["xmlurl"].strip()
    kind = attributes.get("type", "").lower()
    return "" if kind in _NOT_FEEDS else attributes.get("url", "").strip()


def _own_title(attributes: Attributes) -> str:
    """Return what is displayed (``text``) where it is not the feed's own ``title`` (OPML 2.0)."""
    shown, title = (clean_line(attributes.get(name) or "") for name in ("text", "title"))
    return shown if title and shown != title else ""


def _categories(attributes: Attributes) -> list[str]:
    """Return what ``category="c,/a/b"`` names: tags, and folders behind a slash (OPML 2.0)."""
    names = (clean_line(name) for name in attributes.get("category", "").split(","))
    return [name for name in names if name]


def _folder_of(attributes: Attributes) -> str:
    names = _categories(attributes)
    return next((name.strip("/") for name in names if name.startswith("/")), "")


def _other_categories(attributes: Attributes, folder: str) -> str:
    others = (name for name in _categories(attributes) if name.strip("/") != folder)
    return clean_line(",".join(dict.fromkeys(others)), FOLDER_LIMIT)


def _xml_outlines(text: str, *, recover: bool) -> Nodes:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover
    )
    root: etree._Element | None = etree.fromstring(text.encode(), parser)
    if root is None:  # nothing of the document could be kept
        return
    stack = [(0, root)]
    while stack:
        depth, element = stack.pop()
        outline = isinstance(element.tag, str) and element.tag.lower().endswith("outline")
        if outline:
            yield depth, {str(name).lower(): str(value) for name, value in element.attrib.items()}
        stack += [(depth + outline, child) for child in reversed(element)]


def _html_outlines(text: str) -> Nodes:
    parser = _OutlineParser()
    parser.feed(text)
    parser.close()
    return iter(parser.found)


class _OutlineParser(LenientParser):
    """Collects outlines from what no XML parser takes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, Attributes]] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "outline":
            self.handle_startendtag(tag, attrs)
            self._depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "outline":
            attributes = {name: value or "" for name, value in attrs}
            self.found.append((self._depth, attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag == "outline":
            self._depth = max(0, self._depth - 1)


def _mend(ampersand: re.Match[str]) -> str:
    """Resolve an entity of HTML, which XML does not know; escape any other ampersand."""
    name = ampersand[1] or ""
    return unescape("&" + name) if name[:-1] in name2codepoint else "&amp;" + name
