"""Says what could have been meant by a word that is none of those there are."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggest(word: str, known: Iterable[str]) -> str:
    """Return a sentence with the nearest of the ``known`` words, if any is near, and with all."""
    words = list(known)
    near = get_close_matches(word.lower(), words, n=1)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    return f"{meant}There are: {', '.join(words)}."
