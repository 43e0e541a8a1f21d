"""Fuzzy text comparison by rapidfuzz, for quotes that are alike and for a mistyped name."""

from collections.abc import Collection, Iterator

from rapidfuzz import fuzz, process

from newsreader.domain.words import fold_part

NEAR = 70
"""How alike a mistyped name must be to one that there is, in percent; "prot" and "port" are 75."""


class FuzzySimilarity:
    """Similarity by rapidfuzz, which takes any Unicode text."""

    def ratio(self, one: str, other: str) -> float:
        """Return how alike two strings are, 0 to 1."""
        return fuzz.ratio(one, other) / 100


def nearest_name(written: str, names: Collection[str]) -> str:
    """Return the name that is most like what was written; empty where none is ``NEAR``.

    It is compared with whole names, and with as many words in a row of each as were written;
    where none is near, one that begins so will do.
    """
    sought = fold_part(written).strip()
    count = len(sought.split())
    parts = {part: name for name in names for part in _parts(fold_part(name), count)}
    found = process.extractOne(sought, parts.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    if found:
        return parts[found[0]]
    return next((name for part, name in parts.items() if sought and part.startswith(sought)), "")


def _parts(name: str, count: int) -> Iterator[str]:
    """Yield a name and its pieces of so many words."""
    yield name
    words = name.replace("/", " ").split()
    for at in range(len(words) - count + 1):
        yield " ".join(words[at : at + count])
