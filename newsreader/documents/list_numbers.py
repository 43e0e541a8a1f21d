"""Numbers the items of lists as HTML does, also of those that count down from their length.

Source: the ordinal value of a list item, HTML Living Standard, 4.4.8.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsreader.documents.block_draft import BlockDraft

DEEPEST = 9
"""In lists nested deeper than this, what counts down from the length begins at 1 instead."""

_NUMBER = re.compile(r"\s*(-?\d{1,9})")
_FROM_END = "\0"
"""Begins the marker of an item whose number is not known before the list ends."""


@dataclass(slots=True)
class OpenList:
    """A list that is being parsed."""

    ordered: bool
    """Whether its items have numbers."""
    next: int
    """The number of the next item; relative to the length while ``from_end``."""
    step: int = 1
    """What is added from one item to the next."""
    from_end: bool = False
    """Whether the items count down from how many there are."""
    items: int = 0
    """How many items there are so far."""
    begin: int = 0
    """How many blocks there were before the list."""


def open_list(tag: str, attributes: Mapping[str, str], begin: int, depth: int) -> OpenList:
    """Return the list that begins with this element, after ``begin`` blocks, in ``depth`` lists."""
    start = _number(attributes.get("start"))
    down = tag == "ol" and "reversed" in attributes
    from_end = down and start is None and depth < DEEPEST
    first = (0 if from_end else 1) if start is None else start
    return OpenList(tag == "ol", first, -1 if down else 1, from_end, begin=begin)


def next_marker(lists: list[OpenList], attributes: Mapping[str, str]) -> str:
    """Return the marker of the item that begins in the innermost of ``lists``."""
    if not lists or not lists[-1].ordered:
        return "◦" if len(lists) > 1 and len(lists) % 2 == 0 else "•"
    current = lists[-1]
    current.items += 1
    value = _number(attributes.get("value"))
    if value is not None:
        current.next = value
        current.from_end = False
    number = current.next
    current.next += current.step
    return f"{_FROM_END}{number}" if current.from_end else f"{number}."


def number_from_end(ended: OpenList, drafts: list[BlockDraft]) -> None:
    """Number the items of a list that ended, among ``drafts``, if they count from its length."""
    if ended.step > 0:
        return
    for at in range(ended.begin, len(drafts)):
        marker = drafts[at].marker
        if marker.startswith(_FROM_END):
            number = ended.items + int(marker.removeprefix(_FROM_END))
            drafts[at] = replace(drafts[at], marker=f"{number}.")


def _number(value: str | None) -> int | None:
    found = _NUMBER.match(value or "")
    return int(found[1]) if found else None
