"""Finds what is typed wherever it stands in a text, also inside words and with its signs."""

import re
from collections.abc import Sequence
from functools import lru_cache

from newsreader.domain.words import fold_part

Range = tuple[int, int]
"""Start and end, excluded, in code points."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": "",
    }
)
"""Signs that are compared with those of a plain keyboard."""


def find_part(text: str, part: str) -> tuple[Range, ...]:
    """Return where ``part`` stands in ``text``, in order, apart; nowhere where it is only spaces.

    Letters are compared as search compares them, without case and accents, typographic signs as
    those of a keyboard, and any spaces and line breaks as one space.
    """
    wanted = _fold(part)
    if not wanted.strip():
        return ()
    pattern = r"\s+".join(map(re.escape, re.split(r"\s+", wanted)))
    folded, places = _fold_in_place(text)
    kept: list[Range] = []
    for found in re.finditer(pattern, folded):
        start, end = places[found.start()], places[found.end() - 1] + 1
        if not kept or start >= kept[-1][1]:  # of one letter that is two, both may be found
            kept.append((start, end))
    return tuple(kept)


def _fold(text: str) -> str:
    return fold_part(text.translate(_PLAIN))


class _Letters(dict[int, str]):
    """A table for ``str.translate`` that grows by the letters it meets."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_LETTERS = _Letters()


@lru_cache(maxsize=2)
def _fold_in_place(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with its letters folded, and where each letter of that was before."""
    folded = text.translate(_LETTERS)
    if all(len(_LETTERS[ord(letter)]) == 1 for letter in set(text)):
        return folded, range(len(text))
    return folded, [at for at, letter in enumerate(text) for _ in _LETTERS[ord(letter)]]
