"""Reading on across feeds and folders once a list has nothing unread any more."""

from pathlib import Path

import pytest

from newsreader.domain.feed import Feed
from newsreader.domain.query import Query, in_feed, in_folder, in_state
from newsreader.library import Library
from newsreader.tui.listing.sources import Shelf, list_sources, next_with_news
from tests.builders import NOW, STORIES, Story
from tests.tui.stage import Stage, on_stage

BRIDGE, FERRY, RAIN, SUNDAYS = (story.title for story in STORIES)


def a_feed(number: int, folder: str = "", unread: int = 1) -> Feed:
    return Feed(number, f"https://{number}.example/", f"F{number}", folder=folder, unread=unread)


SHELF = Shelf(
    (a_feed(1), a_feed(2, "A"), a_feed(3, "A/B"), a_feed(4, "A/C", 0), a_feed(5, "D")),
    ("A", "A/B", "A/C", "D"),
)
TREE = list_sources(SHELF, NOW)
"""F1, A (F2, A/B (F3), A/C (F4)), D (F5)."""


@pytest.mark.parametrize(
    ("listed", "following"),
    [
        (Query(), "F1"),
        (in_state("later"), "F1"),
        (in_feed(1), "F2"),
        (in_feed(2).within(in_state("unread")), "F3"),
        (in_feed(3), "F5"),
        (in_feed(5), "F1"),
        (in_folder("A"), "D"),
        (in_folder("A/B"), "D"),
        (in_folder("D"), "F1"),
        (in_feed(99), "F1"),
    ],
)
def test_on_goes_to_the_next_of_its_kind_with_news(listed: Query, following: str) -> None:
    found = next_with_news(TREE, listed)
    assert found is not None and found.title == following


def test_what_is_listed_comes_last_and_then_nothing() -> None:
    alone = Shelf((a_feed(1), a_feed(2, "A", 0)), ("A",))
    tree = list_sources(alone, NOW)
    (own,) = (one for one in tree if one.title == "F1")
    assert next_with_news(tree, in_feed(1)) == own
    assert next_with_news(tree, in_feed(1), {own.identity}) is None


def put_into_folders(library: Library) -> None:
    folders = {"The Harbour Gazette": "Near", "Coast Daily": "Sea/Coast"}
    for feed in library.feeds():
        if feed.title in folders:
            library.file_feeds([feed.id], folders[feed.title])


async def list_source(stage: Stage, title: str) -> None:
    source = next(one for one in stage.screen.sources if one.title == title)
    stage.session.list.show(source)
    await stage.settle()


async def test_n_goes_on_to_the_next_feed_and_says_which(tmp_path: Path) -> None:
    inland = Story("Rain and ferries", "It rained on all ferries.", feed="Inland")
    async with on_stage(tmp_path, (*STORIES, inland), prepare=put_into_folders) as stage:
        await list_source(stage, "Coast Daily")
        await stage.press("enter", "n")
        assert stage.opened == RAIN
        await stage.press("n")
        assert stage.opened == "Rain and ferries" and stage.here == "article"
        assert stage.shows("Inland") and "On to Inland: 1 unread." in stage.line
        await stage.press("n")
        assert stage.opened == BRIDGE and stage.titles == [BRIDGE, SUNDAYS]
        assert stage.screen.list_pane.cursor == 0
        await stage.press("n")
        assert "Nothing is unread in any feed." in stage.line and stage.opened == BRIDGE


async def test_n_goes_on_to_the_next_folder_and_stays_with_the_unread(tmp_path: Path) -> None:
    async with on_stage(tmp_path, prepare=put_into_folders) as stage:
        await list_source(stage, "Near")
        await stage.press("2", "n")
        assert stage.opened == BRIDGE, "which was only shown beside the list"
        await stage.press("n")
        assert "On to Sea: 2 unread." in stage.line
        assert (stage.opened, stage.titles) == (FERRY, [FERRY, RAIN])
        assert stage.shows("Sea, unread")
        await stage.press("1", "semicolon")
        assert stage.titles == [RAIN], "it has nothing else to go to than itself"


async def test_in_everything_n_begins_again_at_the_top(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("j", "enter", "n")
        assert stage.opened == RAIN
        await stage.press("n")
        assert stage.opened == BRIDGE and "On from the top" in stage.line
        await stage.press("n")
        assert "No more unread articles in this list." in stage.line


async def test_a_source_whose_count_was_of_before_is_passed_over(tmp_path: Path) -> None:
    third = Story("Third", feed="Third Post")
    async with on_stage(tmp_path, (*STORIES, third)) as stage:
        await list_source(stage, "Coast Daily")
        ids = [row.id for row in stage.library.rows(stage.session.list.listing.ids)]  # type: ignore[union-attr]
        stage.library.mark_read(ids)
        stage.library.mark_read([stage.row(BRIDGE).id])
        await stage.press("n")
        assert stage.opened == "Third" and "On to Third Post: 1 unread." in stage.line
