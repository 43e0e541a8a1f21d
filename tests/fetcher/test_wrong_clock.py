"""A clock that was wrong for years, and was put right, leaves nothing wrong behind."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.setting import Range, about
from newsreader.domain.schedule import LONGEST_WAIT, Wishes, due_after_answer, is_due
from newsreader.fetcher.http.errors import HostBackingOff
from newsreader.fetcher.http.host_queue import HostQueue
from newsreader.storage import feeds, full_text_queue, host_backoff
from newsreader.storage.database import moment
from tests.fake_web import Answer, FakeWeb, feed, refusal
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import STORY_BEGINNING, item, rss

YEARS = timedelta(days=3_650)
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC) - NOW
UNDATED = item("2", "Pier", "Words.").replace("pubDate", "nothing")
TAG = '"1"'


def dates(room: Newsroom, title: str) -> tuple[datetime, datetime, bool]:
    """Return when a story was published and first seen, and whether its feed says the former."""
    with room.database.transaction() as connection:
        published, fetched, dated = connection.execute(
            "SELECT published, fetched, dated FROM article WHERE title = ?", (title,)
        ).fetchone()
    return moment(published), moment(fetched), bool(dated)


@pytest.mark.parametrize(
    ("due", "checked", "expected"),
    [
        (None, None, True),
        (timedelta(), None, True),
        (timedelta(hours=1), timedelta(hours=-1), False),
        (timedelta(hours=1), timedelta(minutes=5), False),
        (timedelta(hours=3), timedelta(hours=2), True),
        (timedelta(days=30), timedelta(days=-1), False),
        (YEARS, timedelta(days=-1), True),
    ],
)
def test_a_due_time_of_a_wrong_clock_does_not_count(
    due: timedelta | None, checked: timedelta | None, expected: bool
) -> None:
    when = None if due is None else NOW + due
    assert is_due(when, None if checked is None else NOW + checked, NOW) is expected


def test_the_longest_interval_of_a_user_counts() -> None:
    interval = next(one for one in fields(FeedOptions) if one.name == "interval")
    known = about(interval)
    assert known is not None and isinstance(known.accepts, Range)
    longest = timedelta(hours=known.accepts.high)
    due = due_after_answer(NOW, longest, Wishes(), conditional=True, chosen=True, chance=1.0)
    assert due + timedelta(days=1) - NOW < LONGEST_WAIT


@pytest.mark.parametrize("wrong", [YEARS, LONG_AGO, timedelta(days=40)])
async def test_feeds_are_asked_whole_soon_after_a_wrong_clock(
    web: FakeWeb, newsroom: Newsroom, wrong: timedelta
) -> None:
    dated = item("1", "Ferry", "Words.")
    web.answers["/feed"] = feed(rss(dated)).with_validators(TAG)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    seen = dates(newsroom, "Ferry")
    newsroom.later = wrong
    web.answers["/feed"] = feed(rss(dated, UNDATED)).with_validators('"2"')
    await newsroom.headlines()
    newsroom.later = timedelta(days=2)
    present = NOW + newsroom.later
    due = feeds.subscriptions(newsroom.database, due_by=present)
    assert [one.id for one in due] == [1]
    await newsroom.headlines()
    assert "if-none-match" not in web.last("/feed").headers
    assert feeds.feed(newsroom.database, 1).checked == present
    assert dates(newsroom, "Ferry") == seen
    assert dates(newsroom, "Pier") == (present, present, False)


async def test_what_was_dated_under_a_clock_that_was_behind_is_dated_again(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "Words."), UNDATED)).with_validators(TAG)
    newsroom.later = timedelta(days=-30)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    newsroom.later = timedelta()
    assert (await newsroom.headlines()).updated == 1
    assert dates(newsroom, "Ferry") == (datetime(2026, 11, 20, 10, tzinfo=UTC), NOW, True)
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "Words."), UNDATED)).with_validators('"2"')
    assert (await newsroom.headlines()).updated == 0


async def test_a_date_that_was_believed_too_early_is_not_kept(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    ahead = item("1", "Ferry", "Words.", date="Thu, 20 Nov 2031 10:00:00 GMT")
    web.answers["/feed"] = feed(rss(ahead))
    newsroom.subscribe(web.url("/feed"))
    newsroom.later = YEARS
    await newsroom.headlines()
    assert dates(newsroom, "Ferry")[0].year == 2031
    newsroom.later = timedelta(hours=2)
    await newsroom.headlines()
    taken = (NOW + newsroom.later, NOW + newsroom.later, False)
    assert dates(newsroom, "Ferry") == taken
    newsroom.later *= 2
    await newsroom.headlines()
    assert dates(newsroom, "Ferry") == taken


async def test_a_clock_that_servers_do_not_share_changes_nothing(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    there = {"Date": format_datetime(NOW, usegmt=True), "ETag": TAG}
    web.answers["/feed"] = Answer(rss(UNDATED).encode(), headers=there)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    newsroom.later = timedelta(days=-60)
    await newsroom.headlines()
    assert dates(newsroom, "Pier") == (NOW, NOW, False)


async def test_pages_are_tried_again(web: FakeWeb, newsroom: Newsroom) -> None:
    body = feed(rss(item("1", "Ferry", STORY_BEGINNING, link=web.url("/1"))))
    web.answers |= {"/feed": body.with_validators(TAG), "/1": refusal(500)}
    newsroom.subscribe(web.url("/feed"))
    newsroom.later = YEARS
    await newsroom.refresh()
    newsroom.later = timedelta()
    full_text_queue.want_failed_pages(newsroom.database, NOW, [timedelta(days=1)])
    assert full_text_queue.feeds_wanting_pages(newsroom.database) == {1}


async def test_a_host_is_not_left_alone_for_years(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = refusal(429, Retry_After="3600")
    newsroom.subscribe(web.url("/feed"))
    newsroom.later = YEARS
    await newsroom.headlines()
    newsroom.later = timedelta()
    assert host_backoff.backing_off_hosts(newsroom.database, NOW) == {}
    await newsroom.headlines()
    assert web.count("/feed") == 2
    until = host_backoff.backing_off_hosts(newsroom.database, NOW)
    assert until == {"127.0.0.1": NOW + timedelta(hours=1)}
    assert newsroom.context.downloader.host_queue.back_offs == until
    await newsroom.headlines()
    assert web.count("/feed") == 2


def test_a_back_off_of_a_day_counts() -> None:
    queue = HostQueue(1, 1, 0.0)
    queue.back_off("harbour.example", NOW + timedelta(days=1))
    with pytest.raises(HostBackingOff):
        queue.check("harbour.example", NOW)
