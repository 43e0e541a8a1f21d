"""Tells whether two texts of an article differ in their words, whatever is left out of either."""

from collections.abc import Collection

from newsreader.domain.document import BlockKind, Document
from newsreader.domain.words import split_words


def is_reworded(before: Document, after: Document, left_out: Collection[str] = ()) -> bool:
    """Whether ``after`` has other words than ``before``, or the same in another order.

    Typography, case and where paragraphs begin do not count, nor do pictures. ``left_out`` are
    paragraphs that were left out of either as boilerplate: they do not count in the other.
    """
    if before.text == after.text:
        return False
    ignored = {tuple(split_words(one)) for one in left_out}
    return _words(before, ignored) != _words(after, ignored)


def _words(document: Document, ignored: Collection[tuple[str, ...]]) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        words = split_words(document.text[block.start : block.end])
        if block.kind is not BlockKind.IMAGE and tuple(words) not in ignored:
            found += words
    return found
