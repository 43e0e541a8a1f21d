"""Holds the list of articles: what it is asked for, what it shows, and the search in it."""

import asyncio
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from newsreader.domain.article import Listing
from newsreader.domain.errors import NewsreaderError
from newsreader.domain.feed import Feed
from newsreader.domain.list_headings import Heading, news_divider
from newsreader.domain.query import Query, QueryError
from newsreader.domain.query.excerpts import Excerpt
from newsreader.domain.query.tree import Sought
from newsreader.tui.article_reading import ArticleReading
from newsreader.tui.first_screenful import FIRST_ROWS
from newsreader.tui.library_access import LibraryAccess
from newsreader.tui.listing.last_here import last_here
from newsreader.tui.listing.list_order import fits, order_at_start
from newsreader.tui.listing.list_query import ListQuery, with_articles
from newsreader.tui.listing.sources import Source
from newsreader.tui.notices import Changed, Complained, RowsChanged, Said

TYPING_PAUSE = 0.08
"""Seconds without a key after which a search runs."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where the user was before a search."""

    listing: Listing
    """What was listed."""
    article_id: int | None
    """The open article."""
    previewing: bool
    """Whether it was only shown."""


class ArticleListing:
    """The articles in the list.

    The open article keeps its row while it is being read, whatever else is asked for.
    """

    def __init__(self, access: LibraryAccess, reading: ArticleReading) -> None:
        self._access = access
        self._library = access.library
        self._reading = reading
        self.order = order_at_start(access.library)
        """In which order lists are, and by what they are grouped."""
        self.last_here = last_here(access.library)
        """When the app was left last."""
        self.query = ListQuery(sort=self.order.sort, group=self.order.group)
        """What the list is asked for."""
        self.listed = Query()
        """What the present listing was asked for."""
        self.listing: Listing | None = None
        """The articles in the list."""
        self.unread = 0
        """How many of them are unread."""
        self.found_words: tuple[Sought, ...] = ()
        """The words searched for, to be shown in the article."""
        self.wrong: QueryError | None = None
        """What is wrong with the query that is searched for; the list is then that of before."""
        self.found_everywhere = 0
        """How much a search that is narrowed to a source would find in everything."""
        self._unfolded: set[int] = set()
        self._keep = False
        self._listed_place = self.query.place
        self._then: Callable[[], object] | None = None
        self._read_here: set[int] = set()
        self._before_search: Place | None = None

    def show(self, source: Source) -> None:
        """List the articles of a source."""
        self._ask(self._query_of(source))
        self.relist()

    def take_titles(self, feeds: Iterable[Feed]) -> None:
        """Call the feed that is listed as it is called now: its title comes when it is fetched."""
        listed, query = self.query.source.feed_id, self.query
        title = next((one.name for one in feeds if one.id == listed), "")
        if title and query.own is None and title != query.source_title:
            self.query = replace(query, source_title=title)
            if self.listing is not None and self.listing.title == query.title:
                self.listing = replace(self.listing, title=self.query.title)

    def _query_of(self, source: Source) -> ListQuery:
        own = source.query if source.asks_by_itself else None
        sort, group = "" if source.query.sort else self.order.sort, self.order.group
        return ListQuery(source.title, source.query, own=own, sort=sort, group=group)

    def go_on(self, source: Source, states: frozenset[str], then: Callable[[], object]) -> None:
        """List the articles of a source in these states; ``then`` is called once they are."""
        self._ask(self._query_of(source).narrowed(states))
        self._then = then
        self.relist()

    def narrow(self, states: frozenset[str], *, keep: bool = False) -> None:
        """List all, the unread or the bookmarked articles of the source.

        ``keep`` leaves the open article in the list though it may not belong there.
        """
        self._ask(self.query.narrowed(states))
        self.relist(keep=keep)

    def sort(self, order: str) -> None:
        """List in another order, as after ``sort:``; an empty one leaves it to the query.

        A source with an order of its own is listed so until another one is; else this is how all
        are listed from now on.
        """
        if not self.query.source.sort:
            self.order = self.order.sorted_by(order)
        self.query = replace(self.query, sort=order, group=self.order.group)
        self.relist()

    def regroup(self) -> bool:
        """Group by what comes next; return whether the order of this list lets that be seen."""
        self.order = self.order.regrouped()
        sort = "" if self.query.source.sort else self.order.sort
        self.query = replace(self.query, sort=sort, group=self.order.group)
        self.relist(keep=True)
        return fits(self.order.group, self.query.source.sort)

    def _ask(self, query: ListQuery) -> None:
        """Ask for another list, in which nothing was read yet."""
        self.query, self.wrong, self._then = query, None, None
        self._unfolded.clear()
        self._read_here.clear()
        self._before_search = None

    def keep_row_of(self, article_id: int) -> None:
        """Leave an article that is read in the list until another list is asked for."""
        self._read_here.add(article_id)

    def unfold(self, story: int) -> None:
        """List all articles of a story under the fullest, or that one alone again."""
        self._unfolded ^= {story}
        self.relist(keep=True)

    def unread_row(self, number: int, by: int) -> int | None:
        """Return the next unread row of the list after row ``number``, or before it.

        In a list of the unread what was read there counts on the way back, as it is the article
        that one was just at.
        """
        ids = self.listing.ids if self.listing else array("q")
        if by < 0 and "unread" in self.listed.states:
            return number - 1 if number > 0 else None
        onward = ids[number + 1 :] if by > 0 else ids[:number][::-1]
        found = self._access.glance(lambda: self._library.first_unread(onward))
        return None if found is None else ids.index(found)

    # The search

    @property
    def shows_found(self) -> bool:
        """Whether what is listed was searched for; while a query is not understood, it may not."""
        before = self._before_search
        return self.query.searching and not (before and before.listing is self.listing)

    def search(self, words: str) -> None:
        """List what has these words, a moment after the last key; without words the source."""
        if self._before_search is None and self.listing is not None:
            reading = self._reading
            self._before_search = Place(self.listing, reading.article_id, reading.previewing)
        self.query = self.query.with_words(words.strip())
        self._keep = False
        self._access.begin(self._search, "list")

    def is_understood(self) -> bool:
        """Return whether the search is a whole query; what is wrong with it is said otherwise."""
        if self.query.searching and self.wrong is None and self.listed.unfinished is not None:
            self.wrong = self.listed.unfinished
            self._access.tell(Changed())
        return self.wrong is None

    def widen_search(self) -> bool:
        """Search in everything if nothing is in the source; return whether that finds more."""
        if not self.query.narrow or not self.found_everywhere:
            return False
        if self.listing is not None and self.listing.ids:
            return False
        self.query = self.query.widened()
        self.relist()
        return True

    def end_search(self) -> None:
        """List the source again as it was before the search, with the article of then."""
        self.query, self.wrong = self.query.with_words(""), None
        before, self._before_search = self._before_search, None
        if before is not None:
            self.listing, self.found_words = before.listing, ()
            if before.article_id is not None:
                self._reading.lay_open(before.article_id, previewing=before.previewing)
            self._access.tell(Changed())
        self.relist(keep=True)

    async def _search(self) -> None:
        await asyncio.sleep(TYPING_PAUSE)
        await self._list()

    # Listing

    def relist_now(self) -> None:
        """List the first screens at once, for the first paint; then all."""
        query = self.query
        asked = query.query(self._access.now)
        first = self._library.first_rows(asked, query.title, FIRST_ROWS)
        self.listing = replace(first, headings=self._headings(first, query, asked))
        self.unread = self.listing.unread
        self._access.tell(Changed())
        if len(self.listing.ids) > FIRST_ROWS // 4:  # copies of one story take one row
            self.relist()

    def relist(self, *, keep: bool = False) -> None:
        """List again without holding up the keys.

        ``keep`` leaves the open article in its place though it may not belong there any more:
        what one reads does not vanish from the list of the unread.
        """
        self._keep = keep
        self._access.begin(self._list, "list")

    def relist_calmly(self) -> None:
        """List again, but not while a search is on: what one is looking at stays as it is."""
        if self.query.searching:
            self._access.tell(RowsChanged())
        else:
            self.relist(keep=True)

    def relist_by_state(self) -> None:
        """List again where the list is one of states, as an article may have left it."""
        if self.listed.states:
            self.relist(keep=True)

    def _asked(self, query: ListQuery) -> Query:
        """Return what a query asks, in the reading thread; raises ``QueryError``."""
        names = self._library.known_names(self._access.rule_names)
        return query.query(self._access.now, names)

    async def _list(self) -> None:
        query, before = self.query, self.listing
        keep = self._keep and query.place == self._listed_place
        try:
            asked, title = await self._access.threads.read(lambda: self._asked(query)), query.title
            if query.searching and not keep:
                await self._show_first(asked, title)
            unfolded = frozenset(self._unfolded)
            listing = await self._access.threads.read(
                lambda: self._library.listing(
                    asked, title, best_first=query.searching, unfolded=unfolded
                )
            )
            everywhere = await self._count_everywhere(query)
            if keep and before is not None:
                listing = with_articles(listing, before, self._kept)
            listing = await self._headed(listing, query, asked)
        except NewsreaderError as error:
            self._complain(query, error)
            return
        self.listed, self.wrong = asked, None
        self.found_words = asked.words + asked.said if query.searching else ()
        self.found_everywhere = everywhere
        self._take(listing, before if keep else None)
        self._listed_place = query.place
        self.unread = listing.unread
        self._access.tell(Changed())
        then, self._then = self._then, None
        if then is not None:
            then()

    def _complain(self, query: ListQuery, error: NewsreaderError) -> None:
        """Say what is wrong: with what is typed beside it, else for a moment."""
        if query.searching and isinstance(error, QueryError):
            self.wrong = error
            self._access.tell(Changed())
        else:
            self._access.tell(Said(str(error)))

    def excerpt(self, article_id: int, width: int) -> Excerpt:
        """Return the words of an article around what is searched for; empty where that fails."""
        try:
            return self._library.excerpt(article_id, self.found_words, width)
        except NewsreaderError as error:
            self._access.tell(Complained(str(error)))
            return Excerpt()

    async def _show_first(self, asked: Query, title: str) -> None:
        """List the best of many matches before all are found and counted."""
        first = await self._access.threads.read(
            lambda: self._library.first_found(asked, title, FIRST_ROWS)
        )
        if len(first.ids) == FIRST_ROWS:
            first = await self._headed(first, self.query, asked)
            self.found_words, self.listing = asked.words + asked.said, first
            self._access.tell(Changed())

    def _take(self, listing: Listing, before: Listing | None) -> None:
        """Show another listing; the one of ``before`` stays where the same articles are in it."""
        if before is None:
            self.listing = listing
            return
        if listing.ids == before.ids:
            self._access.tell(RowsChanged())
            if (listing.title, listing.headings) == (before.title, before.headings):
                listing = before
        self.listing = listing

    @property
    def _kept(self) -> set[int]:
        """The articles that stay in the list though they may not belong there any more."""
        open_id = self._reading.article_id
        return self._read_here if open_id is None else self._read_here | {open_id}

    async def _headed(self, listing: Listing, query: ListQuery, asked: Query) -> Listing:
        """Return a listing with its headings."""
        headings = await self._access.threads.read(lambda: self._headings(listing, query, asked))
        return replace(listing, headings=headings)

    def _headings(self, listing: Listing, query: ListQuery, asked: Query) -> tuple[Heading, ...]:
        """Return the headings of the groups of a listing, and what divides it where it is new."""
        unfolded, last, ids = frozenset(self._unfolded), self.last_here, listing.ids
        headings = self._library.headings(ids, query.grouping(asked), unfolded)
        if last is None or not query.is_by_date(asked):
            return headings
        divider = news_divider(
            ids,
            last.newest,
            last.at,
            self._access.now,
            oldest_first=asked.sort.startswith("-"),
        )
        if divider is None:
            return headings
        return tuple(sorted((divider, *headings), key=lambda one: one.row))

    async def _count_everywhere(self, query: ListQuery) -> int:
        """Return how much a search that is narrowed to a source finds in everything."""
        if not query.narrow:
            return 0
        wide = query.widened()
        found = await self._access.threads.read(lambda: self._library.listing(self._asked(wide)))
        return len(found.ids)
