"""Refuses the names in a query that nothing has, and says which one comes nearest."""

import re
from typing import Protocol

from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.query.errors import QueryError
from newsreader.domain.query.pieces import Piece
from newsreader.domain.query.tree import Named, Node, Quoted
from newsreader.domain.words import Phrase

_UNKNOWN = {
    "feed": "No feed and no outlet has “{}” in its name",
    "outlet": "No outlet has “{}” in its name",
    "folder": "There is no folder “{}”",
    "tag": "Nothing is tagged “{}”",
    "rule": "No rule is called “{}”",
    "speaker": "Nobody is quoted who is called “{}”",
}
"""What is said of a name that nothing has, by the fields that ask for names."""
_PLAIN = re.compile(r"[^\s\"()/*“„«「-][^\s\"()*]*")
_MARKS = (('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"))
"""The quotation marks that may stand around a value, the usual ones first."""


class KnownNames(Protocol):
    """The names that feeds, outlets, folders, tags, rules and speakers of a library have."""

    def has(self, field: str, value: str | Phrase) -> bool:
        """Return whether some name is one that a field with this value finds.

        A ``value`` is folded, as in ``tree.Named``; that of ``speaker`` is a phrase.
        """

    def begins(self, field: str, value: str | Phrase) -> bool:
        """Return whether some name would be found if the value went on."""

    def nearest(self, field: str, written: str) -> str:
        """Return which name comes nearest to what was written; empty where none is near."""


class UnknownName(QueryError):
    """A query asks for a name that nothing in the library has."""


def check_name(names: KnownNames, node: Node, piece: Piece, query: str) -> None:
    """Raise ``UnknownName`` where a condition asks for a name that nothing has."""
    field, value = piece.field.lower(), _name_in(node)
    if value is None or field not in _UNKNOWN or names.has(field, value):
        return
    said = _UNKNOWN[field].format(clean_line(piece.text, NAME_LIMIT))
    near = as_value(names.nearest(field, piece.text))
    meant = f"; did you mean “{field}:{near}”?" if near else "."
    raise UnknownName(said + meant, query, piece.start, piece.end)


def may_become_name(names: KnownNames, node: Node, piece: Piece) -> bool:
    """Return whether a name that nothing has is only the beginning of one so far."""
    value = _name_in(node)
    return value is not None and names.begins(piece.field.lower(), value)


def as_value(name: str) -> str:
    """Return a name as it is written behind a colon; empty where that cannot be done."""
    if _PLAIN.fullmatch(name):
        return name
    for opening, closing in _MARKS:
        if closing not in name:
            return f"{opening}{name}{closing}" if name else ""
    return ""


def _name_in(node: Node) -> str | Phrase | None:
    """Return the name that a condition asks for; None for a pattern, or for no name."""
    if isinstance(node, Named) and isinstance(node.value, str):
        return node.value
    if isinstance(node, Quoted) and node.speakers and isinstance(node.speakers[0], Phrase):
        return node.speakers[0]
    return None
