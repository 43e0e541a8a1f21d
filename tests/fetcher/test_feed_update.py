"""Manners towards one server: what is asked when, and what follows from its answers."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest

from newsreader.domain.health import State
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.refresh import refresh
from newsreader.storage import feed_answers, feeds, host_backoff
from tests.fake_web import Answer, FakeWeb, feed, page, redirect, refusal
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import FULL_STORY, STORY_BEGINNING, item, rss, story_page

HOUR = timedelta(hours=1)
ONE = item("1", "Ferry sails again", FULL_STORY)
HOURLY = [
    item(str(n), f"Story {n}", FULL_STORY, date=format_datetime(NOW - n * HOUR)) for n in range(9)
]
TAG = '"v1"'


def due(room: Newsroom, feed_id: int) -> timedelta:
    """Return how long after ``NOW`` a feed is due."""
    moment = feeds.feed(room.database, feed_id).due
    assert moment is not None
    return moment - NOW


def with_headers(answer: Answer, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return replace(answer, headers={**answer.headers, **named})


async def test_a_feed_is_due_as_often_as_it_publishes(web: FakeWeb, newsroom: Newsroom) -> None:
    slow = [
        item(str(n), f"Story {n}", FULL_STORY, date=format_datetime(NOW - n * 7 * HOUR))
        for n in range(9)
    ]
    web.answers |= {
        "/hourly": feed(rss(*HOURLY)).with_validators(TAG),
        "/slow": feed(rss(*slow)).with_validators(TAG),
        "/plain": feed(rss(*HOURLY)),
    }
    hourly, slowly, plain = (
        newsroom.subscribe(web.url(f"/{n}")) for n in ("hourly", "slow", "plain")
    )
    await newsroom.refresh()
    assert due(newsroom, hourly) == HOUR
    assert due(newsroom, slowly) == 7 * HOUR
    assert due(newsroom, plain) == 24 * HOUR, "without a validator once a day"
    newsroom.later = HOUR
    await newsroom.refresh(hourly)
    assert due(newsroom, hourly) == 2 * HOUR, "also after a 304"


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({"Cache_Control": "max-age=10800"}, 3),
        ({"Cache_Control": "public, Max-Age = 10800", "Age": "3600"}, 2),
        ({"Cache_Control": "max-age=31536000"}, 24),
        ({"Cache_Control": "no-cache, max-age=10800"}, 1),
        ({"Expires": "Tue, 24 Nov 2026 17:00:00 GMT"}, 5),
        ({"Expires": "Tue, 24 Nov 2026 17:00:00 GMT", "Date": "Tue, 24 Nov 2026 15:00:00 GMT"}, 2),
        ({"Expires": "0"}, 1),
        ({"Expires": "Tue, 24 Nov 2026 17:00:00 GMT", "Cache_Control": "max-age=7200"}, 2),
        ({"Cache_Control": "max-age=lots"}, 1),
    ],
)
async def test_a_feed_is_not_due_while_its_answer_is_good(
    web: FakeWeb, newsroom: Newsroom, headers: dict[str, str], hours: int
) -> None:
    web.answers["/feed"] = with_headers(feed(rss(*HOURLY)).with_validators(TAG), **headers)
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert due(newsroom, feed_id) == hours * HOUR


async def test_what_the_feed_itself_wishes_holds_through_304s(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    wishing = rss(*HOURLY).replace("<link>", "<ttl>240</ttl><link>", 1)
    web.answers["/feed"] = feed(wishing).with_validators(TAG)
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert due(newsroom, feed_id) == 4 * HOUR
    newsroom.later = 4 * HOUR
    assert (await newsroom.refresh()).unchanged == 1
    assert due(newsroom, feed_id) == 8 * HOUR


async def test_hours_to_be_skipped_are_skipped(web: FakeWeb, newsroom: Newsroom) -> None:
    skipping = rss(*HOURLY).replace(
        "<link>", "<skipHours><hour>13</hour><hour>14</hour></skipHours><link>", 1
    )
    web.answers["/feed"] = feed(skipping).with_validators(TAG)
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert due(newsroom, feed_id) == 3 * HOUR


async def test_failures_are_asked_less_and_less_often(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = refusal(500)
    feed_id = newsroom.subscribe(web.url("/feed"))
    for hours in (1, 2, 4):
        await newsroom.refresh()
        assert due(newsroom, feed_id) == hours * HOUR
    web.answers["/feed"] = feed(rss(*HOURLY)).with_validators(TAG)
    await newsroom.refresh()
    assert due(newsroom, feed_id) == HOUR


async def test_dues_are_scattered_upwards(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(*HOURLY)).with_validators(TAG), "/b": refusal(500)}
    good, bad = newsroom.subscribe(web.url("/a")), newsroom.subscribe(web.url("/b"))
    newsroom.context = replace(newsroom.context, chance=lambda: 0.5)
    await newsroom.refresh()
    assert due(newsroom, good) == HOUR * 1.05
    assert due(newsroom, bad) == HOUR * 1.25


async def test_a_host_that_wants_rest_gets_it_for_all_its_feeds(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/a": refusal(429, Retry_After="7200"), "/b": feed(rss(ONE))}
    first, second = newsroom.subscribe(web.url("/a")), newsroom.subscribe(web.url("/b"))
    outcome = await newsroom.refresh()
    assert (outcome.failed, outcome.waiting, outcome.unchanged) == (1, 1, 0)
    assert (web.count("/a"), web.count("/b")) == (1, 0)
    assert due(newsroom, first) == due(newsroom, second) == 2 * HOUR
    waiting = newsroom.told(second)
    assert (waiting.status, waiting.error) == ("waiting", "")
    assert waiting.note.startswith("127.0.0.1 asked to be left alone until ")
    assert feeds.feed(newsroom.database, second).error == "", "not the feed's fault"
    newsroom.later = HOUR
    async with Downloader(Limits(timeout=5), clock=newsroom.context.clock) as restarted:
        newsroom.context = replace(newsroom.context, downloader=restarted)
        assert (await newsroom.refresh()).waiting == 2, "a restart is no excuse"
        newsroom.later = 2 * HOUR
        assert (await newsroom.refresh(second)).new == 1
    assert web.count("/b") == 1


@pytest.mark.parametrize(
    ("status", "header", "rest"),
    [
        (429, "", timedelta(minutes=10)),
        (429, "soon", timedelta(minutes=10)),
        (429, "99999999", 24 * HOUR),
        (429, "Tue, 24 Nov 2026 14:00:00 GMT", 2 * HOUR),
        (503, "600", timedelta(minutes=10)),
        (503, "", timedelta()),
        (500, "600", timedelta()),
    ],
)
async def test_how_long_a_host_rests(
    web: FakeWeb, newsroom: Newsroom, status: int, header: str, rest: timedelta
) -> None:
    web.answers["/feed"] = refusal(status, Retry_After=header)
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    backing_off = host_backoff.backing_off_hosts(newsroom.database, NOW)
    assert backing_off == ({"127.0.0.1": NOW + rest} if rest else {})
    assert due(newsroom, feed_id) == max(rest, HOUR)


async def test_validators_are_not_kept_where_storing_is_forbidden(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    good = feed(rss(ONE)).with_validators(TAG, "Monday")
    newsroom.subscribe(web.url("/feed"))
    for headers, kept in (
        ({"Expires": "0", "Cache_Control": "max-age=0, must-revalidate"}, (TAG, "Monday")),
        ({"Cache_Control": "private, No-Store"}, ("", "")),
    ):
        web.answers["/feed"] = with_headers(replace(good, status=200), **headers)
        feed_answers.drop_validators(newsroom.database, 1)
        await newsroom.refresh()
        (stored,) = feeds.subscriptions(newsroom.database)
        assert (stored.etag, stored.last_modified) == kept


async def test_a_304_may_bring_new_validators_one_by_one(web: FakeWeb, newsroom: Newsroom) -> None:
    newsroom.subscribe(web.url("/feed"))
    web.answers["/feed"] = feed(rss(ONE)).with_validators(TAG, "Monday")
    await newsroom.refresh()
    web.answers["/feed"] = Answer(status=304, headers={"Last-Modified": "Tuesday"})
    await newsroom.refresh()
    (stored,) = feeds.subscriptions(newsroom.database)
    assert (stored.etag, stored.last_modified) == (TAG, "Tuesday")


async def test_a_server_that_always_says_304_is_asked_for_all_after_eight_days(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    newsroom.subscribe(web.url("/feed"))
    web.answers["/feed"] = feed(rss(ONE)).with_validators(TAG)
    await newsroom.refresh()
    for days in (1, 5, 7.9):
        newsroom.later = timedelta(days=days)
        assert (await newsroom.refresh()).unchanged == 1
        assert web.last("/feed").headers["if-none-match"] == TAG
    newsroom.later = timedelta(days=8)
    await newsroom.refresh()
    assert "if-none-match" not in web.last("/feed").headers
    newsroom.later = timedelta(days=9)
    await newsroom.refresh()
    assert web.last("/feed").headers["if-none-match"] == TAG


async def test_after_a_304_that_was_not_asked_for_the_next_request_is_for_all(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    feed_id = newsroom.subscribe(web.url("/feed"))
    web.answers["/feed"] = feed(rss(ONE)).with_validators(TAG)
    await newsroom.refresh()
    newsroom.later = timedelta(days=8)
    web.answers["/feed"] = Answer(status=304)
    assert (await newsroom.refresh()).failed == 1
    assert "not asked" in feeds.feed(newsroom.database, feed_id).error
    (stored,) = feeds.subscriptions(newsroom.database)
    assert stored.etag == ""
    web.answers["/feed"] = feed(rss(ONE)).with_validators(TAG)
    assert (await newsroom.refresh()).failed == 0


async def test_a_move_is_followed_after_three_refreshes(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/old": redirect("/new", 301), "/new": feed(rss(ONE)).with_validators(TAG)}
    feed_id = newsroom.subscribe(web.url("/old"))
    for _ in range(2):
        await newsroom.refresh()
        assert feeds.feed(newsroom.database, feed_id).url == web.url("/old")
        assert newsroom.told(feed_id).note == ""
    await newsroom.refresh()
    assert feeds.feed(newsroom.database, feed_id).url == web.url("/new")
    assert newsroom.told(feed_id).note == f"It has moved to {web.url('/new')}."
    assert feeds.add_feed(newsroom.database, web.url("/old"), NOW) == feed_id, "remembered"
    await newsroom.refresh()
    assert web.count("/old") == 3
    assert newsroom.told(feed_id).note == ""


async def test_a_move_is_followed_after_a_week(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/old": redirect("/new", 308), "/new": feed(rss(ONE))}
    feed_id = newsroom.subscribe(web.url("/old"))
    await newsroom.refresh()
    newsroom.later = timedelta(days=7)
    await newsroom.refresh()
    assert feeds.feed(newsroom.database, feed_id).url == web.url("/new")


async def test_what_is_no_proof_of_a_move(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {
        "/lost": redirect("/page", 301),
        "/for-now": redirect("/new", 302),
        "/mixed": redirect("/for-now", 301),
        "/page": page("<html></html>"),
        "/new": feed(rss(ONE)),
    }
    ids = [newsroom.subscribe(web.url(path)) for path in ("/lost", "/for-now", "/mixed")]
    login = newsroom.subscribe(web.url("/login", login="ann:pw"))
    web.answers["/login"] = redirect("/new", 301)
    before = [feeds.feed(newsroom.database, number).url for number in (*ids, login)]
    for _ in range(4):
        await newsroom.refresh()
    assert [feeds.feed(newsroom.database, number).url for number in (*ids, login)] == before


async def test_a_redirect_that_ends_starts_the_proof_anew(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/new"] = feed(rss(ONE))
    feed_id = newsroom.subscribe(web.url("/old"))
    moved, at_home = redirect("/new", 301), feed(rss(ONE))
    for answer in (moved, moved, at_home, moved, moved):
        web.answers["/old"] = answer
        await newsroom.refresh()
    assert feeds.feed(newsroom.database, feed_id).url == web.url("/old")


@pytest.mark.parametrize("status", [404, 410])
async def test_a_move_is_believed_once_the_old_address_is_gone(
    web: FakeWeb, newsroom: Newsroom, status: int
) -> None:
    web.answers |= {"/old": redirect("/new", 301), "/new": feed(rss(ONE))}
    feed_id = newsroom.subscribe(web.url("/old"))
    await newsroom.refresh()
    web.answers["/old"] = refusal(status)
    web.answers["/new"] = feed(rss(ONE, HOURLY[3]))
    assert (await newsroom.refresh()).new == 1
    assert feeds.feed(newsroom.database, feed_id).url == web.url("/new")
    assert "has moved" in newsroom.told(feed_id).note


async def test_a_feed_that_moves_to_another_becomes_one_with_it(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    both = feed(rss(ONE))
    web.answers |= {"/old": both, "/new": both}
    old, new = newsroom.subscribe(web.url("/old")), newsroom.subscribe(web.url("/new"))
    await newsroom.refresh()
    with newsroom.database.transaction() as connection:
        connection.execute("UPDATE article SET bookmarked = 5 WHERE feed_id = ?", (old,))
    web.answers["/old"] = redirect("/new", 301)
    for _ in range(3):
        await newsroom.refresh()
    assert [one.id for one in feeds.feeds(newsroom.database)] == [new]
    assert "the two are one feed now" in newsroom.told(old).note
    assert newsroom.database.rows("SELECT feed_id, bookmarked FROM article") == [(new, 5)]


async def test_a_feed_that_is_gone_is_no_longer_asked(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = refusal(410)
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    gone = feeds.feed(newsroom.database, feed_id)
    assert gone.error == "127.0.0.1 says that this is gone for good. It is no longer asked."
    assert gone.state is State.GONE
    assert (await newsroom.refresh()).feeds == 0
    web.answers["/feed"] = feed(rss(ONE))
    assert (await newsroom.refresh(feed_id)).new == 1, "asked by name it may come back"
    assert (await newsroom.refresh()).feeds == 1


@pytest.mark.parametrize(
    ("answer", "error", "advice"),
    [
        (refusal(404), "127.0.0.1 has nothing at this address.", "newsreader add"),
        (refusal(403), "127.0.0.1 refuses to give this to newsreader.", "user_agent"),
        (
            refusal(403, cf_mitigated="challenge"),
            "127.0.0.1 wants to see a browser first.",
            "browsers",
        ),
        (
            page("<html><head><title>Just a moment...</title></head></html>"),
            "127.0.0.1 wants to see a browser first.",
            "browsers",
        ),
        (
            refusal(401),
            "127.0.0.1 wants a login: give it a user and a password_command under [[feed]] in "
            "config.toml.",
            "password_file",
        ),
        (page("<html>Welcome</html>"), "This is a web page, not a feed.", "newsreader add"),
        (Answer(b"words"), "This is plain text, not a feed.", "mend"),
        (refusal(429), "127.0.0.1 asks to be asked less often.", "left alone"),
        (refusal(502), "127.0.0.1 gets no answer from the server behind it.", "passes"),
        (Answer(fault="close"), "127.0.0.1 closed the connection without an answer.", "network"),
    ],
    ids=lambda value: "",
)
async def test_every_trouble_is_told_with_what_to_do(
    web: FakeWeb, newsroom: Newsroom, answer: Answer, error: str, advice: str
) -> None:
    web.answers["/feed"] = answer
    feed_id = newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    told = feeds.feed(newsroom.database, feed_id)
    assert told.error == newsroom.told(feed_id).error == error
    assert advice in told.advice
    assert told.state in (State.FAILING, State.BROKEN)


async def test_a_network_that_is_down_is_no_feeds_fault(web: FakeWeb, newsroom: Newsroom) -> None:
    ids = [
        newsroom.subscribe(web.url("/feed", host=host).replace(str(web.port), "1"))
        for host in ("127.0.0.1", "localhost")
    ]
    await newsroom.refresh()
    for feed_id in ids:
        assert due(newsroom, feed_id) == timedelta(minutes=10)
    assert [one.failures for one in feeds.subscriptions(newsroom.database)] == [0, 0]
    web.answers["/feed"] = feed(rss(*HOURLY)).with_validators(TAG)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert due(newsroom, ids[0]) == HOUR, "others could be reached"


def set_options(room: Newsroom, **options: object) -> None:
    """Let feed options hold for all feeds of the test."""
    room.context = replace(
        room.context,
        feed_options=(FeedOptions("127.0.0.1", **options),),  # type: ignore[arg-type]
    )


async def test_a_title_and_an_interval_of_the_readers_own(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = feed(rss(*HOURLY))
    feed_id = newsroom.subscribe(web.url("/feed"))
    set_options(newsroom, title="My paper", interval=HOUR / 2)
    await newsroom.refresh()
    assert feeds.feed(newsroom.database, feed_id).title == "My paper"
    assert due(newsroom, feed_id) == HOUR / 2
    web.answers["/feed"] = with_headers(web.answers["/feed"], Cache_Control="max-age=7200")
    await newsroom.refresh()
    assert due(newsroom, feed_id) == 2 * HOUR, "never before the server's own wish"


async def test_a_title_taken_out_of_the_file_goes_also_where_nothing_is_new(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    feed_id = newsroom.subscribe(web.url("/feed"))
    web.answers["/feed"] = feed(rss(ONE)).with_validators(TAG)
    await newsroom.refresh()
    published = feeds.feed(newsroom.database, feed_id).title
    for title, expected in (("My paper", "My paper"), ("", published)):
        set_options(newsroom, title=title)
        assert (await newsroom.refresh()).unchanged == 1
        assert feeds.feed(newsroom.database, feed_id).title == expected


@pytest.mark.parametrize(
    ("wish", "general", "fetched"),
    [
        ("off", True, (0, 0)),
        ("auto", True, (0, 1)),
        (None, False, (0, 0)),
        ("auto", False, (0, 1)),
        ("on", False, (1, 1)),
    ],
)
async def test_full_text_by_feed(
    web: FakeWeb, newsroom: Newsroom, wish: str | None, general: bool, fetched: tuple[int, int]
) -> None:
    whole = item("1", "Ferry sails again on Monday", FULL_STORY, link=web.url("/1"))
    stingy = item("2", "Ferry sails again on Monday", STORY_BEGINNING, link=web.url("/2"))
    web.answers |= {
        "/feed": feed(rss(whole, stingy)),
        "/1": page(story_page()),
        "/2": page(story_page()),
    }
    newsroom.subscribe(web.url("/feed"))
    newsroom.context = replace(newsroom.context, full_text=general)
    set_options(newsroom, full_text=wish)
    await newsroom.refresh()
    assert (web.count("/1"), web.count("/2")) == fetched


async def test_only_feeds_that_are_due(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": feed(rss(*HOURLY)).with_validators(TAG), "/b": feed(rss(*HOURLY))}
    for path in web.answers:
        newsroom.subscribe(web.url(path))

    async def asked(now: datetime) -> int:
        wanted = feeds.subscriptions(newsroom.database, due_by=now)
        return (await refresh(newsroom.context, wanted)).feeds

    assert await asked(NOW) == 2
    assert await asked(NOW + HOUR - timedelta(seconds=1)) == 0
    assert await asked(NOW + HOUR) == 1
