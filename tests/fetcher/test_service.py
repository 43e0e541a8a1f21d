"""Everything that the fetcher is asked for."""

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from newsreader.domain.errors import FeedError, FetchError, RefreshRunning
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.query import Query
from newsreader.fetcher import service
from newsreader.fetcher.locks import refresh_lock
from newsreader.fetcher.service import FetchService
from newsreader.library import Library
from newsreader.protocol import (
    Added,
    Event,
    FeedDone,
    Found,
    Imported,
)
from newsreader.settings.values import Fetching, Settings
from newsreader.storage import feeds, history
from newsreader.storage.safety.opening import open_library
from tests.fake_web import FakeWeb, feed, page
from tests.fetcher.conftest import places_in
from tests.fetcher.harbour import FULL_STORY, STORY_BEGINNING, item, rss, story_page


@dataclass
class Told:
    """A fetcher, and what it tells."""

    fetcher: FetchService
    events: list[Event] = field(default_factory=list)


@pytest_asyncio.fixture
async def told(tmp_path: Path) -> AsyncIterator[Told]:
    events: list[Event] = []
    settings = Settings(fetch=Fetching(timeout=5))
    async with service.open(places_in(tmp_path), settings, events.append) as fetcher:
        yield Told(fetcher, events)


ONE = item("1", "Ferry sails again", FULL_STORY)


async def test_a_feed_is_added_and_fetched_once(web: FakeWeb, told: Told) -> None:
    web.answers["/feed"] = feed(rss(ONE))
    found = await told.fetcher.discover(web.url("/feed"))
    added = await told.fetcher.add(found.candidates[0].url)
    assert (added.title, added.unread) == ("Harbour Gazette", 1)
    assert web.count("/feed") == 1, "one unconditional request for a new feed"
    kinds = [type(event) for event in told.events]
    assert kinds[:2] == [Found, Added]
    assert isinstance(told.events[1], Added)
    assert told.events[1].title == "Harbour Gazette"
    assert FeedDone in kinds


async def test_a_feed_that_was_cut_off_is_read_again_when_more_of_it_may_be(
    web: FakeWeb, tmp_path: Path
) -> None:
    stories = [item(str(number), f"Story {number}", FULL_STORY * 100) for number in range(15)]
    web.answers["/feed"] = feed(rss(*stories)).with_validators('"v1"')
    for size, asked in ((1, 1), (1, 1), (2, 2), (2, 2)):
        settings = Settings(fetch=Fetching(timeout=5, feed_size=size))
        async with service.open(places_in(tmp_path), settings) as fetcher:
            read = await fetcher.add(web.url("/feed"))
        assert bool(read.note) == (size == 1)
        whole = [one for one in web.requests if "if-none-match" not in one.headers]
        assert len(whole) == asked


async def test_a_feed_that_is_known_is_not_added_twice(web: FakeWeb, told: Told) -> None:
    web.answers["/feed"] = feed(rss(ONE)).with_validators('"v1"')
    first = await told.fetcher.add(web.url("/feed"))
    second = await told.fetcher.add(web.url("/feed"))
    assert (first.id, second.unread) == (second.id, 1)


async def test_a_last_slash_makes_no_other_feed_of_the_same_name(web: FakeWeb, told: Told) -> None:
    web.answers |= {"/feed": feed(rss(ONE)), "/feed/": feed(rss(ONE)), "/feed//": feed(rss(ONE))}
    first = await told.fetcher.add(web.url("/feed"))
    for other in ("/feed/", "/feed//"):
        assert (await told.fetcher.add(web.url(other), title=first.published_title)).id == first.id
    assert (await told.fetcher.add(web.url("/feed/"), title="Letters")).id != first.id


async def test_what_is_added_and_imported_is_undone_in_steps(
    web: FakeWeb, told: Told, tmp_path: Path
) -> None:
    web.answers |= {f"/{one}": feed(rss(item(one, f"Story {one}", FULL_STORY))) for one in "abcd"}
    with told.fetcher.as_one_step():
        for one in "ab":
            await told.fetcher.add(web.url(f"/{one}"))
    await told.fetcher.add(web.url("/a"))
    listed = tmp_path / "feeds.opml"
    outlines = "".join(f'<outline type="rss" xmlUrl="{web.url(f"/{one}")}"/>' for one in "acd")
    listed.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    await told.fetcher.import_opml(listed)
    with closing(Library(places_in(tmp_path).database)) as library:
        assert [one.label for one in library.steps()] == ["added 2 feeds", "added 2 feeds"]
        whole = library.listing(Query()).ids
        assert (len(library.feeds()), len(whole)) == (4, 4)
        for left in (2, 0):
            taken = library.undo()
            assert taken is not None and taken.sentence == "Undone: added 2 feeds."
            assert len(library.feeds()) == len(library.listing(Query()).ids) == left
        library.redo()
        library.redo()
        assert library.listing(Query()).ids == whole


