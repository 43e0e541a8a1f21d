"""Finds the text units of an article (sentence, paragraph, word) that a command selects next.

A sentence is looked for in the block it stands in and in the two beside it, so that a step
costs the same in an article of any length.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from newsreader.domain.anchoring.quotation_cuts import cut_at_quotations
from newsreader.domain.article import OpenArticle
from newsreader.domain.document import BlockKind, Document
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_matching import UNSPACED
from newsreader.domain.sentences import block_units
from newsreader.tui.article.lost_highlights import lost_places

TextRange = tuple[int, int]
"""Start and end, excluded, in code points into ``Document.text``."""

UnitKind = Literal["sentence", "paragraph", "marked"]
"""What a command steps by; ``marked`` is a quote or a highlight."""

_SPACED = rf"[^\W{UNSPACED}]+(?:['’\-][^\W{UNSPACED}]+)*"
_SPACED_WORD = re.compile(_SPACED)
_KATAKANA = "[\u30a1-\u30fa\u30fc-\u30ff]+"
_ON_LETTER = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]*"
"""What stands on the letter before it, in Thai and in kana."""
_WORD = re.compile(rf"{_SPACED}|{_KATAKANA}|[{UNSPACED}]{_ON_LETTER}|[^\w\s]|\w")
"""A word; in scripts without spaces a letter, but katakana, by which foreign words are written,
as far as it goes."""
_WORD_WINDOW = 400
"""Code points before an offset in which the start of the previous word is looked for, and on both
sides of one in which the word around it is."""


class TextUnits:
    """The sentences, paragraphs and words of one document.

    A sentence that lies partly in one of the ``quotes`` is cut at its marks. What is ``below`` the
    text, see ``lost_places``, can be gone to as a sentence and as a paragraph, but holds no words.
    """

    def __init__(
        self,
        document: Document,
        quotes: Sequence[Quote] = (),
        below: Sequence[TextRange] = (),
    ) -> None:
        self.document = document
        self.below = below
        self._quotations = _quotations(quotes)
        self._blocks = [block for block in document.blocks if block.end > block.start]
        self._nameless = {
            (block.start, block.end) for block in self._blocks if document.is_nameless(block)
        }
        self._ends = [block.end for block in self._blocks]
        self._sentences: dict[int, list[TextRange]] = {}
        self.paragraphs: list[TextRange] = [
            (block.start, block.end) for block in self._blocks if block.kind is not BlockKind.RULE
        ]
        """The blocks that hold text or a picture, in order."""

    def has_words(self, unit: TextRange) -> bool:
        """Return whether a unit holds words of the text, which can be selected and marked."""
        return unit not in self._nameless and unit[1] <= len(self.document.text)

    def sentences_near(self, start: int, end: int) -> list[TextRange]:
        """Return the sentences of the blocks from ``start`` to ``end`` and of one on each side.

        A block without sentences (code, a table, an image) is one whole; see
        ``domain.sentences.text_units``. In order; what is below the text follows the last block.
        """
        first = max(0, bisect_right(self._ends, start) - 1)
        last = min(len(self._blocks), bisect_right(self._ends, end) + 2)
        found = [one for number in range(first, last) for one in self._of_block(number)]
        return [*found, *self.below] if last == len(self._blocks) else found

    def near(self, kind: Literal["sentence", "paragraph"], start: int, end: int) -> list[TextRange]:
        """Return units in order, of which one is the next and one the previous, if any are."""
        if kind == "sentence":
            return self.sentences_near(start, end)
        return [*self.paragraphs, *self.below]

    @property
    def last(self) -> TextRange | None:
        """The last sentence, or what is last below the text."""
        return self.below[-1] if self.below else self.sentence_from(len(self.document.text))

    def _of_block(self, number: int) -> list[TextRange]:
        found = self._sentences.get(number)
        if found is None:
            text = self.document.text
            units = block_units(text, self._blocks[number])
            found = list(cut_at_quotations(text, units, self._quotations))
            self._sentences[number] = found
        return found

    def sentence_at(self, offset: int) -> TextRange | None:
        """Return the sentence that holds ``offset``, else the next, else the last."""
        sentences = self.sentences_near(offset, offset)
        index = bisect_right(sentences, (offset, 1 << 60)) - 1
        if index >= 0 and sentences[index][1] > offset:
            return sentences[index]
        index = min(index + 1, len(sentences) - 1)
        return sentences[index] if index >= 0 else None

    def sentence_from(self, offset: int) -> TextRange | None:
        """Return the first sentence that begins at ``offset`` or later, else the last."""
        sentences = self.sentences_near(offset, offset)
        index = bisect_left(sentences, (offset, 0))
        return sentences[min(index, len(sentences) - 1)] if sentences else None

    def word_edge(self, offset: int, by: int) -> int:
        """Return the end of the next word (``by`` 1), or the start of the previous one (-1)."""
        text = self.document.text
        if by > 0:
            word = _WORD.search(text, offset)
            return word.end() if word else offset
        window = max(0, offset - _WORD_WINDOW)
        starts = [word.start() + window for word in _WORD.finditer(text[window:offset])]
        return starts[-1] if starts else offset

    def whole_words(self, start: int, end: int) -> TextRange | None:
        """Return a range widened by the words it cuts, without the spaces at its ends.

        None where only spaces are in it. Scripts without spaces are taken by letters.
        """
        words = self.document.text[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
        return (self.word_around(start)[0], self.word_around(end)[1]) if start < end else None

    def word_around(self, offset: int) -> TextRange:
        """Return the word that ``offset`` stands inside of; else nothing, at ``offset``."""
        first = max(0, offset - _WORD_WINDOW)
        for word in _SPACED_WORD.finditer(self.document.text, first, offset + _WORD_WINDOW):
            if word.start() >= offset:
                break
            if word.end() > offset:
                return word.span()
        return offset, offset


def _quotations(quotes: Sequence[Quote]) -> list[TextRange]:
    """Return where quoted words stand, in order, none inside another."""
    found: list[TextRange] = []
    for start, end in sorted(piece for quote in quotes for piece in quote.pieces):
        if not found or found[-1][1] <= start:
            found.append((start, end))
    return found


def marked_ranges(opened: OpenArticle) -> list[TextRange]:
    """Return where quotes and highlights stand, in the order of the text, each range once.

    Those whose words are gone come last.
    """
    quotes = {(quote.pieces[0][0], quote.pieces[-1][1]) for quote in opened.quotes}
    highlights = {
        (one.start, one.end) for one in opened.highlights if one.state is not AnchorState.ORPHAN
    }
    return [*sorted(quotes | highlights), *lost_places(opened)]


def step(
    ranges: Sequence[TextRange], present: TextRange | None, by: int, visible: int
) -> TextRange | None:
    """Return the next (``by`` 1) or previous (-1) of sorted ``ranges`` from ``present``.

    Without a present one the step starts at the offset ``visible``. None when there is none.
    """
    if not ranges:
        return None
    if present is None:
        index = bisect_left(ranges, (visible, visible))
        index = index if by > 0 else index - 1
    elif by > 0:
        index = bisect_right(ranges, present)
        if list(ranges[index - 1 : index]) != [present]:
            index = bisect_left(ranges, (present[0] + 1, 0))
    else:
        index = bisect_left(ranges, present) - 1
    return ranges[index] if 0 <= index < len(ranges) else None


def edge(ranges: Sequence[TextRange], offset: int, by: int) -> int:
    """Return the nearest end of a range after ``offset`` (``by`` 1), or start before it (-1).

    ``offset`` itself where there is none: the moving end of a selection stays.
    """
    if by > 0:
        return min((end for _, end in ranges if end > offset), default=offset)
    return max((start for start, _ in ranges if start < offset), default=offset)
