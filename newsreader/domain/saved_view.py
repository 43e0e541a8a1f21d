"""A query that the user gave a name, and that is listed like a feed."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.query import Query, parse_query


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named query."""

    id: int
    """Its number in the library."""
    name: str
    """What the user calls it."""
    query: str
    """The query as it was written."""
    sort: str = ""
    """One of ``fields.SORTS``, with a minus the other way round; empty for that of the query."""
    notify: bool = False
    """Whether the user is told when something new is found by it."""
    place: int = 0
    """Where it stands among the views; the smallest comes first."""

    def asked(self, now: datetime) -> Query:
        """Return the query, in the view's own order; raises ``QueryError``."""
        query = parse_query(self.query, now)
        return replace(query, sort=self.sort) if self.sort else query
