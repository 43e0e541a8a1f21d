"""Finds the words of a search in a text, with case and accents folded as the index folds them."""

import unicodedata
from collections.abc import Sequence

from newsreader.tui.article.text_units import TextRange


def find_hits(folded: str, words: Sequence[str]) -> tuple[TextRange, ...]:
    """Return where words that begin like one of ``words`` stand, in order.

    ``folded`` is the text as ``fold_letters`` returns it; offsets count in both alike.
    """
    found: list[TextRange] = []
    for word in words:
        wanted = fold_letters(word)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            if at == 0 or not (folded[at - 1].isalnum() and wanted[0].isalnum()):
                found.append((at, at + len(wanted)))
            at = folded.find(wanted, at + len(wanted))
    return tuple(sorted(found))


def fold_letters(text: str) -> str:
    """Return a text of the same length in lower case without accents."""
    return text.translate({ord(letter): _fold(letter) for letter in set(text)})


def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter
