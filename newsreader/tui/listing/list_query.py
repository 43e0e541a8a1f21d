"""Decides which articles are listed: a source, one of its three lists, or a live search."""

from array import array
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsreader.domain.article import Listing
from newsreader.domain.list_headings import Grouping
from newsreader.domain.query import KnownNames, Query, in_state, parse_query
from newsreader.tui.listing.list_order import ORDER_OF, fits

_STATES = frozenset({"Unread", "Bookmarked", "Read later", "Highlighted", "Changed"})
"""The sources that are a state, and nothing else once another is asked for."""
_TOP = -1
"""Stands for what is above the first article, as no article has this id."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What is asked for: a source, and the words of a search in it."""

    source_title: str = "All"
    """What the source is called."""
    source: Query = field(default_factory=Query)
    """The articles of the source, narrowed to a state or not."""
    words: str = ""
    """What is searched for; empty when nothing is."""
    own: Query | None = None
    """What a source asks whose name tells which states it asks for; None for the others."""
    narrowed_to: str = ""
    """The state to which such a source is narrowed; empty for none."""
    sort: str = ""
    """The order that the user chose, as after ``sort:``; empty leaves it to the query."""
    group: Grouping = ""
    """What the user wants lists to be grouped by."""
    wide: bool = False
    """Whether the search is in everything rather than in the source."""

    @property
    def searching(self) -> bool:
        """Whether a search narrows the list."""
        return bool(self.words)

    @property
    def narrow(self) -> bool:
        """Whether the search leaves out what is not in the source."""
        return self.searching and not self.wide and self.source != Query()

    @property
    def is_everything(self) -> bool:
        """Whether it asks for all articles, or all unread ones."""
        return self.own is None and self.source in (Query(), in_state("unread"))

    @property
    def place(self) -> tuple[int | None, str, Query | None]:
        """Of which feed, folder or source of its own it is, in whatever state."""
        return self.source.feed_id, self.source.folder, self.own

    @property
    def title(self) -> str:
        """What the list is called."""
        if self.words:
            return f"“{self.words}”"
        state = next(iter(self.source.states), "") if self.own is None else self.narrowed_to
        state = "read later" if state == "later" else state
        if not state or self.source_title.lower() == state:
            return self.source_title
        if self.source_title == "All":
            return state.capitalize()
        return f"{self.source_title}, {state}"

    def narrowed(self, states: frozenset[str]) -> "ListQuery":
        """Return the same with other states: none, the unread or the bookmarked articles."""
        if self.own is not None:
            state = next(iter(states), "")
            source = self.own.within(in_state(state)) if state else self.own
            return replace(self, source=source, narrowed_to=state)
        is_state = self.source_title in _STATES
        title = "All" if is_state else self.source_title
        return replace(self, source_title=title, source=self.source.in_states(states))

    def with_words(self, words: str) -> "ListQuery":
        """Return the same with a search for ``words``, or without one."""
        return replace(self, words=words, wide=self.wide and bool(words))

    def widened(self) -> "ListQuery":
        """Return the same search in everything."""
        return replace(self, wide=True)

    def query(self, now: datetime, names: KnownNames | None = None) -> Query:
        """Return the query of source and search together; raises ``QueryError``.

        The order that is typed comes first, then the one chosen for this list, then that of the
        source, and at last the one that the groups need. Where ``names`` are given, others in the
        search are errors.
        """
        asked = self._asked(now, names)
        if self.searching and asked.sort:
            return asked
        return replace(asked, sort=self.sort or asked.sort or ORDER_OF.get(self.group, ""))

    def is_by_date(self, asked: Query) -> bool:
        """Return whether the list of a query that was asked is in the order of its dates."""
        best_first = self.searching and not asked.sort
        return not best_first and asked.sort.removeprefix("-") in ("", "date")

    def grouping(self, asked: Query) -> Grouping:
        """Return what the list of a query that was asked is grouped by; its order must fit."""
        return self.group if asked.sort and fits(self.group, asked.sort) else ""

    def _asked(self, now: datetime, names: KnownNames | None) -> Query:
        if not self.words:
            return self.source
        wanted = parse_query(self.words, now, typing=True, names=names)
        return wanted if self.wide else wanted.within(self.source)


def with_articles(listing: Listing, before: Listing, kept: Collection[int]) -> Listing:
    """Return a listing that has the ``kept`` articles where an earlier one had them."""
    missing = set(kept).difference(listing.ids)
    if not missing.intersection(before.ids):
        return listing
    there = set(listing.ids)
    following: dict[int, list[int]] = {}
    neighbour = _TOP
    for one in before.ids:
        if one in missing:
            following.setdefault(neighbour, []).append(one)
        elif one in there:
            neighbour = one
    ids = array("q", following.get(_TOP, ()))
    for one in listing.ids:
        ids.append(one)
        ids.extend(following.get(one, ()))
    return replace(listing, ids=ids)
