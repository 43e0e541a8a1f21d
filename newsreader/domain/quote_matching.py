"""Tells whether two quotes are the same words, as two outlets cut and typeset them.

Equal once case, marks and spaces are folded; or one contained in the other; or alike by
``ALIKE``. The two last need ``ENOUGH`` words, as short phrases are said by everybody; equal
phrases under ``TELLING`` words count only where the same person is named for both.
"""

import hashlib
import re
import unicodedata

from newsreader.domain.anchor import Similarity
from newsreader.domain.speaker import fold_name

TELLING = 4
"""From so many words on, equal words are the same words whoever is named for them."""
ENOUGH = 6
"""From so many words on, contained or similar words are the same words."""
ALIKE = 0.90
"""How alike two quotes of ``ENOUGH`` words must be, 0 to 1."""

_APOSTROPHE = re.compile(r"(?<=[^\Wʼ])['’ʼ‘`´]+(?=\w)")
_WORDS = re.compile(
    # A letter of a script that is written without spaces is a word of its own.
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_DIGITS = 16


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
    """Return what equal quotes share: 16 hex digits; empty for a short one of nobody known."""
    folded = fold_tokens(text)
    if count_words(folded) < TELLING:
        person = fold_name(speaker)
        if not folded or not person:
            return ""
        folded = f"{folded}\n{person}"
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def is_same_quote(one: str, other: str, similarity: Similarity) -> bool:
    """Return whether two folded quotes are the same words, whoever is named for them."""
    shorter, longer = sorted((one, other), key=len)
    words = count_words(shorter)
    if one == other:
        return words >= TELLING
    if words < ENOUGH:
        return False
    return f" {shorter} " in f" {longer} " or similarity.ratio(one, other) >= ALIKE
