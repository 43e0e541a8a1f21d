"""What an empty list says, for each reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.commands.keymap import Keymap
from newsreader.domain.feed import Feed
from newsreader.domain.query import Query, in_feed, in_state, parse_query
from newsreader.tui.actions import COMMANDS
from newsreader.tui.emptiness import why_empty
from newsreader.tui.list_query import ListQuery
from tests.builders import NOW

FEED = Feed(1, "https://a.example/", "Alpha", due=NOW + timedelta(hours=3, minutes=5))
DEMO = Feed(2, "demo:", "Demo")
KEYMAP = Keymap(COMMANDS, {})
SINCE = parse_query("since:today", NOW)
VIEW = ListQuery("Ports", Query(), own=Query())


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (ListQuery(words="zeppelin"), "Nothing is found."),
        (ListQuery("Unread", in_state("unread")), "All read. The next refresh is in 3h."),
        (ListQuery("Alpha", in_feed(1).within(in_state("unread"))), "All read. The next"),
        (ListQuery("Bookmarked", in_state("bookmarked")), "b bookmarks an article."),
        (ListQuery("Read later", in_state("later")), "B keeps an article"),
        (ListQuery("Highlighted", in_state("highlighted")), "In an article H highlights"),
        (ListQuery("Changed", in_state("changed")), "No publisher changed a text"),
        (ListQuery("Today", SINCE), "Nothing has come today. The next refresh is in 3h."),
        (VIEW, "Nothing is asked for by this view at present."),
        (ListQuery("Alpha", in_feed(1)), "No articles yet. r asks for them."),
    ],
)
def test_an_empty_list_says_why_and_what_to_do(query: ListQuery, told: str) -> None:
    assert told in KEYMAP.fill(why_empty(query, [FEED, DEMO], NOW))


def test_without_feeds_it_is_told_how_one_comes() -> None:
    assert "a adds one" in KEYMAP.fill(why_empty(ListQuery(), [], NOW))


def test_a_refresh_is_promised_only_where_one_is_due() -> None:
    unread = ListQuery("Unread", in_state("unread"))
    assert why_empty(unread, [DEMO], NOW) == "All read."
    assert why_empty(unread, [replace(FEED, due=NOW)], NOW) == "All read. The next refresh is due."
