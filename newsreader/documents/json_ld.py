"""Finds the article that a page describes in JSON-LD (schema.org), and its text in there.

JSON is read by ``json.loads`` only: repairing broken JSON by regular expressions takes other
extractors seconds.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newsreader.domain.clean import TEXT_LIMIT

_JSON_LIMIT = 4 * 1024 * 1024
"""So many characters of JSON are read on a page, which may hold the posts of a day."""
_NODE_LIMIT = 5_000
_PART_LIMIT = 2_000
"""A text has at most this many parts."""
_STORY_TYPE = re.compile(r"(?:Article|Posting|Report)$", re.IGNORECASE)
_WRAPPINGS = (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("", ";"))
"""What hides a script from browsers and parsers of old, or ends it as if it were code."""


def described_story(tree: etree._Element, url: str = "") -> dict[str, Any]:
    """Return the article that a page fetched from ``url`` describes; empty where it does not.

    Of several it is the one whose address is the page's, else the first. What it does not say
    is taken from others of the same headline.
    """
    stories = list(_stories(tree))
    place = _place(url)
    chosen = next((one for one in stories if place and place in _places(one)), None)
    if chosen is None:
        chosen = next(iter(stories), {})
    headline = chosen.get("headline")
    same = [one for one in stories if headline and one.get("headline") == headline]
    return {key: value for one in (*reversed(same), chosen) for key, value in one.items()}


def body_parts(story: dict[str, Any]) -> tuple[str, ...]:
    """Return the text of an article, plain or HTML: of a live blog that of its posts, too."""
    parts: list[str] = []
    size = 0
    waiting = deque([story])
    while waiting and len(parts) < _PART_LIMIT and size < TEXT_LIMIT:
        value: Any = waiting.popleft()
        if isinstance(value, str):
            parts.append(value[: TEXT_LIMIT - size])
            size += len(parts[-1])
        elif isinstance(value, list):
            waiting.extendleft(reversed(value[:_PART_LIMIT]))
        elif isinstance(value, dict):
            is_post = value is not story and "articleBody" in value
            keys = ("headline",) if is_post else ("@value", "text") if value is not story else ()
            inner = (value.get(key) for key in (*keys, "articleBody", "liveBlogUpdate"))
            waiting.extendleft(reversed([one for one in inner if one]))
    return tuple(filter(str.strip, parts))


def _stories(tree: etree._Element) -> Iterator[dict[str, Any]]:
    size = 0
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or size + len(text) > _JSON_LIMIT:
            continue
        size += len(text)
        try:
            data = json.loads(_unwrapped(text), strict=False)
        except (ValueError, RecursionError):
            continue  # the meta elements say much the same
        yield from filter(_is_story, _nodes(data))


def _unwrapped(text: str) -> str:
    text = text.strip()
    for before, behind in _WRAPPINGS:
        text = text.removeprefix(before).removesuffix(behind).strip()
    return text


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD document from the outside in."""
    waiting = deque([data])
    for _ in range(_NODE_LIMIT):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node[:_NODE_LIMIT])
        elif isinstance(node, dict):
            yield node
            waiting.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _is_story(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(kind, str) and _STORY_TYPE.search(kind) is not None
        for kind in (types if isinstance(types, list) else [types])
    )


def _places(story: dict[str, Any]) -> set[str]:
    """Return where a story says that it stands."""
    page = story.get("mainEntityOfPage")
    named = (
        story.get("url"),
        story.get("@id"),
        page.get("@id") if isinstance(page, dict) else page,
    )
    return {_place(one) for one in named if isinstance(one, str)}


def _place(url: str) -> str:
    """Return an address without what may differ for one page; empty for one without a path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}" if path else ""
