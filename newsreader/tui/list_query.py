"""Decides which articles are listed: a source, one of its three lists, or a live search."""

from array import array
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsreader.domain.article import Listing
from newsreader.domain.query import Query, QueryError, parse_query


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What is asked for: a source, and the words of a search in it."""

    source_title: str = "All"
    """What the source is called."""
    source: Query = field(default_factory=Query)
    """The articles of the source, narrowed to a state or not."""
    words: str = ""
    """What is searched for; empty when nothing is."""

    @property
    def searching(self) -> bool:
        """Whether a search narrows the list."""
        return bool(self.words)

    @property
    def title(self) -> str:
        """What the list is called."""
        if self.words:
            return f"“{self.words}”"
        state = next(iter(self.source.states), "")
        if not state or self.source_title.lower() == state:
            return self.source_title
        if self.source_title == "All":
            return state.capitalize()
        return f"{self.source_title}, {state}"

    def narrowed(self, states: frozenset[str]) -> "ListQuery":
        """Return the same with other states: none, the unread or the bookmarked articles."""
        is_state = self.source_title in ("Unread", "Bookmarked", "Highlighted")
        title = "All" if is_state else self.source_title
        return replace(self, source_title=title, source=replace(self.source, states=states))

    def with_words(self, words: str) -> "ListQuery":
        """Return the same with a search for ``words``, or without one."""
        return replace(self, words=words)

    def query(self, now: datetime) -> Query:
        """Return the query of source and search together; raises ``QueryError``."""
        if not self.words:
            return self.source
        wanted = parse_query(self.words, now)
        return replace(
            wanted,
            states=wanted.states | self.source.states,
            feed_id=self.source.feed_id,
            folder=self.source.folder,
        )

    def found_words(self, now: datetime) -> tuple[str, ...]:
        """Return the words to show in the article."""
        try:
            return parse_query(self.words, now).words
        except QueryError:
            return ()


def list_title(listing: Listing, unread: int, searching: bool) -> tuple[str, str]:
    """Return what a list is called, and what is left to read in it or how much was found."""
    count = f"{len(listing.ids):,}"
    if searching:
        return listing.title, f"{count} found"
    return listing.title, f"{unread:,} unread" if unread else count


def with_article(listing: Listing, before: Listing, article_id: int) -> Listing:
    """Return a listing that has an article where an earlier one had it."""
    if article_id in listing.ids or article_id not in before.ids:
        return listing
    ids = array("q", listing.ids)
    there = {one: at for at, one in enumerate(ids)}
    above = before.ids[: before.ids.index(article_id)]
    neighbour = next((there[one] for one in reversed(above) if one in there), -1)
    ids.insert(neighbour + 1, article_id)
    return replace(listing, ids=ids)
