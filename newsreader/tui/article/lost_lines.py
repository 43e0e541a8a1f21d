"""Lays out what stands below an article: the highlights whose words are gone, with their notes."""

from collections.abc import Iterator, Sequence

from newsreader.domain.clean import mask_line, mask_text
from newsreader.domain.counts import counted
from newsreader.domain.highlights.highlight import Highlight, checked_in_words, in_quotation_marks
from newsreader.tui.article.article_lines import INDENT, Line, LineKind
from newsreader.tui.article.lost_highlights import place_of
from newsreader.tui.article.wrap import wrap


def lost_lines(lost: Sequence[Highlight], length: int, width: int) -> Iterator[Line]:
    """Yield the lines of what is lost from a text of ``length`` code points, below a heading."""
    if not lost:
        return
    heading = f"No longer in the text: {counted(len(lost), 'highlight')}"
    yield Line(LineKind.BLANK, length, length)
    for words in _wrapped(heading, width):
        yield Line(LineKind.HEADING, length, length, literal=words)
    for at, one in enumerate(lost):
        start, end = place_of(length, at)
        yield Line(LineKind.BLANK, start, start)
        for words in _wrapped(in_quotation_marks(" ".join(one.text.split())), width):
            yield Line(LineKind.LOST, start, end, literal=words, colour=one.colour)
        for told in filter(None, _told(one)):
            for words in _wrapped(told, width - INDENT):
                literal = f"{' ' * INDENT}{words}"
                yield Line(LineKind.LOST, start, end, INDENT, literal=literal, colour=one.colour)


def _told(one: Highlight) -> Iterator[str]:
    """Yield the note, the tags, and whether it was checked."""
    yield from mask_text(one.note).strip().splitlines()
    yield " ".join(f"#{tag}" for tag in one.tags)
    yield checked_in_words(one)


def _wrapped(text: str, width: int) -> Iterator[str]:
    text = mask_line(text)
    return (text[start:end] for start, end in wrap(text, 0, len(text), width))
