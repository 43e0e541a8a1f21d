"""Tells whether an address names the story that its link does, as those of news sites do."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

SHARE = 0.6
"""An address that names a story holds at least this share of the words of its headline."""
WORDS = 3
"""And at least this many."""

_WORD = re.compile(r"[^\W_]{3,}")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l"})


def names_story(href: str, headline: str) -> bool:
    """Whether the path of ``href`` is made of words of ``headline``."""
    path = urlsplit(href).path
    if "-" not in path and "_" not in path:
        return False
    named = unquote(path).casefold()
    words = set(_WORD.findall(headline.casefold()))
    found = sum(any(one in named for one in _spellings(word)) for word in words)
    return found >= WORDS and found >= SHARE * len(words)


def _spellings(word: str) -> tuple[str, str, str]:
    """Return a word as it is, with its marks spelt out, and without them."""
    plain = "".join(
        one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one)
    )
    return word, word.translate(_SPELT), plain
