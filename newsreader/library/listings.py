"""Lists of articles: what a query finds, each story once, and the headings between the rows."""

from array import array
from collections.abc import Collection, Iterable, Sequence

from newsreader.domain.article import Listing
from newsreader.domain.list_headings import Grouping, Heading, day_headings, feed_headings
from newsreader.domain.query import Query
from newsreader.domain.query.completion import Catalog
from newsreader.domain.query.excerpts import Excerpt
from newsreader.domain.query.tree import Sought
from newsreader.library.base import LibraryBase
from newsreader.storage import story_groups
from newsreader.storage.database import Database
from newsreader.storage.queries import list_columns, listed_articles, query_catalog, search
from newsreader.storage.queries.search import Hit


class Listings(LibraryBase):
    """The part of the library that lists and searches."""

    def listing(
        self,
        query: Query,
        title: str = "All",
        limit: int = -1,
        *,
        best_first: bool = False,
        unfolded: Collection[int] | None = (),
    ) -> Listing:
        """Return the articles a query asks for, newest first unless it says otherwise.

        With ``best_first`` the best match of its words comes first. The same story is listed
        once, by its fullest article, and counts once; those of the stories in ``unfolded``
        follow it, and with None every article has its place. Raises ``QueryError`` when
        a pattern in it takes too long, as do all that ask by a query.
        """
        select = search.ranked_ids if best_first and not query.sort else search.select_ids
        if unfolded is None:
            ids = select(self._search, query, limit)
            return Listing(ids, title, search.count_unread(self._search, query))
        ids = select(self._search, query, limit if limit < 0 else 2 * limit)
        return self._folded(self._search, ids, query, title, limit, unfolded)

    def first_rows(self, query: Query, title: str, limit: int) -> Listing:
        """Return the newest articles that a query without words asks for, ``limit`` at most."""
        ids = search.select_ids(self._read, query, 2 * limit)
        return self._folded(self._read, ids, query, title, limit, ())

    def _folded(
        self,
        database: Database,
        ids: "array[int]",
        query: Query,
        title: str,
        limit: int,
        unfolded: Collection[int],
    ) -> Listing:
        folded, hidden = listed_articles.fold(database, ids, unfolded)
        unread = search.count_unread(database, query) - hidden
        return Listing(folded if limit < 0 else folded[:limit], title, unread)

    def first_found(self, query: Query, title: str, limit: int) -> Listing:
        """Return the best matches of a query, ``limit`` at most, before anything is counted."""
        select = search.select_ids if query.sort else search.ranked_ids
        return Listing(select(self._search, query, limit), title)

    def count_unread(self, query: Query) -> int:
        """Return how many of the articles a query asks for are unread, each story once."""
        unread = search.count_unread(self._search, query)
        if not story_groups.has_unread(self._search):
            return unread
        listed = search.select_ids(self._search, query)
        return unread - listed_articles.fold(self._search, listed)[1]

    def unread_copies(self) -> int:
        """Return by how much fewer stories than articles are unread in the whole library."""
        return story_groups.unread_copies(self._search)

    def search(self, query: Query, limit: int = 50, *, unfolded: bool = False) -> list[Hit]:
        """Return what a query finds with the words around that, the best match first.

        The same story is returned once, by its fullest article, unless ``unfolded``.
        """
        select = search.select_ids if query.sort else search.ranked_ids
        ids = select(self._search, query, limit if unfolded else 2 * limit)
        if not unfolded:
            ids = listed_articles.fold(self._search, ids)[0][:limit]
        return search.excerpts(self._search, ids, query.words + query.said)

    def excerpt(self, article_id: int, sought: Sequence[Sought], width: int) -> Excerpt:
        """Return the words around what is looked for in the text of an article."""
        return search.excerpts(self._read, (article_id,), sought, width)[0].excerpt

    def catalog(self, rules: Iterable[str] = ()) -> Catalog:
        """Return the names by which articles can be asked for, to be offered while one types.

        ``rules`` are the names of the rules of config.toml.
        """
        return query_catalog.catalog(self._search, rules)

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
