"""Keeps of a feed that was cut off at a size the entries that are whole."""

import json
import re

from newsreader.domain.errors import FeedError
from newsreader.feeds.encoding import decode_text, decode_xml

_MARKUP = re.compile(
    rb"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
    rb"|<(/?)([A-Za-z_][\w.:-]*+)(?:[^<>\"'/]|/(?!>)|\"[^\"<]*+\"|'[^'<]*+')*+(/?)>"
)
_ENTRIES = (b"item", b"entry")
_BLANK = re.compile(r"[ \t\r\n]*")


def whole_entries(body: bytes, charset: str = "") -> tuple[bytes, int]:
    """Return a feed of the whole entries in the beginning of a feed, and how many these are.

    ``body`` may end anywhere. Raises FeedError where no entry of it is whole.
    """
    if body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{"):
        document, count = _of_json(decode_text(body, charset))
    else:
        # In UTF-16 the bytes of a tag are others.
        plain = decode_xml(body, charset).encode() if b"\0" in body[:64] else body
        document, count = _of_xml(plain)
    if not count:
        raise FeedError("No entry of this feed is whole.")
    return document, count


def _of_xml(body: bytes) -> tuple[bytes, int]:
    """Cut behind the last whole entry and close the elements around the entries."""
    around: list[bytes] = []
    entry, depth, count, end = b"", 0, 0, 0
    for found in _MARKUP.finditer(body):
        closing, name, empty = found.groups()
        if name is None or empty:
            continue
        if entry:
            depth += (-1 if closing else 1) if name == entry else 0
            if not depth:
                entry, count, end = b"", count + 1, found.end()
        elif not closing and name.rpartition(b":")[2].lower() in _ENTRIES:
            entry, depth = name, 1
        elif not count:
            _walk(around, name, ends=bool(closing))
    return body[:end] + b"".join(b"</%b>" % name for name in reversed(around)), count


def _walk(around: list[bytes], name: bytes, *, ends: bool) -> None:
    """Keep the list of open elements; an end tag also ends what is open inside its element."""
    if not ends:
        around.append(name)
    elif name in around:
        while around.pop() != name:
            pass


def _of_json(text: str) -> tuple[bytes, int]:
    """Return the members that are whole, with the items that are."""
    feed: dict[str, object] = {}
    items: list[object] = []
    decode = json.JSONDecoder().raw_decode
    at = _after(text, text.index("{"))
    try:
        while text[at] == '"':
            key, at = decode(text, at)
            at = _after(text, _blank(text, at))
            if key == "items" and text[at] == "[":
                feed["items"] = items
                while text[at] != "]":
                    item, at = decode(text, _after(text, at))
                    items.append(item)
                    at = _blank(text, at)
                at += 1
            else:
                feed[key], at = decode(text, at)
            at = _after(text, _blank(text, at))
    except (ValueError, IndexError, RecursionError):
        pass  # here it was cut off
    return json.dumps(feed).encode(), len(items)


def _after(text: str, at: int) -> int:
    """Return the place of what follows the sign at ``at``."""
    return _blank(text, at + 1)


def _blank(text: str, at: int) -> int:
    """Return the place behind the white space at ``at``."""
    found = _BLANK.match(text, at)
    return found.end() if found else at
