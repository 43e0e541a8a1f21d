"""A highlight found across articles, with the metadata of its article."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.quoting.struck import Range, mark_struck


@dataclass(frozen=True, slots=True)
class HighlightHit:
    """A highlight and the article it is in."""

    highlight: Highlight
    """The highlight as it stands in the present text."""
    title: str
    """The headline of its article."""
    outlet: str
    """Who published it; the feed's title where nobody else is named."""
    url: str
    """Its page."""
    published: datetime
    """When it was published, else first seen; UTC."""
    dated: bool = True
    """Whether ``published`` is a date of publication; else it is when it was first seen."""
    now: str = ""
    """The words that stand there now, where the publisher changed them."""
    struck: tuple[Range, ...] = ()
    """What the publisher has struck out of the text of its article."""

    @property
    def marked_text(self) -> str:
        """The words of the highlight, with signs around what is struck where they still stand."""
        one = self.highlight
        return one.text if one.is_lost else mark_struck(one.text, self.struck, one.start)
