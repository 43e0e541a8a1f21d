"""Finds sources of an audit by name as one types, without counting their quotes again."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from newsreader.domain.query import Query
from newsreader.domain.query.tree import Quoted, conjunction
from newsreader.domain.quoting.source_audit import SourceAudit
from newsreader.domain.words import Phrase, spaced_words


class SourcesByName:
    """Answers queries for sources; a name alone only chooses among those counted last."""

    def __init__(
        self,
        count: Callable[[Query], SourceAudit],
        joined: Callable[[], Mapping[str, str]],
    ) -> None:
        """``joined`` returns the names that were joined to others, by the keys of these."""
        self._count = count
        self._joined = joined
        self._counted: tuple[Query, SourceAudit] | None = None
        self._names: dict[str, str] = {}

    def find(self, query: Query) -> SourceAudit:
        """Return who is quoted in the articles of a query and has the names that it asks for."""
        names, rest = _split(query)
        if self._counted is None or self._counted[0] != rest:
            found, joined = self._count(rest), self._joined()
            self._counted = rest, found
            self._names = {
                one.key: spaced_words(f"{one.name} {joined.get(one.key, '')}")
                for one in found.sources
            }
        found = self._counted[1]
        if not names:
            return found
        called = self._names
        sources = (
            one for one in found.sources if all(name.is_in(called[one.key]) for name in names)
        )
        return replace(found, sources=tuple(sources))

    def forget(self) -> None:
        """Count again at the next question: something may have been corrected."""
        self._counted = None


def _split(query: Query) -> tuple[tuple[Phrase, ...], Query]:
    """Return the names that a query asks for beside everything else, and the rest of it."""
    names: list[Phrase] = []
    rest = []
    for part in query.parts:
        phrases = part.speakers if isinstance(part, Quoted) and not part.words else ()
        if phrases and all(isinstance(one, Phrase) for one in phrases):
            names += [one for one in phrases if isinstance(one, Phrase)]
        else:
            rest.append(part)
    return tuple(names), replace(query, where=conjunction(tuple(rest)), unfinished=None)
