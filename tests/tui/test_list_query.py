"""What the list is asked for and what it is called, without a screen."""

from array import array

import pytest

from newsreader.domain.article import Listing
from newsreader.domain.query import QueryError, in_feed, in_state
from newsreader.tui.listing.list_query import ListQuery, with_articles
from newsreader.tui.listing.list_title import list_title
from tests.builders import NOW, asking

FEED = ListQuery("Coast Daily", in_feed(7))
UNREAD, BOOKMARKED = frozenset({"unread"}), frozenset({"bookmarked"})


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (ListQuery(), "All"),
        (ListQuery().narrowed(UNREAD), "Unread"),
        (ListQuery("Unread", in_state("unread")), "Unread"),
        (
            ListQuery("Bookmarked", in_state("bookmarked")).narrowed(UNREAD),
            "Unread",
        ),
        (FEED, "Coast Daily"),
        (FEED.narrowed(UNREAD), "Coast Daily, unread"),
        (FEED.narrowed(UNREAD).narrowed(frozenset()), "Coast Daily"),
        (FEED.with_words("ferry"), "“ferry”"),
    ],
)
def test_the_list_is_called_by_what_is_in_it(query: ListQuery, title: str) -> None:
    assert query.title == title


def test_a_search_stays_in_its_source_and_state() -> None:
    query = FEED.narrowed(UNREAD).with_words("ferry is:bookmarked").query(NOW)
    assert query.words == asking("ferry").words
    assert query.feed_id == 7
    assert query.states == {"unread", "bookmarked"}


def test_what_cannot_be_searched_for_is_an_error() -> None:
    query = ListQuery().with_words("is:purple")
    with pytest.raises(QueryError):
        query.query(NOW)


def test_the_title_counts_what_is_left_or_what_was_found() -> None:
    listing = Listing(array("q", range(1200)), "All")
    assert list_title(listing, 7, False) == ("All", "7 unread")
    assert list_title(listing, 0, False) == ("All", "1,200")
    assert list_title(listing, 7, True) == ("All", "1,200 found")


@pytest.mark.parametrize(
    ("ids", "before", "kept"),
    [
        ([1, 3], [1, 2, 3], [1, 2, 3]),
        ([3, 1], [2, 3, 1], [2, 3, 1]),
        ([9, 1, 3], [1, 2, 3], [9, 1, 2, 3]),
        ([], [1, 2], [2]),
        ([2, 1], [1, 2], [2, 1]),
        ([1], [1], [1]),
    ],
)
def test_what_is_read_stays_where_it_was(
    ids: list[int], before: list[int], kept: list[int]
) -> None:
    old, new = Listing(array("q", before), "All"), Listing(array("q", ids), "All")
    assert list(with_articles(new, old, (2,)).ids) == kept
