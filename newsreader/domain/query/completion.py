"""Completes a query that is being typed: fields, states, orders, and the names in a library."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.query.field_values import is_language
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.domain.query.name_check import as_value
from newsreader.domain.query.pieces import Piece, PieceKind, cut_query
from newsreader.domain.words import fold_part, read_phrase

MOST = 20
"""At most so many completions are offered."""
_REST_OF_WORD = re.compile(r"[^\s\"()]*")
_REST_OF_PHRASE = re.compile(r"[^\":]*\"|")
"""What stands behind the cursor and is of the phrase in which that is: up to its end, if any."""
_TIMES = ("today", "yesterday", "7d", "2w", "1m")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The names that a library has, each kind in the order in which it is offered."""

    feeds: tuple[str, ...] = ()
    """The titles of feeds."""
    outlets: tuple[str, ...] = ()
    """The outlets that articles name."""
    folders: tuple[str, ...] = ()
    """The folders of feeds, with those around them."""
    tags: tuple[str, ...] = ()
    """The user's tags."""
    rules: tuple[str, ...] = ()
    """The names of rules."""
    speakers: tuple[str, ...] = ()
    """Who is quoted."""
    languages: tuple[str, ...] = ()
    """The languages of articles and feeds."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on."""

    text: str
    """What stands in the place of the part."""
    start: int
    """Where that part begins in the query."""
    end: int
    """Where it ends: at the cursor, or behind it where the cursor is within a value."""
    about: str = ""
    """What it means, where the words do not tell."""

    def applied(self, query: str) -> tuple[str, int]:
        """Return the query with it, and where the cursor is then."""
        return query[: self.start] + self.text + query[self.end :], self.start + len(self.text)


def complete(
    query: str, cursor: int, catalog: Catalog, subject: Subject = ARTICLES
) -> tuple[Completion, ...]:
    """Return the ways to go on with the piece at the cursor, the nearest first.

    Before a colon these are fields, behind it the values that there are, as they are spelled and
    between quotation marks where they need some. What begins as the piece does before the cursor
    comes before what only has it in it. Within words that are looked for nothing is offered but
    fields, those of ``subject``.
    """
    pieces = cut_query(query[:cursor])
    if not pieces or pieces[-1].end < cursor:
        return ()
    piece = pieces[-1]
    if piece.field:
        return tuple(_with_values(piece, query, cursor, catalog, subject))
    if piece.kind not in (PieceKind.WORD, PieceKind.OPERATOR):
        return ()
    return tuple(
        Completion(f"{one.name}:", piece.start, cursor, _about(one.finds))
        for one in subject.fields
        if one.name.startswith(piece.text.lower())
    )


def _with_values(
    piece: Piece, query: str, cursor: int, catalog: Catalog, subject: Subject
) -> Iterable[Completion]:
    """Return the values that may stand behind the colon of a piece which ends at the cursor."""
    in_phrase = piece.kind is PieceKind.PHRASE
    if piece.kind is PieceKind.PATTERN or (in_phrase and piece.closed):
        return
    rest = (_REST_OF_PHRASE if in_phrase else _REST_OF_WORD).match(query, cursor)
    end = rest.end() if rest else cursor
    name = piece.field.lower()
    minus = "-" if name == "sort" and piece.text.startswith("-") else ""
    about = subject.values.get(name, {})
    known = tuple(about) or _values(name, catalog)
    for one in _beginning_with(piece.text.removeprefix(minus), known):
        if value := as_value(one):
            yield Completion(minus + value, piece.value_at, end, _about(about.get(one, "")))


def _values(field: str, catalog: Catalog) -> Sequence[str]:
    return {
        "colour": COLOURS,
        "feed": tuple(dict.fromkeys((*catalog.feeds, *catalog.outlets))),
        "outlet": tuple(dict.fromkeys((*catalog.outlets, *catalog.feeds))),
        "folder": catalog.folders,
        "tag": catalog.tags,
        "rule": catalog.rules,
        "speaker": tuple(one for one in catalog.speakers if read_phrase(one)),
        "lang": tuple(one for one in catalog.languages if is_language(one)),
        **dict.fromkeys(("since", "until", "on"), _TIMES),
    }.get(field, ())


def _beginning_with(part: str, known: Iterable[str]) -> list[str]:
    sought = fold_part(part)
    first: list[str] = []
    within: list[str] = []
    for one in known:
        folded = fold_part(one)
        if folded.startswith(sought):
            first.append(one)
        elif f" {sought}" in folded or f"/{sought}" in folded:
            within.append(one)
    found = (one for one in (*first, *within) if one != part and fold_part(one).strip(" /"))
    return list(islice(found, MOST))


def _about(finds: str) -> str:
    return finds[:1].upper() + finds[1:]
