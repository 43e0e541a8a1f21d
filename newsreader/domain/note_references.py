"""The ways within an article: from a reference to its note, and back."""

from collections.abc import Iterator

from newsreader.domain.document import Document, Span, SpanKind


def place_of_link(document: Document, url: str) -> int | None:
    """Return the offset to which an address leads within the text; None where it leads out.

    In a block with a link that leads back it is that link: the reference to a note.
    """
    anchor = next((one for one in _anchors(document) if one.href == url), None)
    if anchor is None:
        return None
    for link in _links(document, anchor.start, anchor.end):
        # A note comes after its reference, and is where the block begins.
        back = (
            one for one in _anchors(document) if one.href == link.href and one.start > anchor.start
        )
        if any(one.href == url for place in back for one in _links(document, *_range(place))):
            return link.start
    return anchor.start


def other_end(document: Document, start: int, end: int) -> int | None:
    """Return where the first reference within a range leads, or what refers to a note in it.

    None where there is neither.
    """
    for link in _links(document, start, end):
        found = place_of_link(document, link.href)
        if found is not None:
            return found
    notes = [one for one in _anchors(document) if one.start < end and start < one.end]
    referring = (
        link.start
        for note in notes
        for link in _links(document, end=note.start)
        if link.href == note.href
    )
    return next(referring, None)


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _anchors(document: Document) -> Iterator[Span]:
    return (one for one in document.spans if one.kind is SpanKind.ANCHOR)


def _links(document: Document, start: int = 0, end: int | None = None) -> Iterator[Span]:
    stop = len(document.text) if end is None else end
    return (
        one
        for one in document.spans
        if one.kind is SpanKind.LINK and one.start < stop and start < one.end
    )
