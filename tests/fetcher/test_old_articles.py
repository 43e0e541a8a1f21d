"""Old articles go once they are in no feed, what is marked stays, and nothing comes again."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from newsreader.domain.options.effective_options import OwnOptions
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.time_span import FOREVER
from newsreader.fetcher.old_articles import BATCH, remove_old
from newsreader.library import Library
from newsreader.storage import retention
from newsreader.storage.database import Database
from newsreader.storage.own_options import set_own_options
from tests.fake_web import Answer, FakeWeb, feed
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import item, rss

DAY = timedelta(days=1)
KEEP = 30 * DAY


def story(number: int) -> str:
    """Return an entry that was published ``number`` days before the test begins."""
    text = (
        f"<p>The council met about pier {number}, and “pier {number} will be built by spring,” "
        f"said Jane Roe, the mayor. It was the meeting number {number} of this long year.</p>"
    )
    return item(
        f"g{number}",
        f"The council votes on pier number {number}",
        text,
        link=f"https://harbour.example/2026/pier-{number}",
        date=format_datetime(NOW - DAY * number, usegmt=True),
    )


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.context = replace(newsroom.context, keep=KEEP, full_text=False)
    return newsroom


def serve(web: FakeWeb, room: Newsroom, *stories: str, path: str = "/feed", tag: str = "") -> None:
    answer = feed(rss(*stories)).with_validators(tag)
    now = format_datetime(NOW + room.later, usegmt=True)
    web.answers[path] = replace(answer, headers={**answer.headers, "Date": now})


async def look(room: Newsroom) -> int:
    """Refresh everything, then remove what is old; return how many articles went."""
    await room.refresh()
    return await remove_old(room.context)


def numbers(db: Database, where: str = "1") -> list[int]:
    """Return which stories are there."""
    titles = db.column(f"SELECT title FROM article WHERE {where}")
    return sorted(int(title.rpartition(" ")[2]) for title in titles)


def check(db: Database) -> None:
    """Check that nothing is left of what is gone, in any table or index."""
    assert db.rows("PRAGMA foreign_key_check") == []
    for index in ("article_index", "quote_index"):
        db.rows(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
    for table in ("article_text", "quote", "story_sketch", "story_key", "story_traces", "caught"):
        there = f"SELECT count(*) FROM {table} WHERE article_id NOT IN (SELECT id FROM article)"
        assert db.value(there) == 0, table
    counted = dict(db.rows("SELECT key, quotes FROM person"))
    assert counted == dict(
        db.rows("SELECT person, count(*) FROM quote WHERE person IS NOT NULL GROUP BY person")
    )


MARKS = {
    "bookmark": "UPDATE article SET bookmarked = 1 WHERE id = ?",
    "later": "UPDATE article SET later = 1 WHERE id = ?",
    "tag": "INSERT INTO article_tag VALUES (?, 'harbour')",
    "correction": "INSERT INTO correction (id, article_id, words, start, prefix, suffix, is_quote, "
    "made) VALUES ('c', ?, 'pier', 0, '', '', 1, 1)",
}


async def test_what_is_old_goes_in_batches_and_what_carries_a_mark_stays(
    web: FakeWeb, room: Newsroom
) -> None:
    many = range(1, 2 * BATCH + 8)
    for path in ("/a", "/b"):
        serve(web, room, *map(story, many), path=path)
    first, second = (room.subscribe(web.url(path)) for path in ("/a", "/b"))
    assert await look(room) == 0, "what is in its feed stays, however old it is"
    grouped = "SELECT count(*) FROM article WHERE story IS NOT NULL"
    assert room.database.value(grouped) > 0
    here = f"feed_id = {first}"
    ids = {
        n: room.database.value(f"SELECT id FROM article WHERE {here} AND key = 'g{n}'")
        for n in many
    }
    with room.database.transaction() as connection:
        for number, mark in enumerate(MARKS, 1):
            connection.execute(MARKS[mark], (ids[number],))
        connection.execute("UPDATE article SET read = 1 WHERE id % 3 = 0")
    with closing(Library(room.database.path)) as library:
        library.highlight(ids[5], 0, 3)
        library.bookmark(ids[6], True)
        library.bookmark(ids[6], False)
        library.mark_opened(ids[7])
    room.later = 29 * DAY
    serve(web, room, path="/a")
    serve(web, room, *map(story, many), path="/b")
    assert await look(room) == 0, "what was first seen 29 days ago is not old"
    room.later = 60 * DAY
    serve(web, room, path="/a")
    serve(web, room, *map(story, many), path="/b")
    assert await look(room) == len(many) - 7
    left = [1, 2, 3, 4, 5, 6, 7]
    assert numbers(room.database, here) == left, "6 can be undone, 7 is being read"
    check(room.database)
    with closing(Library(room.database.path)) as library:
        library.mark_opened(ids[1])
    with room.database.transaction() as connection:
        connection.execute("DELETE FROM step")
    assert await look(room) == 2
    assert numbers(room.database, here) == [1, 2, 3, 4, 5]
    assert numbers(room.database, f"feed_id = {second}") == [*many]
    assert room.database.value(grouped) <= 2 * 5, "one that is left alone is no group"
    serve(web, room, *map(story, many), path="/a")
    assert (await room.refresh()).new == 0
    assert room.database.value("SELECT count(*) FROM feed_document") == 0, "nothing waits"


async def test_each_feed_may_keep_otherwise(web: FakeWeb, room: Newsroom) -> None:
    room.context = replace(
        room.context,
        keep=FOREVER,
        feed_options=(FeedOptions(web.url("/b"), keep=90 * DAY),),
    )
    ids = {}
    for path in ("/a", "/b", "/c"):
        serve(web, room, story(1), path=path)
        ids[path] = room.subscribe(web.url(path))
    for path in ("/a", "/b"):
        set_own_options(room.database, ids[path], OwnOptions(keep=KEEP))
    await look(room)
    room.later = 60 * DAY
    for path in ids:
        serve(web, room, path=path)
    assert await look(room) == 1
    assert set(room.database.column("SELECT feed_id FROM article")) == {ids["/b"], ids["/c"]}
    room.later = 120 * DAY
    for path in ids:
        serve(web, room, path=path)
    assert await look(room) == 1


async def test_nothing_goes_by_a_clock_that_servers_doubt_or_nobody_confirms(
    web: FakeWeb, room: Newsroom
) -> None:
    serve(web, room, story(1))
    room.subscribe(web.url("/feed"))
    await look(room)
    serve(web, room)
    room.later = 400 * DAY  # the server goes by another day
    assert await look(room) == 0
    web.answers["/feed"] = Answer(status=500)
    assert await look(room) == 0
    serve(web, room)
    assert await look(room) == 1


async def test_a_feed_that_always_says_that_nothing_changed_is_asked_what_it_has(
    web: FakeWeb, room: Newsroom
) -> None:
    """As it was read by a newsreader that did not note that."""
    serve(web, room, story(1), story(2), tag='"1"')
    number = room.subscribe(web.url("/feed"))
    await look(room)
    serve(web, room, story(2), tag='"2"')
    room.later = 2 * DAY
    await look(room)
    with room.database.transaction():
        retention.forget_listing(room.database, number)
    room.later = 40 * DAY
    serve(web, room, story(2), tag='"2"')
    room.context = replace(room.context, keep=FOREVER)
    await look(room)
    assert web.last("/feed").headers.get("if-none-match") is None, (
        "nothing is old news after 8 days"
    )
    with room.database.transaction():
        retention.forget_listing(room.database, number)
    await look(room)
    assert web.last("/feed").headers["if-none-match"] == '"2"'
    room.context = replace(room.context, keep=KEEP)
    assert await look(room) == 1
    assert "if-none-match" not in web.last("/feed").headers
    assert numbers(room.database) == [2]
