"""What the user says of the pages of a site: which of their parts are the story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageParts:
    """CSS selectors (Selectors Level 3) for the parts of a page."""

    select: tuple[str, ...] = ()
    """What the story is; empty for what is recognised as the story."""
    remove: tuple[str, ...] = ()
    """What is no part of it."""


ANY_PARTS = PageParts()
"""Where the user says nothing."""
