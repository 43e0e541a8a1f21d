"""Decodes the bytes of a page, and parses them into a tree without what no tree can hold."""

import re

from lxml import etree, html

from newsreader.documents.shallow_tree import parse_tree
from newsreader.domain.errors import FeedError
from newsreader.feeds.encoding import USUAL, decode_text, text_codec
from newsreader.feeds.sniff import describe

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:html|head|body|article|main|div|p|h1|table)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def decode_page(body: bytes, charset: str) -> str:
    """Return a page as text without characters that no XML tree can hold.

    ``charset`` is what its server says.
    """
    declared = _META_CHARSET.search(body[:4096])
    if declared and text_codec(charset) in ("", USUAL):
        charset = declared[1].decode("ascii")
    text = decode_text(body, charset)
    return _CONTROL.sub("", _REFERENCE.sub(_safe_reference, text))


def is_plain_text(body: bytes, content_type: str) -> bool:
    """Whether a page is plain text; raises FeedError where it is neither that nor HTML.

    A server that says so is believed, unless the page begins like HTML; some send that so.
    """
    what = describe(body)
    if content_type == "text/plain" and what == "plain text":
        return True
    if _MARKUP.search(decode_text(body)):
        return False
    if what != "plain text":
        raise FeedError("This is not a web page.")
    return True


def parse_page(source: str) -> html.HtmlElement:
    """Return the tree of a page; raises FeedError where it is empty."""
    try:
        return parse_tree(source)
    except etree.ParserError as error:
        raise FeedError("The page is empty.") from error


def _safe_reference(match: re.Match[str]) -> str:
    # One reference to a control character makes trafilatura return no text at all.
    number = int(match[1], 16) if match[1] else int(match[2])
    allowed = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return match[0] if allowed and number not in (0x7F, 0xFFFE, 0xFFFF) else ""
