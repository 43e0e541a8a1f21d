"""Extracts the story of a page that is at hand, such as a file, without network and library."""

from newsreader.documents.page_story import PageStory
from newsreader.domain.page_parts import ANY_PARTS, PageParts
from newsreader.fetcher.workers.extract import extract_story


def extract_page(
    body: bytes, url: str = "", charset: str = "", parts: PageParts = ANY_PARTS
) -> PageStory:
    """Return the story of the page ``body``, saved from ``url``; raises FeedError.

    ``charset`` is what its server or its file says of it; ``parts`` are those that the user names.
    """
    return extract_story(body, url, charset, parts=parts)
