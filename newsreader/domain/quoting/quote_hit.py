"""A quote found across articles, with the metadata of its article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_matching import fingerprint


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A quote and the article it stands in."""

    quote: Quote
    """The quote, with the user's corrections applied."""
    article_id: int
    """The article it stands in."""
    title: str
    """The headline of that article."""
    outlet: str
    """Who published it; the feed's title where nobody else is named."""
    url: str
    """Its page."""
    published: datetime
    """When it was published, else first seen; UTC."""
    also_in: int = 0
    """How many other articles have the same quote (equal fingerprint)."""
    first_in: str = ""
    """The outlet that had the quote first; empty where that was not looked up."""
    dated: bool = True
    """Whether ``published`` is a date of publication; else it is when it was first seen."""


def group_same_quotes(hits: Sequence[QuoteHit]) -> tuple[QuoteHit, ...]:
    """Return one hit for each group of the same quote, in the order of the newest of each.

    ``hits`` is newest first; ``first_in`` and ``also_in`` of the result tell of the group.
    """
    groups: dict[str, list[QuoteHit]] = {}
    for number, one in enumerate(hits):
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
