"""Holds what is extracted from a web page: the story and what the page says about it."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.documents.images import Picture
from newsreader.domain.document import Document


@dataclass(frozen=True, eq=False)
class PageStory:
    """The story of a page, and what the page says about it."""

    document: Document
    """The text with its structure, without headline, date line and boilerplate."""
    title: str
    """The headline."""
    author: str
    """The authors, joined by commas."""
    outlet: str
    """The name of the site."""
    published: datetime | None
    """When it was published, UTC; None when the page does not say."""
    language: str
    """BCP 47 language."""
    url: str
    """The canonical address."""
    picture: Picture | None = None
    """The lead picture."""
    paywall: str = ""
    """What seems to keep the rest of the story back, in one sentence."""
    idle: tuple[str, ...] = ()
    """The selectors of the user that name nothing on the page."""
