"""Completes a query that is being typed: fields, states, orders, and the names in a library."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from newsreader.domain.highlight import COLOURS
from newsreader.domain.query.fields import FIELDS, SORTS, STATES
from newsreader.domain.words import fold_part

MOST = 20
"""At most so many completions are offered."""
_WORD = re.compile(r'(?:^|(?<=[\s(]))-?(?:([A-Za-z]+):)?("[^"]*"?|[^\s"()]*)$')
_PLAIN = re.compile(r"[^\s\"()/*“„«「-][^\s\"()]*")
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
    """Where it ends: the cursor."""
    about: str = ""
    """What it means, where the words do not tell."""

    def applied(self, query: str) -> tuple[str, int]:
        """Return the query with it, and where the cursor is then."""
        return query[: self.start] + self.text + query[self.end :], self.start + len(self.text)


def complete(query: str, cursor: int, catalog: Catalog) -> tuple[Completion, ...]:
    """Return the ways to go on with what stands before the cursor, the nearest first.

    Before a colon these are fields, behind it the values that there are. What begins as the
    part does comes before what only has it in it. Within words that are looked for nothing is
    offered but fields.
    """
    found = _WORD.search(query[:cursor])
    if found is None:
        return ()
    name, value = (found[1] or "").lower(), found[2]
    start = found.start(2)
    if not found[1]:
        if not value or value.startswith('"'):
            return ()
        fields = [one for one in FIELDS if one.name.startswith(value.lower())]
        return tuple(Completion(f"{one.name}:", start, cursor, _about(one.finds)) for one in fields)
    written = value.strip('"')
    minus = "-" if name == "sort" and written.startswith("-") else ""
    known = _values(name, catalog)
    about = {"is": STATES, "sort": SORTS}.get(name, {})
    return tuple(
        Completion(minus + _quoted(one), start, cursor, _about(about.get(one, "")))
        for one in _beginning_with(written.removeprefix("-") if minus else written, known)
    )


def _values(field: str, catalog: Catalog) -> Sequence[str]:
    return {
        "is": tuple(STATES),
        "sort": tuple(SORTS),
        "colour": COLOURS,
        "feed": tuple(dict.fromkeys((*catalog.feeds, *catalog.outlets))),
        "outlet": tuple(dict.fromkeys((*catalog.outlets, *catalog.feeds))),
        "folder": catalog.folders,
        "tag": catalog.tags,
        "speaker": catalog.speakers,
        "lang": catalog.languages,
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
    found = (one for one in (*first, *within) if one != part and fold_part(one).strip(' "'))
    return list(islice(found, MOST))


def _quoted(value: str) -> str:
    """Return a value as it is written behind a colon."""
    return value if _PLAIN.fullmatch(value) else '"' + value.replace('"', "") + '"'


def _about(finds: str) -> str:
    return finds[:1].upper() + finds[1:]
