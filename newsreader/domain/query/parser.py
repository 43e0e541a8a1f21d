"""Reads a query into its tree.

query = any   any = all ("or" all)*   all = one ("and"? one)*   one = ("-" | "not")* term
term = "(" any ")" | [field ":"] (word | word* | "phrase" | /pattern/)
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.clean import clean_text
from newsreader.domain.counts import grouped
from newsreader.domain.query.errors import QueryError
from newsreader.domain.query.field_values import (
    condition,
    how_many,
    may_go_on,
    refuse_signs,
    sort_order,
    sought,
)
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.domain.query.name_check import KnownNames, UnknownName, check_name, may_become_name
from newsreader.domain.query.pieces import Piece, PieceKind, cut_query, fault
from newsreader.domain.query.tree import (
    And,
    Has,
    Marked,
    Node,
    Not,
    Or,
    Query,
    Quoted,
    Sought,
    conjunction,
    joined,
)
from newsreader.domain.query.word_check import refuse_foreign, refuse_near_field, refuse_open

LONGEST = 1_000
"""Longest query, in code points; SQLite takes only so many conditions at once."""
SHORTEST = 3
"""A last word of fewer letters is taken for a whole one (``EU``), as half of all begin so."""
DEEPEST = 20
"""How many parentheses and denials may stand in one another; FTS5 takes only so many."""

_NAMES = (PieceKind.WORD, PieceKind.PHRASE)
"""What a speaker's name is written by."""


def parse_query(
    text: str,
    now: datetime,
    *,
    typing: bool = False,
    exact: bool = False,
    names: KnownNames | None = None,
    subject: Subject = ARTICLES,
) -> Query:
    """Return the query that ``text`` asks at ``now``; raises ``QueryError``.

    ``typing`` is for a text that is being typed: what is not finished at its end (an open
    quotation mark or parenthesis, a field without a value) is no error. The last word also
    matches its continuations, so that results come while one types, unless ``exact`` or short.
    Names that are not among the ``names`` raise ``UnknownName``, where these are given.
    ``subject`` is what is asked for, by whose fields.
    """
    if len(text) > LONGEST:
        raise QueryError(f"This query is too long; it may have {grouped(LONGEST)} characters.")
    return _Parser(clean_text(text).replace("\n", " "), now, typing, exact, names, subject).query()


