"""Regular expressions of a query, bounded in time whatever they are and whatever they meet.

The engine is ``regex``, which gives up after a time where Python's own would go on for years
(catastrophic backtracking); it has the syntax of ``re`` and more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from newsreader.domain.query.errors import QueryError

if TYPE_CHECKING:
    import regex

PATIENCE = 3.0
"""Seconds that one question may spend on its patterns, over all articles."""
ONE_TEXT = 0.25
"""Seconds that a pattern may take for one text."""
LEAST = 0.001
"""Seconds that it is always given, as long as anything is left."""


@dataclass(slots=True)
class _Allowance:
    """What is left of the time of a question."""

    left: float
    refused: str = ""


_ALLOWANCE: ContextVar[_Allowance | None] = ContextVar("pattern_time", default=None)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that a text must match somewhere; case does not matter."""

    source: str
    """The expression without the slashes around it."""

    def is_in(self, text: str) -> bool:
        """Return whether a text matches; raises ``QueryError`` when that takes too long."""
        allowance = _ALLOWANCE.get() or _Allowance(PATIENCE)
        began = perf_counter()
        try:
            if allowance.left <= 0:
                raise TimeoutError
            limit = max(LEAST, min(ONE_TEXT, allowance.left))
            found = compiled(self.source).search(text, timeout=limit)
        except TimeoutError:
            allowance.refused = self.source
            raise _too_slow(self.source) from None
        finally:
            allowance.left -= perf_counter() - began
        return found is not None

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Return where it matches, empty matches left out; those found until it is too slow."""
        found: list[tuple[int, int]] = []
        try:
            for match in compiled(self.source).finditer(text, timeout=ONE_TEXT):
                if match.end() > match.start():
                    found.append(match.span())
        except TimeoutError:
            pass
        return found


@contextmanager
def pattern_time(seconds: float = PATIENCE) -> Iterator[None]:
    """Give the patterns of one question their time together.

    Raises ``QueryError`` for the pattern that used it up, whatever error that has become on its
    way through the database.
    """
    allowance = _Allowance(seconds)
    token = _ALLOWANCE.set(allowance)
    try:
        yield
    except Exception:
        if allowance.refused:
            raise _too_slow(allowance.refused) from None
        raise
    finally:
        _ALLOWANCE.reset(token)


def _too_slow(source: str) -> QueryError:
    return QueryError(
        f"The pattern /{source}/ takes too long; make it simpler, or add words that narrow it."
    )


@lru_cache(maxsize=64)
def compiled(source: str) -> "regex.Pattern[str]":
    """Return a compiled expression; raises ``ValueError`` with the reason where it is wrong."""
    import regex  # a tenth of a second that only patterns need

    flags = regex.IGNORECASE | regex.MULTILINE
    try:
        return regex.compile(source, flags)
    except regex.error as error:
        raise ValueError(_reason(error)) from None
    except (OverflowError, RecursionError):
        raise ValueError("it is too large") from None


def _reason(error: Any) -> str:
    message = str(getattr(error, "msg", error))
    position = getattr(error, "pos", None)
    return f"{message} at character {position + 1}" if position is not None else message
