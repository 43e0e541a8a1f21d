"""Reads the QUERY of a command, and says which name in it nothing has."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import offer_query
from newsreader.cli.invocation import Invocation
from newsreader.cli.output import complain
from newsreader.cli.processing import tell_of_waiting
from newsreader.domain.query import Query, UnknownName, parse_query
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.domain.query.pieces import cut_query

if TYPE_CHECKING:
    from newsreader.library import Library

query_argument = click.argument("query", nargs=-1, shell_complete=offer_query)
query_option = partial(click.option, "-Q", "--query", metavar="QUERY", shell_complete=offer_query)


def asks_by_field(text: str) -> bool:
    """Return whether a text that was not written as a query may be one, by a field in it."""
    return any(piece.field.lower() in ARTICLES.by_name for piece in cut_query(text))


def ask(
    invocation: Invocation,
    library: "Library",
    words: Sequence[str],
    subject: Subject = ARTICLES,
) -> Query:
    """Return the query that the words of a command ask, for articles or another ``subject``.

    Raises ``QueryError``, also for a name that nothing in the library has.
    """
    names = library.known_names(invocation.rule_names)
    try:
        return parse_query(" ".join(words), library.clock(), names=names, subject=subject)
    except UnknownName:
        tell_of_waiting(library)  # who is quoted in these is not known yet
        raise


def warn_of_names(invocation: Invocation, library: "Library", query: str) -> None:
    """Say which name in a query nothing has that is to be asked later, as it may come yet."""
    if unknown := library.unknown_name(query, invocation.rule_names):
        complain(unknown)
