"""Reads what stands behind the colon of a field, and says what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches

from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.query.errors import QueryError
from newsreader.domain.query.fields import Subject
from newsreader.domain.query.matching import fold_folder
from newsreader.domain.query.moments import RANGE, parse_date, parse_span
from newsreader.domain.query.pieces import Piece, PieceKind, fault
from newsreader.domain.query.timed_pattern import Pattern, compiled
from newsreader.domain.query.tree import (
    Has,
    InState,
    Length,
    Marked,
    Named,
    Node,
    Published,
    Quoted,
    Sought,
)
from newsreader.domain.words import fold_part, read_phrase

_NUMBER = re.compile(r"(>=|<=|>|<|=)?(\d{1,9})")
_RANGE = re.compile(r"(\d{1,9})?\.\.(\d{1,9})?")
_FORMS = "\ufe0e\ufe0f"
"""They say whether the sign before them is shown as text or as a picture."""
_PARTS = frozenset({"author", "outlet", "feed", "folder", "tag", "rule", "url"})
"""The fields whose values are found as a part, or are the whole, of names and addresses."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

_CALLED = {
    "bookmarked": ("starred", "star", "favourite", "favorite", "fav", "flagged", "pinned", "kept"),
    "unread": ("new", "unseen", "fresh"),
    "read": ("seen", "old", "done"),
    "highlighted": ("marked", "annotated"),
    "noted": ("notes", "note", "commented"),
    "changed": ("edited", "updated", "modified"),
    "muted": ("hidden", "blocked"),
    "broken": ("failing", "failed", "dead"),
}
"""What other programs and users call the states of articles, for "did you mean"."""


def nearest(word: str, known: Iterable[str], closeness: float = 0.6) -> str:
    """Return which of the known words comes nearest; empty where none is near."""
    return next(iter(get_close_matches(word.lower(), list(known), 1, closeness)), "")


def sought(piece: Piece, query: str, *, unfinished: bool = False) -> Sought | None:
    """Return what a piece looks for; None where it has no letter, digit or sign such as ☂ or €.

    No index has signs, so that a piece without letters is looked for as a pattern.
    """
    if piece.kind is PieceKind.PATTERN:
        return _pattern(piece, query)
    text = piece.text
    if piece.kind is PieceKind.WORD and text.endswith("*"):
        text, unfinished = text.rstrip("*"), True
    plain = "".join(one for one in text if one not in _FORMS)
    if read_phrase(plain) is None and any(_is_sign(one) for one in plain):
        return Pattern(re.escape(text.strip().rstrip(_FORMS)))
    return read_phrase(text, unfinished=unfinished)


def _is_sign(letter: str) -> bool:
    """Return whether a character means something by itself, unlike punctuation."""
    return not letter.isascii() and unicodedata.category(letter)[0] == "S"


def condition(
    piece: Piece, query: str, now: datetime, subject: Subject, *, unfinished: bool = False
) -> Node:
    """Return the condition that a piece with a known field asks for; raises ``QueryError``."""
    field = piece.field.lower()
    if field in _ONLY_PLAIN and piece.kind is PieceKind.PATTERN:
        raise fault(f"A pattern cannot stand behind “{field}:”.", query, piece)
    if field in ("title", "text", "speaker", "quote", "note"):
        found = sought(piece, query, unfinished=unfinished and field in ("title", "text"))
        if found is None:
            raise fault(f"“{piece.text}” has no letter to look for.", query, piece)
        if field == "speaker":
            return Quoted(speakers=(found,))
        if field == "quote":
            return Quoted(words=(found,))
        return Marked(notes=(found,)) if field == "note" else Has(found, field)  # type: ignore[arg-type]
    if field in ("is", "state"):
        return _state(piece, query, subject.values[field])
    if field in _READERS:
        return _READERS[field](piece, query, now)
    fold = fold_folder if field == "folder" else fold_part
    value = _pattern(piece, query) if piece.kind is PieceKind.PATTERN else fold(piece.text).strip()
    if not value:
        raise fault(f"“{piece.field}:” needs a value.", query, piece)
    return Named(field, value)  # type: ignore[arg-type]


def refuse_signs(piece: Piece, query: str) -> None:
    """Raise ``QueryError`` for signs by which other languages mean what a word does not mean here.

    These are a parenthesis or a minus behind a colon, and a ``*`` but at the end of words.
    """
    field, text = piece.field.lower(), piece.text
    if field and text.startswith("("):
        meant = f"write ({field}:a or {field}:b)"
        raise fault(f"Behind “{field}:” no parenthesis can stand; {meant}.", query, piece)
    if field != "sort" and field and text.startswith("-") and text[1:2].isalpha():
        raise fault(f"The minus stands in front: write -{field}:{text[1:]}.", query, piece)
    if text.strip("*") and "*" in (text if field in _PARTS else text.rstrip("*")):
        where = "is not needed here" if field in _PARTS else "stands at the end of a word only"
        raise fault(f"“*” {where}; a pattern is written /br.*ge/.", query, piece)


