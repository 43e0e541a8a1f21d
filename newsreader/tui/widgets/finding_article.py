"""The article with what is found in it: by the search of the library, or by a find of its own."""

from dataclasses import dataclass, replace

from newsreader.domain.article import OpenArticle
from newsreader.tui.article.layout import ArticleLayout
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.clicked_article import ClickedArticle


@dataclass(frozen=True, eq=False)
class PlaceBeforeFind:
    """Where one was before a find."""

    layout: ArticleLayout | None
    """The lines."""
    line: int
    """The first of them on the screen."""
    offset: int
    """The offset in the text of that line, for other lines."""
    unit: TextRange | None
    """What the cursor was on."""


class FindingArticle(ClickedArticle):
    """Steps through what is found, with the cursor on the sentence around it."""

    def __init__(self, glyphs: Glyphs, max_width: int) -> None:
        super().__init__(glyphs, max_width)
        self._before: PlaceBeforeFind | None = None

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """A find ends with its article."""
        if old is None or new is None or old.article.id != new.article.id:
            self.part, self._before = "", None
        super().watch_opened(old, new)

    # Stepping through the hits

    def step_hit(self, by: int) -> bool:
        """Go to the next (``by`` 1) or previous hit; return whether there is one."""
        here = self.state.hit or self.state.unit
        at = here[0] + (self.state.hit is not None and by > 0) if here is not None else -1
        if by > 0:
            found = next((hit for hit in self.hits if hit[0] >= at), None)
        else:
            found = next((hit for hit in self.hits[::-1] if hit[0] < at), None)
        if found is not None:
            self._go_to_hit(found)
        return found is not None

    def _go_to_hit(self, hit: TextRange) -> None:
        sentence = self.units.sentence_at(hit[0]) if self.units is not None else None
        holds = sentence is not None and sentence[0] <= hit[0] < sentence[1]
        self.select_unit(sentence if holds else hit, scroll=False)
        self.set_state(replace(self.state, hit=hit))
        self.show(hit)

    # The find in this article

    @property
    def finding(self) -> bool:
        """Whether something is to be found in this article alone."""
        return bool(self.part)

    def begin_find(self) -> None:
        """Remember the place to which the end of the find leads back.

        From a match of an earlier find that is the place before that one.
        """
        if self._before is None or self.state.hit is None:
            line = int(self.scroll_offset.y)
            self._before = PlaceBeforeFind(
                self.article_layout, line, self.top_offset, self.state.unit
            )

    def find(self, part: str) -> None:
        """Mark where ``part`` stands; an empty one leaves the hits of the library's search."""
        if part != self.part:
            self.part = part
            self.show_hits()

    def step_found(self, by: int) -> bool:
        """Go to the next or previous hit of the find, round the ends; return whether it was so."""
        if self.step_hit(by) or not self.hits:
            return False
        self._go_to_hit(self.hits[0 if by > 0 else -1])
        return True

    @property
    def hit_number(self) -> int:
        """The number of the hit at which one is, the first is 1; 0 at none."""
        return self.hits.index(self.state.hit) + 1 if self.state.hit in self.hits else 0

    def end_find(self) -> bool:
        """End the find and go back to the place before it, unless one has gone on reading since.

        Returns whether there was a find.
        """
        was, at_hit, before = self.finding, self.state.hit is not None, self._before
        self.find("")
        self._before = None
        if was and at_hit and before is not None:
            if before.layout is self.article_layout:
                self.scroll_to_line(before.line)
            else:
                self.scroll_to_offset(before.offset)
            self.select_unit(before.unit, scroll=False)
        return was