async def test_another_spelling_of_a_known_address_is_taken_where_the_known_one_fails(
    web: FakeWeb, told: Told
) -> None:
    web.answers["/feed~"] = feed(rss(ONE))
    first = await told.fetcher.add(web.url("/feed~"))
    assert (await told.fetcher.add(web.url("/feed%7E?#top"))).url == first.url
    del web.answers["/feed~"]
    web.answers["/feed%7E"] = feed(rss(ONE))
    assert (await told.fetcher.add(web.url("/feed~"))).error
    second = await told.fetcher.add(web.url("/feed%7E"))
    assert (second.id, second.url, second.error) == (first.id, web.url("/feed%7E"), "")
    assert second.unread == 1
    database = told.fetcher._context.database
    taken = history.next_step(database)
    assert taken is not None and taken.label == "gave Harbour Gazette another address"
    with database.transaction():
        history.take(database, taken)
    assert feeds.feed(database, first.id).url == first.url


async def test_a_page_is_discovered_and_its_feed_added(web: FakeWeb, told: Told) -> None:
    web.answers |= {
        "/": page("<html><link rel=alternate type=application/rss+xml href=/feed></html>"),
        "/feed": feed(rss(ONE)),
    }
    found = await told.fetcher.discover(web.url("/").removeprefix("http://"))
    assert [one.url for one in found.candidates] == [web.url("/feed")]
    assert (await told.fetcher.add(found.candidates[0].url)).unread == 1


async def test_refusals_are_raised(web: FakeWeb, told: Told) -> None:
    web.answers["/words"] = page("<html>Nothing here</html>")
    with pytest.raises(FeedError):
        await told.fetcher.discover(web.url("/words"))
    with pytest.raises(FetchError):
        await told.fetcher.discover(web.url("/missing"))
    with pytest.raises(FeedError):
        await told.fetcher.add("javascript:alert(1)")


async def test_two_refreshes_do_not_run_side_by_side(
    web: FakeWeb, told: Told, tmp_path: Path
) -> None:
    web.answers["/feed"] = feed(rss(ONE))
    await told.fetcher.add(web.url("/feed"))
    with refresh_lock(tmp_path), pytest.raises(RefreshRunning):
        await told.fetcher.refresh()
    assert (await told.fetcher.refresh()).feeds == 1


async def test_feeds_are_due_as_the_settings_say(web: FakeWeb, tmp_path: Path) -> None:
    web.answers["/feed"] = feed(rss(ONE)).with_validators('"v1"')
    often = FeedOptions(web.url("/feed"), interval=timedelta(minutes=15))
    waits = []
    for options in ((), (often,)):
        settings = Settings(fetch=Fetching(shortest=30, longest=30), feeds=options)
        async with service.open(places_in(tmp_path), settings) as fetcher:
            added = await fetcher.add(web.url("/feed"))
            assert added.due is not None and added.checked is not None
            waits.append(added.due - added.checked)
            assert (await fetcher.refresh(due=True)).feeds == 0
            assert (await fetcher.refresh()).feeds == 1
    assert timedelta(hours=30) <= waits[0] <= timedelta(hours=33)
    assert timedelta(minutes=15) <= waits[1] <= timedelta(minutes=17)


async def test_the_full_text_of_one_article(web: FakeWeb, tmp_path: Path) -> None:
    web.answers |= {
        "/feed": feed(rss(item("1", "Ferry", STORY_BEGINNING, link=web.url("/1")))),
        "/1": page(story_page()),
    }
    settings = Settings(fetch=Fetching(full_text="never"))
    async with service.open(places_in(tmp_path), settings) as fetcher:
        await fetcher.add(web.url("/feed"))
        assert web.count("/1") == 0
        assert (await fetcher.fetch_page(1)).status == "new"


async def test_a_list_of_feeds_is_taken_over_once(web: FakeWeb, told: Told, tmp_path: Path) -> None:
    web.answers |= {"/a": feed(rss(ONE)), "/b": feed(rss(ONE))}
    opml = tmp_path / "list.opml"
    opml.write_text(
        "<opml><body><outline text='News'>"
        f"<outline text='A' xmlUrl='{web.url('/a')}'/></outline>"
        f"<outline text='B' xmlUrl='{web.url('/b')}'/><outline xmlUrl='|cmd'/></body></opml>"
    )
    assert await told.fetcher.import_opml(opml) == Imported(2, 0, 1, ("|cmd",))
    assert await told.fetcher.import_opml(opml) == Imported(0, 2, 1, ("|cmd",))
    assert (web.count("/a"), web.count("/b")) == (1, 1)
    database = open_library(tmp_path / "newsreader.db").database
    assert [one.folder for one in feeds.feeds(database)] == ["", "News"]
    database.close()
    with pytest.raises(FeedError, match="cannot be read"):
        await told.fetcher.import_opml(tmp_path / "missing.opml")
