"""The language of questions for articles: read, explained, completed, and answered by value.

``storage.search`` answers the same questions from the library.
"""

from newsreader.domain.query.errors import QueryError
from newsreader.domain.query.moments import parse_date
from newsreader.domain.query.name_check import KnownNames, UnknownName
from newsreader.domain.query.parser import LONGEST, parse_query
from newsreader.domain.query.tree import Query, in_feed, in_folder, in_state

__all__ = [
    "LONGEST",
    "KnownNames",
    "Query",
    "QueryError",
    "UnknownName",
    "in_feed",
    "in_folder",
    "in_state",
    "parse_date",
    "parse_query",
]
