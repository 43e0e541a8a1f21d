"""Fuzzy text comparison by rapidfuzz, for an edited highlight and for a mistyped name."""

from collections.abc import Collection, Iterator

from rapidfuzz import fuzz, process

from newsreader.domain.words import fold_part

NEAR = 70
"""How alike a mistyped name must be to one that there is, in percent; "prot" and "port" are 75."""


class FuzzySimilarity:
    """Similarity by rapidfuzz, which takes any Unicode text and needs 0.1 to 30 ms a passage."""

    def align(self, passage: str, text: str) -> tuple[int, int, float]:
        """Return start, end and similarity (0 to 1) of the stretch of ``text`` most like it.

        The stretch is widened to whole words.
        """
        found = fuzz.partial_ratio_alignment(passage, text)
        if found is None or not passage or not text:
            return 0, 0, 0.0
        start, end = found.dest_start, found.dest_end
        while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        return start, end, fuzz.ratio(passage, text[start:end]) / 100

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
