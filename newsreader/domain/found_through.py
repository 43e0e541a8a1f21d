"""The way to a page that was read by following links."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.domain.clean import NAME_LIMIT, clean_line, shown_url


@dataclass(frozen=True, slots=True)
class FoundThrough:
    """An article whose link led to another one, as it was then."""

    article_id: int
    """Its number in the library; that article may be gone."""
    title: str
    """Its headline."""
    outlet: str
    """Who published it."""
    url: str
    """Its page."""

    @property
    def in_words(self) -> str:
        """How it is named where the page is that was found through it."""
        outlet = clean_line(self.outlet, NAME_LIMIT)
        return f"Found through “{clean_line(self.title)}”" + (f", {outlet}" if outlet else "")


def way_in_words(trail: Iterable[FoundThrough], *, addresses: bool = True) -> str:
    """Return in one sentence, without a full stop, how a page was found; empty for no way to it."""
    steps = [
        ", ".join(filter(None, [one.in_words, shown_url(one.url) if addresses else ""]))
        for one in trail
    ]
    return "; that ".join([*steps[:1], *(f"{one[:1].lower()}{one[1:]}" for one in steps[1:])])
