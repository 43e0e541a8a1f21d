"""The syntax tree of a query: what must hold of an article, in which order, and how many."""

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime
from typing import Literal

from newsreader.domain.query.errors import QueryError
from newsreader.domain.query.timed_pattern import Pattern
from newsreader.domain.words import Phrase
from newsreader.frozen import dataclass

Sought = Phrase | Pattern
"""What words are looked for by."""


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; without parts, everything does."""

    parts: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more parts holds."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Has:
    """Words stand in the headline, in the text, or in either."""

    sought: Sought
    place: Literal["", "title", "text"] = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A name or address of the article has a part, or is the value, as ``matching`` says."""

    field: Literal["author", "outlet", "feed", "folder", "tag", "rule", "lang", "url"]
    value: str | Pattern
    """A folded part, or a pattern."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote of the article has all this: said by these, with these words."""

    speakers: tuple[Sought, ...] = ()
    words: tuple[Sought, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """One highlight of the article has all this: the colour, a note with these words, the states.

    Where highlights are asked for, it is that one.
    """

    colour: str = ""
    notes: tuple[Sought, ...] = ()
    states: tuple[str, ...] = ()
    """Of ``highlight_fields.HIGHLIGHT_STATES``."""


@dataclass(frozen=True, slots=True)
class InState:
    """The article is in a state of ``fields.STATES``."""

    state: str


@dataclass(frozen=True, slots=True)
class Published:
    """Published at ``since`` or later and before ``until``, UTC, whole milliseconds."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """The text has so many words, both ends included."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class OfFeed:
    """Of the feed with this number."""

    feed_id: int


@dataclass(frozen=True, slots=True)
class InFolder:
    """Of a feed in this folder of the user, exactly as it is written, or in one inside it."""

    folder: str


Node = (
    And
    | Or
    | Not
    | Has
    | Named
    | Quoted
    | Marked
    | InState
    | Published
    | Length
    | OfFeed
    | InFolder
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question for articles."""

    where: Node = And()
    """What must hold; everything where nothing is asked."""
    sort: str = ""
    """One of ``fields.SORTS``, with a minus the other way round; empty leaves it to who asks."""
    limit: int | None = None
    """How many are wanted at most; None is all."""
    unfinished: QueryError | None = field(default=None, compare=False)
    """What will be wrong unless the last condition, which is left out so far, is typed on."""

    @property
    def parts(self) -> tuple[Node, ...]:
        """The conditions that must all hold."""
        return self.where.parts if isinstance(self.where, And) else (self.where,)

    @property
    def words(self) -> tuple[Sought, ...]:
        """What is looked for in headline and text, to be marked there."""
        return tuple(one.sought for one in _positive(self.where) if isinstance(one, Has))

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The quotes that are asked for; none where articles are asked for otherwise only."""
        return tuple(one for one in _positive(self.where) if isinstance(one, Quoted))

    @property
    def said(self) -> tuple[Sought, ...]:
        """What is looked for in quotes, to be marked in the text."""
        return tuple(words for one in self.quoted for words in one.words)

    @property
    def states(self) -> frozenset[str]:
        """The states that decide what is found, so that a change of state may change the list."""
        return frozenset(one.state for one in leaves(self.where) if isinstance(one, InState))

    @property
    def shows_muted(self) -> bool:
        """Whether muted articles are among what is found, as they are asked for by name."""
        return any(
            one == InState("muted") or (isinstance(one, Named) and one.field == "rule")
            for one in leaves(self.where)
        )

    @property
    def feed_id(self) -> int | None:
        """The number of the feed whose articles are asked for."""
        return next((one.feed_id for one in self.parts if isinstance(one, OfFeed)), None)

    @property
    def folder(self) -> str:
        """The folder whose articles are asked for; empty for none."""
        return next((one.folder for one in self.parts if isinstance(one, InFolder)), "")

    def within(self, other: "Query") -> "Query":
        """Return this question among the articles that another one asks for."""
        return replace(self, where=conjunction((*self.parts, *other.parts)))

    def with_muted(self) -> "Query":
        """Return the same question with muted articles among what is found."""
        muted = InState("muted")
        return replace(self, where=conjunction((*self.parts, Or((muted, Not(muted))))))

    def in_states(self, states: frozenset[str]) -> "Query":
        """Return the same question with exactly these states asked for."""
        others = tuple(one for one in self.parts if not isinstance(one, InState))
        return replace(
            self, where=conjunction((*others, *(InState(one) for one in sorted(states))))
        )

    def without_dates(self) -> "tuple[Query, datetime | None, datetime | None]":
        """Return the question without its dates, and since and until when these ask."""
        dates = [one for one in self.parts if isinstance(one, Published)]
        others = tuple(one for one in self.parts if not isinstance(one, Published))
        since = max((one.since for one in dates if one.since), default=None)
        until = min((one.until for one in dates if one.until), default=None)
        return replace(self, where=conjunction(others)), since, until


def conjunction(parts: tuple[Node, ...]) -> Node:
    """Return what says that all parts hold, each once."""
    flat: list[Node] = []
    for part in parts:
        for one in part.parts if isinstance(part, And) else (part,):
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def joined(parts: list[Node]) -> tuple[Node, ...]:
    """Join what one quote, or one highlight, must have together.

    Each ``speaker:`` begins a quote, to which the ``quote:`` behind it belong, and those before
    the first one; so does each ``colour:`` with ``note:``
    and ``state:``.
    """
    found: list[Node] = []
    places: dict[type, int] = {}
    for part in parts:
        at = places.get(type(part))
        if isinstance(part, Quoted):
            before = found[at] if at is not None else None
            if isinstance(before, Quoted) and not (before.speakers and part.speakers):
                merged = Quoted(before.speakers + part.speakers, before.words + part.words)
                found[places[Quoted]] = merged
                continue
            places[Quoted] = len(found)
        elif isinstance(part, Marked):
            earlier = found[at] if at is not None else None
            if isinstance(earlier, Marked) and not (earlier.colour and part.colour):
                colour = earlier.colour or part.colour
                found[places[Marked]] = Marked(
                    colour, earlier.notes + part.notes, earlier.states + part.states
                )
                continue
            places[Marked] = len(found)
        found.append(part)
    return tuple(found)


def leaves(node: Node) -> Iterator[Node]:
    """Yield the conditions that a tree is made of, denied ones too."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        yield node


def _positive(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _positive(part)
    elif not isinstance(node, Not):
        yield node


def in_state(state: str) -> Query:
    """Return the question for the articles in a state."""
    return Query(InState(state))


def in_feed(feed_id: int) -> Query:
    """Return the question for the articles of a feed by its number."""
    return Query(OfFeed(feed_id))


def in_folder(folder: str) -> Query:
    """Return the question for the articles of a folder and those inside it."""
    return Query(InFolder(folder))
