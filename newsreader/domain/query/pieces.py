"""Cuts a query into signs, words, phrases and patterns, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from newsreader.domain.query.errors import QueryError

_FIELD = re.compile(r"([A-Za-z_]+)[:：]")
"""The name of a field with its colon, also the wide one of Japanese and Chinese keyboards."""
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」"}
"""The quotation marks that begin a phrase, and those that may end it."""
_PATTERN = re.compile(r"/((?:\\.|[^\\/])+)/i?(?=[\s)]|$)")
_WORD = re.compile(r"\S+")
OPERATORS = ("and", "or", "not")
"""The words that join others; between quotation marks they are words like any."""
_JOINING = re.compile(rf"(?:{'|'.join(OPERATORS)})(?=\()", re.IGNORECASE)
"""One of them directly before a parenthesis."""


class PieceKind(Enum):
    """What a piece of a query is."""

    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    OPERATOR = auto()
    WORD = auto()
    PHRASE = auto()
    PATTERN = auto()
    NOTHING = auto()
    """Behind the colon of a field stands nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a query."""

    kind: PieceKind
    text: str
    """The value: a word, the inside of a phrase or pattern, a joining word in lower case."""
    start: int
    """Where it begins in the query, its field included."""
    end: int
    """Where it ends."""
    field: str = ""
    """What stands before its colon, as written; empty without one."""
    value_at: int = 0
    """Where the value begins."""
    closed: bool = True
    """Whether the mark that ends the phrase or pattern is there."""


def cut_query(query: str) -> list[Piece]:
    """Return the pieces of a query; nothing is refused here."""
    pieces: list[Piece] = []
    at = depth = 0
    while at < len(query):
        sign = query[at]
        if sign.isspace():
            at += 1
            continue
        if sign == "(":
            depth += 1
            pieces.append(Piece(PieceKind.OPEN, sign, at, at + 1))
        elif sign == ")":
            depth -= 1
            pieces.append(Piece(PieceKind.CLOSE, sign, at, at + 1))
        elif sign == "-" and _denies(query, at):
            pieces.append(Piece(PieceKind.MINUS, sign, at, at + 1))
        else:
            pieces.append(_value(query, at, depth))
        at = pieces[-1].end
    return pieces


def with_conditions(query: str, conditions: Sequence[str]) -> str:
    """Return a query with more conditions that must hold; order and limit stay those of the whole.

    ``bridge or ferry sort:date`` with ``is:unread`` is ``(bridge or ferry) is:unread sort:date``.
    """
    wishes = [one for one in cut_query(query) if one.field.lower() in ("sort", "limit")]
    asked, at = "", 0
    for one in wishes:
        asked += query[at : one.start]
        at = one.end
    asked = (asked + query[at:]).strip()
    if asked and conditions:
        asked = f"({asked})"
    return " ".join(
        one for one in (asked, *conditions, *(query[w.start : w.end] for w in wishes)) if one
    )


def _denies(query: str, at: int) -> bool:
    """Return whether a minus stands directly before something to be denied."""
    following = query[at + 1 : at + 2]
    return following.isalnum() or (bool(following) and following in '"“„«「/(')


def _value(query: str, at: int, depth: int) -> Piece:
    field = _FIELD.match(query, at)
    begins, name = at, ""
    if field:
        begins, name = field.end(), field[1]
        following = query[begins : begins + 1]
        if not following or following.isspace() or (following == ")" and depth > 0):
            return Piece(PieceKind.NOTHING, "", at, begins, name, begins)
    sign = query[begins]
    if sign in _CLOSING:
        ends = [place for one in _CLOSING[sign] if (place := query.find(one, begins + 1)) >= 0]
        if ends or sign == '"':
            end = min(ends, default=len(query))
            past = min(end + 1, len(query))
            inside = query[begins + 1 : end]
            return Piece(PieceKind.PHRASE, inside, at, past, name, begins, bool(ends))
    if sign == "/":
        found = _PATTERN.match(query, begins)
        if found:
            return Piece(PieceKind.PATTERN, found[1], at, found.end(), name, begins)
    if not name and (joining := _JOINING.match(query, begins)):
        return Piece(PieceKind.OPERATOR, joining[0].lower(), at, joining.end(), name, begins)
    word = _WORD.match(query, begins)
    assert word is not None
    text = word[0]
    while len(text) > 1 and text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    if not name and text.lower() in OPERATORS:
        return Piece(PieceKind.OPERATOR, text.lower(), at, begins + len(text))
    return Piece(PieceKind.WORD, text, at, begins + len(text), name, begins)


def fault(sentence: str, query: str, piece: Piece) -> QueryError:
    """Return the error that says ``sentence`` of a piece of a query."""
    return QueryError(sentence, query, piece.start, piece.end)
