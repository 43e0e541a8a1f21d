"""Leaves out doubtful quotes of texts in which hardly anybody speaks.

In the news most of what stands in quotation marks was said. In an essay, a list of links or a page
about software titles, terms, commands and imagined words stand in them too, and what a classifier
of single spans lets through is more often one of these than a quotation. That nobody speaks tells
this in English only: elsewhere it more often means that a speaker was not found.
"""

from dataclasses import dataclass

from newsreader.domain.quoting.quote import LIKELY, Quote

_FEWEST = 3
"""A text of fewer quotes tells nothing about what it has marks for."""
_SPOKEN = 0.5
"""From this confidence on somebody counts as speaking."""
_SHARE = 1 / 3
"""Where less of the quotes is spoken by somebody, hardly anybody speaks."""
_CLEAR = 3.0
"""From this score of the classifier on a quote stays wherever it stands, in logits."""


@dataclass(frozen=True, slots=True)
class CandidateQuote:
    """A quote that was found, and how surely it is one."""

    quote: Quote
    """The quote, without its confidence where ``traits`` are to tell it."""
    score: float
    """How clearly it is a quotation by itself, in logits; above 0."""
    traits: tuple[str, ...] = ()
    """What the confidence in its speaker depends on; see ``confidence``."""


def without_doubtful(candidates: list[CandidateQuote]) -> list[CandidateQuote]:
    """Return the candidates of one text without what is hardly a quotation.

    That is what nobody likely said and is not clearly one by itself, where hardly anybody speaks.
    """
    spoken = sum(one.quote.confidence >= _SPOKEN for one in candidates)
    if len(candidates) < _FEWEST or spoken >= _SHARE * len(candidates):
        return candidates
    return [one for one in candidates if one.score >= _CLEAR or one.quote.confidence >= LIKELY]
