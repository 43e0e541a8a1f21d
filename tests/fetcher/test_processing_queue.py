"""Digesting behind the reader's back: what is listed becomes readable, whatever happens."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from newsreader.domain.errors import FeedError, LibraryError, NotFound
from newsreader.domain.feed import EntryRow
from newsreader.fetcher import service
from newsreader.fetcher.locks import processing_lock
from newsreader.fetcher.processing_queue import (
    GIVE_UP,
    PIECE,
    process_now,
    process_queue,
)
from newsreader.fetcher.workers.messages import ProcessedEntries, ProcessEntriesJob
from newsreader.fetcher.workers.pool import Workers
from newsreader.protocol import Event, Processed
from newsreader.settings.values import Settings
from newsreader.storage import articles, boilerplate, feeds
from newsreader.storage.entries import save_entries
from newsreader.storage.processing_queue import count_queued, queue_html, queued_among
from newsreader.storage.queries import search
from tests.builders import asking
from tests.fake_web import FakeWeb, feed
from tests.fetcher.conftest import NOW, Newsroom, places_in
from tests.fetcher.harbour import FULL_STORY, item, rss

HOUR = timedelta(hours=1)


def story(key: str, *, age: timedelta = HOUR, title: str = "") -> str:
    return item(key, title or f"Story {key}", FULL_STORY, date=format_datetime(NOW - age))


def titles(room: Newsroom, ids: tuple[int, ...]) -> list[str]:
    return [row.title for row in articles.article_rows(room.database, ids)]


def processed(room: Newsroom) -> list[Processed]:
    return [event for event in room.events if isinstance(event, Processed)]


class Refusing(Workers):
    """Workers that cannot process some stories, as if these took too long."""

    refused: frozenset[str] = frozenset()
    asked = 0

    async def process_entries(self, job: ProcessEntriesJob) -> ProcessedEntries:
        self.asked += 1
        if self.refused & set(job.keys):
            raise FeedError("It takes more than 10 seconds to read this.")
        return await super().process_entries(job)


async def test_what_is_listed_is_digested(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers["/feed"] = feed(rss(story("1")))
    newsroom.subscribe(web.url("/feed"))
    assert (await newsroom.headlines()).new == 1
    assert articles.article(newsroom.database, 1).summary.startswith("The ferry")
    assert articles.quotes(newsroom.database, 1) == ()
    assert await process_queue(newsroom.context, 1) == 1
    assert [quote.speaker for quote in articles.quotes(newsroom.database, 1)] == ["Jane Roe"]
    assert list(search.select_ids(newsroom.database, asking("flour"))) == [1]
    assert processed(newsroom) == [Processed((1,), 1, 1)]
    assert await process_queue(newsroom.context, 1) == 0


async def test_a_story_in_another_language_than_its_feed_has_its_quotes(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    german = (
        "Die Fähre zu den Inseln fährt am Montag wieder, und niemand muss mehr bezahlen. „Wir "
        "werden die Preise in diesem Jahr nicht erhöhen“, sagte Eva Holm am Hafen."
    )
    english = rss(item("de", "Die Fähre fährt wieder", german), story("en"))
    web.answers["/feed"] = feed(english.replace("<channel>", "<channel><language>en-us</language>"))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    await process_queue(newsroom.context, 1)
    (article_id,) = search.select_ids(newsroom.database, asking("lang:de"))
    (quote,) = articles.quotes(newsroom.database, article_id)
    assert (quote.speaker, quote.cue) == ("Eva Holm", "sagte")
    (other,) = search.select_ids(newsroom.database, asking("lang:en"))
    assert articles.article(newsroom.database, other).language == "en-us"


async def test_the_newest_come_first_and_in_pieces(web: FakeWeb, newsroom: Newsroom) -> None:
    old = [story(f"old {n}", age=(100 + n) * HOUR) for n in range(PIECE + 3)]
    web.answers |= {
        "/old": feed(rss(*old)),
        "/new": feed(rss(story("new"), story("newer", age=0 * HOUR))),
    }
    newsroom.subscribe(web.url("/old"))
    newsroom.subscribe(web.url("/new"))
    await newsroom.headlines()
    await process_queue(newsroom.context, 1)
    first, second, third = processed(newsroom)
    assert titles(newsroom, first.articles) == ["Story newer", "Story new"]
    assert titles(newsroom, second.articles) == [f"Story old {n}" for n in range(PIECE)]
    assert [one.done for one in (first, second, third)] == [2, PIECE + 2, PIECE + 5]
    assert {one.total for one in (first, second, third)} == {PIECE + 5}


async def test_an_article_somebody_opens_is_digested_alone(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(*(story(str(n)) for n in range(5))))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    await process_now(newsroom.context, [3, 99])
    assert queued_among(newsroom.database, range(1, 6)) == [1, 2, 4, 5]
    assert articles.document(newsroom.database, 3).text == FULL_STORY.replace("\n", " ")


async def test_one_that_cannot_be_digested_keeps_its_summary_and_the_others_go_on(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(*(story(str(n)) for n in range(6))))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    async with Refusing(1) as workers:
        workers.refused = frozenset({"2"})
        newsroom.context = replace(newsroom.context, workers=workers)
        await process_queue(newsroom.context, 1)
    (event,) = processed(newsroom)
    assert (event.error, event.title) == (
        "It takes more than 10 seconds to read this.",
        "Harbour Gazette",
    )
    stories = articles.article_rows(newsroom.database, event.articles)
    assert {one.title for one in stories if not one.quotes} == {"Story 2"}
    (poor,) = (one for one in stories if not one.quotes)
    assert articles.document(newsroom.database, poor.id).text == poor.summary
    assert count_queued(newsroom.database) == 0


async def test_a_feed_full_of_them_is_given_up_soon(web: FakeWeb, newsroom: Newsroom) -> None:
    keys = [str(n) for n in range(3 * PIECE)]
    web.answers["/feed"] = feed(rss(*map(story, keys)))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    async with Refusing(1) as workers:
        workers.refused = frozenset(keys)
        newsroom.context = replace(newsroom.context, workers=workers)
        await process_queue(newsroom.context, 1)
        assert workers.asked == 1 + GIVE_UP
    assert count_queued(newsroom.database) == 0
    last = processed(newsroom)[-1]
    assert last.done == last.total  # who counts along sees the end


async def test_the_end_is_told_where_somebody_else_took_the_rest(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(*(story(str(n)) for n in range(PIECE + 2))))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()

    class Overtaken(Workers):
        async def process_entries(self, job: ProcessEntriesJob) -> ProcessedEntries:
            result = await super().process_entries(job)
            if len(job.keys) == PIECE:
                async with Workers(1) as others:
                    await process_now(replace(newsroom.context, workers=others), [1, 2])
            return result

    async with Overtaken(1) as workers:
        newsroom.context = replace(newsroom.context, workers=workers)
        await process_queue(newsroom.context, 1)
    last = processed(newsroom)[-1]
    assert last.done == last.total


async def test_what_a_newer_refresh_brings_is_not_overwritten(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "<p>It sails on Monday.</p>")))
    newsroom.subscribe(web.url("/feed"))

    class Slow(Workers):
        async def process_entries(self, job: ProcessEntriesJob) -> ProcessedEntries:
            result = await super().process_entries(job)
            if b"Monday" in articles_of(job):
                web.answers["/feed"] = feed(rss(item("1", "Ferry", "<p>It sails on Friday.</p>")))
                await newsroom.headlines()
            return result

    def articles_of(job: ProcessEntriesJob) -> bytes:
        from newsreader.fetcher.workers.diff_feed import read_body

        return read_body(job.document)

    await newsroom.headlines()
    async with Slow(1) as workers:
        newsroom.context = replace(newsroom.context, workers=workers)
        await process_queue(newsroom.context, 1)
    assert articles.document(newsroom.database, 1).text == "It sails on Friday."
    assert count_queued(newsroom.database) == 0


async def test_two_processes_do_not_digest_the_same(web: FakeWeb, tmp_path: Path) -> None:
    web.answers["/feed"] = feed(rss(story("1")))
    events: list[Event] = []
    async with service.open(places_in(tmp_path), Settings(), events.append) as fetcher:
        feeds.add_feed(fetcher._context.database, web.url("/feed"), NOW)
        with processing_lock(tmp_path) as held:
            assert held
            await fetcher.refresh()
        assert not [event for event in events if isinstance(event, Processed)]
        await asyncio.gather(fetcher.process_queue(), fetcher.process_queue())
    assert [event.articles for event in events if isinstance(event, Processed)] == [(1,)]


@pytest.mark.parametrize("headlines", [True, False])
async def test_headlines_alone_can_be_asked_for(
    web: FakeWeb, tmp_path: Path, headlines: bool
) -> None:
    web.answers["/feed"] = feed(rss(story("1")))
    async with service.open(places_in(tmp_path), Settings()) as fetcher:
        feeds.add_feed(fetcher._context.database, web.url("/feed"), NOW)
        await fetcher.refresh(headlines=headlines)
        assert count_queued(fetcher._context.database) == headlines
        await fetcher.process_now([1])
        assert count_queued(fetcher._context.database) == 0


async def test_a_library_that_takes_nothing_is_one_sentence(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(story("1")))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    newsroom.database.rows("PRAGMA query_only = ON")
    with pytest.raises(LibraryError, match="could not be written"):
        await process_queue(newsroom.context, 2)
    newsroom.database.rows("PRAGMA query_only = OFF")
    assert await process_queue(newsroom.context, 2) == 1


async def test_a_feed_of_which_nothing_is_wanted_any_more_is_dropped(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "<p>It sails on Monday.</p>")))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "<p>It sails on Friday.</p>")))
    await newsroom.headlines()
    await process_queue(newsroom.context, 1)
    assert newsroom.database.rows("SELECT * FROM feed_document") == []
    assert [event.articles for event in processed(newsroom)] == [(1,)]


class Watched(Workers):
    """Workers that know how many of them work, and what had been stored when one began."""

    def __init__(self, size: int, room: Newsroom) -> None:
        super().__init__(size)
        self._room = room
        self.busiest = self.at_work = 0
        self.began: list[tuple[str, int]] = []
        """The feed of each job, and how many articles had been stored by then."""

    async def process_entries(self, job: ProcessEntriesJob) -> ProcessedEntries:
        texts = self._room.database.rows("SELECT count(*) FROM article_text")
        self.began.append((job.url.rpartition("/")[2], texts[0][0]))
        self.busiest = max(self.busiest, self.at_work + 1)
        self.at_work += 1
        try:
            return await super().process_entries(job)
        finally:
            self.at_work -= 1


@pytest.mark.parametrize("at_once", [1, 2])
async def test_the_next_piece_is_ready_while_one_is_stored(
    web: FakeWeb, newsroom: Newsroom, at_once: int
) -> None:
    for name, age in (("a", 0), ("b", 100), ("c", 200)):
        items = [story(f"{name}{n}", age=(age + n) * HOUR) for n in range(2 * PIECE)]
        web.answers[f"/{name}"] = feed(rss(*items))
        newsroom.subscribe(web.url(f"/{name}"))
    await newsroom.headlines()
    async with Watched(3, newsroom) as workers:
        newsroom.context = replace(newsroom.context, workers=workers)
        await process_queue(newsroom.context, at_once)
    assert workers.busiest == at_once, "the other cores are left free"
    assert len(workers.began) == 6
    if at_once == 1:
        feeds_in_order = [name for name, _ in workers.began]
        assert feeds_in_order == list("aabbcc"), "a worker reads a feed once"
        assert [stored for _, stored in workers.began] == [0, 0, 20, 40, 60, 80]
    assert count_queued(newsroom.database) == 0


def listed(
    room: Newsroom,
    key: str = "1",
    link: str = "https://harbour.example/1/",
    title: str = "Ferry sails again",
) -> int:
    """Store an article of which nothing but the headline is known; return its number."""
    feed_id = room.subscribe("https://harbour.example/feed")
    row = EntryRow(key, title, "", link, "Ann", "en", "In short.", 0, "x")
    ((article_id, _),) = save_entries(room.database, feed_id, [row], now=NOW)
    return article_id


async def test_a_text_can_come_from_a_source_of_the_articles_own(newsroom: Newsroom) -> None:
    db, article_id = newsroom.database, listed(newsroom)
    html = f"<p>{FULL_STORY}</p><p>See the <a href='map.html'>map</a>.</p>"
    queue_html(db, article_id, html, "https://harbour.example/1/", NOW)
    assert queued_among(db, [article_id]) == [article_id]
    assert articles.document(db, article_id).text == "In short.", "until it is processed"
    assert await process_queue(newsroom.context, 1) == 1
    document = articles.document(db, article_id)
    assert document.text.startswith("The ferry") and document.text.endswith("See the map.")
    assert [one.href for one in document.spans] == ["https://harbour.example/1/map.html"]
    (quote,) = articles.quotes(db, article_id)
    assert (quote.speaker, document.text[quote.start : quote.end]) == ("Jane Roe", quote.text)
    assert list(search.select_ids(db, asking("flour"))) == [article_id]
    assert set(boilerplate.stories(db, "harbour.example")) == {article_id}
    assert db.rows("SELECT * FROM feed_document") == []
    assert processed(newsroom) == [Processed((article_id,), 1, 1)]


async def test_the_newest_source_of_a_text_counts(web: FakeWeb, newsroom: Newsroom) -> None:
    db = newsroom.database
    web.answers["/feed"] = feed(rss(item("1", "Ferry", "<p>It sails on Monday.</p>")))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    for day in ("Tuesday", "Friday"):
        queue_html(db, 1, f"<p>It sails on {day}.</p>", "https://harbour.example/", NOW)
    await process_queue(newsroom.context, 1)
    assert articles.document(db, 1).text == "It sails on Friday."
    assert (count_queued(db), db.rows("SELECT * FROM feed_document")) == (0, [])


async def test_a_source_without_a_feed_or_a_text_is_taken_too(newsroom: Newsroom) -> None:
    db, kept = newsroom.database, listed(newsroom)
    empty = listed(newsroom, "2", "https://harbour.example/2/", "Ferry stays")
    queue_html(db, kept, f"<p>{FULL_STORY}</p>", "https://harbour.example/1/", NOW)
    queue_html(db, empty, "\ud800<p></p>", "nonsense", NOW)
    with db.transaction() as connection:
        connection.execute("UPDATE article SET bookmarked = 5")
    feeds.remove_feed(db, 1)
    await process_queue(newsroom.context, 1)
    assert [quote.speaker for quote in articles.quotes(db, kept)] == ["Jane Roe"]
    assert articles.document(db, empty).text in ("", "\ufffd", "?")
    assert count_queued(db) == 0
    with pytest.raises(NotFound, match="no article 99"):
        queue_html(db, 99, "<p>Text</p>", "https://harbour.example/", NOW)
