"""Steps through an article by sentence, paragraph, word and mark: all that ``H`` may take."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from newsreader.domain.article import OpenArticle
from newsreader.domain.document import BlockKind
from newsreader.domain.highlight import AnchorState
from newsreader.domain.sentences import text_units

Range = tuple[int, int]
"""A stretch of the document's text: start, and end excluded."""

_WORD = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")


@dataclass(frozen=True, eq=False)
class Steps:
    """Where the focus can stand in one article."""

    opened: OpenArticle
    """The article."""

    @cached_property
    def sentences(self) -> list[Range]:
        """The sentences, and each block that has none."""
        return list(text_units(self.opened.document))

    @cached_property
    def paragraphs(self) -> list[Range]:
        """The blocks that hold something."""
        return [
            (block.start, block.end)
            for block in self.opened.document.blocks
            if block.end > block.start and block.kind is not BlockKind.RULE
        ]

    @cached_property
    def marks(self) -> list[Range]:
        """Quotes and highlights in the order of the text, each place once."""
        quotes = {(quote.pieces[0][0], quote.pieces[-1][1]) for quote in self.opened.quotes}
        highlights = {
            (one.start, one.end)
            for one in self.opened.highlights
            if one.state is not AnchorState.ORPHAN
        }
        return sorted(quotes | highlights)

    def step(self, places: list[Range], at: Range | None, by: int, visible: int) -> Range | None:
        """Return the next (``by`` 1) or previous (-1) of ``places`` from the focus ``at``.

        Without a focus the step starts at the offset ``visible``. None when there is none.
        """
        if not places:
            return None
        if at is None:
            index = bisect_left(places, (visible, visible))
            index = index if by > 0 else index - 1
        elif by > 0:
            index = bisect_right(places, at)
            if places[index - 1 : index] != [at]:
                index = bisect_left(places, (at[0] + 1, 0))
        else:
            index = bisect_left(places, at) - 1
        return places[index] if 0 <= index < len(places) else None

    def sentence_at(self, offset: int) -> Range | None:
        """Return the sentence that holds ``offset``, or the next one."""
        return self.around(self.sentences, offset)

    def first_from(self, offset: int) -> Range | None:
        """Return the first sentence that begins at ``offset`` or later, else the last."""
        index = bisect_left(self.sentences, (offset, 0))
        return self.sentences[min(index, len(self.sentences) - 1)] if self.sentences else None

    def around(self, places: list[Range], offset: int) -> Range | None:
        """Return the one of ``places`` that holds ``offset``, else the next, else the last."""
        index = bisect_right(places, (offset, 1 << 60)) - 1
        if index >= 0 and places[index][1] > offset:
            return places[index]
        index = min(index + 1, len(places) - 1)
        return places[index] if index >= 0 else None

    def edge(self, places: list[Range], head: int, by: int) -> int:
        """Return where the moving end of a selection goes: the next edge of one of ``places``.

        Forwards that is the nearest end after ``head``, backwards the nearest start before it.
        """
        if by > 0:
            return min((end for _, end in places if end > head), default=head)
        return max((start for start, _ in places if start < head), default=head)

    def word_edge(self, head: int, by: int) -> int:
        """Return the end of the next word, or the start of the previous one."""
        text = self.opened.document.text
        if by > 0:
            word = _WORD.search(text, head)
            return word.end() if word else head
        window = max(0, head - 400)
        starts = [word.start() + window for word in _WORD.finditer(text[window:head])]
        return starts[-1] if starts else head
