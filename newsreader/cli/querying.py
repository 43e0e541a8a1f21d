"""Reads the QUERY of a command, and says which name in it nothing has."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from newsreader.cli.invocation import Invocation
from newsreader.cli.output import complain
from newsreader.cli.processing import tell_of_waiting
from newsreader.domain.query import Query, UnknownName, parse_query

if TYPE_CHECKING:
    from newsreader.library import Library

query_argument = click.argument("query", nargs=-1)


def ask(invocation: Invocation, library: "Library", words: Sequence[str]) -> Query:
    """Return the query that the words of a command ask.

    Raises ``QueryError``, also for a name that nothing in the library has.
    """
    names = library.known_names(invocation.rule_names)
    try:
        return parse_query(" ".join(words), library.clock(), names=names)
    except UnknownName:
        tell_of_waiting(library)  # who is quoted in these is not known yet
        raise


def warn_of_names(invocation: Invocation, library: "Library", query: str) -> None:
    """Say which name in a query nothing has that is to be asked later, as it may come yet."""
    if unknown := library.unknown_name(query, invocation.rule_names):
        complain(unknown)
