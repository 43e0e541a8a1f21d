"""Says what a list is called, and what is left to read in it."""

from newsreader.domain.article import Listing
from newsreader.domain.counts import grouped


def list_title(
    listing: Listing, unread: int, searching: bool, everywhere: int = 0
) -> tuple[str, ...]:
    """Return what a list is called, and what is left to read in it or how much was found.

    ``everywhere`` is how much a search that is narrowed to a source would find in everything.
    """
    count = len(listing.ids)
    if searching and everywhere > count:
        return listing.title, f"{grouped(count)} here", f"{grouped(everywhere)} in all"
    if searching:
        return listing.title, f"{grouped(count)} found"
    return listing.title, f"{grouped(unread)} unread" if unread else f"{grouped(count)}"
