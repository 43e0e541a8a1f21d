"""Jobs of a worker process on texts that are stored, and their answers.

``messages`` has the others, and how all of them go to a process and back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.domain.boilerplate import RemovedBlock, StoryFingerprints
from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote


@dataclass(frozen=True, slots=True)
class QuotableText:
    """The text of a stored article, as far as quotes are found in it."""

    text: str
    """``Document.quotable_text``."""
    language: str
    """BCP 47 language of the article."""
    title: str
    """Its headline."""


@dataclass(frozen=True, slots=True)
class ReattributeJob:
    """Find the quotes of stored articles."""

    texts: Sequence[QuotableText]
    """Their texts."""

    url = "stored articles"
    """What it is about, in the log."""


@dataclass(frozen=True, eq=False)
class FoundQuotes:
    """The quotes of stored articles."""

    quotes: tuple[tuple[Quote, ...], ...]
    """Those of each text of the job."""
    languages: tuple[str, ...]
    """The BCP 47 language of each text, as far as that is known."""
    finder_version: int
    """Which version of the finder found them."""


@dataclass(frozen=True, eq=False)
class StoredArticle:
    """A stored article whose text may hold boilerplate of its site."""

    document: Document
    """Its text."""
    language: str
    """BCP 47 language."""
    title: str
    """Its headline."""
    marked: Sequence[str] = ()
    """What the user highlighted in it; it stays."""


@dataclass(frozen=True, eq=False)
class CleanUpJob:
    """Leave out of stored articles of one site what the site sets into many of them."""

    articles: Sequence[StoredArticle]
    """The articles."""
    stories: Sequence[StoryFingerprints]
    """What is remembered of all articles of the site."""

    url = "stored articles"
    """What it is about, in the log."""


@dataclass(frozen=True, eq=False)
class CleanedArticle:
    """A stored article without boilerplate."""

    document: Document
    """What is left of its text."""
    quotes: tuple[Quote, ...]
    """The quotes in that."""
    removed: tuple[RemovedBlock, ...]
    """What was left out, with its places in the text before."""


@dataclass(frozen=True, eq=False)
class CleanedArticles:
    """Stored articles of one site without boilerplate."""

    articles: tuple[CleanedArticle | None, ...]
    """One for each article of the job; None where nothing is to be left out."""
    finder_version: int
    """Which version of the finder found the quotes."""
