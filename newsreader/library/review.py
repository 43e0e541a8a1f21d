"""Offers old highlights to be looked at again, a few a day, and remembers which were."""

from collections.abc import Iterable

from newsreader.domain.highlights.review import after_review, due
from newsreader.library.base import LibraryBase
from newsreader.storage.highlights import made_highlights
from newsreader.storage.reviews import all_reviewed, put_reviewed


class Review(LibraryBase):
    """The part of the library that reviews highlights."""

    def due_for_review(self) -> list[str]:
        """Return the ids of the highlights to be looked at again today, those due longest first."""
        made = made_highlights(self._search)
        return due(made.items(), all_reviewed(self._search), self.clock())

    def keep_reviewed(self, ids: Iterable[str]) -> int:
        """Remember that highlights were looked at and are kept; return the least days until then.

        Each is offered again after twice the days of before. What is remembered of highlights
        that are gone goes with them.
        """
        with self._write.transaction():
            made, known = made_highlights(self._write), all_reviewed(self._write)
            now = self.clock()
            changed = {one: after_review(known.get(one), now) for one in ids if one in made}
            kept = {one: when for one, when in (known | changed).items() if one in made}
            put_reviewed(self._write, kept)
            self.is_changed = True
        return min((one.pause for one in changed.values()), default=0)
