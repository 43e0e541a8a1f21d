"""Decides whether two quotes are the same quote, as two outlets cut and typeset it.

They are when their folded tokens are equal, or one contains the other, or they are similar by
``ALIKE``. The last two need ``ENOUGH`` words, because short phrases are common; equal quotes of
fewer than ``TELLING`` words are the same only with the same speaker.
"""

import hashlib
import re
import unicodedata
from typing import Protocol

from newsreader.domain.quoting.speaker import fold_name

TELLING = 4
"""From this many words on, equal quotes are the same whoever their speakers are."""
ENOUGH = 6
"""From this many words on, contained or similar quotes are the same."""
ALIKE = 0.90
"""The least similarity of two quotes of ``ENOUGH`` words, 0 to 1."""

_APOSTROPHE = re.compile(r"(?<=[^\Wʼ])['’ʼ‘`´]+(?=\w)")
UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The letters of scripts that are written without spaces, as in a class of ``re``; each is a word
of its own."""

_WORDS = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_DIGITS = 16


class Similarity(Protocol):
    """Fuzzy text comparison; implemented outside domain, where a library may be used for it."""

    def ratio(self, one: str, other: str) -> float:
        """Return the similarity of two strings, 0 to 1."""


def fold_tokens(text: str) -> str:
    """Return the words of ``text`` with single spaces between them and nothing else.

    Case, marks, white space and the forms of letters are folded (NFKC), apostrophes inside
    words dropped; accents stay. Folding twice changes nothing.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_WORDS.findall(_APOSTROPHE.sub("", plain)))


def count_words(folded: str) -> int:
    """Return how many words a folded text has."""
    return folded.count(" ") + 1 if folded else 0


def fingerprint(text: str, speaker: str) -> str:
    """Return 16 hex digits equal for equal quotes; empty for a short one without a speaker."""
    folded = fold_tokens(text)
    if count_words(folded) < TELLING:
        name = fold_name(speaker)
        if not folded or not name:
            return ""
        folded = f"{folded}\n{name}"
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def is_same_quote(one: str, other: str, similarity: Similarity) -> bool:
    """Return whether two quotes in folded tokens are the same, whoever their speakers are."""
    shorter, longer = sorted((one, other), key=len)
    words = count_words(shorter)
    if one == other:
        return words >= TELLING
    if words < ENOUGH:
        return False
    return f" {shorter} " in f" {longer} " or similarity.ratio(one, other) >= ALIKE
