"""What stands between the rows of a list: the headings of days and feeds."""

from collections.abc import Collection, Sequence

from newsreader.domain.list_headings import Grouping, Heading, day_headings, feed_headings
from newsreader.library.base import LibraryBase
from newsreader.storage import list_columns


class Listings(LibraryBase):
    """The part of the library that groups lists."""

    def newest_article(self) -> int:
        """Return the number of the article that came last; those to come have higher ones."""
        return list_columns.newest(self._write)

    def headings(
        self, ids: Sequence[int], grouping: Grouping, unfolded: Collection[int] = ()
    ) -> tuple[Heading, ...]:
        """Return the headings of a list that is ordered by date, or by feed.

        What follows another article of a story in ``unfolded`` stands under the heading of that.
        """
        if not grouping:
            return ()
        story = list_columns.stories(self._search, sorted(unfolded))
        leaders = _leaders(ids, story) if story else ids

        def of_rows(rows: Sequence[int]) -> list[int]:
            return [leaders[row] for row in rows]

        if grouping == "day":
            return day_headings(
                len(ids),
                lambda rows: list_columns.published(self._search, of_rows(rows)),
                self.clock(),
            )
        return feed_headings(
            len(ids),
            lambda rows: list_columns.feeds(self._search, of_rows(rows)),
            list_columns.feed_names(self._search),
        )


def _leaders(ids: Sequence[int], story: dict[int, int]) -> list[int]:
    """Return for each row the article by which it is grouped: the first of its story."""
    found: list[int] = []
    for row, one in enumerate(ids):
        follows = row > 0 and one in story and story[one] == story.get(ids[row - 1])
        found.append(found[-1] if follows else one)
    return found
