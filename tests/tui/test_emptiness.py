"""What an empty list says, for each reason."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.commands.keymap import Keymap
from newsreader.domain.feed import Feed
from newsreader.domain.query import Query, in_feed, in_state, parse_query
from newsreader.tui.actions import COMMANDS
from newsreader.tui.listing.emptiness import why_empty
from newsreader.tui.listing.list_query import ListQuery
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
    told = KEYMAP.fill(why_empty(ListQuery(), [], NOW))
    assert "a adds one" in told
    named = re.findall("“(.+?)”", told)
    assert named and {*named} <= {one.title for one in COMMANDS}


FAILED = replace(FEED, checked=NOW, error="It wants a login.")


@pytest.mark.parametrize(
    ("query", "feeds", "told"),
    [
        (in_feed(1), [FEED], "Fetching Alpha …"),
        (in_state("unread"), [FEED], "Fetching Alpha …"),
        (Query(), [FEED, replace(FEED, id=3)], "Fetching 2 feeds …"),
        (in_feed(1), [replace(FEED, title="{braces}")], "Fetching {braces} …"),
        (in_state("bookmarked"), [FEED], "Nothing is bookmarked."),
        (in_feed(1), [replace(FEED, checked=NOW)], "Alpha has no articles at present."),
    ],
)
def test_what_is_fetched_for_the_first_time_is_told(
    query: Query, feeds: list[Feed], told: str
) -> None:
    found = why_empty(ListQuery("Alpha", query), feeds, NOW, is_fetching=True)
    assert KEYMAP.fill(found).startswith(told)


def test_what_was_asked_for_in_vain_is_told_with_the_reason() -> None:
    alone = KEYMAP.fill(why_empty(ListQuery("Alpha", in_feed(1)), [FAILED], NOW))
    assert alone == "Alpha could not be read: It wants a login."
    two = [FAILED, replace(FAILED, id=3)]
    assert KEYMAP.fill(why_empty(ListQuery(), two, NOW)) == (
        "None of the 2 feeds could be read; ! says why."
    )
    checked = [replace(FEED, checked=NOW), replace(FAILED, id=3)]
    assert why_empty(ListQuery(), checked, NOW) == "None of these feeds has an article at present."


def test_a_refresh_is_promised_only_where_one_is_due() -> None:
    unread = ListQuery("Unread", in_state("unread"))
    assert why_empty(unread, [DEMO], NOW) == "All read."
    assert why_empty(unread, [replace(FEED, due=NOW)], NOW) == "All read. The next refresh is due."
