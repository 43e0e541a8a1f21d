"""Separates the publisher from the text where an aggregator writes ``[Publisher] text``."""

import re
from dataclasses import replace

from newsreader.domain.feed import Entry

_PREFIX = re.compile(r"\s*\[([^\[\]\n]{2,60})\](?:\s+|$)")
_HTML_PREFIX = re.compile(r"((?:\s|<[^<>]{0,500}>)*)\[([^\[\]<\n]{2,160})\]\s*")
_LABELS = frozenset(
    "update updated video videos photo photos picture pictures gallery audio podcast watch live "
    "breaking opinion analysis review interview ad advert advertisement sponsored exclusive link "
    "comments pdf read more image free premium wip wtb wts oc spoiler nsfw".split()
)
"""Words in brackets that say what a piece is, not who published it."""


def split_outlets(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return ``entries`` with a publisher's name in front of the text as their outlet.

    The rule holds for a feed in which more than half of the texts begin with a name in
    brackets; in every other feed brackets are part of the text.
    """
    texts = [entry for entry in entries if entry.summary]
    if sum(bool(_publisher(entry)) for entry in texts) * 2 <= len(texts):
        return entries
    return tuple(_split(entry) for entry in entries)


def _publisher(entry: Entry) -> str:
    prefix = _PREFIX.match(entry.summary)
    if prefix is None:
        return ""
    name = prefix[1].strip()
    if (
        name.casefold() in _LABELS
        or name.endswith(".")
        or not any(letter.isalpha() for letter in name)
    ):
        return ""
    # Names of publishers begin with a capital or a figure, or are a domain; "[sic]" is neither.
    return name if not name[0].islower() or "." in name or name != name.lower() else ""


def _split(entry: Entry) -> Entry:
    name = _publisher(entry)
    if not name:
        return entry
    prefix = _PREFIX.match(entry.summary)
    assert prefix is not None
    body = _HTML_PREFIX.match(entry.html)
    html = body[1] + entry.html[body.end() :] if body else entry.html
    return replace(
        entry, outlet=entry.outlet or name, summary=entry.summary[prefix.end() :], html=html
    )
