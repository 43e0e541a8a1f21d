"""Says before a library is brought up to date that this takes a while, where it does."""

from newsreader.domain.counts import counted

NOTICED = 2.0
"""Seconds that a step to the present tables may take without a word."""
COPIED = 0.02
"""Seconds that a megabyte takes to be copied."""
INDEXED = 0.08
"""Seconds that a megabyte takes where the words in it are indexed anew, too."""


def upgrade_notice(
    before: int, after: int, megabytes: float, articles: int, *, indexed: bool
) -> str:
    """Return the sentence to say before a library goes from one schema to another.

    Empty where that is done in a moment. How long it takes is told from the size of the file, as
    copying and indexing read all of it; a slow disk may need several times as long.
    """
    seconds = megabytes * (INDEXED if indexed else COPIED)
    if seconds < NOTICED:
        return ""
    return (
        f"Bringing the library up to date (schema {before} → {after}): "
        f"{counted(articles, 'article')}, which may take {_in_words(seconds)}."
    )


def _in_words(seconds: float) -> str:
    if seconds < 20:
        return "ten seconds"
    if seconds < 45:
        return "half a minute"
    return "a minute" if seconds < 90 else counted(round(seconds / 60), "minute")
