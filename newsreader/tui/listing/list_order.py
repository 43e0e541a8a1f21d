"""Decides in which order articles are listed and by what they are grouped, and keeps that."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from newsreader.domain.list_headings import Grouping
from newsreader.domain.query.fields import SORTS

if TYPE_CHECKING:
    from newsreader.library import Library

KEY = "order of the list"
"""The key under which it is kept."""
ORDERS = ("", *(f"{sign}{name}" for name in SORTS for sign in ("", "-")))
"""The orders that a list may have, as after ``sort:``."""
ORDER_OF: Mapping[Grouping, str] = {"day": "date", "feed": "feed"}
"""The order that a list must have to be grouped so, one way round or the other."""
GROUPINGS: tuple[Grouping, ...] = ("", "day", "feed")
"""What lists are grouped by, in the order in which a key goes through it."""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """How the user wants lists, where a query or a saved view says nothing else."""

    sort: str = ""
    """One of ``ORDERS``; empty leaves it to the query."""
    group: Grouping = ""
    """What is grouped by; it fits the order."""

    def sorted_by(self, sort: str) -> "ListOrder":
        """Return this with another order, without groups that do not fit it."""
        return ListOrder(sort, self.group if fits(self.group, sort) else "")

    def regrouped(self) -> "ListOrder":
        """Return this with what is next to group by, without an order that does not fit it."""
        group = GROUPINGS[(GROUPINGS.index(self.group) + 1) % len(GROUPINGS)]
        return ListOrder(self.sort if fits(group, self.sort) else "", group)


PAINTED = (ListOrder(), ListOrder(group="day"))
"""The orders in which a list is painted before the app is loaded: the newest first. In any other
the first rows are those of a query for the whole library, which takes as long as the app does."""


def fits(group: Grouping, sort: str) -> bool:
    """Whether a list can be grouped so in an order, of which an empty one is any."""
    return not group or sort.removeprefix("-") in ("", ORDER_OF[group])


def order_at_start(library: "Library") -> ListOrder:
    """Return what the user chose last; nothing where that is garbled."""
    try:
        kept = ListOrder(**json.loads(library.recall(KEY, "{}")))
        known = kept.sort in ORDERS and kept.group in GROUPINGS and fits(kept.group, kept.sort)
    except (ValueError, TypeError):
        known = False
    return kept if known else ListOrder()


def keep_order(library: "Library", order: ListOrder) -> None:
    """Keep what the user chose."""
    library.keep(KEY, json.dumps(asdict(order)))
