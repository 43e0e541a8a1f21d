"""Decides whether a feed entry carries a whole story or only an excerpt."""

import re
from functools import cache

from newsreader.languages import all_lines

SHORT = 120
"""A body of fewer words is an excerpt."""
BEGINNING = 350
"""A body of this many words or more is whole, whatever it ends with."""

_TAIL = 40
"""Code points at the end that are searched; more than any phrase has."""

_ELLIPSIS = r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*\]?\s*$"


def is_excerpt(body: str, summary: str = "") -> bool:
    """Return whether ``body`` (plain text) is only the beginning of a story.

    It is when it has fewer than ``SHORT`` words, or fewer than ``BEGINNING`` and trails off
    ("…", "read more"), or is no longer than ``summary`` and does not end like a text.
    """
    words = len(body.split())
    if words >= BEGINNING:
        return False
    if words < SHORT or trails_off(body):
        return True
    finished = body.rstrip().endswith(ENDINGS)
    return bool(summary) and words <= len(summary.split()) and not finished


def trails_off(body: str) -> bool:
    """Return whether ``body`` (plain text) ends with "…" or a phrase such as "read more"."""
    return _trailing_off().search(body.rstrip()[-_TAIL:]) is not None


@cache
def _trailing_off() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, all_lines("sentences", "read_more")))
    return re.compile(rf"{_ELLIPSIS}|(?:{phrases})\W{{0,4}}$", re.IGNORECASE)


ENDINGS = (".", "!", "?", "”", '"', "»", "’", ")", "。", "！", "？", "」", "؟", "।")
"""What a finished text ends with."""
