"""Reads ``<img>`` elements; tracking pixels and icons are dropped, emoji become text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsreader.documents.address import resolve
from newsreader.domain.clean import clean_line
from newsreader.domain.document import NAMELESS

PIXEL = 3
"""A picture up to this many pixels high or wide is a tracking pixel."""
ICON = 32
"""A picture up to this many pixels high or wide is an icon, or a character of the text."""

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-srcset", "srcset")
_SIZE = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*(?:px)?\s*$", re.IGNORECASE)
_STYLE_SIZE = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d{1,6})px", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stands in a text."""

    text: str
    """What it shows."""
    source: str
    """Its address, absolute and clean; empty for a character drawn as a picture."""


def picture(attributes: Mapping[str, str], base_url: str) -> Picture | None:
    """Return the picture of an ``<img>``, or None when there is nothing to see or to open."""
    size = _smallest_side(attributes)
    text = clean_line(attributes.get("alt", "") or attributes.get("title", ""))
    if _FILE_NAME.fullmatch(text):
        text = ""
    if size <= PIXEL:
        return None
    if size <= ICON or "emoji" in attributes.get("class", ""):
        return Picture(text, "") if 0 < len(text) <= len(":emoji:") else None
    source = _source(attributes, base_url)
    return Picture(text or NAMELESS, source) if source else None


def _smallest_side(attributes: Mapping[str, str]) -> int:
    values = [attributes.get("width", ""), attributes.get("height", "")]
    sides = [int(found[1]) for value in values if (found := _SIZE.match(value))]
    sides += [int(side) for side in _STYLE_SIZE.findall(attributes.get("style", ""))]
    return min(sides, default=ICON + 1)


def _source(attributes: Mapping[str, str], base_url: str) -> str:
    """Return the address, from where lazy loading keeps it when ``src`` is a placeholder."""
    for name in ("src", *_LAZY):
        address = attributes.get(name, "").strip()
        if name.endswith("srcset"):
            address = address.split(",")[0].strip().split(" ")[0]
        if not address or address.startswith(("data:", "about:")):
            continue
        if source := resolve(address, base_url):
            return source
    return ""