@dataclass(slots=True)
class _Parser:
    """What is being read, and how far."""

    text: str
    now: datetime
    typing: bool
    exact: bool
    names: KnownNames | None
    subject: Subject

    pieces: tuple[Piece, ...] = ()
    at: int = 0
    depth: int = 0
    denied: int = 0
    unfinished: Piece | None = None
    sort: str = ""
    limit: int | None = None
    passed_over: Piece | None = None
    """The first piece that has no letter to look for."""
    pending: QueryError | None = None
    """What is wrong with the last condition unless it goes on."""

    def query(self) -> Query:
        self.pieces = tuple(cut_query(self.text))
        if not self.exact:
            self.unfinished = self._last_word()
        if not self.pieces:
            return Query()
        where = self._any()
        if self.at < len(self.pieces):
            raise fault("“)” closes nothing.", self.text, self.pieces[self.at])
        if where == And() and self.passed_over and not self.typing:
            piece = self.passed_over
            raise fault(f"“{piece.text}” has no letter to look for.", self.text, piece)
        return Query(where, self.sort, self.limit, self.pending)

    def _last_word(self) -> Piece | None:
        """Return the last word that is looked for in headline or text."""
        for before, piece in zip((None, *self.pieces), self.pieces, strict=False):
            denied = before is not None and (
                before.kind is PieceKind.MINUS
                or (before.kind is PieceKind.OPERATOR and before.text == "not")
            )
            open_phrase = piece.kind is PieceKind.PHRASE and not piece.closed
            if piece.kind is PieceKind.WORD or open_phrase:
                looked_for = not self._is_field(piece) or piece.field.lower() in ("title", "text")
                if looked_for and not denied and sought(piece, self.text) is not None:
                    self.unfinished = piece
        if self.unfinished is not None and len(self.unfinished.text.strip()) < SHORTEST:
            self.unfinished = None
        return self.unfinished

    def _peek(self) -> Piece | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def _is_operator(self, word: str) -> bool:
        piece = self._peek()
        return piece is not None and piece.kind is PieceKind.OPERATOR and piece.text == word

    def _any(self) -> Node:
        parts = [self._all()]
        while self._is_operator("or"):
            operator = self.pieces[self.at]
            self.at += 1
            if self._ended():
                if self._tolerates_end():
                    break
                raise fault("Something must stand behind “or”.", self.text, operator)
            parts.append(self._all())
        parts = [one for one in parts if one != And()] if len(parts) > 1 else parts
        flat = [one for part in parts for one in (part.parts if isinstance(part, Or) else (part,))]
        unique = tuple(dict.fromkeys(flat))
        return unique[0] if len(unique) == 1 else Or(unique) if unique else And()

    def _ended(self) -> bool:
        piece = self._peek()
        return piece is None or piece.kind is PieceKind.CLOSE or self._is_operator("or")

    def _tolerates_end(self) -> bool:
        return self.typing and self._peek() is None

    def _all(self) -> Node:
        piece = self._peek()
        if piece is not None and piece.kind is PieceKind.OPERATOR and piece.text != "not":
            raise fault(
                f"Something must stand before “{piece.text}”; the word itself is written "
                f'"{piece.text}".',
                self.text,
                piece,
            )
        parts: list[Node] = []
        while not self._ended():
            piece = self.pieces[self.at]
            if self._is_operator("and"):
                self.at += 1
                if self._ended() and not self._tolerates_end():
                    raise fault("Something must stand behind “and”.", self.text, piece)
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return conjunction(joined(parts))

    def _one(self) -> Node | None:
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind is PieceKind.MINUS or piece.kind is PieceKind.OPERATOR:
            return self._denied(piece)
        if piece.kind is PieceKind.OPEN:
            return self._inside(piece)
        return self._term(piece)

    def _denied(self, sign: Piece) -> Node | None:
        following = self._peek()
        if following is None or following.kind is PieceKind.CLOSE or self._is_operator("or"):
            if self._tolerates_end():
                return None
            raise fault(f"Something must stand behind “{sign.text}”.", self.text, sign)
        if self._is_operator("and"):
            raise fault(f"Something must stand behind “{sign.text}”.", self.text, sign)
        self._descend(sign)
        self.denied += 1
        part = self._one()
        self.denied -= 1
        self.depth -= 1
        if part is None:
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _inside(self, sign: Piece) -> Node | None:
        self._descend(sign)
        if self._ended() and not self._is_operator("or"):
            if self._tolerates_end():
                self.depth -= 1
                return None
            raise fault("Nothing stands in these parentheses.", self.text, sign)
        part = self._any()
        self.depth -= 1
        closing = self._peek()
        if closing is None:
            if not self.typing:
                raise fault("This “(” is not closed.", self.text, sign)
        else:
            self.at += 1
        if isinstance(part, Quoted | Marked):
            return And((part,))  # a quote of its own, whatever stands beside it
        return None if part == And() else part

    def _descend(self, sign: Piece) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise fault(f"More than {DEEPEST} in one another are not read.", self.text, sign)

    def _term(self, piece: Piece) -> Node | None:
        self._check_end(piece)
        if piece.kind is PieceKind.NOTHING:
            return self._nothing(piece)
        field = piece.field.lower()
        if not self._is_field(piece):
            return self._word(piece)
        if piece.kind is PieceKind.PHRASE and not piece.text.strip():
            return self._nothing(piece)
        try:
            if piece.kind is PieceKind.WORD:
                refuse_signs(piece, self.text)
            if field in ("sort", "limit"):
                self._wish(piece, field)
                return None
            unfinished = piece is self.unfinished
            node = condition(piece, self.text, self.now, self.subject, unfinished=unfinished)
        except QueryError as error:
            if self.typing and piece.end == len(self.text) and may_go_on(piece, self.subject):
                self.pending = error
                return None
            raise
        return node if self.names is None else self._known(self.names, node, piece)

    def _known(self, names: KnownNames, node: Node, piece: Piece) -> Node | None:
        """Return a condition unless it asks for a name that nothing has."""
        try:
            check_name(names, node, piece, self.text)
        except UnknownName as error:
            at_end = self.typing and piece.end == len(self.text)
            if not at_end or not may_become_name(names, node, piece):
                raise
            self.pending = error
            return None
        return node

    def _check_end(self, piece: Piece) -> None:
        if not piece.closed and not (self.typing and piece is self.pieces[-1]):
            raise fault("This quotation mark is not closed.", self.text, piece)

    def _nothing(self, piece: Piece) -> Node | None:
        if not self._is_field(piece):
            return self._word(replace(piece, kind=PieceKind.WORD, text=piece.field, field=""))
        example = self.subject.by_name[piece.field.lower()].example
        error = fault(
            f"Directly behind “{piece.field}:” something must stand, as in {example}.",
            self.text,
            piece,
        )
        if self.typing and piece is self.pieces[-1]:
            self.pending = error
            return None
        raise error

    def _wish(self, piece: Piece, field: str) -> None:
        if self.depth or self.denied:
            raise fault(f"“{field}:” is for the whole query.", self.text, piece)
        if self.sort if field == "sort" else self.limit:
            raise fault(f"“{field}:” is there already.", self.text, piece)
        if field == "sort":
            self.sort = sort_order(piece, self.text, self.subject.values["sort"])
        else:
            self.limit = how_many(piece, self.text)

    def _word(self, piece: Piece) -> Node | None:
        if piece.field:
            refuse_near_field(piece, self.text, self.subject)
            whole = self.text[piece.start : piece.end]
            piece = replace(piece, text=whole, kind=PieceKind.WORD, field="")
            unfinished = self.unfinished is not None and self.unfinished.start == piece.start
        else:
            unfinished = piece is self.unfinished
        if piece.kind is PieceKind.WORD:
            refuse_foreign(piece, self.text)
            refuse_signs(piece, self.text)
            at_end = self.typing and piece.end == len(self.text)
            if not at_end:  # while it is typed it may be closed yet
                refuse_open(piece, self.text)
            elif piece.text.startswith("/"):
                return None  # a pattern that is not closed yet
        found = self._sought(piece, unfinished=unfinished)
        if found is None:
            if piece.text.strip():
                self.passed_over = self.passed_over or piece
            return None
        return Quoted((found, *self._more_names())) if self.subject.names_speakers else Has(found)

    def _more_names(self) -> Iterator[Sought]:
        """Yield the words of a speaker's name that follow the first."""
        while (piece := self._peek()) and piece.kind in _NAMES and not piece.field:
            self.at += 1
            found = self._sought(piece, unfinished=False)
            if found is not None:
                yield found

    def _sought(self, piece: Piece, *, unfinished: bool) -> Sought | None:
        """Return what a word without a field looks for."""
        if self.subject.names_speakers:
            unfinished = piece.kind is PieceKind.WORD
        return sought(piece, self.text, unfinished=unfinished)

    def _is_field(self, piece: Piece) -> bool:
        return piece.field.lower() in self.subject.by_name
