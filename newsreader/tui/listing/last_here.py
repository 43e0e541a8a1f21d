"""Remembers when the app was left last, and which article was the newest then."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from newsreader.library import Library

KEY = "last here"
"""The key under which it is kept."""


@dataclass(frozen=True, slots=True)
class LastHere:
    """The moment at which the app was left, after which no article with a lower number comes."""

    at: datetime
    """When, UTC."""
    newest: int
    """The highest number of an article at that moment."""


class Remembering(Protocol):
    """What small facts are kept in."""

    def recall(self, key: str, default: str = "") -> str:
        """Return what is kept under a key."""


def last_here(library: Remembering) -> LastHere | None:
    """Return when the app was left last; None where it never was, or that is garbled."""
    try:
        kept = json.loads(library.recall(KEY))
        return LastHere(datetime.fromisoformat(kept["at"]).astimezone(), int(kept["newest"]))
    except (ValueError, TypeError, KeyError, OverflowError):
        return None


def keep_last_here(library: "Library") -> None:
    """Keep that the app is left now."""
    now = {"at": library.clock().isoformat(), "newest": library.newest_article()}
    library.keep(KEY, json.dumps(now))
