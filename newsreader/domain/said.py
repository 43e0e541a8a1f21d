"""A quote with the article it stands in: what a list over many articles shows."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.quote import Quote


@dataclass(frozen=True, slots=True)
class SaidQuote:
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
