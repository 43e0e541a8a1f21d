"""Fuzzy text comparison by rapidfuzz, for finding an edited highlight."""

from rapidfuzz import fuzz


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