def may_go_on(piece: Piece, subject: Subject) -> bool:
    """Return whether a value of few possible ones is only the beginning of one so far."""
    value, field = piece.text.lower(), piece.field.lower()
    known = subject.values.get(field) or _KNOWN.get(field)
    if isinstance(known, re.Pattern):
        return known.fullmatch(value) is not None
    return known is not None and any(one.startswith(value.removeprefix("-")) for one in known)


def is_language(text: str) -> bool:
    """Return whether a text is written as a language is, ``de`` or ``pt-BR``."""
    return _LANGUAGE.fullmatch(text) is not None


def sort_order(piece: Piece, query: str, known: Iterable[str]) -> str:
    """Return the order that ``sort:`` names, with its minus."""
    value = piece.text.lower()
    name = value.removeprefix("-")
    if name in known:
        return value
    raise _not_known(piece, query, known)


def how_many(piece: Piece, query: str) -> int:
    """Return the number behind ``limit:``."""
    if piece.text.isascii() and piece.text.isdigit() and 0 < int(piece.text[:10]) < 10**9:
        return int(piece.text)
    raise fault(f"“{piece.text}” is no number; write limit:20.", query, piece)


def _pattern(piece: Piece, query: str) -> Pattern:
    source = piece.text.replace("\\/", "/")
    try:
        compiled(source)
    except ValueError as error:
        raise fault(f"The pattern /{piece.text}/ is wrong: {error}.", query, piece) from None
    return Pattern(source)


def _state(piece: Piece, query: str, known: Mapping[str, str]) -> Node:
    state = piece.text.lower()
    if state not in known:
        raise _not_known(piece, query, known)
    return InState(state) if piece.field.lower() == "is" else Marked(states=(state,))


def _not_known(piece: Piece, query: str, known: Iterable[str]) -> QueryError:
    asked = piece.text.lstrip("-").lower()
    meant_by = next((name for name, words in _CALLED.items() if asked in words), "")
    near = meant_by if meant_by in known else nearest(asked, known)
    meant = f"did you mean “{piece.field.lower()}:{near}”? " if near else ""
    there = f"there are {', '.join(known)}."
    there = there if not near else f"T{there[1:]}"
    return fault(f"“{piece.field}:{piece.text}” is not known; {meant}{there}", query, piece)


def _colour(piece: Piece, query: str, now: datetime) -> Node:
    colour = piece.text.lower()
    if colour in COLOURS:
        return Marked(colour=colour)
    raise _not_known(piece, query, COLOURS)


def _language(piece: Piece, query: str, now: datetime) -> Node:
    if is_language(piece.text):
        return Named("lang", piece.text.lower())
    raise fault(f"“{piece.text}” is no language; write lang:de or lang:pt-BR.", query, piece)


def _time(piece: Piece, query: str, now: datetime) -> Node:
    field = piece.field.lower()
    if field == "until" and RANGE in piece.text:
        meant = f"for a span of time write on:{piece.text}"
        raise fault(f"“until:” takes one moment; {meant}.", query, piece)
    try:
        if field == "on" or RANGE in piece.text:
            return Published(*parse_span(piece.text, now))
        moment = parse_date(piece.text, now)
    except QueryError as error:
        raise fault(str(error), query, piece) from None
    return Published(since=moment) if field == "since" else Published(until=moment)


def _length(piece: Piece, query: str, now: datetime) -> Node:
    text = piece.text.replace(",", "").replace("_", "")
    if found := _RANGE.fullmatch(text):
        least, most = int(found[1] or 0), int(found[2]) if found[2] else None
        if most is not None and most < least:
            raise fault(f"“{piece.text}” ends before it begins.", query, piece)
        if found[1] or found[2]:
            return Length(least, most)
    elif found := _NUMBER.fullmatch(text):
        number = int(found[2])
        match found[1]:
            case ">":
                return Length(number + 1)
            case ">=":
                return Length(number)
            case "<":
                return Length(0, number - 1)
            case "<=":
                return Length(0, number)
            case _:
                return Length(number, number)
    raise fault(
        f"“{piece.text}” is no length; write words:>1000, words:<300 or words:300..800.",
        query,
        piece,
    )


_READERS: dict[str, Callable[[Piece, str, datetime], Node]] = {
    "colour": _colour,
    "lang": _language,
    "since": _time,
    "until": _time,
    "on": _time,
    "words": _length,
}
_KNOWN: dict[str, Iterable[str] | re.Pattern[str]] = {
    "colour": COLOURS,
    "lang": re.compile(r"[a-z]"),
    "words": re.compile(r"[<>=]+|\."),
    **dict.fromkeys(
        ("since", "until", "on"), re.compile(r"[\d.:t-]+|t(o(d(ay?)?)?)?|yest?e?r?d?a?")
    ),
}
_ONLY_PLAIN = frozenset({*_READERS, "is", "state", "sort", "limit"})
