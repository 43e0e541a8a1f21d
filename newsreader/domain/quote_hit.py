"""A quote with the article it stands in: what a list over many articles shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.quote import Quote
from newsreader.domain.quote_matching import fingerprint


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """Something that was said, and where one can read it."""

    quote: Quote
    """The words and who said them, the reader's corrections applied."""
    article_id: int
    """The article it stands in."""
    title: str
    """The headline of that article."""
    outlet: str
    """Who published it; the feed's title where nobody else is named."""
    url: str
    """Its page."""
    published: datetime
    """When it was published, UTC."""
    also_in: int = 0
    """How many other articles have exactly these words, typography apart."""
    first_in: str = ""
    """The outlet that had these words first; empty where that was not looked for."""


def gather(said: Sequence[QuoteHit]) -> tuple[QuoteHit, ...]:
    """Return what was said with the same words once each, in the order of their newest article.

    ``said`` is newest first. Each knows which outlet had its words first.
    """
    groups: dict[str, list[QuoteHit]] = {}
    for number, one in enumerate(said):
        same = fingerprint(one.quote.words or one.quote.text, one.quote.speaker) or str(number)
        groups.setdefault(same, []).append(one)
    return tuple(
        replace(
            group[0],
            also_in=max(group[0].also_in, len({one.article_id for one in group}) - 1),
            first_in=group[-1].outlet,
        )
        for group in groups.values()
    )
