"""The error of a query that cannot be understood: what, where, and what comes nearest."""

import unicodedata

from newsreader.domain.errors import NewsreaderError

SHOWN = 120
"""So much of a long query is shown around what is wrong in it, in code points."""


class QueryError(NewsreaderError):
    """A query that cannot be understood; the message says which part and what is known."""

    exit_status = 2

    def __init__(self, sentence: str, query: str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(sentence)
        self.query = query
        """The whole query as it was read; empty where the fault has no place."""
        self.start = start
        """Where the part begins that is not understood, in code points."""
        self.end = max(end, start + 1)
        """Where it ends, excluded."""

    @property
    def pointing(self) -> tuple[str, ...]:
        """The query and a line of ``^`` under the part, for a font of fixed width; or nothing.

        Of a long query only what stands around the part is shown.
        """
        if not self.query or "\n" in self.query:
            return ()
        first = 0 if len(self.query) <= SHOWN else max(0, self.start - SHOWN // 3)
        shown = self.query[first : first + SHOWN]
        left = "…" if first else ""
        right = "…" if first + SHOWN < len(self.query) else ""
        before = _cells(left + self.query[first : self.start])
        under = max(1, _cells(self.query[self.start : min(self.end, first + SHOWN)]))
        return left + shown + right, " " * before + "^" * under


def _cells(text: str) -> int:
    """Return how many cells a terminal gives to a text (UAX #11)."""
    return sum(
        0
        if unicodedata.category(letter) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
