"""From the beginning of a story to all of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.domain.errors import NotFound
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.fetcher.full_text import (
    GIVE_UP,
    PAGES,
    fetch_page,
)
from newsreader.fetcher.page_saving import bring_page
from newsreader.storage import articles, full_text_queue, story_versions
from newsreader.storage.article_state import set_tags
from tests.fake_web import Answer, FakeWeb, feed, page, refusal
from tests.fetcher.conftest import Newsroom
from tests.fetcher.harbour import FULL_STORY, STORY_BEGINNING, item, rss, story_page

BEGINNING = (
    "The ferry between Harbour and the islands will sail again on Monday after three weeks of "
    "strike, the harbour office said on Thursday at the pier."
)
"""What a page shows of the story to those who do not pay."""


def stingy(web: FakeWeb, *paths: str, text: str = STORY_BEGINNING) -> Answer:
    """Return a feed that only begins the stories at ``paths``."""
    return feed(
        rss(
            *(
                item(path, f"Story {path}", text, link=web.url(path), date=f"2026-11-{day:02}")
                for day, path in enumerate(paths, start=1)
            )
        )
    )


def text_of(room: Newsroom, article_id: int = 1) -> str:
    return articles.document(room.database, article_id).text


async def test_the_page_of_a_beginning_is_fetched(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(story_page())}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert [(one.article, one.status) for one in newsroom.pages()] == [(1, "new")]
    assert "cost of the repair" in text_of(newsroom)
    assert articles.article(newsroom.database, 1).words > 150
    assert [one.speaker for one in articles.quotes(newsroom.database, 1)] == ["Jane Roe"]
    assert web.last("/1").headers["accept"].startswith("text/html")


async def test_headlines_come_before_pages(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/a": stingy(web, "/1"), "/b": stingy(web, "/2"), "/c": refusal(404)}
    web.answers |= {path: page(story_page()) for path in ("/1", "/2")}
    for path in ("/a", "/b", "/c"):
        newsroom.subscribe(web.url(path))
    await newsroom.refresh()
    names = [event.name for event in newsroom.events]
    assert names == ["started", *["feed"] * 3, "finished", *["digested"] * 2, *["page"] * 2]


async def test_it_is_not_fetched_again(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(story_page())}
    newsroom.subscribe(web.url("/feed"))
    for days in range(3):
        newsroom.later = timedelta(days=days)
        await newsroom.refresh()
    assert web.count("/1") == 1


async def test_the_page_of_a_marked_story_is_asked_again_and_the_old_one_kept(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(story_page())}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    before = text_of(newsroom)
    set_tags(newsroom.database, 1, ["ferry"])
    web.answers["/1"] = page(story_page(FULL_STORY.replace("cost of the repair", "price of it")))
    newsroom.later = timedelta(hours=2)
    await newsroom.refresh()
    assert web.count("/1") == 2 and "price of it" in text_of(newsroom)
    (kept,) = story_versions.versions(newsroom.database, 1)
    assert story_versions.version_text(newsroom.database, 1, kept.number)[0] == before
    assert articles.article(newsroom.database, 1).changed is not None


VALIDATORS = {
    "etag": {"etag": '"v1"'},
    "date": {"last_modified": "Fri, 20 Nov 2026 08:00:00 GMT"},
    "both": {"etag": 'W/"v1"', "last_modified": "Fri, 20 Nov 2026 08:00:00 GMT"},
}


@pytest.mark.parametrize("kind", VALIDATORS)
async def test_the_page_of_a_marked_story_is_only_asked_whether_it_changed(
    web: FakeWeb, newsroom: Newsroom, kind: str
) -> None:
    sent = VALIDATORS[kind]
    web.answers |= {
        "/feed": stingy(web, "/1"),
        "/1": page(story_page()).with_validators(**sent),
    }
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    before = text_of(newsroom)
    assert not {"if-none-match", "if-modified-since"} & set(web.last("/1").headers)
    set_tags(newsroom.database, 1, ["ferry"])
    newsroom.later = timedelta(hours=2)
    await newsroom.refresh()
    asked = web.last("/1").headers
    assert asked.get("if-none-match", "") == sent.get("etag", "")
    assert asked.get("if-modified-since", "") == sent.get("last_modified", "")
    assert [one.status for one in newsroom.pages()] == ["unchanged"]
    assert text_of(newsroom) == before and articles.article(newsroom.database, 1).changed is None
    await newsroom.refresh()
    assert web.count("/1") == 2, "it was asked at that age"

    changed = story_page(FULL_STORY.replace("cost of the repair", "price of it"))
    web.answers["/1"] = page(changed).with_validators(etag='"v2"')
    newsroom.later = timedelta(days=2)
    await newsroom.refresh()
    assert "price of it" in text_of(newsroom)
    newsroom.later = timedelta(days=8)
    await newsroom.refresh()
    asked = web.last("/1").headers
    assert asked["if-none-match"] == '"v2"' and "if-modified-since" not in asked
    assert [one.status for one in newsroom.pages()] == ["unchanged"]


async def test_a_page_that_moved_or_is_asked_for_by_hand_is_fetched_whole(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    dated = page(story_page()).with_validators(last_modified="Fri, 20 Nov 2026 08:00:00 GMT")
    web.answers |= {"/feed": stingy(web, "/1"), "/1": dated, "/2": dated}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    await fetch_page(newsroom.context, 1)
    assert "if-modified-since" not in web.last("/1").headers
    set_tags(newsroom.database, 1, ["ferry"])
    moved = item("/1", "Story /1", STORY_BEGINNING, link=web.url("/2"), date="2026-11-01")
    web.answers["/feed"] = feed(rss(moved))
    newsroom.later = timedelta(hours=2)
    await newsroom.refresh()
    assert "if-modified-since" not in web.last("/2").headers
    assert articles.text_source(newsroom.database, 1) == "page"


async def test_the_page_of_a_marked_story_without_a_feed_is_asked_again(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {
        "/feed": feed(rss(item("1", "Whole", FULL_STORY))),
        "/page": page(story_page()).with_validators(etag='"v1"'),
    }
    newsroom.subscribe(web.url("/feed"))
    saved = await bring_page(newsroom.context, web.url("/page"), None)
    set_tags(newsroom.database, saved, ["ferry"])
    newsroom.later = timedelta(hours=2)
    await newsroom.refresh()
    assert web.count("/page") == 2 and web.last("/page").headers["if-none-match"] == '"v1"'
    assert [one.status for one in newsroom.pages()] == ["unchanged"]


async def test_whole_stories_need_no_page(web: FakeWeb, newsroom: Newsroom) -> None:
    whole = item("1", "Whole", FULL_STORY, link=web.url("/1"))
    web.answers["/feed"] = feed(rss(whole, "<item><title>No link</title></item>"))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert newsroom.pages() == []
    assert [request.path for request in web.requests] == ["/feed"]


async def test_a_recording_has_a_page_unless_it_links_to_itself(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    heard = [
        item(name, f"Heard {name}", STORY_BEGINNING, link=web.url(link)).replace(
            "</item>", f"<enclosure url='{web.url('/a.mp3')}' type='audio/mpeg'/></item>"
        )
        for name, link in (("1", "/1"), ("2", "/a.mp3"))
    ]
    web.answers |= {"/feed": feed(rss(*heard)), "/1": page(story_page())}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert [request.path for request in web.requests] == ["/feed", "/1"]
    assert [done.status for done in newsroom.pages()] == ["new"]


async def test_a_page_of_plain_text_is_a_story(web: FakeWeb, newsroom: Newsroom) -> None:
    plain = Answer(FULL_STORY.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    web.answers |= {"/feed": stingy(web, "/1"), "/1": plain}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert text_of(newsroom) == FULL_STORY


async def test_the_parts_of_a_page_are_those_that_its_feed_names(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    body = story_page().replace("</main>", "<p class='advert'>Eva Holm sells nets.</p></main>")
    body = body.replace("<article>", "<article><p class='box'>Nets of Harbour.</p>")
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(body)}
    options = FeedOptions(web.url("/feed"), select=("main",), remove=(".box",))
    newsroom.context = replace(newsroom.context, feed_options=(options,))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    text = text_of(newsroom)
    assert text.startswith("The ferry between") and text.endswith("Eva Holm sells nets.")


async def test_it_can_be_switched_off(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(story_page())}
    newsroom.context = replace(newsroom.context, full_text=False)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert web.count("/1") == 0


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (refusal(403), "refuses to give this"),
        (page(story_page("We value your privacy. Choose what to allow. " * 40)), "story"),
        (Answer(b"%PDF-1.7"), "a PDF document"),
        (page("<html><body><p>Log in</p></body></html>"), "story"),
        (page(story_page(f"{BEGINNING} Subscribe to read the rest of it.")), "subscribers only"),
        (page(story_page("We value your privacy. Our partners use cookies. " * 9)), "consent"),
        (page("<title>Just a moment...</title><body><p>Wait</p></body>"), "robots"),
    ],
)
async def test_a_failure_keeps_the_feeds_text_and_is_remembered(
    web: FakeWeb, newsroom: Newsroom, answer: Answer, reason: str
) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": answer}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    (done,) = newsroom.pages()
    assert done.status == "failed"
    assert reason in done.error
    assert text_of(newsroom) == STORY_BEGINNING
    assert full_text_queue.page_error(newsroom.database, 1) == done.error


async def test_a_failed_page_is_asked_again_after_a_day_and_a_week(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/feed": stingy(web, "/1").with_validators('"v1"'), "/1": refusal(403)}
    newsroom.subscribe(web.url("/feed"))
    asked = []
    for hours in (0, 23, 25, 26, 7 * 24, 9 * 24, 99 * 24):
        newsroom.later = timedelta(hours=hours)
        await newsroom.refresh()
        asked.append(web.count("/1"))
    assert asked == [1, 1, 2, 2, 2, 3, 3]


async def test_a_feed_switched_off_later_keeps_its_pages_unasked(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/feed": stingy(web, "/1").with_validators('"v1"'), "/1": refusal(403)}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    off = FeedOptions("127.0.0.1", full_text="off")
    newsroom.context = replace(newsroom.context, feed_options=(off,))
    newsroom.later = timedelta(days=2)
    await newsroom.refresh()
    assert web.count("/1") == 1


async def test_a_failed_page_is_asked_again_where_only_its_feed_wants_pages(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/feed": stingy(web, "/1").with_validators('"v1"'), "/1": refusal(403)}
    newsroom.subscribe(web.url("/feed"))
    on = FeedOptions("127.0.0.1", full_text="on")
    newsroom.context = replace(newsroom.context, full_text=False, feed_options=(on,))
    await newsroom.refresh()
    newsroom.later = timedelta(days=2)
    await newsroom.refresh()
    assert web.count("/1") == 2


async def test_the_page_tells_what_the_feed_does_not(web: FakeWeb, newsroom: Newsroom) -> None:
    head = (
        "<meta property='og:site_name' content='The Lighthouse'><meta name='author' "
        "content='Ann Reporter'><meta name='date' content='2026-11-20T08:00:00Z'></head>"
    )
    body = story_page(title="The ferry is back").replace("</head>", head)
    bare = "<item><guid>{0}</guid>{1}<link>{2}</link><description>{3}</description>{4}</item>"
    named = "<title>Ferry</title>", "<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>"
    web.answers |= {"/1": page(body), "/2": page(body)}
    web.answers["/feed"] = feed(
        rss(
            bare.format(1, "", web.url("/1"), STORY_BEGINNING, ""),
            bare.format(2, named[0], web.url("/2"), STORY_BEGINNING, named[1]),
        )
    )
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    found = articles.article_rows(newsroom.database, (1, 2))
    made, given = sorted(found, key=lambda one: one.url, reverse=False)
    assert (made.title, given.title) == ("The ferry is back", "Ferry")
    assert made.published == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert given.published == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert {one.author for one in found} == {"Ann Reporter"}
    assert {one.outlet for one in found} == {"Harbour Gazette"}, "it is the feed's own site"


async def test_the_site_of_a_page_elsewhere_is_its_outlet(web: FakeWeb, newsroom: Newsroom) -> None:
    head = "<meta property='og:site_name' content='The Lighthouse'></head>"
    web.answers["/1"] = page(story_page().replace("</head>", head))
    link = web.url("/1", host="localhost")
    web.answers["/feed"] = feed(rss(item("1", "Ferry", STORY_BEGINNING, link=link)))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert articles.article(newsroom.database, 1).outlet == "The Lighthouse"
    web.answers["/feed"] = feed(rss(item("1", "Ferry sails", STORY_BEGINNING, link=link)))
    await newsroom.refresh()
    changed = articles.article(newsroom.database, 1)
    assert (changed.title, changed.outlet) == ("Ferry sails", "The Lighthouse")


async def test_the_newest_come_first_and_the_rest_next_time(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    paths = [f"/{number}" for number in range(PAGES + 2)]
    bare = (
        "<item><guid isPermaLink='false'>{0}</guid><title>T</title><link>{1}</link>"
        "<pubDate>2026-10-01T{2:02}:{3:02}:00Z</pubDate></item>"
    )
    dated = [
        bare.format(path, web.url(path), *divmod(number, 60)) for number, path in enumerate(paths)
    ]
    web.answers |= {path: page(story_page()) for path in paths}
    web.answers["/feed"] = feed(rss(*dated)).with_validators('"v1"')
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    asked = [request.path for request in web.requests[1:]]
    assert asked == paths[:1:-1]
    await newsroom.refresh()
    assert [request.path for request in web.requests[-2:]] == ["/1", "/0"]
    await newsroom.refresh()
    assert web.requests[-1].path == "/feed"


async def test_a_site_that_refuses_is_left_alone(web: FakeWeb, newsroom: Newsroom) -> None:
    paths = [f"/{number}" for number in range(1, 8)]
    web.answers |= {path: refusal(403) for path in paths}
    web.answers["/feed"] = stingy(web, *paths)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert len(newsroom.pages()) == GIVE_UP
    assert len(web.requests) == 1 + GIVE_UP


async def test_a_changed_beginning_keeps_the_page_until_it_is_asked_again(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(story_page())}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    web.answers["/feed"] = stingy(web, "/1", text=STORY_BEGINNING.replace("Monday", "Tuesday"))
    assert (await newsroom.refresh()).updated == 1
    assert web.count("/1") == 1, "asked a moment ago"
    assert "cost of the repair" in text_of(newsroom)
    assert len(articles.quotes(newsroom.database, 1)) == 1

    newsroom.later = timedelta(days=2)
    web.answers["/feed"] = stingy(web, "/1", text=STORY_BEGINNING.replace("Monday", "Friday"))
    web.answers["/1"] = page(story_page(FULL_STORY.replace("flour", "bread")))
    await newsroom.refresh()
    assert web.count("/1") == 2
    assert "bread" in text_of(newsroom)


async def test_a_feed_that_now_has_the_whole_story_wins(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": page(story_page())}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    web.answers["/feed"] = stingy(web, "/1", text=FULL_STORY.replace("flour", "bread"))
    await newsroom.refresh()
    assert "bread" in text_of(newsroom)
    assert articles.text_source(newsroom.database, 1) == "feed"


async def test_a_page_can_be_asked_for_by_hand(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/feed": stingy(web, "/1"), "/1": refusal(503)}
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    web.answers["/1"] = page(story_page())
    assert (await fetch_page(newsroom.context, 1)).status == "new"
    assert "cost of the repair" in text_of(newsroom)
    assert (await fetch_page(newsroom.context, 1)).status == "new", "and once more"
    with pytest.raises(NotFound):
        await fetch_page(newsroom.context, 99)


async def test_an_article_without_a_page_says_so(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = feed(rss("<item><title>No link</title></item>"))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert (await fetch_page(newsroom.context, 1)).error == "This article names no page."
