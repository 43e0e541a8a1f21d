"""Remembers when the app was left last, and which article was the newest then."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

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


def last_here(library: "Library") -> LastHere | None:
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
