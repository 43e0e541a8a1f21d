"""What is remembered of a site's stories, and what was left out of them."""

from newsreader.documents.blocks import read_html
from newsreader.domain.boilerplate import (
    RemovedBlock,
    StoryCleanup,
    StoryFingerprints,
)
from newsreader.domain.document import Document, Span, SpanKind
from newsreader.storage import (
    articles,
    boilerplate,
    feeds,
)
from newsreader.storage.database import Database
from tests.builders import Story, save

SITE = "harbour.example"
LINK = read_html("<p>See the <a href='https://harbour.example/tides'>tides</a>.</p>")


def a_story(db: Database, number: int, site: str = SITE, feed: str = "Coast") -> int:
    article_id = save(db, Story(f"Story {number}", feed=feed))
    boilerplate.keep(
        db,
        article_id,
        StoryCleanup(site, StoryFingerprints(f"{site}/{number}", (number, 2**60 - 1))),
    )
    return article_id


def test_stories_of_a_site_are_remembered_newest_first(db: Database) -> None:
    one, two, other = a_story(db, 1), a_story(db, 2), a_story(db, 3, "other.example")
    assert boilerplate.stories(db, SITE) == {
        two: StoryFingerprints("harbour.example/2", (2, 2**60 - 1)),
        one: StoryFingerprints("harbour.example/1", (1, 2**60 - 1)),
    }
    assert list(boilerplate.stories(db, SITE)) == [two, one]
    assert list(boilerplate.stories(db, "other.example")) == [other]


def test_only_the_newest_are_remembered(db: Database) -> None:
    ids = [a_story(db, number) for number in range(boilerplate.NEWEST + 3)]
    assert list(boilerplate.stories(db, SITE)) == ids[:2:-1]


def test_the_sites_of_a_feed_are_those_of_its_newest_stories(db: Database) -> None:
    a_story(db, 1)
    a_story(db, 2, "other.example")
    a_story(db, 3, "third.example", feed="Rain")
    coast = next(feed.id for feed in feeds.feeds(db) if feed.title == "Coast")
    found = boilerplate.stories_of_feed(db, coast)
    assert sorted(found) == [SITE, "other.example"]
    assert found[SITE] == (StoryFingerprints("harbour.example/1", (1, 2**60 - 1)),)


def test_what_was_left_out_comes_back_whole(db: Database) -> None:
    article_id = save(db, Story("Bridge"))
    traces = StoryFingerprints("harbour.example/bridge", (5,))
    last = RemovedBlock(4, 0, Document.from_plain("Tides"))
    boilerplate.keep(db, article_id, StoryCleanup(SITE, traces, (last, RemovedBlock(2, 5, LINK))))
    first, second = boilerplate.left_out(db, article_id)
    assert (first.index, first.fingerprint, second.index, second.fingerprint) == (2, 5, 4, 0)
    assert first.document.text == "See the tides."
    assert first.document.spans == (Span(SpanKind.LINK, 8, 13, "https://harbour.example/tides"),)
    boilerplate.keep(db, article_id, StoryCleanup(SITE, traces, (last,)))
    assert [one.index for one in boilerplate.left_out(db, article_id)] == [4]


def test_a_beginning_tells_nothing_about_its_site(db: Database) -> None:
    article_id = a_story(db, 1)
    boilerplate.keep(db, article_id, None)
    assert boilerplate.stories(db, SITE) == {}
    boilerplate.keep(db, article_id, StoryCleanup("", StoryFingerprints("story:1", (1,))))
    assert boilerplate.stories(db, "") == {}


def test_both_go_with_their_article(db: Database) -> None:
    article_id = a_story(db, 1)
    traces = StoryFingerprints("harbour.example/1", (5,))
    boilerplate.keep(db, article_id, StoryCleanup(SITE, traces, (RemovedBlock(2, 5, LINK),)))
    feeds.remove_feed(db, articles.article(db, article_id).feed_id or 0)
    assert boilerplate.stories(db, SITE) == {}
    assert boilerplate.left_out(db, article_id) == ()
