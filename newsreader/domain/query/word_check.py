"""Refuses the words of a query that were meant as something else."""

from newsreader.domain.query.errors import QueryError
from newsreader.domain.query.field_values import nearest
from newsreader.domain.query.fields import Subject
from newsreader.domain.query.pieces import Piece, fault

_OR = ("|", "||")
_NOT = ("!", "~")


def refuse_open(piece: Piece, text: str) -> None:
    """Raise ``QueryError`` where a parenthesis within a word is not closed in it.

    ``f(x)`` is a word; in ``a(b or c)`` a group was meant. ``text`` is the whole query.
    """
    opened: list[int] = []
    for at, sign in enumerate(piece.text):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            opened.pop()
    if opened:
        at = piece.start + opened[-1]
        meant = "a blank before it begins a group, and quotation marks make it a sign"
        raise QueryError(f"This “(” is not closed in its word; {meant}.", text, at, at + 1)


def refuse_near_field(piece: Piece, text: str, subject: Subject) -> None:
    """Raise ``QueryError`` where a known field comes near; else it is a word with a colon."""
    name = piece.field.lower()
    called = next((one.name for one in subject.fields if name in one.others), "")
    near = called or nearest(name, subject.by_name, 0.75)
    if near and not piece.text.startswith("//"):
        raise QueryError(
            f"“{piece.field}:” is not known; did you mean “{near}:”?",
            text,
            piece.start,
            piece.start + len(piece.field) + 1,
        )


def refuse_foreign(piece: Piece, text: str) -> None:
    """Raise ``QueryError`` for the signs by which other programs join and deny."""
    if piece.text in _OR:
        raise fault(f"“{piece.text}” is not known; write “or”.", text, piece)
    if piece.text[0] in _NOT and piece.text[1:2].isalnum():
        raise fault(
            f"“{piece.text[0]}” is not known; write “-{piece.text[1:]}”.",
            text,
            piece,
        )
