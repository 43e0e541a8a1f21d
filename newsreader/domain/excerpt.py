"""Tells whether a feed carries a whole story or only its beginning."""

import re

SHORT = 120
"""Under this many words a body without further evidence is taken for a beginning."""
BEGINNING = 350
"""From this many words on a body is taken for the whole story whatever it ends with."""

_TAIL = 40
"""How many code points at the end are looked at; longer than any phrase below."""

_TRAILS_OFF = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*\]?\s*$"
    r"|(?:read|continue reading|read more|full story|weiterlesen|lire la suite|leer más|"
    r"leia mais|continua a leggere)\W{0,4}$",
    re.IGNORECASE,
)


def is_excerpt(body: str, summary: str = "") -> bool:
    """Return whether ``body`` (plain text) is only the beginning of a story.

    It is when it is empty, trails off ("…", "read more") before ``BEGINNING`` words, or is
    under ``SHORT`` words. A body of ``SHORT`` words or more that is longer than the feed's
    own ``summary`` and ends like a text is the story.
    """
    words = len(body.split())
    if words >= BEGINNING:
        return False
    if words < SHORT or trails_off(body):
        return True
    finished = body.rstrip().endswith(ENDINGS)
    return bool(summary) and words <= len(summary.split()) and not finished


def trails_off(body: str) -> bool:
    """Return whether ``body`` (plain text) ends in the middle: "…", "read more"."""
    return _TRAILS_OFF.search(body.rstrip()[-_TAIL:]) is not None


ENDINGS = (".", "!", "?", "”", '"', "»", "’", ")", "。", "！", "？", "」", "؟", "।")
"""What a finished text ends with."""
