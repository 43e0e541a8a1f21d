"""The links in the text of an article."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsreader.domain.clean import clean_url
from newsreader.domain.document import Document, SpanKind


@dataclass(frozen=True, slots=True)
class Link:
    """Words of an article that lead to a page of the web."""

    start: int
    """Where they begin in the document's text."""
    end: int
    """Where they end, excluded."""
    url: str
    """The address, http or https."""


def every_link(document: Document) -> Iterator[Link]:
    """Yield the links to pages of the web, by start, also several with one address."""
    for span in document.spans:
        if span.kind is SpanKind.LINK and span.start < span.end and (url := clean_url(span.href)):
            yield Link(span.start, span.end, url)


def links_of(document: Document) -> tuple[Link, ...]:
    """Return the links to pages of the web in the order of the text, each address once."""
    found: dict[str, Link] = {}
    for link in every_link(document):
        found.setdefault(link.url, link)
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end)))
